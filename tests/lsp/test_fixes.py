"""Quick fixes: what is inserted where, and that a correction leaves nothing of the finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from editor import CAPABILITIES, Editor, applied, session
from judged import EVERYWHERE, codes, judged
from lsprotocol import types
from opencc import OpenCC

from fzlint.lsp.fixes import fixes_in

CLEAN = (Path(__file__).parents[1] / "data/clean.txt").read_text(encoding="utf-8")
URI = "untitled:1"
FIRST = "党政主要负责人履行推进法治建设第一责任人职责情况"
HINT = re.compile("【请填写：[^】]*】")


def fix(text: str, code: str, *, uri: str = URI) -> tuple[types.CodeAction, str]:
    """The one fix for a code, and the text after it."""
    actions = fixes_in(judged(text, uri=uri), EVERYWHERE)
    (action,) = (a for a in actions if code in {diagnostic.code for diagnostic in a.diagnostics or ()})
    return action, applied(text, action, uri)


def headings(text: str) -> list[str]:
    """The headings of the first level."""
    return re.findall(r"(?m)^[#\s*]*([一二三四五六]、\S+?)[*\s#]*$", text)


NO_MEASURES = CLEAN[: CLEAN.index("一、主要")] + CLEAN[CLEAN.index("二、党政") :].replace("二、", "一、").replace(
    "三、", "二、"
).replace("四、", "三、")
NO_FIRST = CLEAN[: CLEAN.index("二、党政")] + CLEAN[CLEAN.index("三、存在") :].replace("三、", "二、").replace(
    "四、", "三、"
)
NO_SHORTCOMINGS = CLEAN[: CLEAN.index("三、存在")] + CLEAN[CLEAN.index("四、2025") :].replace("四、", "三、")
NO_NEXT_YEAR = CLEAN[: CLEAN.index("四、2025")] + CLEAN[CLEAN.index("青溪镇人民政府\n2025") :]


@pytest.mark.parametrize(
    ("text", "code", "at", "heading"),
    [
        (NO_MEASURES, "S1", 0, "一、主要举措和成效"),
        (NO_FIRST, "S4", 1, f"二、{FIRST}"),
        (NO_SHORTCOMINGS, "S2", 2, "三、存在的不足和原因"),
        (NO_SHORTCOMINGS, "S3", 2, "三、存在的不足和原因"),
        (NO_NEXT_YEAR, "S5", 3, "四、下一年度主要安排"),
    ],
)
@pytest.mark.parametrize("form", ["text", "indented", "crlf", "markdown", "strong", "traditional"])
def test_a_missing_section_is_inserted_in_order(form: str, text: str, code: str, at: int, heading: str) -> None:
    """Between its neighbours, numbered, marked and indented as they are; the numbers behind it go up."""
    uri, mark, end = URI, "", "\n"
    if form == "indented":
        text, mark = re.sub(r"(?m)^([一二三四]、|镇党委|一是)", "　　\\1", text), "　　"
    elif form == "crlf":
        text, end = text.replace("\n", "\r\n"), "\r\n"
    elif form in ("markdown", "strong"):
        uri, mark = "file:///tmp/a.md", "## **" if form == "strong" else "## "
        text = "# " + re.sub(r"(?m)^([一二三四]、.*)$", mark + "\\1" + ("**" if form == "strong" else ""), text)
    elif form == "traditional":
        text, heading = OpenCC("s2t").convert(text), OpenCC("s2t").convert(heading)
    analysis = judged(text, uri=uri)
    action, fixed = fix(text, code, uri=uri)
    assert action.kind == types.CodeActionKind.QuickFix
    assert not action.is_preferred
    assert f"{end}{mark}{heading}" in fixed
    found = headings(fixed.replace("\r", ""))
    assert found[at] == heading
    assert [line[:2] for line in found] == ["一、", "二、", "三、", "四、"]
    assert [line[2:] for line in found[:at] + found[at + 1 :]] == [
        line[2:] for line in headings(text.replace("\r", ""))
    ]
    inserted = fixed[fixed.index(heading) :]
    assert "【" in inserted[: inserted.index(end * 2)]
    if end == "\r\n":
        assert not re.search("(?<!\r)\n", fixed)
    again = judged(fixed, uri=uri)
    assert set(codes(again)) - {"T1"} <= set(codes(analysis)), "the skeleton brings nothing but its placeholders"
    assert code not in {d.code for a in fixes_in(again, EVERYWHERE) for d in a.diagnostics or ()}, "it is offered once"


PARAGRAPHS = CLEAN.split("\n")
WRITTEN = {
    "S2": "一是普法形式单一，年轻人参与率低。",
    "S3": "主要原因是编制未及时补充，近三年无专业人员招录。",
    "S4": next(line for line in PARAGRAPHS if line.startswith("镇党委书记、镇长主持")),
    "S5": next(line for line in PARAGRAPHS if line.startswith("一是2025年6月")),
}


@pytest.mark.parametrize(
    ("text", "code"), [(NO_FIRST, "S4"), (NO_SHORTCOMINGS, "S2"), (NO_SHORTCOMINGS, "S3"), (NO_NEXT_YEAR, "S5")]
)
def test_filled_in_the_finding_is_gone(text: str, code: str) -> None:
    """The hint alone does not count; what is written in its place does."""
    _, fixed = fix(text, code)
    assert code in codes(judged(fixed))
    written = HINT.sub(lambda hint: WRITTEN["S3" if "原因" in hint[0] else code], fixed)
    assert not {code, "D2"} & set(codes(judged(written)))


def test_a_content_missing_from_its_section() -> None:
    """The section is there, its causes are not: the hint comes at its end, once."""
    text = CLEAN.replace("，主要原因是编制未及时补充", "").replace(
        "，原因是宣传仍以发放资料为主，没有用好短视频等新形式", ""
    )
    assert "S3" in codes(judged(text))
    action, fixed = fix(text, "S3")
    assert "存在的不足和原因" in action.title
    assert headings(fixed) == headings(text)
    lines = fixed.split("\n")
    hint = next(at for at, line in enumerate(lines) if HINT.fullmatch(line))
    assert lines[hint - 1].startswith("一是专职法制审核人员")
    assert lines[hint + 1] == ""
    assert not [a for a in fixes_in(judged(fixed), EVERYWHERE) if "S3" in {d.code for d in a.diagnostics or ()}]


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (("第一部分　", "第二部分　", "第三部分　"), "第三部分　存在的不足和原因"),
        (("1. ", "2. ", "3. "), "3. 存在的不足和原因"),
        (("（一）", "（二）", "（三）"), "（三）存在的不足和原因"),
        (("１、", "２、", "３、"), "３、存在的不足和原因"),
        (("", "", ""), "存在的不足和原因"),
    ],
)
def test_numbers_as_the_author_writes_them(style: tuple[str, str, str], wanted: str) -> None:
    """The new heading is numbered in the style of the others, or not at all."""
    text = NO_SHORTCOMINGS.replace("2025年主要安排", "下一步主要安排")
    for old, new in zip(("一、主要", "二、党政", "三、下一"), style, strict=True):
        text = text.replace(old, new + old[2:])
    _, fixed = fix(text, "S2")
    assert f"\n{wanted}\n" in fixed
    following = {"第三部分　": "第四部分　", "3. ": "4. ", "（三）": "（四）", "３、": "４、", "": ""}[style[2]]
    assert f"\n{following}下一步主要安排\n" in fixed


def test_a_number_that_does_not_run_on_is_left() -> None:
    """Where the author's numbers have a gap already, no other heading is touched."""
    text = NO_SHORTCOMINGS.replace("三、2025", "四、2025")
    _, fixed = fix(text, "S2")
    assert [heading[:2] for heading in headings(fixed)] == ["一、", "二、", "三、", "四、"]


