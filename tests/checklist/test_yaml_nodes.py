"""YAML from strangers: only data comes in, places are right, and nothing blows up."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checklist.yaml_nodes import DEEPEST, LARGEST_FILE, read_yaml


def keys_of(content: str | bytes) -> list[str]:
    """The keys of the mistakes in a file."""
    tree = read_yaml(content.encode() if isinstance(content, str) else content)
    return [mistake.key.removeprefix("checklist.") for mistake in tree.mistakes]


def test_scalars_mean_what_a_clerk_wrote() -> None:
    """Dates stay strings, off and no are words, and only true and false are truth values."""
    text = 'a: [2019-04-15, off, no, 是, true, 12, 0.5, ~, "12", 007, 1:30, 2021..2025, 1_000, .inf]\noff: x\n2024: y\n'
    tree = read_yaml(text.encode())
    assert tree.data == {
        "a": ["2019-04-15", "off", "no", "是", True, 12, 0.5, None, "12", "007", "1:30", "2021..2025", "1_000", ".inf"],
        "off": "x",
        "2024": "y",
    }
    assert not tree.mistakes


def test_places_count_characters() -> None:
    """Columns are code points, also behind Chinese characters and a byte order mark."""
    tree = read_yaml("\ufeff甲乙: [丙, 𠮷, 丁]\n戊:\n  己: 庚\n".encode())
    assert tree.keys["甲乙",] == (1, 1)
    assert tree.values["甲乙", 2] == (1, 12)
    assert tree.keys["戊", "己"] == (2 + 1, 3)
    assert tree.values["戊", "己"] == (3, 6)


def test_alias_bomb_is_refused() -> None:
    """Ten lines that would unfold to ten thousand million words cost nothing."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 11))
    assert set(keys_of(bomb)) == {"alias"}


def test_depth_is_bounded() -> None:
    """A hundred thousand brackets are refused at the first one too many."""
    assert keys_of("[" * 100_000) == ["too-deep"]
    assert keys_of("[" * DEEPEST + "]" * DEEPEST) == []


def test_size_is_bounded() -> None:
    """A file larger than any checklist is not even parsed."""
    assert keys_of(b"a" * (LARGEST_FILE + 1)) == ["file-too-large"]


def test_tags_make_nothing() -> None:
    """No tag creates an object, not even a harmless one."""
    assert keys_of("a: !!python/object/apply:os.system [echo]\n") == ["tag"]
    assert keys_of("a: !!timestamp 2019-04-15\n") == ["tag"]


def test_other_encodings_are_told() -> None:
    """A file saved in GBK by an old editor is named as such, at its first such byte."""
    tree = read_yaml("a: 1\nb: 甲\n".encode("gbk"))
    assert [(m.line, m.column, m.key) for m in tree.mistakes] == [(2, 4, "checklist.not-utf8")]
    assert keys_of(b"a: \x07b\n") == ["control-character"]


def test_empty_file_is_no_mistake() -> None:
    """An empty file adds nothing."""
    assert read_yaml(b"# nothing\n").data is None
    assert keys_of(b"# nothing\n") == []


@given(st.binary(max_size=200))
def test_bytes_never_raise(content: bytes) -> None:
    """Whatever the bytes, there is a tree, and it is whole or says why not."""
    tree = read_yaml(content)
    assert tree.whole or tree.mistakes


@given(st.text(alphabet="ab甲:-[]{},&*!|>'\"#%@` \n\t?", max_size=80))
def test_yaml_like_text_never_raises(text: str) -> None:
    """Texts that are nearly YAML are read as PyYAML reads them or are told."""
    tree = read_yaml(text.encode())
    if tree.mistakes:
        return
    loaded = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    assert (loaded or None) == (_as_base(tree.data) or None)


def _as_base(value: object) -> object:
    """Data as a loader without types gives it."""
    if isinstance(value, dict):
        return {key: _as_base(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_base(entry) for entry in value]
    return "" if value is None else value
