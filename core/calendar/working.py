"""Days off by the yearly notices of the State Council, from the tables of ``chinesecalendar``."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache

import chinese_calendar
from chinese_calendar.constants import holidays

SATURDAY = 5


@cache
def _years() -> frozenset[int]:
    return frozenset(day.year for day in holidays)


def has_table(year: int) -> bool:
    """True when the package knows the days off of *year*."""
    return year in _years()


@lru_cache(maxsize=4096)
def is_working_by_table(day: dt.date) -> bool:
    """Working day by the notice of its year; Monday to Friday where there is no notice yet."""
    if has_table(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < SATURDAY
