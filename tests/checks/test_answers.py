"""C5: shortcomings told apart, each matched with what next year's arrangements say."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fzlint.checklist.loading import load_folder, shipped_folder
from fzlint.checks.answering.matching import Matcher
from fzlint.checks.answering.nearness import Weights
from fzlint.checks.answering.pieces import MOST_SHORTCOMINGS, Arrangement, Shortcoming, title_end
from fzlint.checks.answers import Knowledge
from fzlint.linting import Linter
from fzlint.reading.source import Source
from fzlint.result import Answer, Result
from fzlint.text.view import View

TABLE = yaml.safe_load(Path(__file__).with_name("answers_pairs.yaml").read_text(encoding="utf-8"))
OTHER_WORDS: dict[str, list[list[str]]] = yaml.safe_load(
    Path(__file__).with_name("answers_other_words.yaml").read_text(encoding="utf-8")
)
REPORTS = Path(__file__).parents[1] / "reports"
HEAD = "青溪县人民政府2024年度法治政府建设情况报告\n一、主要举措和成效\n全年办理许可642件，办结率100%。\n"
PLANS = "三、2025年工作安排\n一是招录法制审核人员3名。二是开通短视频号，把普法做成情景剧。\n"


@cache
def linter() -> Linter:
    return Linter(load_folder(shipped_folder()))


@cache
def knowledge() -> Knowledge:
    sections = linter().checklist.data["sections"]
    return Knowledge(sections["subjects"], sections["answering"])


@cache
def weights() -> Weights:
    item = linter().checklist.item("C5")
    assert item is not None
    return Weights.of(item.options)  # type: ignore[union-attr]


def lint(shortcomings: str, plans: str = PLANS) -> Result:
    return linter().lint(Source("report.txt", f"{HEAD}{shortcomings.rstrip()}\n{plans}", "utf-8"))


def answers(shortcomings: str, plans: str = PLANS) -> list[Answer]:
    return list(lint(shortcomings, plans).answers)


def quotes(shortcomings: str, plans: str = PLANS) -> list[str]:
    return [answer.place.quote for answer in answers(shortcomings, plans)]


def alone(shortcoming: str, arrangement: str) -> str:
    """The answer when one shortcoming and one arrangement stand alone."""
    text = View(f"{shortcoming}。\n{arrangement}。").text
    end, start = text.index("\n") - 1, text.index("\n") + 1
    item = Shortcoming(0, end, title_end(text, 0, end, knowledge().phrases), 0, 0)
    plan = Arrangement(start, len(text), 1, 1, [(start, len(text))])
    matcher = Matcher(text, knowledge().subjects, knowledge().stop, weights())
    return matcher.match([item], [plan])[0][0]


def starts_like(quote: str, beginnings: list[str]) -> bool:
    view = View(quote).text
    return any(view.startswith(View(beginning).text) for beginning in beginnings)


def test_pairs() -> None:
    """An arrangement in other words is known as an answer, one on another subject is not: 95 % of the pairs."""
    wrong = [
        pair
        for pair in TABLE["pairs"]
        if (alone(pair["shortcoming"], pair["arrangement"]) == "no") != (pair["answered"] == "no")
    ]
    assert len(wrong) <= len(TABLE["pairs"]) * 0.05, wrong


def test_other_words() -> None:
    """93 % of the answers in quite other words are known; of another topic's arrangements 9 in 10 answer nothing."""
    pairs = [pair for topic in OTHER_WORDS.values() for pair in topic]
    wrong = [pair for pair in pairs if alone(*pair) == "no"]
    assert len(wrong) <= len(pairs) * 0.07, wrong
    topics = list(OTHER_WORDS.values())
    strange = [(own[0][0], other[-1][1]) for own, other in zip(topics, topics[20:] + topics[:20], strict=True)]
    taken = [pair for pair in strange if alone(*pair) != "no"]
    assert len(taken) <= len(strange) * 0.1, taken


def test_pairs_exact() -> None:
    """Yes and partly are told apart in most pairs: a phrase that only promises more of it is no full answer."""
    right = sum(alone(pair["shortcoming"], pair["arrangement"]) == pair["answered"] for pair in TABLE["pairs"])
    assert right >= len(TABLE["pairs"]) * 0.8


def test_whole_reports() -> None:
    """In whole reports 90 % of the shortcomings are judged right, and hardly any is wrongly called unanswered."""
    stated = right = false_alarms = flags = 0
    for report in TABLE["reports"]:
        result = lint(report["shortcomings"], report["plans"])
        stated += report["count"]
        flags += sum(finding.code == "C5" for finding in result.findings)
        for answer in result.answers[: report["count"]]:
            unanswered = starts_like(answer.place.quote, report["unanswered"])
            right += (answer.answered == "no") == unanswered
            false_alarms += answer.answered == "no" and not unanswered
    assert right >= stated * 0.9
    assert false_alarms <= flags * 0.1


