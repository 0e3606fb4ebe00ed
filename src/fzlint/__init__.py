"""fzlint: a compliance checklist linter for annual reports on building a rule-of-law government."""

__version__ = "0.1.0"
