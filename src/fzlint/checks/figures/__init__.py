"""The quantities that a report states: the common ground of the checks that reckon (sums, rates, contradictions)."""

from fzlint.checks.figures.lists import PartList, part_lists
from fzlint.checks.figures.quantities import Figures, Quantity, figures_of
from fzlint.checks.figures.wording import any_of, has_any, kept, number_text

__all__ = ["Figures", "PartList", "Quantity", "any_of", "figures_of", "has_any", "kept", "number_text", "part_lists"]
