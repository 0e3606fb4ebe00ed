"""Damages real files and reads them: whatever is in a file, a reader gives its text or one ReadingError, soon.

    python tests/reading/fuzz/fuzz_readers.py --seconds 600 [--formats pdf,html] [--seed 1]

Every case follows from the seed and its number. What raised anything else, took too long or too much memory is kept in
``found/``, which test_fuzz_found.py reads again ever after. Needs LibreOffice for the files to begin with.
"""

from __future__ import annotations

import argparse
import importlib
import io
import pickle
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from copy import deepcopy
from pathlib import Path

FOUND = Path(__file__).parent / "found"
READERS = {"pdf": "pdf", "html": "web", "odt": "opendocument", "docx": "word"}
SECONDS = 5.0
MEGABYTES = 500
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_TOKENS = (
    b"<", b">", b"</", b"/>", b"&#xFFFFFF;", b"&amp;", b"\0", b"\xff\xfe", b"\xef\xbf\xbf", b"]]>", b"<![CDATA[",
    b"%s", b"9" * 400,
    b"-1", b"0", b"2147483648", b"1e309", b"<<", b">>", b"[", b"]", b"(", b")", b"endstream", b"endobj",
    b"1 0 R", b"/Kids",
    b"/Parent", b"/Length 99999999", b"/FlateDecode", b"<div>" * 300, b"<table>" * 60,
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'>]>",
    b"BT", b"Tj", b"Tf", b"cm", b"Do", b"q " * 500, b"w:val", b"text:c=\"999999999\"", b"\x85", b"\xe2\x80\xa8",
)  # fmt: skip


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, lost, doubled, moved, or replaced by words of the formats."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not out:
            break
        at, to = sorted(chance.randrange(len(out)) for _ in range(2))
        near = min(to, at + chance.choice((1, 8, 64, 512)))
        kind = chance.randrange(7)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at:near]
        elif kind == 2:
            out[at:at] = out[at:near] * chance.choice((1, 2, 50))
        elif kind == 3:
            out[at:at] = chance.choice(_TOKENS)
        elif kind == 4:
            token = chance.choice(_TOKENS)
            out[at : at + len(token)] = token
        elif kind == 5:
            other = chance.randrange(len(out))
            out[at:near] = out[other : other + near - at]
        elif chance.random() < 0.2:
            del out[at:]
    return bytes(out)


def damaged(name: str, data: bytes, chance: random.Random) -> bytes:
    """A damaged file: half of the time inside of what is packed, so that the damage reaches the reader."""
    if chance.random() < 0.3:
        return mutate(data, chance)
    if name in ("odt", "docx"):
        return _in_zip(data, chance)
    if name == "pdf":
        return _in_streams(data, chance)
    return mutate(data, chance)


def _in_zip(data: bytes, chance: random.Random) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [part for part in old.namelist() if part.endswith(".xml")]
        wanted = {
            chance.choice(parts),
            chance.choice([part for part in parts if "content" in part or "document" in part]),
        }
        for part in old.namelist():
            content = old.read(part)
            if part in wanted:  # mostly such that it is still XML
                content = mutate(content, chance) if chance.random() < 0.2 else _in_tree(content, chance)
            new.writestr(part, content)
    return into.getvalue()


def _in_tree(data: bytes, chance: random.Random) -> bytes:
    """Elements lost, doubled, moved, renamed or nested, attributes changed."""
    from lxml import etree

    root = etree.fromstring(data)
    for _ in range(chance.choice((1, 2, 8, 30))):
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        kind = chance.randrange(7)
        if kind == 0:
            one.getparent().remove(one)
        elif kind == 1:
            one.addnext(deepcopy(one))
        elif kind == 2:
            other.append(deepcopy(one) if len(one) < 200 else one.makeelement(one.tag))
        elif kind == 3:
            one.tag = other.tag
        elif kind == 4 and one.attrib:
            name = chance.choice(list(one.attrib))
            one.set(name, chance.choice(("", "-1", "0", "999999999", "x" * 300, "1e9", "true", *other.attrib.values())))
        elif kind == 5 and other.attrib:
            name = chance.choice(list(other.attrib))
            one.set(name, other.attrib[name])
        else:
            for _ in range(chance.choice((1, 20, 100))):
                inner = one.makeelement(one.tag, one.attrib)
                one.append(inner)
                one = inner
    return etree.tostring(root)