@pytest.mark.parametrize("name", ["a1", "a2", "a3", "a4", "b1", "b2", "b4"])
def test_labelled_reports(name: str) -> None:
    """Our own labelled reports: every shortcoming found, answered or not as labelled."""
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8-sig")
    label: dict[str, Any] = yaml.safe_load((REPORTS / f"{name}.yaml").read_text(encoding="utf-8"))
    found = linter().lint(Source(name, text, "utf-8")).answers
    for problem in label["problems"]:
        mine = [
            answer for answer in found if problem["text"] in answer.place.quote or answer.place.quote in problem["text"]
        ]
        assert mine, problem["text"]
        assert (mine[0].answered == "no") == (problem["answered"] in ("no", False)), problem["text"]


SEGMENTS = {
    "run-in items": (
        "二、存在的不足\n一是合同审查不严。二是普法形式老套，年轻人不爱听；三是案卷缺页较多。",
        ["一是合同审查不严。", "二是普法形式老套，年轻人不爱听；", "三是案卷缺页较多。"],
    ),
    "headings with bodies, cause cut off": (
        "二、存在的不足和原因\n（一）合同审查不严。有的先签后审。\n主要原因是镇里没有专人。\n（二）案卷缺页较多。究其原因，一是培训少；二是人手紧。",
        ["（一）合同审查不严。有的先签后审。", "（二）案卷缺页较多"],
    ),
    "a cause inside the sentence": (
        "二、存在的不足\n一是合同审查不严，主要是镇里没有专人。二是案卷缺页较多，根源在于没有人带。",
        ["一是合同审查不严，", "二是案卷缺页较多，"],
    ),
    "a list of causes is none of shortcomings": (
        "二、存在的不足\n一是合同审查不严。主要原因在于一是人手少；二是认识不到位。二是案卷缺页较多。",
        ["一是合同审查不严。", "二是案卷缺页较多。"],
    ),
    "causes under a heading of their own": (
        "二、存在的短板及成因\n（一）主要短板\n1.合同审查不严。有的先签后审。\n2.案卷缺页较多。抽查十卷有三卷。\n（二）成因剖析\n1.少数站所把法治当作软任务，不愿投入。\n2.人手不足。",
        ["1.合同审查不严。有的先签后审。", "2.案卷缺页较多。抽查十卷有三卷。"],
    ),
    "openers and vague sentences are none": (
        "二、存在的不足\n在肯定成绩的同时，我们也清醒地看到，工作中还存在一些问题和不足。一是合同审查不严。",
        ["一是合同审查不严。"],
    ),
    "paragraphs": (
        "二、存在的不足\n合同审查不严。有的站所先签后审。\n案卷缺页较多。抽查十卷有三卷。",
        ["合同审查不严。有的站所先签后审。", "案卷缺页较多。抽查十卷有三卷。"],
    ),
    "semicolons without marks": (
        "二、存在的不足\n合同审查不严，有的先签后审；执法案卷缺页较多，归档不及时。",
        ["合同审查不严，有的先签后审；", "执法案卷缺页较多，归档不及时。"],
    ),
    "listed by the opener": (
        "二、存在的不足\n虽然取得了一定成绩，但还存在一些问题，主要表现为合同审查不严、普法形式单一。",
        ["主要表现为合同审查不严", "普法形式单一"],
    ),
    "two stated alike": (
        "二、存在的不足\n一是普法宣传氛围不够浓厚，应急演练开展还不足。",
        ["一是普法宣传氛围不够浓厚，", "应急演练开展还不足。"],
    ),
    "ordinals": (
        "二、还欠着哪些账\n第一，合同审查不严。根子在没有专人。第二，案卷缺页较多。",
        ["第一，合同审查不严。", "第二，案卷缺页较多。"],
    ),
}


@pytest.mark.parametrize("name", SEGMENTS)
def test_segments(name: str) -> None:
    """Each way of writing shortcomings is cut where a reader cuts it, marker included, cause left out."""
    shortcomings, wanted = SEGMENTS[name]
    assert quotes(shortcomings) == wanted


def test_hidden_shortcoming() -> None:
    """A shortcoming admitted among the measures is one too."""
    text = HEAD.rstrip() + "但也存在执法案卷归档不及时、缺页较多的问题。\n" + PLANS
    found = linter().lint(Source("report.txt", text, "utf-8")).answers
    assert [answer.place.quote[:8] for answer in found] == ["但也存在执法案卷"]


def test_missing_arrangements_are_said_once() -> None:
    """Without any arrangements every answer is no, and no C5 repeats what S5 says."""
    result = lint("二、存在的不足\n一是合同审查不严。二是案卷缺页较多。", "")
    assert [answer.answered for answer in result.answers] == ["no", "no"]
    assert [finding.code for finding in result.findings if finding.code in ("C5", "S5")] == ["S5"]


