"""Mistakes in a configuration: one line each, with the place and what was probably meant; hostile files too."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from configured import KEYS, problems, settings, store
from hypothesis import HealthCheck, example, given
from hypothesis import settings as how
from hypothesis import strategies as st

from fzlint.gate.configuration.keys import OF_DOCUMENTS
from fzlint.gate.configuration.problems import MOST, ConfigurationError

WRONG = [
    ("profil: strict", "1:1: 没有“profil”这个键。是否想写“profile”？"),
    ("extend_select: [S4]", "1:1: 没有“extend_select”这个键。是否想写“extend-select”？"),
    ("\nprofile: stric", "2:10: 没有名为“stric”的检查方案。是否想写“strict”？"),
    ("profile: 2024", "1:10: “profile”应为文字，这里是整数。"),
    ("profile:", "1:9: “profile”应为文字，这里是空的。"),
    ("select: [S4, S44]", "1:14: 没有编号为“S44”的事项。是否想写“S4”？"),
    ("select: []", "1:9: “select”不能是空的。"),
    ("select: [S4, '']", "1:14: “select”不能是空的。"),
    ("ignore: {S4: yes}", "1:9: “ignore”应为列表或文字，这里是“键:值”映射。"),
    ("ignore: [S4, 3]", "1:14: “ignore”应为文字，这里是整数。"),
    ("severity: {S4: fatal}", "1:16: “S4”不能是“fatal”，只能是：error warning note。"),
    ("severity: {Z9: note}", "1:12: 没有编号、名称或类别为“Z9”的事项；类别有：contents、outline、checks、all。"),
    ("severity: note", "1:11: “severity”应为“键:值”映射，这里是文字。"),
    (
        "per-file-ignores: {a.txt: [Z9]}",
        "1:28: 没有编号、名称或类别为“Z9”的事项；类别有：contents、outline、checks、all。",
    ),
    (
        "per-file-ignores: {'!a.txt': S4}",
        "1:20: “!a.txt”不是可用的文件写法：写法同 .gitignore（如 乡镇/*.txt），不能以 ! 开头。",
    ),
    ("format: jsn", "1:9: “format”不能是“jsn”，只能是：text json。是否想写“json”？"),
    ("quiet: yes", "1:8: “quiet”应为true 或 false，这里是文字。"),
    ("jobs: 100", "1:7: “jobs”应在0至8之间，不能是 100。"),
    ("max-size: 0", "1:11: “max-size”至少是1，不能是 0。"),
    ("jobs: true", "1:7: “jobs”应为整数，这里是true 或 false。"),
    (
        "report: jsn=a",
        "1:9: “report”不能是“jsn”，只能是：text concise grouped json jsonl sarif github gitlab junit "
        "checkstyle rdjson markdown。是否想写“json”？",
    ),
    ("quiet: true\nquiet: false", "2:1: “quiet”重复：前面已经写过（第1行），后写的会盖掉前面的。"),
    ("- S4", "1:1: 配置文件要写成“键: 值”的形式，例如“profile: strict”。"),
    ("a: &x 1\nb: *x\nc: *x", "1:4: 配置文件不使用 YAML 的锚点和别名（&、*）；以 * 或 & 开头的词请加引号。"),
    (
        "a: !!python/object:os.system 1",
        "1:4: 配置文件不使用 YAML 标签“tag:yaml.org,2002:python/object:os.system”；以 ! 开头的词请加引号。",
    ),
    ("quiet: true\n---\nquiet: false", "2:1: 一个文件只能有一份配置，请删去“---”及其后的内容。"),
    ("select: [S4", "2:1: YAML 语法有误：列表中缺少半角逗号“,”或右方括号“]”。"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[text for text, _ in WRONG])
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    """``file:line:column: what is wrong``, and nothing else."""
    file = tmp_path / ".fzlint.yaml"
    file.write_text(text + "\n", encoding="utf-8")
    assert problems(tmp_path / "a.txt", tmp_path) == [f"{file}:{told}"]
    (english,) = problems(tmp_path / "a.txt", tmp_path, "en")
    assert re.match(re.escape(str(file)) + r":\d+:\d+: [^\u4e00-\u9fff]*[.?]$", english.replace("乡镇", "")), english


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("profil = 'strict'", ": tool.fzlint.profil: 没有“profil”这个键。是否想写“profile”？"),
        ("select = ['S4', 'Z9']", ": tool.fzlint.select[1]: 没有编号、名称或类别为“Z9”的事项"),
        ("severity = {S4 = 'x'}", ": tool.fzlint.severity.S4: “S4”不能是“x”"),
        ("per-file-ignores = {'a b' = [1]}", ': tool.fzlint.per-file-ignores."a b"[0]: “a b”应为文字，这里是整数。'),
        ("profile = 2024-01-01", ": tool.fzlint.profile: “profile”应为文字，这里是其他值。"),
        ("profile = ", ":2:11: TOML 语法有误：Invalid value。"),
        ("profile = 'a'\nprofile = 'b'", ":3:14: TOML 语法有误：Cannot overwrite a value。"),
    ],
)
def test_a_mistake_in_toml_is_told_with_its_key(tmp_path: Path, text: str, told: str) -> None:
    """TOML's reader knows no places but those of its own mistakes."""
    file = tmp_path / "pyproject.toml"
    file.write_text(f"[tool.fzlint]\n{text}\n", encoding="utf-8")
    (line,) = problems(tmp_path / "a.txt", tmp_path)
    assert line.startswith(f"{file}{told}")


