"""Ranges of days by name, «this semester»: kept as the name, so that a view made today fits tomorrow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from core.calendar import Calendar
from core.declare import Period
from core.texts import N_

Bounds = tuple[dt.date, dt.date]
Spans = Callable[[str], Bounds | None]
DAY = dt.timedelta(days=1)

NAMES = {
    "today": N_("Today"),
    "this_week": N_("This week"),
    "this_month": N_("This month"),
    "last_month": N_("Last month"),
    "last_30_days": N_("The last 30 days"),
    "next_30_days": N_("The next 30 days"),
    "this_semester": N_("This semester"),
    "last_semester": N_("Last semester"),
    "this_academic_year": N_("This academic year"),
    "last_academic_year": N_("Last academic year"),
    "this_year": N_("This calendar year"),
}
"""What an address calls a range, and what people call it."""


def no_spans(_name: str) -> Bounds | None:
    """No range has a name: where no calendar is at hand."""
    return None


def spans_of(today: dt.date, calendar: Callable[[], Calendar]) -> Spans:
    """The named ranges as they stand on *today*; the calendar is asked for only where one needs it."""

    def span(name: str) -> Bounds | None:
        if name not in NAMES:
            return None
        return _civil(name, today) or _of_college(name, today, calendar())

    return span


def _civil(name: str, today: dt.date) -> Bounds | None:
    monday, first = today - DAY * today.weekday(), today.replace(day=1)
    last_of_month = (first + DAY * 31).replace(day=1) - DAY
    found = {
        "today": (today, today),
        "this_week": (monday, monday + DAY * 6),
        "this_month": (first, last_of_month),
        "last_month": ((first - DAY).replace(day=1), first - DAY),
        "last_30_days": (today - DAY * 29, today),
        "next_30_days": (today, today + DAY * 29),
        "this_year": (today.replace(month=1, day=1), today.replace(month=12, day=31)),
    }
    return found.get(name)


def _of_college(name: str, today: dt.date, calendar: Calendar) -> Bounds:
    year = calendar.academic_year(today)
    if name == "this_academic_year":
        return year.start, year.end
    if name == "last_academic_year":
        before = calendar.academic_year(year.start - DAY)
        return before.start, before.end
    # In a vacation «this semester» is the one that was: people finish its papers then.
    begun = calendar.spans(Period.SEMESTER, today - DAY * 730, today)
    chosen = begun[-1] if name == "this_semester" else begun[-2]
    return chosen.start, chosen.end
