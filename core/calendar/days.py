"""Counting from day to day, without leaving the range of dates."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

DAY = dt.timedelta(days=1)


def shifted(day: dt.date, days: int) -> dt.date:
    """*day* and so many days; the first or the last day of all where that would lie outside."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last of the month where it is shorter."""
    total = day.year * 12 + day.month - 1 + months
    if total // 12 < dt.MINYEAR:
        return dt.date.min
    if total // 12 > dt.MAXYEAR:
        return dt.date.max
    return day_in(total // 12, total % 12 + 1, day.day)


def day_in(year: int, month: int, day: int) -> dt.date:
    """That day, or the last of its month: 29 February is 28 February in other years."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def next_day_of_year(start: dt.date, month: int, day: int) -> dt.date:
    """The first such day of the year on or after *start*."""
    found = day_in(start.year, month, day)
    return found if found >= start else day_in(start.year + 1, month, day)


def latest(holds: Callable[[dt.date], bool], near: dt.date) -> dt.date:
    """The last day for which *holds*, which is true up to some day and false from the next on.

    *near* is where the search begins; it may be any day.
    """
    low, step = near, 1
    while not holds(low) and low > dt.date.min:
        low, step = shifted(low, -step), step * 2
    high, step = shifted(low, 1), 1
    while holds(high):
        if high == dt.date.max:
            return high
        low, high, step = high, shifted(high, step), step * 2
    while high - low > DAY:
        middle = low + (high - low) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
