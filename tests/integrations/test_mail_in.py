"""The example of a folder where reports arrive: real runs of the script with real documents."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from running import DATA, environment
from word_files import from_text

SCRIPT = ROOT / "examples" / "mail-in.sh"
BAD = (DATA / "w1_03.txt").read_bytes()
CLEAN = (DATA / "clean.txt").read_bytes()
OTHER = """\
青溪镇人民政府2024年政府信息公开工作年度报告

本年度报告由青溪镇人民政府按照《中华人民共和国政府信息公开条例》的要求编制。
"""
NEEDED = ("bash", "flock", "find", "stat", "sed")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or any(shutil.which(name) is None for name in NEEDED),
    reason=f"needs Linux with {', '.join(NEEDED)}",
)


class Office:
    """A folder where reports arrive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "收件 2024"
        (self.folder / "inbox").mkdir(parents=True)
        self._program = folder / "fzlint"
        self.program(f'exec "{sys.executable}" -m fzlint "$@"')

    def program(self, text: str) -> None:
        self._program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        self._program.chmod(0o755)

    def arrive(self, name: str, data: bytes) -> None:
        path = self.folder / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def run(self, wait: int = 0, **env: str) -> int:
        told = {"MAIL_IN_FZLINT": str(self._program), "MAIL_IN_WAIT": str(wait), **env}
        done = subprocess.run(
            ["bash", str(SCRIPT), str(self.folder)],
            env=environment(told),
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert done.stderr == b"", done.stderr.decode()
        return done.returncode

    def files(self) -> set[str]:
        """All files but the log and the lock."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)) for path in paths} - {"mail-in.log", ".mail-in.lock"}

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    @property
    def log(self) -> list[str]:
        return self.text("mail-in.log").splitlines()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_documents_go_where_their_result_says(office: Office) -> None:
    """Passed, returned with remarks, unreadable with the reason; the folders of the senders are kept."""
    office.arrive("青溪镇/年报.txt", CLEAN)
    office.arrive("县局/2023 年报.docx", from_text(BAD.decode()))
    office.arrive("空.txt", b"  \n")
    office.arrive("公开.txt", OTHER.encode())
    assert office.run() == 0
    assert office.files() == {
        "passed/青溪镇/年报.txt",
        "passed/青溪镇/年报.意见.txt",
        "returned/县局/2023 年报.docx",
        "returned/县局/2023 年报.意见.txt",
        "returned/县局/2023 年报.批注.docx",
        "returned/公开.txt",
        "returned/公开.意见.txt",
        "unreadable/空.txt",
        "unreadable/空.txt.原因.txt",
    }
    assert "✘ S4 缺失" in office.text("returned/县局/2023 年报.意见.txt")
    assert "政府信息公开年度报告" in office.text("returned/公开.意见.txt")
    assert "没有内容" in office.text("unreadable/空.txt.原因.txt")
    assert (office.folder / "returned/县局/2023 年报.docx").read_bytes() == from_text(BAD.decode())
    from docx import Document

    comments = Document(str(office.folder / "returned/县局/2023 年报.批注.docx")).comments
    assert any("第一责任人" in comment.text for comment in comments)
    assert len(office.log) == 4


@pytest.mark.parametrize(
    "name",
    ["-rf.txt", "--help.txt", "a\nb.txt", " 前后 .txt", "$(touch ran).txt", "a'b\"c.txt", "*.txt", "a=b.txt", "无后缀"],
)
def test_names_of_every_kind(office: Office, name: str) -> None:
    """A name is a name: nothing is run, no name is an option, a line end does not part it."""
    office.arrive(f"单位 {name[:3]}/{name}", BAD)
    assert office.run() == 0
    stem = name.removesuffix(".txt")
    folder = f"returned/单位 {name[:3]}"
    assert office.files() == {f"{folder}/{name}", f"{folder}/{stem}.意见.txt"}
    assert len(office.log) == 1
    assert not list(office.folder.parent.rglob("ran"))


def test_a_name_that_is_there_already_is_kept(office: Office) -> None:
    """A second version never replaces the first."""
    for number in range(3):
        office.arrive("年报.txt", BAD + b"\n" * number)
        assert office.run() == 0
    assert {
        "returned/年报.txt",
        "returned/年报 (2).txt",
        "returned/年报 (3).txt",
        "returned/年报 (3).意见.txt",
    } <= office.files()
    assert (office.folder / "returned/年报 (3).txt").read_bytes() == BAD + b"\n\n"


def test_what_is_still_arriving_stays(office: Office) -> None:
    """Files that have just changed, parts of downloads, Word's own and hidden files, and links are left alone."""
    arriving = {"年报.txt.part", "~$年报.docx", ".年报.txt", ".ssh/年报.txt", "年报.tmp"}
    for name in arriving:
        office.arrive(name, CLEAN)
    (office.folder / "inbox" / "链接.txt").symlink_to("/etc/hostname")
    assert office.run() == 0
    assert office.files() == {f"inbox/{name}" for name in arriving} | {"inbox/链接.txt"}
    office.arrive("年报.txt", CLEAN)
    assert office.run(wait=60) == 0
    assert "inbox/年报.txt" in office.files(), "it changed less than a minute ago"
    os.utime(office.folder / "inbox" / "年报.txt", (0, 0))
    assert office.run(wait=60) == 0
    assert "inbox/年报.txt" in office.files(), "a copy may keep the old time of its original"
    assert office.run() == 0
    assert "passed/年报.txt" in office.files()


def test_what_changes_while_it_is_checked_stays(office: Office) -> None:
    """The next run takes it, whole."""
    office.arrive("年报.txt", CLEAN)
    office.program(
        f'"{sys.executable}" -m fzlint "$@"; status=$?; echo more >>"{office.folder}/inbox/年报.txt"; exit $status'
    )
    assert office.run() == 0
    assert office.files() == {"inbox/年报.txt"}
    assert "still changing" in office.log[0]


def test_two_runs_at_once(office: Office) -> None:
    """The second one leaves everything alone."""
    office.arrive("年报.txt", CLEAN)
    with open(office.folder / ".mail-in.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert office.run() == 0
    assert office.files() == {"inbox/年报.txt"}
    assert "another run" in office.log[0]
    assert office.run() == 0
    assert "passed/年报.txt" in office.files()


def test_runs_beside_each_other_lose_nothing(office: Office) -> None:
    """Five runs started at once: every document is placed once, with its remarks."""
    for number in range(8):
        office.arrive(f"{number}.txt", CLEAN)
    told = environment({"MAIL_IN_FZLINT": str(office.folder.parent / "fzlint"), "MAIL_IN_WAIT": "0"})
    runs = [subprocess.Popen(["bash", str(SCRIPT), str(office.folder)], env=told) for _ in range(5)]
    assert [run.wait(timeout=300) for run in runs] == [0] * 5
    assert office.files() == {f"passed/{n}{end}" for n in range(8) for end in (".txt", ".意见.txt")}


def test_a_broken_fzlint_moves_nothing(office: Office) -> None:
    """What the program's own failure keeps from being judged is not called unreadable."""
    office.arrive("年报.txt", CLEAN)
    for failure, said in (("echo 'fzlint: 坏了' >&2; exit 2", "坏了"), ("exit 127", ""), ("exit 137", "")):
        office.program(failure)
        assert office.run() == 2
        assert office.files() == {"inbox/年报.txt"}
        assert "could not be checked" in office.log[-1]
        assert said in office.log[-1]


def test_a_document_that_cannot_be_moved_stays(office: Office) -> None:
    """A file stands where the folder of the sender belongs: it is told, the others are placed."""
    office.arrive("单位/年报.txt", CLEAN)
    office.arrive("另.txt", CLEAN)
    (office.folder / "passed").mkdir()
    (office.folder / "passed" / "单位").write_text("x")
    assert office.run() == 2
    assert "inbox/单位/年报.txt" in office.files()
    assert "passed/另.txt" in office.files()
    assert any("could not be moved" in line for line in office.log)


def test_options_are_those_of_the_environment(office: Office) -> None:
    office.arrive("年报.txt", BAD)
    assert office.run(FZLINT_FAIL_ON="never", FZLINT_LANG="en") == 0
    assert "✘ S4 missing" in office.text("passed/年报.意见.txt")


WAIVERS = "waivers:\n" + "".join(
    f"  - {{item: {code}, body: 宁溪县市场监督管理局, reason: 已说明, approver: 张三, expires: 2099-12-31}}\n"
    for code in ("S4", "C3")
)


def test_settings_are_the_offices_and_never_the_senders(office: Office) -> None:
    """A configuration and waivers sent along change nothing; those of the folder hold."""
    for name in (".fzlint.yaml", "fzlint.yaml"):
        office.arrive(f"县局/{name}", b"ignore: [all]\n")
    for name in (".fzlint-waivers.yaml", "fzlint-waivers.yaml"):
        office.arrive(f"县局/{name}", WAIVERS.encode())
    settings, waivers = office.folder / "fzlint.yaml", office.folder / "fzlint-waivers.yaml"

    def goes_to(folder: str) -> bool:
        office.arrive("县局/年报.txt", BAD)
        before = office.files()
        assert office.run() == 0
        return any(name.startswith(f"{folder}/县局/年报") for name in office.files() - before)

    assert goes_to("returned")
    settings.write_text("lang: zh\n", encoding="utf-8")
    assert goes_to("returned")
    settings.write_text("ignore: [S4, C3]\n", encoding="utf-8")
    assert goes_to("passed")
    settings.unlink()
    waivers.write_text(WAIVERS, encoding="utf-8")
    assert goes_to("passed")


def test_wrong_use(tmp_path: Path) -> None:
    for arguments in ([], [str(tmp_path / "no")], [str(tmp_path), "b"]):
        done = subprocess.run(["bash", str(SCRIPT), *arguments], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 2
        assert "mail-in.sh FOLDER" in done.stderr
        assert list(tmp_path.iterdir()) == []
