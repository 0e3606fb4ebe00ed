"""Sentences full of figures: the wrong ones are flagged by their own check, the right ones by none."""

from __future__ import annotations

import pytest
from figures_texts import codes, sentences

_WRONG = [(code, text) for code, texts in sentences()["wrong"].items() for text in texts]


@pytest.mark.parametrize("text", sentences()["clean"])
def test_nothing_is_flagged_in_sound_paragraphs(text: str) -> None:
    """Government work reports, partial lists, other periods, other bodies, other wholes: all sound."""
    assert codes(text) == set()


def test_nothing_is_flagged_between_sound_paragraphs() -> None:
    """Paragraphs of one report about different things do not contradict each other (general ones only)."""
    assert codes("\n".join(text for text in sentences()["clean"][:30])) == set()


@pytest.mark.parametrize(("code", "text"), _WRONG)
def test_wrong_figures_are_flagged(code: str, text: str) -> None:
    """Each wrong sentence is found by the check it is wrong for, and by no other."""
    assert codes(text) == {code}
