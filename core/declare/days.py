"""A day of the year as it is written in declarations and parameters: ``"03-31"``."""

from __future__ import annotations

import re

MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_day(text: str) -> tuple[int, int] | None:
    """Month and day, or None when *text* is no day of any year."""
    found = MONTH_DAY.fullmatch(text)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    fits = 1 <= month <= len(LENGTHS) and 1 <= day <= LENGTHS[month - 1]
    return (month, day) if fits else None
