"""A text judged as the server does it, in this process."""

from __future__ import annotations

from functools import cache

from lsprotocol import types

from fzlint.cli.configuring import keys
from fzlint.gate.running.linting import Linters
from fzlint.lsp.analysis import Analysis, analyse
from fzlint.lsp.authored import Authored
from fzlint.lsp.documents import Document
from fzlint.lsp.settings import Settings

EVERYWHERE = types.Range(types.Position(0, 0), types.Position(1_000_000, 0))
LINTERS = Linters()


@cache
def _settings(language: str) -> Settings:
    return Settings(keys, LINTERS, language)


def judged(text: str, *, uri: str = "untitled:1", language: str = "zh") -> Analysis:
    """What is found in a text."""
    document = Document(uri, "plaintext", 1, text)
    return analyse(Authored(document.snapshot()), _settings(language).of(None, "/"))


def codes(analysis: Analysis) -> list[str]:
    """The codes found, without those of the outline."""
    return [finding.code for _, finding in analysis.findings if not finding.code.startswith("O")]
