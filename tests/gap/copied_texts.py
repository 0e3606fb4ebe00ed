"""Pairs of reports with known copies: paragraphs of one report put into another as clerks do it.

A paragraph is taken over verbatim, with other figures, with other names, lightly reworded (synonyms, words put in),
or with its sentences in another order. Beside the copies stand paragraphs that are none: the same subject in other
words, the same official formulas, the same skeleton of a short statistic.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fzlint.checklist.loading import shipped
from fzlint.gap.copied import Document, document_of, parts_compared
from fzlint.linting import Linter
from fzlint.reading.source import Source

DATA = Path(__file__).parents[1] / "data" / "constructed"
KINDS = ("verbatim", "figures", "names", "reworded", "reordered", "all-at-once")
_SHORTEST = 45  # characters of a line that is taken over
_FORMULAIC = ("w1_05",)  # a report of slogans: what it shares with others is nobody's own
_SENTENCE = re.compile(r"[^。；]+[。；]")
_MARKER = re.compile(r"^[　\s]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]|[——]{1,2}|[一二三四五六七八九十]是)")
_PAIRS = (
    "全年/一年来 开展/组织开展 调解/调处 群众/居民 制定/出台 印发/下发 召开/组织召开 邀请/请来 落实/执行 聘请/选聘 "
    "建立/设立 完成/做完 处理/处置 及时/第一时间 检查/巡查 发现/查出 整改/改正 全部/一律 公开/公布 组织/举办 "
    "推行/实行 积极/主动 化解/解决 努力/着力 增强/提高 加强/强化 成立/组建 协调/沟通协调 参加/参与 负责/牵头负责 "
    "修订/修改 推进/推动 严格/从严 形成/达成 接受/自觉接受 设置/安排 进行/予以 通过/经由 对照/按照 培训/轮训 "
    "走访/上门走访 宣传/宣讲 规范/统一 纠纷/争议 受理/接收 办理/承办 覆盖/实现覆盖 审核/审查 难题/难点问题 "
    "没有/未 由于/因为 不够/不足 力量/人手 部分/少数 目前/现阶段 提升/改善 作用/功能 一次/一回 共同/一道 "
    "配备/配齐 现场/当场 立案/立案查处 提前/预先 联合/会同 帮助/协助 选派/派出 集中/统一集中 答复/回复"
)
_SYNONYMS = dict(pair.split("/") for pair in _PAIRS.split())
_PUT_IN = ("切实", "进一步", "认真", "不断", "有序", "扎实", "稳步", "持续")
_SURNAMES = ("青", "白", "石", "柳", "松", "云", "河", "南", "新", "东", "高", "竹", "梅", "安")
_PLACE = re.compile(r"[一-鿿]{2}(?=(?:村|社区|镇|乡|街道|小区|路|桥|站))")

# The same subjects in other words: no copies of each other.
SAME_SUBJECT = (
    (
        "镇里把行政执法三项制度当作必修课，14名执法人员人人过关，全程记录设备随身佩戴，处罚文书由司法所逐份把关后才送达。",
        "执法公示平台上线以后，每一件处罚决定七天之内都能在网上查到；重大案件先由法制审核员签字，再提交集体讨论，全过程录像留存五年。",
    ),
    (
        "调委会去年登记的邻里纠纷大多起于宅基地边界，调解员带着卷尺上门量地，当面画线，双方签字后存档备查，没有一件闹上法庭。",
        "围绕宅基地和邻里琐事，镇里把老支书、老教师请进调解室，用村规民约说理，多数争执在院坝里就说开了，进入诉讼的明显变少。",
    ),
    (
        "法律顾问坐班制度已经运行两年，合同送审必须附风险提示单，没有意见书的一律不上会，先后否决了三份条款失衡的租赁合同。",
        "为防止合同埋雷，街道把法律顾问意见列为付款前提，凡是租赁、采购、工程合同，先过律师关再过财务关，全年挑出毛病四十余处。",
    ),
    (
        "持证执法人员只有六名，遇上夜间巡查常常抽调其他站所人员凑班，办案质量参差不齐，文书里日期、条款引用出错的情形时有发生。",
        "执法办案的底子薄，干得了现场的人写不好文书，会写文书的人又没有执法证，靠借调撑起来的队伍很难长期稳定。",
    ),
    (
        "明年计划招录两名法学专业毕业生充实执法中队，同时与县局签订带教协议，每月派员跟班，年底以案卷评查结果检验成效。",
        "打算把执法力量往一线压，用轮岗和师徒结对的办法培养骨干，争取到年末每个片区至少有一人能独立办结普通程序案件。",
    ),
    (
        "政务公开栏每月更新一次，低保、救助、补贴名单张贴不少于七日，村民有疑问的由包村干部当场解释，留言箱里的问题三天内回复。",
        "网站、公众号、电子屏同步晒出惠民资金去向，哪一户领了多少一查便知；收到的依申请公开件按时书面作答，没有引发复议。",
    ),
)
FORMULAIC = (
    "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，全面贯彻落实党的二十大精神，增强“四个意识”、坚定“四个自信”、做到“两个维护”，坚持依法治国、依法执政、依法行政共同推进。",
    "牢固树立以人民为中心的发展思想，全面推进严格规范公正文明执法，严格落实行政执法公示、执法全过程记录、重大执法决定法制审核制度，让人民群众感受到公平正义就在身边。",
    "坚持和发展新时代“枫桥经验”，把非诉讼纠纷解决机制挺在前面，充分发挥人民调解、行政调解、司法调解联动作用，形成办事依法、遇事找法、解决问题用法、化解矛盾靠法的良好氛围。",
    "严格执行《重大行政决策程序暂行条例》，落实公众参与、专家论证、风险评估、合法性审查和集体讨论决定等法定程序，坚持科学决策、民主决策、依法决策。",
    "自觉接受人大法律监督、政协民主监督、监察监督、司法监督和社会舆论监督，认真办理人大代表建议和政协提案，全面推进政务公开，保障人民群众的知情权、参与权、表达权、监督权。",
    "深化“放管服”改革，优化政务服务，持续打造市场化、法治化、国际化营商环境，不断提升企业和群众的获得感、满意度。",
    "在肯定成绩的同时，我们也清醒地认识到，工作中还存在一些问题和不足，主要表现在法治建设工作力度还需进一步加大，行政执法水平有待进一步提高，法治宣传形式还比较单一。",
    "进一步加强行政执法队伍建设，严格落实行政执法人员持证上岗和资格管理制度，加强执法人员法律知识培训，不断提升执法人员的业务能力和执法水平，促进严格规范公正文明执法。",
)
STATISTICS = (
    "全年受理行政复议案件{}件，审结{}件。",
    "全年调解矛盾纠纷{}件，调解成功{}件，成功率{}%。",
    "公开政府信息{}条，受理依申请公开{}件。",
)


@dataclass(frozen=True)
class Pair:
    """``earlier`` and ``own``; ``copies``: lines (from 1) of the own report taken over; ``share``: of its text."""

    kind: str
    earlier: Document
    own: Document
    copies: frozenset[int]
    share: float


@cache
def linter() -> Linter:
    """The linter that reads the texts."""
    return Linter(shipped())


def read(path: str, text: str) -> Document:
    """A text as it is compared."""
    return document_of(path, linter().read(Source(path, text, "utf-8")), parts_compared(linter().checklist))


@cache
def originals() -> dict[str, str]:
    """The constructed reports by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.txt"))}


