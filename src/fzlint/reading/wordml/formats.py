"""Numbers of automatic numbering as they are printed (ST_NumberFormat, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 99_999  # numbers beyond are printed in figures
_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
# Symbols of the fonts Symbol and Wingdings (code points F0xx), which are bullets and signs in Word files.
_SYMBOLS = {0x6C: "●", 0x6E: "■", 0x75: "◆", 0x71: "□", 0x6F: "○", 0xA8: "□", 0xB2: "◇", 0xD8: "►", 0xFC: "√",
            0xFE: "☑", 0x52: "☑", 0xA7: "■", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB0: "°",
            0xB7: "•"}  # fmt: skip


def _counted(number: int, digits: str = _HAN, units: str = "十百千万", zero: str = "零", *, first: bool = True) -> str:
    """A number in words: 十二, 二十, 一百零一; of the legal forms, ten is 壹拾. ``first``: nothing stands before it."""
    if number == 0:
        return digits[0]
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        rest = _counted(low, digits, units, zero, first=False) if low else ""
        return _counted(high, digits, units, zero) + units[3] + (zero if 0 < low < 1000 else "") + rest
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += (zero if gap and out else "") + digits[digit] + (units[power - 1] if power else "")
            gap = False
        else:
            gap = True
    return out[1:] if first and units[0] == "十" and 10 <= number < 20 else out


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(char)] for char in str(number))


def _letters(number: int, first: str) -> str:
    if not 1 <= number <= 780:
        return str(number)
    return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 1 <= number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _run(first: str, last: int, low: int = 1) -> Callable[[int], str]:
    """Numbers ``low`` to ``last`` that follow one another in Unicode from ``first`` on."""
    return lambda number: chr(ord(first) + number - low) if low <= number <= last else str(number)


def _circled(number: int) -> str:
    if number == 0:
        return "⓪"
    for low, last, first in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= number <= last:
            return chr(ord(first) + number - low)
    return str(number)


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _of(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)] if number else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerLetter": lambda number: _letters(number, "a"),
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "koreanDigital2": lambda number: _digits(number, _HAN),
    "ideographDigital": lambda number: _digits(number, _HAN),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _HAN),
    "taiwaneseDigital": lambda number: _digits(number, "○" + _HAN[1:]),
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, "拾佰仟万"),
    "ideographLegalTraditional": lambda number: _counted(number, _LEGAL_TRADITIONAL, "拾佰仟萬"),
    "japaneseLegal": lambda number: _counted(number, _LEGAL_TRADITIONAL, "拾佰仟萬"),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12],
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalFullWidth": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda number: _digits(number, "０１２３４５６７８９"),
}


def formatted(number: int, format_: str, pattern: str | None = None) -> str:
    """``number`` in a format of the standard; one that is unknown gives figures. ``pattern``: of a custom format."""
    if not 0 <= number <= _MOST:
        return str(number)
    if format_ == "custom":  # its first number shows the width: "001, 002, 003, ..."
        width = len((pattern or "").partition(",")[0].strip())
        return f"{number:0{min(width, 9)}d}"
    found = _FORMATS.get(format_)
    return found(number) if found else str(number)


def symbol(code: int) -> str:
    """The character that a code of a symbol font shows; a blank for one that is not known."""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, " ")
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else " "


def bullet(text: str) -> str:
    """The sign before an item of a list without numbers; fonts of signs spell it with letters."""
    sign = text[:1]
    if not sign:
        return ""
    code = ord(sign)
    if 0xF000 <= code <= 0xF0FF or (sign.isascii() and sign.isalnum()):
        return _SYMBOLS.get(code & 0xFF, "•")
    return sign
