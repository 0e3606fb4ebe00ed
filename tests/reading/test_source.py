"""A path gives a report or an error with a kind and a path; nothing there hangs or floods the reader."""

from __future__ import annotations

import io
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import yaml
from reading_texts import report

from fzlint.reading.errors import KINDS
from fzlint.reading.source import ReadingError, Source, read_source, read_stdin

needs_posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices in the file system")


def refused(path: Path | str, **options: int) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read_source(str(path), **options)
    assert caught.value.params["path"] == str(path)
    assert caught.value.__cause__ is None
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_report_of_every_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "报告 2024.txt"
    text = report(600, traditional=True)
    file.write_bytes(text.encode(encoding))
    assert read_source(str(file)) == Source(str(file), text, encoding)


def test_line_ends_and_a_very_long_line_are_kept(tmp_path: Path) -> None:
    text = "一\r\n二\r三\n" + "法治" * 500_000
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert read_source(str(tmp_path / "a.txt")).text == text


def test_replaced_places_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(report(60).encode()[:-1])
    assert read_source(str(tmp_path / "a.txt")).replaced == 1


def test_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("法治")
    assert refused(tmp_path / "b.txt").kind == "not-found"
    assert refused(tmp_path / "a.txt" / "b.txt").kind == "not-found"
    assert refused(f"{tmp_path}/\0").kind == "not-found"
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    assert refused(tmp_path / "link.txt").kind == "not-found"
    assert refused("").kind == "not-found"


def test_endless_link_and_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert refused(tmp_path / "a.txt").params["reason"] == "ELOOP"
    assert refused("x" * 5000).params["reason"] == "ENAMETOOLONG"


def test_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).kind == "is-a-directory"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "　\n".encode(), b"\xff\xfe"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert refused(tmp_path / "a.txt").kind == "empty"


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    assert refused(tmp_path / "a.txt").params["format"] == "png"
    (tmp_path / "b.docx").write_text(report(60), encoding="utf-8")
    assert read_source(str(tmp_path / "b.docx")).text


def test_limit(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 1000)
    assert read_source(str(file), max_bytes=1000).text == "a" * 1000
    error = refused(file, max_bytes=999)
    assert (error.kind, error.params["limit"], error.params["limit_bytes"]) == ("too-large", "999 B", 999)


def test_text_up_to_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    limit = 5 * 1024 * 1024
    text = report(6000)
    data = text.encode("gb18030") * (limit // len(text.encode("gb18030")))
    file.write_bytes(data.ljust(limit))
    start = time.perf_counter()
    assert read_source(str(file)).encoding == "gb18030"
    assert time.perf_counter() - start < 10
    with file.open("ab") as more:
        more.write(b".")
    error = refused(file)
    assert (error.kind, error.params["limit"]) == ("too-large", "5 MB")


@needs_posix
def test_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert refused(tmp_path / "a.txt").params["reason"] == "not-a-regular-file"


@needs_posix
def test_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert refused("s").params["reason"] == "not-a-regular-file"


@needs_posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_device(device: str) -> None:
    assert refused(device).params["reason"] == "not-a-regular-file"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no /proc")
def test_file_that_claims_no_size_is_read_to_the_limit() -> None:
    assert refused("/proc/self/maps", max_bytes=10).kind == "too-large"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("法治")
    file.chmod(0)
    assert refused(file).params["reason"] == "EACCES"


class TestStdin:
    """Standard input is a stream with a name."""

    def test_text(self) -> None:
        text = report(600)
        assert read_stdin("报告.txt", io.BytesIO(text.encode("gb18030"))) == Source("报告.txt", text, "gb18030")

    def test_never_read_beyond_the_limit(self) -> None:
        stream = io.BytesIO(b"a" * 5000)
        with pytest.raises(ReadingError) as caught:
            read_stdin("-", stream, max_bytes=1000)
        assert (caught.value.kind, caught.value.params["path"]) == ("too-large", "-")
        assert stream.tell() == 1001

    def test_pieces_of_a_slow_pipe_are_joined(self) -> None:
        out, into = os.pipe()
        data = report(6000).encode()

        def write() -> None:
            with open(into, "wb", buffering=0) as file:
                for at in range(0, len(data), 1000):
                    file.write(data[at : at + 1000])

        writer = threading.Thread(target=write)
        writer.start()
        with open(out, "rb", buffering=0) as file:
            assert read_stdin("-", file).text == report(6000)
        writer.join()

    def test_broken_stream(self) -> None:
        class Broken(io.RawIOBase):
            def read(self, size: int = -1) -> bytes:
                raise OSError(5, "Input/output error")

        with pytest.raises(ReadingError) as caught:
            read_stdin("-", Broken())
        assert caught.value.params == {"reason": "EIO", "path": "-"}


def test_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(ReadingError("too-large", {"path": "a", "limit_bytes": 3})))
    assert (error.kind, error.params) == ("too-large", {"path": "a", "limit_bytes": 3})


def test_unknown_kind_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="odd"):
        ReadingError("odd")


def test_every_kind_has_its_message_in_the_catalogue() -> None:
    folder = Path(__file__).parents[2] / "checklist"
    catalogue = {}
    for name in ("messages.yaml", "messages-reading.yaml"):
        catalogue |= yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    params = {"path": "a.txt", "format": "docx", "extra": "word", "limit": "5 MB", "limit_bytes": 1, "reason": "EACCES"}
    for kind in KINDS:
        for language in ("zh", "en"):
            assert "a.txt" in catalogue[f"reading.{kind}"][language].format(**params)


def test_import_is_cheap() -> None:
    code = (
        "import dataclasses, sys, fzlint.reading.source, fzlint.reading.files\n"
        "print([name for name in ('charset_normalizer', 'pathspec', 'jieba', 'yaml', 'fzlint.reading.decode') "
        "if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
