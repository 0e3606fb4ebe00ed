"""The cache: what it holds is what a lint would give; when it cannot be trusted or used, it only costs time."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fzlint.gate import cache as module
from fzlint.gate.cache import Cache, CacheError
from fzlint.gate.running.identity import Keys, content_of
from fzlint.gate.running.linting import Linters, LintSettings
from fzlint.gate.stored import Stored
from fzlint.output.formats import FORMATS

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

from running import DATA, Run, environment, fzlint

POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX")
REPORTS = ("clean.txt", "w1_03.txt", "w1_10.txt", "w2_06.txt", "constructed/w1_05.txt", "constructed/w1_08.txt")
STORED = Stored(b"brief", b"evidence", b"located")


def key(number: int) -> bytes:
    """A key."""
    return hashlib.sha256(str(number).encode()).digest()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with six reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in REPORTS:
        (folder / Path(name).name).write_bytes((DATA / name).read_bytes())
    return folder


def check(folder: Path, *options: str, cache: str = "../cache") -> tuple[Run, int]:
    """A check of the folder, and how many of its reports were known."""
    run = fzlint("check", ".", "-f", "json", "--progress", "--lang", "en", "--cache-dir", cache, *options, cwd=folder)
    (told,) = (line for line in run.err.splitlines() if "taken from earlier runs" in line)
    return run, int(told.partition("; ")[2].split()[0])


def test_a_second_run_lints_nothing_and_one_more_report_is_linted_alone(reports: Path) -> None:
    """Only what is new is linted, and the output is the same as without a cache."""
    plain = fzlint("check", ".", "-f", "json", "--no-cache", "--lang", "en", cwd=reports)
    first, known = check(reports)
    assert known == 0
    second, known = check(reports)
    assert known == 6
    assert plain.stdout == first.stdout == second.stdout
    (reports / "new.txt").write_text((DATA / "clean.txt").read_text(encoding="utf-8") + "\n附件1\n", encoding="utf-8")
    assert check(reports)[1] == 6
    assert check(reports)[1] == 7


def test_the_same_content_under_another_name_is_known_by_it(reports: Path) -> None:
    """A moved or copied report is not linted again, and is told under its own path."""
    before, _ = check(reports)
    os.rename(reports / "clean.txt", reports / "renamed.txt")
    run, known = check(reports)
    assert known == 6
    assert '"path": "renamed.txt"' in run.out
    assert '"path": "clean.txt"' not in run.out
    assert before.out.replace("clean.txt", "") != run.out


@pytest.mark.parametrize(
    "options", [("--lang", "zh"), ("--profile", "strict"), ("--max-size", "9MB")], ids=lambda options: options[0]
)
def test_another_setting_is_another_result(reports: Path, options: tuple[str, ...]) -> None:
    """Language, profile and the limit of size are part of what a result stands for."""
    check(reports)
    run = fzlint("check", ".", "--progress", "--cache-dir", "../cache", *options, cwd=reports)
    assert "共 6 份" in run.err
    assert "其中 0 份沿用" in run.err


@pytest.mark.parametrize(
    "options", [("--select", "S"), ("--ignore", "O"), ("--fail-on", "never"), ("--show-passed",)], ids=lambda o: o[0]
)
def test_what_is_done_after_linting_needs_no_linting(reports: Path, options: tuple[str, ...]) -> None:
    """Selection and status work on the same results."""
    check(reports)
    run, known = check(reports, *options)
    assert known == 6
    plain = fzlint("check", ".", "-f", "json", "--no-cache", "--lang", "en", *options, cwd=reports)
    assert (plain.stdout, plain.status) == (run.stdout, run.status)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_byte_equal_from_the_cache(reports: Path, format_: str) -> None:
    """Whatever an output shows of a result was kept: fresh, from the cache, and after a run of a leaner format."""
    for options in ((), ("--show-passed",), ("--sarif-all-kinds",) if format_ == "sarif" else ("--quiet",)):
        words = ("check", ".", "-f", format_, *options)
        plain = fzlint(*words, "--no-cache", cwd=reports)
        fzlint("check", ".", "-f", "concise", "--cache-dir", "../cache", cwd=reports)
        for _ in range(2):
            run = fzlint(*words, "--cache-dir", "../cache", cwd=reports)
            assert (run.stdout, run.status) == (plain.stdout, plain.status)


def test_the_suffix_tells_markdown_from_text(reports: Path) -> None:
    """The same bytes are another document under another suffix."""
    text = (DATA / "clean.txt").read_text(encoding="utf-8")
    for name in ("a.txt", "b.md"):
        (reports / name).write_text("# " + text, encoding="utf-8")
    keys = Keys(Linters())
    made = {
        keys.key(name, content, LintSettings())
        for name in ("a.txt", "A.TXT", "b.md")
        if (content := content_of(str(reports / ("a.txt" if name == "A.TXT" else name)), 10**7))
    }
    assert len(made) == 2


def test_what_failed_is_not_kept(reports: Path) -> None:
    """A file that could not be read may be readable next time."""
    (reports / "empty.txt").write_bytes(b"")
    (reports / "late.txt").symlink_to("nowhere")
    first, _ = check(reports)
    again, known = check(reports)
    assert known == 6
    assert first.stdout == again.stdout
    assert first.status == again.status == 2


def test_a_changed_checklist_is_another_result(reports: Path, tmp_path: Path) -> None:
    """Results stand for what a checklist says, not for where its file lies."""
    own = tmp_path / "own.yaml"
    text = "extends: shipped\nitems:\n  - change: S3\n    severity: {missing: error}\n"
    own.write_text(text, encoding="utf-8")
    assert check(reports, "--checklist", str(own))[1] == 0
    assert check(reports, "--checklist", str(own))[1] == 6
    assert check(reports)[1] == 0
    own.write_text(text.replace("error", "note"), encoding="utf-8")
    assert check(reports, "--checklist", str(own))[1] == 0


@POSIX
def test_nobody_else_can_read_what_is_kept(reports: Path) -> None:
    """Results hold sentences of the reports."""
    check(reports)
    folder = reports.parent / "cache" / module.FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    for name in REPORTS:
        text = (DATA / name).read_text(encoding="utf-8")
        assert text.splitlines()[4][:12].encode() not in (folder / module.FILE).read_bytes()  # packed, not plain


@POSIX
def test_what_others_could_have_written_is_thrown_away(reports: Path) -> None:
    """A file or folder with open rights, such as one that came with a repository, is not believed."""
    check(reports)
    folder = reports.parent / "cache" / module.FOLDER
    (folder / module.FILE).chmod(0o666)
    assert check(reports)[1] == 0
    assert check(reports)[1] == 6
    folder.chmod(0o777)
    assert check(reports)[1] == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX
def test_a_link_in_the_place_of_folder_or_file_is_not_followed(tmp_path: Path) -> None:
    """Nobody can make a run write elsewhere."""
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / module.FOLDER).symlink_to(other)
    with pytest.raises(CacheError):
        Cache(tmp_path / "cache")
    victim = tmp_path / "victim"
    victim.write_text("mine")
    folder = tmp_path / "second" / module.FOLDER
    folder.mkdir(parents=True, mode=0o700)
    (folder / module.FILE).symlink_to(victim)
    Cache(tmp_path / "second").close()
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("damage", ["garbage", "empty", "cut", "torn-page", "another-table"])
def test_a_damaged_cache_only_costs_time(reports: Path, damage: str) -> None:
    """Whatever is wrong with the file, the output is right, and a later run has a sound cache again."""
    first, _ = check(reports)
    path = reports.parent / "cache" / module.FOLDER / module.FILE
    data = path.read_bytes()
    if damage == "another-table":
        with sqlite3.connect(path) as database:
            database.execute("DROP TABLE result")
            database.execute("CREATE TABLE result (key TEXT)")
        database.close()
    else:
        page = len(data) // 2 // 4096 * 4096
        path.write_bytes(
            {
                "garbage": b"\x80\x04\x95" * 5000,
                "empty": b"",
                "cut": data[: len(data) // 2],
                "torn-page": data[:page] + b"\xff" * 4096 + data[page + 4096 :],
            }[damage]
        )
    for _ in range(3):
        run, known = check(reports)
        assert run.stdout == first.stdout
        assert run.status == first.status
    assert known == (0 if damage == "another-table" else 6)


def test_a_changed_row_is_not_believed(tmp_path: Path) -> None:
    """Each part has a checksum over itself and its document's key: no part can stand in for another."""
    with Cache(tmp_path) as cache:
        for number in range(3):
            cache.add(key(number), STORED)
    with sqlite3.connect(tmp_path / module.FOLDER / module.FILE) as database:
        (brief,) = database.execute("SELECT brief FROM result WHERE key = ?", (key(0),)).fetchone()
        database.execute("UPDATE result SET brief = ? WHERE key = ?", (brief, key(1)))
        database.execute("UPDATE result SET evidence = brief WHERE key = ?", (key(2),))
    database.close()
    with Cache(tmp_path) as cache:
        assert cache.get(key(0), located=True) == STORED
        assert cache.get(key(1)) is None
        assert cache.get(key(2)) is None
        assert cache.get(key(2), evidence=False) == Stored(b"brief", b"", None)


