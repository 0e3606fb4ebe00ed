"""Older Word files are read through LibreOffice, apart from the user's own, or refused with what to do."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest
from converted import needs_office, reports, rich, texts

from fzlint.reading import office
from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Limits
from fzlint.reading.formats import recognise

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="a program as a shell script")


def program(folder: Path, script: str) -> str:
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_reads_what_the_text_says(suffix: str) -> None:
    data = reports(suffix)["w1_01"]
    assert recognise(data) == suffix
    found = office.extract(data, Limits())
    assert "".join(found.text.split()) == "".join(texts()["w1_01"].split())
    assert len(found.spots) == len(found.text.split("\n"))


@needs_office
def test_numbers_and_changes_survive_the_conversion() -> None:
    lines = office.extract(rich("doc")[0], Limits()).text.split("\n")
    for wanted in ("一、主要举措和成效", "（二）推进政务公开", "2.1)案卷评查", "执法检查312次，立案18件。"):
        assert wanted in lines


@needs_office
def test_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file in the temporary folder, none in the user's home, no process."""
    (tmp_path / "home").mkdir()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    office.extract(reports("rtf")["w1_01"], Limits())
    assert list((tmp_path / "home").iterdir()) == []
    assert list((tmp_path / "tmp").iterdir()) == []


def test_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(ReadingError) as caught:
        office.extract(b"{\\rtf1 x}", Limits())
    assert (caught.value.kind, caught.value.params["format"]) == ("needs-program", "rtf")


@needs_posix
def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "alive"
    name = program(tmp_path, f"(sleep 2; touch {mark}) & sleep 60")
    monkeypatch.setattr(office, "find_program", lambda: name)
    start = time.perf_counter()
    with pytest.raises(ReadingError) as caught:
        office.extract(b"{\\rtf1 x}", Limits(seconds=1))
    assert caught.value.kind == "damaged"
    assert time.perf_counter() - start < 10
    time.sleep(2)
    assert not mark.exists()


@needs_posix
def test_runs_without_network_macros_and_the_users_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    name = program(tmp_path, f'(echo "$@"; env; cat profile/user/registrymodifications.xcu) >> {log}')
    monkeypatch.setattr(office, "find_program", lambda: name)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    with pytest.raises(ReadingError) as caught:
        office.extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Limits(seconds=5))
    assert caught.value.kind == "damaged"
    told = log.read_text()
    assert "--headless" in told
    assert "--convert-to docx" in told
    assert "-env:UserInstallation=file://" in told
    assert f"HOME={os.environ.get('HOME')}\n" not in told
    assert "https_proxy=http://127.0.0.1:9" in told
    assert "proxy.example" not in told
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in told


@needs_office
def test_what_is_no_document_is_damaged_or_text() -> None:
    """LibreOffice takes nearly anything for text: garbage must not come back as a report."""
    with pytest.raises(ReadingError) as caught:
        office.extract(reports("doc")["w1_01"][:3000], Limits())
    assert caught.value.kind == "damaged"