def _in_streams(data: bytes, chance: random.Random) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return mutate(data, chance)
    chosen = chance.choice(streams)
    try:
        content = zlib.decompress(chosen[1])
    except zlib.error:
        return mutate(data, chance)
    # Lengths no longer fit, so that the way through a file without a sound directory is tried too.
    return data[: chosen.start(1)] + zlib.compress(mutate(content, chance)) + data[chosen.end(1) :]


def read(name: str, data: bytes) -> str | None:
    """What is wrong with how a reader takes ``data``; None when it does as it should."""
    import resource

    from fzlint.reading.errors import ReadingError
    from fzlint.reading.extract import Limits

    reader = importlib.import_module(f"fzlint.reading.{READERS[name]}")
    start = time.perf_counter()
    try:
        found = reader.extract(data, Limits())
        if len(found.spots) != len(found.text.split("\n")):
            return "spots do not match lines"
    except ReadingError:
        pass
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    if time.perf_counter() - start > SECONDS:
        return "too slow"
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > MEGABYTES * 1024:
        return "too much memory"
    return None


def _child(bases: Path, seed: int, first: int, count: int, formats: list[str], now: Path) -> None:
    files: dict[str, list[bytes]] = pickle.loads(bases.read_bytes())
    for number in range(first, first + count):
        chance = random.Random(f"{seed} {number}")
        name = formats[number % len(formats)]
        data = damaged(name, chance.choice(files[name]), chance)
        now.write_bytes(name.encode() + b"\n" + data)
        wrong = read(name, data)
        if wrong:
            _keep(name, seed, number, data, wrong)
            if wrong == "too much memory":
                return  # it stays with the process


def _keep(name: str, seed: int, number: int, data: bytes, wrong: str) -> None:
    FOUND.mkdir(exist_ok=True)
    print(f"{name} {seed} {number}: {wrong}", flush=True)
    (FOUND / f"{seed}-{number}.{name}").write_bytes(data)


def main() -> int:
    """Fuzz for some seconds; the status is 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default=",".join(READERS))
    parser.add_argument("--child", nargs=3)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    formats = arguments.formats.split(",")
    count = 400
    if arguments.child:
        bases, now, _ = arguments.child
        _child(Path(bases), arguments.seed, arguments.first, count, formats, Path(now))
        return 0
    before = set(FOUND.glob("*.*"))
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import converted

    with tempfile.TemporaryDirectory() as folder:
        bases, now = Path(folder) / "bases", Path(folder) / "now"
        bases.write_bytes(
            pickle.dumps({name: [*converted.reports(name).values(), *converted.rich(name)] for name in formats})
        )
        end, first = time.monotonic() + arguments.seconds, 0
        while time.monotonic() < end:
            command = [sys.executable, __file__, "--seed", str(arguments.seed), "--first", str(first), "--formats",
                       arguments.formats, "--child", str(bases), str(now), "-"]  # fmt: skip
            try:
                status = subprocess.run(command, timeout=600, check=False).returncode
            except subprocess.TimeoutExpired:
                status = -1
            if status:
                name, _, data = now.read_bytes().partition(b"\n")
                _keep(name.decode(), arguments.seed, first, data, f"the process ended with {status}")
            first += count
    print(f"{first} cases")
    return int(bool(set(FOUND.glob("*.*")) - before))


if __name__ == "__main__":
    sys.exit(main())
