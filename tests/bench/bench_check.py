"""What ``fzlint check`` costs over many files: one process and several, without and with what an earlier run found.

``python tests/bench/bench_check.py [NUMBER]... [--format FORMAT]... [--jobs N]`` prints tables of time and memory and
asserts only that all runs of a number give the same bytes. Reports are the constructed ones with other bodies, figures,
words, and order and choice of paragraphs (``bench_gap.variations``), in a folder that is removed. Times are by the
clock and, in brackets, of the processors; memory is the peak of the first process. The machine must be otherwise idle.
``--single`` adds what one report costs, median of 20 runs, ``--spawn`` what another process costs.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench_gap import variations

CLEAN = Path(__file__).parents[1] / "data" / "clean.txt"
ROUNDS = 20


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds by the clock, seconds of processors, megabytes of the first process at its peak."""

    clock: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processor:.2f} s)"


def run(folder: Path, output: Path, *options: str) -> Cost:
    """Check the folder; standard output goes to a file."""
    words = [sys.executable, "-m", "fzlint", "check", "reports", "--fail-on", "never", *options]
    before = _processor()
    start = time.perf_counter()
    told = folder / "told"
    with output.open("wb") as file, told.open("wb") as errors:
        environment = {**os.environ, "FZLINT_CACHE_DIR": "cache"}
        process = subprocess.Popen(words, cwd=folder, stdout=file, stderr=errors, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(words)}: status {process.returncode}\n{told.read_text(encoding='utf-8')}")
    clock = time.perf_counter() - start
    return Cost(clock, _processor() - before, usage.ru_maxrss / 1024)


def _processor() -> float:
    """Processor seconds of all children so far, and of theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(number: int, format_: str, jobs: int) -> None:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reports").mkdir()
        paths = variations(folder / "reports", number + 1)
        more = folder / paths[-1].name
        paths[-1].rename(more)
        out = [folder / f"{index}.out" for index in range(4)]
        run(folder, out[0], "--no-cache", "--jobs", "1", "--select", "S1", "-f", "concise", "--exclude", "*9.txt")
        one = run(folder, out[0], "-f", format_, "--no-cache", "--jobs", "1")
        several = run(folder, out[1], "-f", format_, "--no-cache", "--jobs", str(jobs))
        first = run(folder, out[2], "-f", format_)
        again = run(folder, out[3], "-f", format_)
        kept = sum(path.stat().st_size for path in (folder / "cache" / "results").iterdir()) / 1024**2
        if len({path.read_bytes() for path in out}) != 1:
            raise SystemExit("the outputs differ")
        shutil.move(more, folder / "reports" / more.name)
        added = run(folder, out[0], "-f", format_)
    print(
        f"| {number:,} | {format_} | {one} | {several} | {one.clock / several.clock:.2f} | {first} | {again} "
        f"| {first.clock / again.clock:.1f} | {added.clock:.2f} s | {one.memory:.0f} / {several.memory:.0f} / "
        f"{again.memory:.0f} MB | {kept:.0f} MB |",
        flush=True,
    )


def single() -> None:
    """What one report costs, with the cache that it does not use and without."""
    for options in ([], ["--no-cache"]):
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            words = [sys.executable, "-m", "fzlint", "check", str(CLEAN), *options]
            subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
            times.append((time.perf_counter() - start) * 1000)
        told = f"median {statistics.median(times):.1f} ms, least {min(times):.1f} ms of {ROUNDS}"
        print(f"fzlint check clean.txt {' '.join(options)}: {told}")


def spawn() -> None:
    """What another process costs until it lints: its first report, and a second one."""
    from fzlint.gate.running.linting import Linting, LintSettings
    from fzlint.gate.running.tasks import Task, Wish
    from fzlint.gate.running.workers import Several

    firsts, seconds = [], []
    for _ in range(5):
        start = time.perf_counter()
        crew = Several(Linting(), Wish(), lambda task: None, 1)
        for times in (firsts, seconds):
            task = Task(str(CLEAN), LintSettings())
            crew.submit(task)
            while task.outcome is None:
                crew.step()
            times.append((time.perf_counter() - start) * 1000)
            start = time.perf_counter()
        crew.close()
    told = f"{statistics.median(firsts):.0f} ms until its first report is done, the next takes "
    print(f"another process: {told}{statistics.median(seconds):.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[60, 1000, 5000])
    parser.add_argument("--format", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--single", action="store_true")
    parser.add_argument("--spawn", action="store_true")
    options = parser.parse_args()
    if options.single:
        single()
    if options.spawn:
        spawn()
    print(
        f"| reports | format | --jobs 1 | --jobs {options.jobs} | times | first run | second run | times | one more",
        end="",
    )
    print(" | memory: one / several / second | cache |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for number in options.numbers:
        for format_ in options.format or ["text", "concise", "json"]:
            measure(number, format_, options.jobs)


if __name__ == "__main__":
    main()
