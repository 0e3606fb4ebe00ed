"""What many reports cost: linting them and finding copied text, from 200 to 10,000 distinct reports; time and memory.

``python tests/bench/bench_gap.py [NUMBER]...`` prints a table of time and memory and asserts nothing. Each
number is measured in fresh processes: reports are constructed ones with other bodies, figures, words, and order and
choice of paragraphs. Times are by the clock and, in brackets, of the processors. ``--distinct`` numbers of reports
that share hardly a sentence with each other (drawn from the words of the constructed ones) show copied-text detection
when there is nothing to find. ``--outputs`` numbers of reports are run through the whole command ``fzlint gap``, once
for each format; memory is then the most that all its processes held at one time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "constructed"
NUMBERS = (200, 2000, 10000)
JOBS = 2
OUTPUTS = ("screen", "html", "xlsx", "docx", "md", "csv", "json")
_FIGURE = re.compile(r"(?<=[^\d.〔(（])\d{2,3}(?=[件人次家份场])")
# The place in a body's name: what stands before its ending, behind the places above.
_PLACE = re.compile(r"(?:^|[省市县区\n])([一-鿿]{2,4}?)(?:街道办事处|[镇乡县区市苏]?(?:人民政府|[一-鿿]{1,8}局))")
_NAMES = "青白石柳松云河南新东高竹梅安清平长永福泉山林江湖溪"
_WORDS = (("全年", "一年来"), ("群众", "居民"), ("制定", "出台"), ("印发", "下发"), ("检查", "巡查"), ("组织", "举办"))


def variations(folder: Path, number: int) -> list[Path]:
    """``number`` distinct reports."""
    chance = random.Random(1)
    originals = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.txt"))]
    paths = []
    for index in range(number):
        lines = chance.choice(originals).split("\n")
        lines = [line for line in lines if len(line) < 60 or chance.random() < 0.9]
        for _ in range(3):  # neighbouring paragraphs change places
            at = chance.randrange(len(lines) - 1)
            if len(lines[at]) > 60 and len(lines[at + 1]) > 60:
                lines[at], lines[at + 1] = lines[at + 1], lines[at]
        text = _FIGURE.sub(lambda _: str(chance.randint(10, 999)), "\n".join(lines))
        for word, other in _WORDS:
            if chance.random() < 0.4:
                text = text.replace(word, other)
        if place := _PLACE.search(text):
            text = text.replace(place[1], "".join(chance.sample(_NAMES, 3)))
        path = folder / f"{index:05}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def distinct(folder: Path, number: int) -> list[Path]:
    """``number`` reports whose sentences are drawn at random from the words of the constructed ones."""
    chance = random.Random(2)
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.txt")))
    words = re.findall(r"[一-鿿]{2,4}", text)
    paths = []
    for index in range(number):
        lines = [f"{''.join(chance.sample(_NAMES, 3))}镇人民政府关于2024年度法治政府建设情况的报告", "一、主要工作"]
        for _ in range(28):
            sentences = ["，".join("".join(chance.choices(words, k=5)) for _ in range(3)) for _ in range(3)]
            lines.append("。".join(sentences) + "。")
        path = folder / f"{index:05}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths


def _peak_mb() -> float:
    """The peak memory of this process and the largest of its children."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + JOBS * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _processor() -> float:
    """Seconds of processor time of this process and its children: what other programs cannot change."""
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def lint(folder: Path) -> dict[str, float]:
    """Lint all reports of the folder as ``fzlint gap`` does."""
    from fzlint.gap.batch import LintSettings, run

    paths = sorted(map(str, folder.glob("*.txt")))
    start = time.perf_counter()
    findings = sum(len(row["findings"]) for row in run(paths, LintSettings(), state=folder / "state", jobs=JOBS))
    seconds = time.perf_counter() - start
    peak, processor = _peak_mb(), _processor()
    start = time.perf_counter()
    again = sum(len(row["findings"]) for row in run(paths, LintSettings(), state=folder / "state", jobs=1))
    if again != findings:
        raise SystemExit("a run that is taken up again gives something else")
    return {"seconds": seconds, "processor": processor, "peak": peak, "again": time.perf_counter() - start}


