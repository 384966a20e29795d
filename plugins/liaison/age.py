"""Article 5: «aged 35 or less» in its three readings, for one day, without keeping a date of birth."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum


class AgeRule(StrEnum):
    """How the limit is read."""

    INCLUDED = "full_years_le"
    BORN = "born_on_or_after"
    BELOW = "full_years_lt"


class LeapRule(StrEnum):
    """When those born on 29 February have their birthday in other years."""

    MARCH = "mar1"
    FEBRUARY = "feb28"


def birthday(born: dt.date, year: int, leap: LeapRule) -> dt.date:
    """The birthday in a year."""
    try:
        return born.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1) if leap is LeapRule.MARCH else dt.date(year, 2, 28)


def full_years(born: dt.date, day: dt.date, leap: LeapRule) -> int:
    """Completed years of life on *day*; the birthday completes one."""
    return day.year - born.year - (day < birthday(born, day.year, leap))


def within(born: dt.date, day: dt.date, limit: int, rule: AgeRule, leap: LeapRule) -> bool:
    """True when somebody born then is inside the age limit on *day*."""
    if rule is AgeRule.INCLUDED:
        return full_years(born, day, leap) <= limit
    if rule is AgeRule.BELOW:
        return full_years(born, day, leap) < limit
    return birthday(born, born.year + limit, leap) >= day
