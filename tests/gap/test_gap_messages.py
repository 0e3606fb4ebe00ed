"""Every sentence of the gap report that is asked for is there, and none stands in the catalogue for nobody."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "checklist").glob("messages-gap*.yaml"))
SOURCES = [
    path.read_text(encoding="utf-8")
    for folder in ("gap", "cli", "gate")
    for path in sorted((ROOT / "src" / "fzlint" / folder).rglob("*"))
    if path.suffix in (".py", ".j2")
]
TEXT = "\n".join(SOURCES)
# What a key is put together from: f"copied.not.{reason}", t("gap.note." ~ name)
PREFIXES = set(re.findall(r"[\"(]([a-z][\w-]*\.(?:[\w.-]*\.)?)(?:\{|[\w-]*-\{|\" ~)", TEXT))
PARTS = re.findall(r"\bf\"([a-z][\w-]*\.[^\"]*)\"", TEXT)


def _keys(path: Path) -> list[str]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def _asked(key: str) -> bool:
    if f'"{key}"' in TEXT:
        return True
    patterns = (re.escape(part) for part in PARTS)
    made = any(re.fullmatch(re.sub(r"\\\{.*?\\\}", ".+", pattern), key) for pattern in patterns)
    return made or any(key.startswith(prefix) for prefix in PREFIXES if prefix.count(".") > 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_message_is_asked_for(path: Path) -> None:
    """A sentence that nobody shows is taken out."""
    assert [key for key in _keys(path) if not _asked(key)] == []


def test_every_message_that_is_asked_for_is_there() -> None:
    """The person would see its key."""
    known = {key for path in (ROOT / "checklist").glob("messages*.yaml") for key in _keys(path)}
    wanted = set(re.findall(r"\"((?:gap|copied|office|letter|progress)\.[a-z0-9_.-]+[a-z0-9])\"", TEXT))
    assert len(wanted) > 150
    # a file, the beginning of a key; gap.copied… are places in JSON
    others = {key for key in wanted - known if not key.startswith("gap.copied")}
    assert others == {"copied.html.j2", "letter.severity"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_have_the_same_fields(path: Path) -> None:
    """What one language tells the other tells too."""
    for key, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        fields = [{name for _, name, _, _ in Formatter().parse(texts[language]) if name} for language in ("zh", "en")]
        assert fields[0] == fields[1], key
