"""Checks and checklists of other packages: the example really installed, and packages that get it wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "cli"))
from running import Run, environment, fzlint

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "examples" / "plugin"
REPORT = ROOT / "examples" / "slogans-township-2024.txt"
ITEM = """\
extends: shipped
items:
  - id: K9
    name: of-a-plugin
    title: {{zh: 别家的算法}}
    check: {check}
    basis: [{{source: outline-2021}}]
    requirement: {{zh: 要求。}}
    why: {{zh: 理由。}}
    severity: error
    message: {{zh: "共{{count}}处。"}}
    remedy: {{zh: 修改。}}
    examples: {{flagged: [甲。], clean: [乙。]}}
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, built and installed by pip as a user would, without any index."""
    target = tmp_path_factory.mktemp("plugin")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(PLUGIN)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def package(folder: Path, name: str, code: str = "", *, checks: str = "", checklists: str = "") -> Path:
    """A package as pip would leave it: a module and what it says of itself."""
    module = name.replace("-", "_")
    (folder / module).mkdir(parents=True)
    (folder / module / "__init__.py").write_text(code, encoding="utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    points = f"[fzlint.checks]\n{checks}\n[fzlint.checklists]\n{checklists}\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    return folder


def run(*arguments: str, cwd: Path, packages: Path, **env: str) -> Run:
    """The command with these packages installed, in English."""
    return fzlint(*arguments, "--lang", "en", cwd=cwd, env={"PYTHONPATH": str(packages), **env})


def own(folder: Path, check: str) -> Path:
    """A checklist with an item that binds this check."""
    path = folder / "own.yaml"
    path.write_text(ITEM.format(check=check), encoding="utf-8")
    return path


# ---- the example


def test_example_is_right(installed: Path, tmp_path: Path) -> None:
    """Its checklist is valid and its examples pass, by the name under which it is installed."""
    done = run("checklist", "validate", "plain-words", cwd=tmp_path, packages=installed)
    assert (done.status, done.out) == (0, "")
    done = run("checklist", "test", "plain-words", cwd=tmp_path, packages=installed)
    assert (done.status, done.out) == (0, "")
    assert "3 examples of 1 items run, 0 surprises" in done.err


def test_example_finds_what_it_is_for(installed: Path, tmp_path: Path) -> None:
    """It finds the paragraphs of slogans, and none in a report that tells what was done."""
    arguments = ("check", "--checklist", "plain-words", "--select", "K1", "-f", "json")
    reports = ROOT / "examples"
    done = run(*arguments, str(REPORT), str(reports / "complete-county-2024.txt"), cwd=tmp_path, packages=installed)
    assert done.status == 0, done.err
    slogans, complete = json.loads(done.out)["reports"]
    assert [finding["line"] for finding in slogans["findings"]] == [17, 23, 27]
    assert "slogans" in slogans["findings"][0]["message"]
    assert (complete["findings"], complete["broken"]) == ([], [])


def test_own_checklist_extends_the_example(installed: Path, tmp_path: Path) -> None:
    """A person's file builds on the installed checklist as on the shipped one."""
    path = tmp_path / "own.yaml"
    path.write_text("extends: plain-words\nitems:\n  - change: K1\n    severity: error\n", encoding="utf-8")
    done = run("check", str(REPORT), "--checklist", "own.yaml", "--select", "K1", cwd=tmp_path, packages=installed)
    assert done.status == 1
    assert done.out.count("K1") >= 3


def test_without_the_package(installed: Path, tmp_path: Path) -> None:
    """On a machine without it: told what is missing, even if the checklist was compiled while it was there."""
    path = own(tmp_path, "empty_paragraphs")
    arguments = ("check", str(REPORT), "--checklist", "own.yaml", "--select", "K9", "-f", "json")
    env = {"FZLINT_CACHE_DIR": str(tmp_path / "cache")}
    done = run(*arguments, cwd=tmp_path, packages=installed, **env)
    assert json.loads(done.out)["reports"][0]["broken"] == ["K9"]  # the item has not the options it needs
    done = run(*arguments, cwd=tmp_path, packages=tmp_path, **env)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"fzlint: {path.name}:6:12: There is no check “empty_paragraphs”.\n"
    done = run("list", "--checklist", "plain-words", cwd=tmp_path, packages=tmp_path)
    assert (done.status, done.err) == (2, "fzlint: There is no checklist plain-words.\n")


def test_stored_results_are_those_of_the_code(tmp_path: Path) -> None:
    """A check that was changed without a new version is another one for results that are kept."""
    packages = package(tmp_path / "site", "fz-mine", "def check(context): return []", checks="mine = fz_mine:check")
    own(tmp_path, "mine")
    code = "from fzlint.checklist.loading import load_named; print(load_named(['own.yaml']).data['foreign'])"
    told = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env=environment({"PYTHONPATH": str(packages)}),
        )
        told.append(done.stdout)
        (packages / "fz_mine" / "__init__.py").write_text("def check(context): return ()", encoding="utf-8")
    assert all(line.startswith("['mine fz-mine ") for line in told)
    assert told[0] != told[1]