def test_before_what_closes_the_report() -> None:
    """A section at the end stands before 特此报告, body and date."""
    text = NO_NEXT_YEAR.replace("青溪镇人民政府\n2025", "特此报告。\n\n青溪镇人民政府\n2025")
    _, fixed = fix(text, "S5")
    order = [fixed.index(words) for words in ("三、存在", "四、下一年度主要安排", "特此报告", "青溪镇人民政府\n2025")]
    assert order == sorted(order)


def test_a_report_without_headings() -> None:
    """Nothing tells a number: the heading has none."""
    text = re.sub("(?m)^[一二三四]、.*\n", "", NO_NEXT_YEAR)
    _, fixed = fix(text, "S5")
    assert "\n\n下一年度主要安排\n\n【" in fixed


CORRECTED = [
    ("R2", "落实《法治政府建设与责任落实督查工作规定》要求", "落实《法治政府建设与责任落实督察工作规定》要求"),
    ("R2", "对照《法治政府建设实施刚要（2021—2025年）》销号", "对照《法治政府建设实施纲要（2021—2025年）》销号"),
    ("R2", "对照《法治政府建设实施纲要(2020-2025年)》销号", "对照《法治政府建设实施纲要(2021—2025年)》销号"),
    ("T2", "进一步进一步加强培训", "进一步加强培训"),
    ("T2", "加强执法人员的的培训", "加强执法人员的培训"),
    ("T3", "完善工作機制，健全長效機制", "完善工作机制，健全长效机制"),
    ("R3", "学习《行政处罚法《，提高能力", "学习《行政处罚法》，提高能力"),
]