def figures(chance: random.Random, text: str) -> str:
    """Other figures."""
    return re.sub(r"\d+(?:\.\d+)?", lambda _: str(chance.randint(2, 980)), text)


def names(chance: random.Random, text: str) -> str:
    """Other places, and the own kind of body."""
    text = _PLACE.sub(lambda _: "".join(chance.sample(_SURNAMES, 2)), text)
    return text.replace("乡", "镇") if chance.random() < 0.5 else text.replace("镇", "街道")


def reworded(chance: random.Random, text: str) -> str:
    """Most words that have a synonym changed, and a word put in here and there."""
    for word, other in _SYNONYMS.items():
        if chance.random() < 0.8:
            text = text.replace(word, other, 1)
    clauses = re.split(r"(?<=[，；])", text)
    return "".join(chance.choice(_PUT_IN) + c if i and chance.random() < 0.12 else c for i, c in enumerate(clauses))


def reordered(chance: random.Random, text: str) -> str:
    """The sentences in another order."""
    sentences = _SENTENCE.findall(text)
    rest = text[sum(map(len, sentences)) :]
    for _ in range(5):
        mixed = chance.sample(sentences, len(sentences))
        if mixed != sentences:
            break
    return "".join(sentence.replace("；", "。") for sentence in mixed) + rest if len(sentences) > 1 else text


