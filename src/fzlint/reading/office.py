"""Older Word files (.doc, .wps, .rtf): converted to .docx by LibreOffice where it is installed, then read as that.

LibreOffice runs apart from the user's own: a profile of its own in a temporary folder that is removed afterwards, no
window, no macros, no updating of links, and a proxy that leads nowhere in place of the network.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits
from fzlint.reading.formats import recognise

_NAMES = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
# Where installers put it without adding it to the path.
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SUFFIXES = {"rtf": ".rtf"}  # all others are OLE files, which LibreOffice looks into itself
_RETRIES = 1  # a first start on a fresh profile sometimes ends at once, asking to be started again
_COMMON = "/org.openoffice.Office.Common"
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_COMMON}/Save/Document", "CreateBackup", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyPort", "9"),
)


def extract(data: bytes, limits: Limits) -> Extract:
    """The text of an older Word file as :func:`fzlint.reading.word.extract` gives it for the same document.

    Raises :class:`ReadingError`: needs-program (no LibreOffice here), damaged (it cannot read the file, or not within
    ``limits.seconds``), and what reading a .docx raises.
    """
    program = find_program()
    if program is None:
        raise ReadingError("needs-program", {"format": recognise(data) or "doc"})
    from fzlint.reading.word import extract as extract_word

    return extract_word(_converted(program, data, limits), limits)


def find_program() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if os.path.isfile(place)), None)


def _converted(program: str, data: bytes, limits: Limits) -> bytes:
    with tempfile.TemporaryDirectory(prefix="fzlint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _write_profile(folder / "profile")
        source = folder / f"in{_SUFFIXES.get(recognise(data) or '', '.doc')}"
        source.write_bytes(data)
        target = folder / "out" / "in.docx"
        for _ in range(_RETRIES + 1):
            _run(_command(program, folder, source), folder, limits.seconds)
            if target.is_file():
                break
        else:
            raise ReadingError("damaged")
        if target.stat().st_size > limits.file_bytes:
            megabytes = f"{limits.file_bytes / 1024 / 1024:.4g} MB"
            raise ReadingError("too-large", {"limit": megabytes, "limit_bytes": limits.file_bytes})
        return target.read_bytes()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _command(program: str, folder: Path, source: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *(
            "--headless",
            "--invisible",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            "--nofirststartwizard",
        ),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)),
    ]


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run ``command``; it and all it started are gone when this returns.

    Raises ReadingError: damaged when it does not end in time, needs-program when it cannot be started.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9"),
        "HOME": str(folder),
        "TMPDIR": str(folder),
    }
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise ReadingError("needs-program", {"format": "doc"}) from None
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise ReadingError("damaged") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End ``process`` and its children: on Windows the tree, elsewhere the session that was made for it."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
