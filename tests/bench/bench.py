"""What a check costs: one report in a fresh process, a thousand in one process, memory; beside a plain keyword loop.

Run by ``make bench``; prints figures and asserts none.
"""

from __future__ import annotations

import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "constructed"
REPORT_LENGTH = 5600  # characters
REPORTS = 1000
ROUNDS = 15
KEYWORD_LOOP = """
import sys
from pathlib import Path
words = Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n")
for name in sys.argv[2:]:
    text = Path(name).read_text(encoding="utf-8")
    found = [word for word in words if word in text]
print(len(found))
"""
BATCH = """
import json, resource, sys, time
from pathlib import Path
from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import read_source
paths = sorted(map(str, Path(sys.argv[1]).glob("*.txt")))
linter = Linter(shipped())
linter.lint(read_source(paths[0]))
start = time.perf_counter()
findings = sum(len(linter.lint(read_source(path)).findings) for path in paths)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"reports": len(paths), "seconds": seconds, "findings": findings, "peak_mb": peak}))
"""


def long_report() -> str:
    """A report of about REPORT_LENGTH characters: a constructed one with paragraphs of others in its measures."""
    text = (DATA / "w1_08.txt").read_text(encoding="utf-8")
    extra = (DATA / "w1_04.txt").read_text(encoding="utf-8").split("\n")
    at = text.index("六、应急处突")
    for line in extra:
        if len(text) >= REPORT_LENGTH:
            break
        if line.startswith("　　（"):
            text = text[:at] + line + "\n" + text[at:]
    return text[:REPORT_LENGTH] if len(text) > REPORT_LENGTH + 400 else text


def variations(folder: Path) -> None:
    """REPORTS distinct reports: the constructed ones with other figures and paragraphs in another order."""
    chance = random.Random(1)
    originals = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.txt"))]
    for index in range(REPORTS):
        text = chance.choice(originals)
        text = re.sub(r"(?<=[^\d.〔(])\d{2,3}(?=[件人次家])", lambda _: str(chance.randint(10, 999)), text)
        (folder / f"{index:04}.txt").write_text(text + f"\n附件编号{index}\n", encoding="utf-8")


def wall(command: list[str]) -> float:
    """The median wall time of ROUNDS runs of ``command`` in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    from fzlint.checklist.loading import shipped

    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = folder / "report.txt"
        report.write_text(long_report(), encoding="utf-8")
        words = folder / "words"
        words.write_text("\n".join(shipped().terms), encoding="utf-8")
        batch = folder / "batch"
        batch.mkdir()
        variations(batch)
        loop = [python, "-c", KEYWORD_LOOP, str(words)]
        print(f"one report of {len(report.read_text(encoding='utf-8'))} characters, whole process, median of {ROUNDS}:")
        print(f"  python -c pass          {wall([python, '-c', 'pass']):7.1f} ms")
        print(f"  plain keyword loop      {wall([*loop, str(report)]):7.1f} ms")
        print(f"  fzlint check            {wall([python, '-m', 'fzlint', 'check', str(report)]):7.1f} ms")
        start = time.perf_counter()
        subprocess.run([*loop, *map(str, sorted(batch.glob("*.txt")))], stdout=subprocess.DEVNULL, check=True)
        seconds = time.perf_counter() - start
        print(f"{REPORTS} distinct reports in one process:")
        print(f"  plain keyword loop      {REPORTS / seconds:7.0f} reports a second")
        run = subprocess.run([python, "-c", BATCH, str(batch)], capture_output=True, text=True, check=True)
        import json

        outcome = json.loads(run.stdout)
        print(f"  fzlint                  {outcome['reports'] / outcome['seconds']:7.0f} reports a second", end="")
        print(f", peak memory {outcome['peak_mb']:.0f} MB, {outcome['findings']} findings")
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory of this benchmark itself {own:.0f} MB")


if __name__ == "__main__":
    main()