def test_slogan_answers_nothing() -> None:
    """One vague sentence leaves everything unanswered; a phrase on the subject answers it partly."""
    shortcomings = "二、存在的不足\n一是普法覆盖面不够。二是合同审查不严。"
    vague = "三、下一步打算\n下一步，我县将再接再厉、真抓实干，不断开创法治建设新局面。\n"
    named = "三、下一步打算\n下一步，我县将进一步加强组织领导，进一步加大法治宣传力度，不断开创新局面。\n"
    assert [answer.answered for answer in answers(shortcomings, vague)] == ["no", "no"]
    assert [answer.answered for answer in answers(shortcomings, named)] == ["partly", "no"]


def test_one_arrangement_answers_several() -> None:
    """An arrangement may answer more than one shortcoming, and ``by`` quotes it."""
    plans = "三、2025年工作安排\n一是用短视频、点单宣讲把普法送进厂区和村寨。二是修好河堤。\n"
    found = answers("二、存在的不足\n一是普法形式老套。二是偏远村寨普法还有盲区。", plans)
    assert all(answer.answered != "no" and answer.by is not None and "短视频" in answer.by.quote for answer in found)


def test_aside_answers_nothing_by_its_place() -> None:
    """Between two answers an unknown plan stands for the shortcoming between; a sports day does not."""
    shortcomings = "二、存在的不足\n一是普法形式老套。二是渡口秩序混乱。三是合同审查不严。"
    plans = "三、2025年工作安排\n一是用短视频普法。二是{}。三是合同一律先审后签。\n"
    told = [
        [answer.answered for answer in answers(shortcomings, plans.format(middle))]
        for middle in ("请老把式坐镇引航", "办好全民健身运动会")
    ]
    assert [row[1] for row in told] == ["partly", "no"]
    assert all(row[0] != "no" != row[2] for row in told)


def test_message_quotes_the_shortcoming() -> None:
    """The finding says in plain words which shortcoming stays unanswered."""
    found = [f for f in lint("二、存在的不足\n一是养犬扰民投诉居高不下。二是普法形式老套。").findings if f.code == "C5"]
    assert len(found) == 1
    assert "养犬扰民" in found[0].message
    assert found[0].place.quote.startswith("一是养犬扰民")


FIELDS = {
    "合同": ("合同审查不严，先签后审", "推行合同网签备案和前置审查"),
    "养犬": ("养犬扰民投诉居高不下", "设犬只收容点，推行养犬登记"),
    "裁决": ("行政裁决无人问津", "公布行政裁决事项清单和指南"),
    "电动车": ("电动自行车飞线充电屡禁不止", "新建集中充电棚30处"),
    "文物": ("野外文物看护有空档", "聘请文物安全员逐处巡查"),
    "欠薪": ("欠薪投诉年底集中爆发", "工地推行实名制和工资专户"),
    "政务公开": ("政务公开栏目更新不及时", "明确专人负责信息公开，逐月通报更新情况"),
    "物业": ("物业矛盾反复", "指导小区成立业委会，公示维修资金"),
}


@given(st.lists(st.sampled_from(sorted(FIELDS)), min_size=3, max_size=6, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_left_out_is_flagged(names: list[str], data: st.DataObject) -> None:
    """Whatever the fields and the order: those with an arrangement are answered, the one left out is flagged."""
    left_out = data.draw(st.sampled_from(names))
    planned = data.draw(st.permutations([name for name in names if name != left_out]))
    numerals = "一二三四五六"
    shortcomings = "二、存在的不足\n" + "".join(f"{numerals[i]}是{FIELDS[n][0]}。" for i, n in enumerate(names))
    plans = "三、2025年工作安排\n" + "".join(f"{numerals[i]}是{FIELDS[n][1]}。" for i, n in enumerate(planned)) + "\n"
    found = answers(shortcomings, plans)
    assert len(found) == len(names)
    assert [name for name, answer in zip(names, found, strict=True) if answer.answered == "no"] == [left_out]


@given(
    st.text("一是二（）(1).、，；。：不足主要原因合同执法普法将招录\n", max_size=300),
    st.text("三是招录将明年,;。\n", max_size=100),
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(shortcomings: str, plans: str) -> None:
    """Broken text never raises; places lie in the text, in order; the same text gives the same answers."""
    first, second = (lint("二、存在的不足\n" + shortcomings, "三、2025年工作安排\n" + plans) for _ in range(2))
    assert first.broken == ()
    assert first.answers == second.answers
    starts = [(answer.place.line, answer.place.column) for answer in first.answers]
    assert starts == sorted(starts)
    assert all(answer.place.quote.strip() for answer in first.answers)


@pytest.mark.parametrize(
    "body",
    ["一是合同不严。" * 20_000, "虽然" * 100_000, "人手不足；" * 40_000, "，（一）" * 40_000, "人手不足。\n" * 20_000],
    ids=["items", "opener", "semicolons", "markers", "paragraphs"],
)
def test_hostile_text_is_bounded(body: str) -> None:
    """A report that repeats itself without end is read in seconds and gives a bounded number of answers."""
    begin = time.perf_counter()
    result = lint("二、存在的不足\n" + body)
    assert len(result.answers) <= MOST_SHORTCOMINGS + 1
    assert time.perf_counter() - begin < 20