# ---- packages that get it wrong


@pytest.mark.parametrize(
    "code",
    [
        "import no_such_library",
        "check = 3",
        "def other(context): yield",
        "def check(context): raise RuntimeError('so')",
        "def check(context): raise SystemExit(0)",
        "def check(context): return None",
        "def check(context): return [(1, 2)]",
        "from fzlint.checks import Flag\ndef check(context): yield Flag(0, 3, {'number': 3})",
        "from fzlint.checks import Flag\ndef check(context): yield Flag('a', 3, {'count': 3})",
        "from fzlint.checks import Flag\ndef check(context): yield Flag(0, 10**9, {'count': 3}); yield Flag(0, 1)",
    ],
)
def test_broken_check_hides_nothing(tmp_path: Path, code: str) -> None:
    """Whatever goes wrong in another's check: its item is told as broken, status 2, all else is found as without it."""
    packages = package(tmp_path / "site", "fz-broken", code, checks="broken = fz_broken:check")
    own(tmp_path, "broken")
    plain = json.loads(run("check", str(REPORT), "-f", "json", cwd=tmp_path, packages=packages).out)["reports"][0]
    done = run("check", str(REPORT), "-f", "json", "--checklist", "own.yaml", cwd=tmp_path, packages=packages)
    assert done.status == 2
    report = json.loads(done.out)["reports"][0]
    assert report["broken"] == ["K9"]
    assert report["findings"] == plain["findings"]
    assert "K9" in done.err
    assert "Traceback" not in done.err


def test_two_packages_of_one_name(tmp_path: Path) -> None:
    """Two packages that offer the same check, or the same checklist: an error that names both."""
    site = tmp_path / "site"
    for name in ("fz-one", "fz-two"):
        module = name.replace("-", "_")
        package(site, name, checks=f"same = {module}:check", checklists=f"twin = {module}:own.yaml")
    own(tmp_path, "same")
    done = run("check", str(REPORT), "--checklist", "own.yaml", cwd=tmp_path, packages=site)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("fzlint: own.yaml:6:12: Several packages offer a check “same” (")
    assert {"fz-one", "fz-two"} <= set(done.err.replace("(", " ").replace(")", " ").replace(",", " ").split())
    done = run("list", "--checklist", "twin", cwd=tmp_path, packages=site)
    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert "fz-one" in done.err
    assert "fz-two" in done.err
    (tmp_path / "lower.yaml").write_text("extends: twin\n", encoding="utf-8")
    done = run("checklist", "validate", "lower.yaml", cwd=tmp_path, packages=site)
    assert done.out.startswith("lower.yaml:1:10: Several packages")


def test_name_of_a_shipped_check(tmp_path: Path) -> None:
    """A package that takes the name of a shipped check is named beside fzlint; the shipped checklist stays as it is."""
    site = package(tmp_path / "site", "fz-sums", "check = 3", checks="sums = fz_sums:check")
    own(tmp_path, "sums")
    done = run("checklist", "validate", "own.yaml", cwd=tmp_path, packages=site)
    assert done.status == 1
    assert "“sums” (fzlint, fz-sums)" in done.out
    plain = run("check", str(REPORT), "-f", "json", cwd=tmp_path, packages=site)
    assert json.loads(plain.out)["reports"][0]["broken"] == []


@pytest.mark.parametrize("value", ["fz_gone:own.yaml", "fz_here:gone.yaml", "fz_here", "no_such:own.yaml", "?", ":"])
def test_checklist_that_is_not_there(tmp_path: Path, value: str) -> None:
    """A package whose checklist is missing: one line that names the package."""
    site = package(tmp_path / "site", "fz-here", checklists=f"here = {value}")
    done = run("list", "--checklist", "here", cwd=tmp_path, packages=site)
    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert "fz-here" in done.err


def test_shipped_checklist_looks_at_no_package(tmp_path: Path) -> None:
    """Who uses only what is shipped does not pay for the search, whatever is installed."""
    code = (
        "import sys, fzlint; fzlint.check(text='法治'); "
        "print(sorted({'importlib.metadata', 'fzlint.plugins', 'yaml'} & set(sys.modules)))"
    )
    fzlint("list", cwd=tmp_path)  # compiles the checklist
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout in ("[]\n", "['fzlint.plugins']\n")


def test_documented_names() -> None:
    """What docs/plugins.md shows is the example, and what a check may use is there."""
    from fzlint.checks import Context, Flag

    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    for line in (PLUGIN / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if "fzlint_plain_words:" in line:
            assert line in text
    for name in (*Flag._fields, *Context.__dataclass_fields__):
        assert f"`{name}`" in text, name