@pytest.mark.parametrize(("code", "wrong", "right"), CORRECTED)
def test_corrections(code: str, wrong: str, right: str) -> None:
    """What is certain is corrected in one step, and nothing else changes."""
    text = CLEAN.replace("公开政府信息327条。", f"公开政府信息327条。{wrong}。")
    assert code in codes(judged(text))
    fixed = text
    for _ in range(3):
        actions = [a for a in fixes_in(judged(fixed), EVERYWHERE) if code in {d.code for d in a.diagnostics or ()}]
        if not actions:
            break
        assert actions[0].is_preferred
        fixed = applied(fixed, actions[0], URI)
    assert fixed == text.replace(wrong, right)
    assert codes(judged(fixed)) == codes(judged(CLEAN))


def test_the_same_correction_in_two_places() -> None:
    """Each place has its own fix, though both are called the same."""
    text = CLEAN.replace("公开政府信息327条。", "公开政府信息327条。全面全面推进公开，进一步进一步加强培训。")
    actions = fixes_in(judged(text), EVERYWHERE)
    assert [action.title for action in actions] == ["删去重复的词"] * 2
    assert "全面推进公开，进一步进一步加强" in applied(text, actions[0], URI)
    assert "全面全面推进公开，进一步加强" in applied(text, actions[1], URI)


def test_all_places_of_a_wrong_conversion() -> None:
    """A word that a conversion got wrong is put right wherever it stands."""
    text = (
        OpenCC("s2t").convert(CLEAN).replace("公開政府信息327條。", "公開政府信息327條。完善工作機製，健全長效機製。")
    )
    action, fixed = fix(text, "T3")
    assert "2" in action.title
    assert "完善工作機制，健全長效機制" in fixed
    assert "T3" not in codes(judged(fixed))


@pytest.mark.parametrize(
    "wrong",
    [
        "对照《法治政府建设实施纲要》销号",  # which of two is meant
        "对照《条例》要求落实",
        "学习《行政处罚法，提高能力",
        "办结率为50%（受理10件，办结6件）",
        "联系电话13912345678",
        "整改问题XX个",
    ],
)
def test_what_a_person_has_to_decide(wrong: str) -> None:
    """No correction is offered where something else could be meant."""
    text = CLEAN.replace("公开政府信息327条。", f"公开政府信息327条。{wrong}。")
    assert set(codes(judged(text))) - {"S3"}
    assert fixes_in(judged(text), EVERYWHERE) == []


def test_in_an_editor(tmp_path: Path) -> None:
    """Asked for where the finding stands, applied, judged again: it is gone."""
    text = CLEAN.replace("公开政府信息327条。", "公开政府信息327条。😀落实《法治政府建设与责任落实督查工作规定》。")
    uri = (tmp_path / "a.txt").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        place = next(d.range for d in await editor.diagnostics(uri) if d.code == "R2")
        assert await editor.fixes(uri, place, [types.CodeActionKind.Refactor]) == []
        assert await editor.fixes(uri, types.Range(types.Position(0, 0), types.Position(0, 3))) == []
        inside = types.Position(place.start.line, place.start.character + 4)
        (action,) = await editor.fixes(uri, types.Range(inside, inside), [types.CodeActionKind.QuickFix])
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert (change.text_document.uri, change.text_document.version) == (uri, 1)
        version = editor.change(
            uri, *((edit.range, edit.new_text) for edit in change.edits if isinstance(edit, types.TextEdit))
        )
        assert "R2" not in {d.code for d in await editor.diagnostics(uri, version)}
        assert await editor.fixes(uri, place) == []

    session(work, tmp_path)


@pytest.mark.parametrize("literals", [True, False])
def test_editors_that_know_less(tmp_path: Path, literals: bool) -> None:
    """Edits without a version where no others are known; nothing where no action can be understood."""
    known = CAPABILITIES.text_document if literals else None
    uri = (tmp_path / "a.txt").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(uri, NO_NEXT_YEAR)
        actions = await editor.fixes(uri, EVERYWHERE)
        assert bool(actions) is literals
        for action in actions:
            assert action.edit is not None
            assert action.edit.document_changes is None
            assert "四、下一年度主要安排" in applied(NO_NEXT_YEAR, action, uri)

    session(work, tmp_path, capabilities=types.ClientCapabilities(text_document=known))