def altered(chance: random.Random, kind: str, text: str) -> str:
    """``text`` taken over in this way."""
    steps = {
        "verbatim": (),
        "figures": (figures,),
        "names": (names,),
        "reworded": (reworded,),
        "reordered": (reordered,),
        "all-at-once": (figures, names, reworded, reordered),
    }[kind]
    for step in steps:
        text = step(chance, text)
    return text


def _prose(document: Document) -> dict[int, str]:
    """The parts of long lines, by line."""
    return {p.place.line: p.part for p in document.paragraphs if len(p.text) >= _SHORTEST}


def prose_lines(stem: str) -> list[int]:
    """The numbers of the long lines of a constructed report."""
    return sorted(_prose(read(stem, originals()[stem])))


def make_pair(seed: int, kind: str, wanted: int) -> Pair:
    """A pair in which about ``wanted`` paragraphs of the own report are copies of this ``kind``."""
    chance = random.Random(f"{kind} {seed}")
    stems = [stem for stem in originals() if stem not in _FORMULAIC]
    source, target = chance.sample(stems, 2)
    earlier_lines = originals()[source].split("\n")
    lines: list[tuple[str, bool]] = [(line, False) for line in originals()[target].split("\n")]
    spots = _prose(read("own", originals()[target]))
    taken = _prose(read("earlier", originals()[source]))
    chosen = chance.sample(sorted(taken), min(wanted, len(taken)))
    additions: dict[int, list[tuple[str, bool]]] = {}

    def add(part: str, line: str, copied: bool) -> None:
        places = [at for at, found in spots.items() if found == part] or list(spots)
        additions.setdefault(chance.choice(places), []).append((line, copied))

    for number in chosen:
        line = earlier_lines[number - 1]
        marker = _MARKER.match(line)
        start = marker.end() if marker else 0
        start = max(start, line.find("。", 0, start + 26) + 1) if marker else start  # a run-in heading stays in front
        add(taken[number], line[:start] + altered(chance, kind, line[start:]), True)
    for one, other in chance.sample(SAME_SUBJECT, 2):
        earlier_lines.insert(chance.choice(sorted(taken)), one)
        add("measures", other, False)
    for formula in chance.sample(FORMULAIC, 2):
        earlier_lines.insert(chance.choice(sorted(taken)), formula)
        add("measures", formula, False)
    statistic = chance.choice(STATISTICS)
    earlier_lines.insert(chance.choice(sorted(taken)), statistic.format(*chance.sample(range(10, 90), 3)))
    add("measures", statistic.format(*chance.sample(range(10, 90), 3)), False)
    made: list[tuple[str, bool]] = []
    for number, line in enumerate(lines, start=1):
        made += [line, *additions.get(number, ())]
    own = read("own.txt", "\n".join(line for line, _ in made))
    copies = frozenset(number for number, (_, copied) in enumerate(made, start=1) if copied)
    return Pair(kind, read("earlier.txt", "\n".join(earlier_lines)), own, copies, share_of(own, copies))


def share_of(document: Document, copies: frozenset[int]) -> float:
    """The share of the text that stands in these lines."""
    whole = sum(len(paragraph.text) for paragraph in document.paragraphs)
    return sum(len(p.text) for p in document.paragraphs if p.place.line in copies) / whole


def pairs(kinds: Sequence[str] = KINDS, each: int = 17) -> list[Pair]:
    """``each`` pairs of every kind, with none to twelve copied paragraphs."""
    return [make_pair(seed, kind, (seed * 5) % 13) for kind in kinds for seed in range(each)]