def copies(folder: Path) -> dict[str, float]:
    """Find what the reports of the folder have in common."""
    from fzlint.gap.batch import LintSettings, read_documents
    from fzlint.gap.copied import find_copies

    paths = sorted(map(str, folder.glob("*.txt")))
    start = time.perf_counter()
    documents = list(read_documents(paths, LintSettings()))
    found = find_copies(documents)
    seconds = time.perf_counter() - start
    number = sum(len(document.copies) for document in found.documents)
    return {"seconds": seconds, "processor": _processor(), "peak": _peak_mb(), "copies": number}


def _measured(what: str, folder: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, __file__, "--measure", what, str(folder)], capture_output=True, text=True, check=True
    )
    measured: dict[str, float] = json.loads(run.stdout)
    return measured


def whole(folder: Path, suffix: str) -> dict[str, float]:
    """Run ``fzlint gap`` on the folder with one output (``screen``: none), watching the memory of its processes."""
    command = [sys.executable, "-m", "fzlint", "gap", str(folder)]
    out = folder.with_name(f"out.{suffix}")
    command += [] if suffix == "screen" else ["-o", str(out)]
    start, before = time.perf_counter(), _processor()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while run.poll() is None:
        peak = max(peak, _memory_mb(run.pid))
        time.sleep(0.1)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {run.returncode}")
    seconds, size = time.perf_counter() - start, out.stat().st_size / 1e6 if out.exists() else 0.0
    return {"seconds": seconds, "processor": _processor() - before, "peak": peak, "size": size}


def _memory_mb(root: int) -> float:
    """The memory of a process and its descendants; pages that they share count in parts (Linux)."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        children.setdefault(parent, []).append(int(folder.name))
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        try:
            total += int(re.search(r"(?m)^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text())[1])  # type: ignore[index]
        except (OSError, TypeError):
            continue
    return total / 1024


def _print_outputs(numbers: list[int]) -> None:
    print("| reports | output | time | memory | size |")
    print("| ---: | --- | ---: | ---: | ---: |")
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "reports"
            folder.mkdir()
            variations(folder, number)
            for suffix in OUTPUTS:
                found = whole(folder, suffix)
                size = f"{found['size']:.1f} MB" if found["size"] else ""
                print(f"| {number:,} | {suffix} | {_times(found)} | {found['peak']:.0f} MB | {size} |", flush=True)


def _times(measured: dict[str, float]) -> str:
    return f"{measured['seconds']:.1f} s ({measured['processor']:.1f} s)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=list(NUMBERS))
    parser.add_argument("--distinct", nargs="*", type=int, default=[2000])
    parser.add_argument("--outputs", nargs="*", type=int, default=[])
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        what, folder = options.measure
        print(json.dumps({"lint": lint, "copies": copies}[what](Path(folder))))
        return
    if options.outputs:
        _print_outputs(options.outputs)
        return
    print(f"| reports | linting, {JOBS} processes | memory | taken up again | copied text | memory | copies |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    cases = [(number, variations, "") for number in options.numbers]
    cases += [(number, distinct, " unlike each other") for number in options.distinct]
    for number, make, remark in cases:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, number)
            linted = None if remark else _measured("lint", folder)
            found = _measured("copies", folder)
        row = f"| {number:,}{remark} "
        if linted:
            row += f"| {_times(linted)} | {linted['peak']:.0f} MB | {linted['again']:.1f} s "
        else:
            row += "| | | "
        row += f"| {_times(found)} | {found['peak']:.0f} MB | {found['copies']:,} |"
        print(row, flush=True)


if __name__ == "__main__":
    main()
