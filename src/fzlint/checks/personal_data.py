"""Personal data in a report that will be published: numbers of identity cards, mobile phones, bank cards, passports.

Shape and check digits tell them from other numbers. Words before a number tell index numbers and codes of bodies
(never flagged), hotlines, and numbers that are called an identity card's or a bank card's whatever their check digit.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from fzlint.checks.context import Context, Flag
from fzlint.text.patterns import hastened

MOST = 100  # flags in a report
_EDGE = r"(?<![0-9A-Za-z/.\-_])"
_END = r"(?![0-9A-Za-z/\-_]|\.\d)"
_GATE = re.compile(r"\d{3}(?:\d{4}|-\d{4})")  # without one of these there is no such number
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_REACH = 14  # characters before a number in which words tell what it is
_UNIT_REACH = 3


@cache
def _numbers() -> re.Pattern[str]:
    """The numbers that may be a person's; most reports hold none."""
    numbers = (
        rf"{_EDGE}(?:(?P<mobile>(?:\+?86-?)?1[3-9]\d(?:-?\d{{4}}){{2}}){_END}"
        rf"|(?P<identity>[1-9]\d{{16}}[\dXx]){_END}"
        rf"|(?P<old_identity>[1-9]\d{{14}}){_END}"
        rf"|(?P<card>\d{{16,19}}|\d{{4}}(?:-\d{{4}}){{3}}(?:-\d{{1,3}})?){_END}"
        rf"|(?P<passport>[A-Z]{{1,2}}\d{{7,8}}){_END})"
    )
    return re.compile(hastened(numbers))


@cache
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(words))


def _says(words: Sequence[str], text: str) -> bool:
    return _either(tuple(words)).search(text) is not None


def check(context: Context) -> Iterator[Flag]:
    """Flag every number that is a person's."""
    report, text, options = context.report, context.text, context.options
    if _GATE.search(text) is None:
        return
    count = 0
    for index, line in enumerate(report.lines):
        if index in report.furniture.lines:
            continue
        for found in _numbers().finditer(text, line.start, line.end):
            kind = _kind(found, text[max(line.start, found.start() - _REACH) : found.start()], text, options["words"])
            if kind is None:
                continue
            names: Mapping[str, str] = options["kinds"][kind]
            yield Flag(
                *found.span(),
                {f"kind_{language}": name for language, name in names.items()} | {"masked": mask(found.group())},
            )
            count += 1
            if count >= MOST:
                return


def mask(number: str) -> str:
    """``number`` with all but its first three and last two characters hidden."""
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def _kind(found: re.Match[str], before: str, text: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """Whose number it is; None when it is no person's."""
    number = found.group()
    if found["mobile"]:
        if _says(words["codes"], before) or _says(words["public_phones"], before):
            return None
        behind = text[found.end() : found.end() + _UNIT_REACH]
        called = _says(words["phone"], before) or "-" in number
        return None if not called and _either(tuple(words["units"])).match(behind) else "phone"
    if found["passport"]:
        return "passport" if _says(words["passport"], before) else None
    digits = number.replace("-", "")
    if found["identity"] and _born(digits[6:14]):
        if _says(words["identity"], before):
            return "identity"
        if identity_check(digits) and not _says(words["codes"], before):
            return "identity"
    if found["old_identity"]:
        return "identity" if _says(words["identity"], before) and _born("19" + digits[6:12]) else None
    if len(digits) >= 16 and digits.isdigit():
        if _says(words["bank"], before):
            return "bank"
        known = digits.startswith("62") or (len(digits) == 16 and digits[0] in "45")
        if known and luhn(digits) and not _says(words["codes"], before):
            return "bank"
    return None


def _born(digits: str) -> bool:
    """Whether ``digits`` (YYYYMMDD) are a date on which somebody alive may have been born."""
    try:
        date = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= date.year <= 2100


def identity_check(number: str) -> bool:
    """Whether the last of 18 characters is the check digit of the others (GB 11643—1999)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return number[17].upper() == _CHECKS[total % 11]


def luhn(number: str) -> bool:
    """Whether the last digit is the check digit of the others by Luhn's rule (ISO/IEC 7812)."""
    total = 0
    for position, char in enumerate(reversed(number)):
        digit = int(char) * (1 + position % 2)
        total += digit - 9 * (digit > 9)
    return total % 10 == 0