def test_what_lacks_places_for_ci_is_linted_again_for_ci(tmp_path: Path) -> None:
    """A run for CI is not content with a result of a run for the screen; the other way round it is."""
    with Cache(tmp_path) as cache:
        cache.add(key(1), Stored(b"brief", b"evidence"))
        cache.add(key(2), STORED)
        cache.flush()
        assert cache.has([key(1), key(2), key(3)]) == {key(1), key(2)}
        assert cache.has([key(1), key(2), key(3)], located=True) == {key(2)}
        assert cache.get(key(1), located=True) is None
        assert cache.get(key(2)) == Stored(b"brief", b"evidence", None)


def test_the_size_is_bounded_and_what_was_used_last_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that nobody asked for give way; the file becomes smaller."""
    day = 20_000 * 86400.0
    monkeypatch.setattr(module.time, "time", lambda: day)
    big = os.urandom(20_000)
    path = tmp_path / module.FOLDER / module.FILE
    with Cache(tmp_path, most=2_000_000) as cache:
        for number in range(80):
            cache.add(key(number), Stored(big, big[:1000]))
    day += 86400
    with Cache(tmp_path, most=2_000_000) as cache:
        assert cache.get(key(0)) is not None
        assert cache.get(key(1)) is not None
    day += 86400
    with Cache(tmp_path, most=2_000_000) as cache:
        for number in range(100, 130):
            cache.add(key(number), Stored(big, big[:1000]))
    assert path.stat().st_size <= 2_000_000
    with Cache(tmp_path, most=2_000_000) as cache:
        kept = cache.has(key(number) for number in range(130))
    assert {key(0), key(1), *(key(number) for number in range(100, 130))} <= kept
    assert 60 < len(kept) < 110


def test_a_full_run_larger_than_the_cache_stays_bounded(tmp_path: Path) -> None:
    """Within one run, too, the file does not grow without limit."""
    path = tmp_path / module.FOLDER / module.FILE
    sizes = []
    with Cache(tmp_path, most=1_000_000) as cache:
        for number in range(2_000):
            cache.add(key(number), Stored(os.urandom(2_000), b""))
            if number % 200 == 199:
                sizes.append(path.stat().st_size)
    assert max(sizes) < 2_500_000
    assert path.stat().st_size <= 1_100_000


def test_several_runs_at_once(tmp_path: Path) -> None:
    """What runs write at the same time is all there; nobody fails or waits for long."""

    def write(first: int) -> None:
        with Cache(tmp_path) as cache:
            for number in range(first, first + 500):
                cache.add(key(number), STORED)

    writers = [threading.Thread(target=write, args=(first,)) for first in range(0, 2_000, 500)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Cache(tmp_path) as cache:
        assert len(cache.has(key(number) for number in range(2_000))) == 2_000


def test_several_processes_begin_a_cache_at_once(reports: Path) -> None:
    """A pre-commit hook starts many processes that all find no cache."""
    command = [sys.executable, "-m", "fzlint", "check", ".", "-f", "json", "--cache-dir", "../cache"]
    runs = [
        subprocess.Popen(command, cwd=reports, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    outputs = [run.communicate(timeout=120) for run in runs]
    assert len({out for out, _ in outputs}) == 1
    assert {err for _, err in outputs} == {outputs[0][1]}
    assert b"Traceback" not in outputs[0][1]
    fzlint("check", ".", "--lang", "zh", "--cache-dir", "../cache", cwd=reports)
    run = fzlint("check", ".", "--progress", "--cache-dir", "../cache", cwd=reports)
    assert "其中 6 份沿用" in run.err


def test_a_locked_cache_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that writes for long, or hangs, only costs the others their cache."""
    monkeypatch.setattr(module, "_WAIT", 0.1)
    Cache(tmp_path).close()
    other = sqlite3.connect(tmp_path / module.FOLDER / module.FILE)
    other.execute("BEGIN IMMEDIATE")
    with Cache(tmp_path) as cache:
        cache.add(key(1), STORED)
        cache.flush()
        assert cache.has([key(1)]) == set()
    other.rollback()
    other.close()
    with Cache(tmp_path) as cache:
        cache.add(key(1), STORED)
        cache.flush()
        assert cache.has([key(1)]) == {key(1)}


def test_a_folder_that_cannot_be_used_is_told_when_it_was_named(reports: Path) -> None:
    """The check goes on without; nothing is said of the default folder."""
    (reports.parent / "file").write_text("")
    run, known = check(reports, cache="../file/cache")
    assert known == 0
    assert run.status in (0, 1)
    assert "The cache folder ../file/cache cannot be used" in run.err
    assert "Traceback" not in run.err


def test_few_quick_documents_need_no_cache(reports: Path) -> None:
    """To look into it would take longer than to lint them; a single PDF takes longer."""
    run = fzlint("check", "clean.txt", "w1_03.txt", "--cache-dir", "../cache", cwd=reports)
    assert run.status in (0, 1)
    assert not (reports.parent / "cache" / module.FOLDER).exists()
    (reports / "a.pdf").write_bytes(b"%PDF-1.7\n")
    fzlint("check", "a.pdf", "--cache-dir", "../cache", cwd=reports)
    assert (reports.parent / "cache" / module.FOLDER).exists()