def test_all_mistakes_at_once_but_not_too_many(tmp_path: Path) -> None:
    """A file that is no configuration at all does not fill the screen."""
    (tmp_path / ".fzlint.yaml").write_text("".join(f"k{n}: 1\n" for n in range(30)), encoding="utf-8")
    lines = problems(tmp_path / "a.txt", tmp_path)
    assert len(lines) == MOST + 1
    assert lines[-1] == "另有20处错误。"


@pytest.mark.parametrize("kind", ["folder", "missing", "pipe", "dangling", "huge", "binary", "secret", "deep", "many"])
def test_a_hostile_file_is_one_line(tmp_path: Path, kind: str) -> None:
    """Nothing is read that is no file, too large or no text; nothing hangs."""
    file = tmp_path / "c.yaml"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        if os.name != "posix":
            pytest.skip("needs pipes")
        os.mkfifo(file)
    elif kind == "dangling":
        file = tmp_path / ".fzlint.yaml"
        file.symlink_to(tmp_path / "nowhere")
        assert problems(tmp_path / "a.txt", tmp_path) == [f"{file}: 没有这个配置文件。"]
        return
    elif kind == "huge":
        file.write_bytes(b"# " + b"x" * 2_000_000)
    elif kind == "binary":
        file.write_bytes(bytes(range(256)))
    elif kind == "secret":
        if os.name != "posix" or os.getuid() == 0:
            pytest.skip("root reads everything")
        file.touch(mode=0)
    elif kind == "deep":
        file.write_text("a: " + "[" * 5000, encoding="utf-8")
    elif kind == "many":
        file.write_text("a: &a [x]\nb: [" + "*a, " * 20_000 + "*a]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        store(tmp_path, named=file).of_run()
    assert len(caught.value.problems) == 1


@how(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")), toml=st.booleans())
@example(text="[" * 3000, toml=True)
@example(text="a" + ".a" * 3000 + "=1", toml=True)
@example(text="jobs = " + "9" * 5000, toml=True)
@example(text="jobs: " + "9" * 5000, toml=False)
@example(text="a" + ".a" * 150_000 + "=1", toml=True)
@example(text="max-size: .inf", toml=False)
@example(text="select: '\\0'", toml=False)
def test_any_text_is_a_configuration_or_a_mistake(tmp_path: Path, text: str, toml: bool) -> None:
    """Whatever stands in the file, there is no crash, and what is told is whole lines."""
    (tmp_path / ".git").touch()
    file = tmp_path / ("pyproject.toml" if toml else ".fzlint.yaml")
    file.write_bytes((f"[tool.fzlint]\n{text}" if toml else text).encode("utf-8", "surrogatepass"))
    try:
        for line in problems(tmp_path / "a.txt", tmp_path):
            assert len(line.splitlines()) == 1
    finally:
        file.unlink()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False)
    | st.sampled_from(["S4", "json", "", "\0", "x=y"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["S4", "*.txt", "["]), inner, max_size=2)
    ),
    max_leaves=4,
)


@how(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.sampled_from(sorted(KEYS)), VALUES, max_size=2))
def test_every_key_takes_or_refuses_every_value(tmp_path: Path, data: dict[str, object]) -> None:
    """A value of any kind under any key is used or told as a mistake, never a crash."""
    import yaml

    (tmp_path / ".git").touch()
    file = tmp_path / ".fzlint.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    told = problems(tmp_path / "a.txt", tmp_path)
    file.rename(tmp_path / "used.yaml")
    if not told:
        found = store(tmp_path, named=tmp_path / "used.yaml").of_run()
        assert found is not None
        assert set(found.values) == set(data) - {"extends"}
        assert set(settings(tmp_path / "a.txt", tmp_path).settings) == set(OF_DOCUMENTS)
