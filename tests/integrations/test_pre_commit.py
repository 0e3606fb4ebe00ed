"""The hooks for pre-commit: the manifest is valid, and a real commit is refused or taken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import IDENTITY, ROOT
from pdf_files import page, text
from running import DATA, environment
from word_files import from_text

from fzlint.reading.files import SUFFIXES

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
OWN = """\
extends: shipped
items:
  - id: X1
    name: served-at-home
    title: {zh: 上门服务, en: Service at home}
    group: outline
    basis: [{source: inspection-regulation-2019, content: 1}]
    requirement: {zh: 写明上门服务。, en: Say how people were served at home.}
    why: {zh: 方便群众。, en: It helps people.}
    severity: {missing: note, weak: note}
    look_in: [measures]
    evidence:
      served: {any: [上门办理]}
      visits: {any: [走访], counts: never}
    met: {at_least: 1, of: [served]}
    weak: {at_least: 1}
    remedy: {zh: 写明次数。, en: Tell how often.}
    examples:
      met: [全年上门办理业务12件。]
      weak: [坚持走访。]
      missing: [修路3公里。]
"""


def test_the_manifest_is_valid() -> None:
    """pre-commit itself takes the manifest."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_documents_are_those_that_fzlint_reads() -> None:
    """The hook's pattern takes every kind of file that is read, and no other."""
    hook = HOOKS["fzlint-check"]
    for suffix in SUFFIXES:
        for name in (f"年报/2024 年报{suffix}", f"a{suffix.upper()}"):
            assert re.search(hook["files"], name), name
    for name in ("a.xlsx", "a.py", "txt", "a.txt.bak", "a.docx/b.png"):
        assert not re.search(hook["files"], name), name


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh.md", "docs/readme.txt", "LICENSE.txt", "CHANGELOG.md", "requirements-dev.txt"]
)
def test_what_is_no_report_in_any_repository(name: str) -> None:
    """The files that every repository has are not taken for reports; reports are."""
    assert re.search(HOOKS["fzlint-check"]["exclude"], name)


@pytest.mark.parametrize("name", ["年报/报告.txt", "2024年报.md", "changes-office/报告.docx", "a/noticeboard.txt"])
def test_reports_are_not_left_out(name: str) -> None:
    assert not re.search(HOOKS["fzlint-check"]["exclude"], name)


class Repository:
    """Somebody's repository with the hooks installed."""

    def __init__(self, folder: Path, published: Path, home: Path) -> None:
        self.folder = folder
        self._env = {**environment(), "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
        self._env |= {
            name: value for name, value in os.environ.items() if name.startswith("PIP_") or "proxy" in name.lower()
        }
        folder.mkdir()
        revision = self.run("git", "rev-parse", "HEAD", cwd=published).stdout.strip()
        hooks = [{"id": id_} for id_ in HOOKS]
        config = {"repos": [{"repo": str(published), "rev": revision, "hooks": hooks}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        self.git("init", "-q")
        self.must(sys.executable, "-m", "pre_commit", "install", "--install-hooks")

    def run(self, *command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=cwd or self.folder,
            env=self._env,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    def must(self, *command: str) -> str:
        done = self.run(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def git(self, *arguments: str) -> str:
        return self.must("git", *arguments)

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Commit everything; what was said."""
        self.git("add", "-A")
        return self.run("git", *IDENTITY, "commit", "-m", "报告")

    def write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture(scope="module")
def repository(index: None, published: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository whose hooks are installed from the project as it stands."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    folder = tmp_path_factory.mktemp("hooks")
    return Repository(folder / "mine", published, folder / "home")


def test_a_commit_of_a_bad_report_is_refused(repository: Repository) -> None:
    """A Word file and a text file, Chinese names with blanks: both are checked, the commit does not come about."""
    bad = (DATA / "w1_03.txt").read_text(encoding="utf-8")
    repository.write("年报 2023/县局 年报.docx", from_text(bad))
    repository.write("年报 2023/县局 年报.txt", bad.encode())
    repository.write("年报 2023/镇 年报.txt", (DATA / "clean.txt").read_bytes())
    repository.write("README.md", "# 年报\n".encode())
    done = repository.commit()
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    for name in ("县局 年报.docx", "县局 年报.txt"):
        assert f"年报 2023/{name}\n" in said
    assert "报告没有写：党政主要负责人履行推进法治建设第一责任人职责情况。" in said
    assert "建议：" in said
    assert "检查了3份报告" in said, "README.md is no report"
    assert repository.run("git", "rev-parse", "HEAD").returncode != 0, "there is no commit"


def test_a_commit_of_a_good_report_is_taken(repository: Repository) -> None:
    """When what was wrong is mended, the commit comes about; nothing is left behind."""
    shutil.rmtree(repository.folder / "年报 2023", ignore_errors=True)
    clean = (DATA / "clean.txt").read_text(encoding="utf-8")
    repository.write("年报/镇 年报.docx", from_text(clean))
    repository.write("年报/镇 年报.html", f"<html><body>{'<p>'.join(clean.splitlines())}</body></html>".encode())
    done = repository.commit()
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.git("status", "--porcelain") == ""


def test_a_pdf_is_read(repository: Repository) -> None:
    """What PDF needs is installed with the hook."""
    lines = [
        "青溪县司法局2023年度法治政府建设情况报告",
        "一、主要举措",
        "全年调解纠纷236件，成功229件。",
        "二、下一步",
        "加强培训。",
    ]
    repository.write("年报/坏.pdf", page(b"".join(text(line, y=700 - 40 * at) for at, line in enumerate(lines))))
    done = repository.commit()
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "青溪县司法局2023年度法治政府建设情况报告" in said
    assert "报告没有写：党政主要负责人履行推进法治建设第一责任人职责情况。" in said
    (repository.folder / "年报/坏.pdf").unlink()


def test_own_checklists_are_validated_and_tested(repository: Repository) -> None:
    """A mistake in one's own checklist, or an example judged otherwise, refuses the commit; a good one is taken."""
    for old, new, said in (
        ("look_in", "lookin", "checklist/own.yaml:11:5: 没有“lookin”这个键"),
        ("修路3公里", "上门办理12件", "checklist/own.yaml:21:17: X1 的示例结果不符"),
    ):
        assert OWN.count(old) == 1
        repository.write("checklist/own.yaml", OWN.replace(old, new).encode())
        done = repository.commit()
        assert done.returncode == 1
        assert said in done.stdout + done.stderr
    repository.write("checklist/own.yaml", OWN.encode())
    done = repository.commit()
    assert done.returncode == 0, done.stdout + done.stderr
