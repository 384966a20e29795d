"""Numbers as Chinese papers write them: 一百零二, 廿一, 12, １２, ①."""

from __future__ import annotations

import unicodedata

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SHORT = {"廿": "二十", "卅": "三十", "卌": "四十"}
NUMERAL = "[零〇○一二两三四五六七八九十百千廿卅卌0-9０-９]+"
"""A regular expression for such a number."""


def number_of(text: str) -> int | None:
    """The number that *text* writes, 0 to 9999; None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    for short, long in _SHORT.items():
        plain = plain.replace(short, long)
    if plain and all(c in _DIGITS for c in plain) and len(plain) > 1:
        return int("".join(str(_DIGITS[c]) for c in plain))  # 一二 as in a year
    return _counted(plain)


def _counted(text: str) -> int | None:
    total, digit, smallest = 0, None, 10_000
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _UNITS:
            unit = _UNITS[char]
            if unit >= smallest:
                return None
            total, digit, smallest = total + (1 if digit in (None, 0) else digit) * unit, None, unit
        else:
            return None
    return total + (digit or 0) if text else None
