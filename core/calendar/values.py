"""The values a calendar is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.declare import Period

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
"""Bounds of the one period of rules without periods."""


@dataclass(frozen=True, slots=True)
class AcademicYear:
    """An academic year by its name, ``2026-2027``; both bounds belong to it."""

    name: str
    start: dt.date
    end: dt.date

    def holds(self, day: dt.date) -> bool:
        """True when *day* lies in the year."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Semester:
    """Semester 1 or 2 of the academic year named *year*; both bounds belong to it."""

    year: str
    number: int
    start: dt.date
    end: dt.date
    teaching_weeks: int = 18

    def holds(self, day: dt.date) -> bool:
        """True when *day* lies in the semester."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Span:
    """One period: its kind, the key it has in the ledger, its bounds, and its academic year.

    ``entered`` tells that its academic year stands in the college's own calendar.
    """

    period: Period
    key: str
    start: dt.date
    end: dt.date
    year: str = ""
    entered: bool = False

    @property
    def whole(self) -> bool:
        """True for the one period that holds every day."""
        return (self.start, self.end) == (FIRST, LAST)

    def holds(self, day: dt.date) -> bool:
        """True when *day* lies in the period."""
        return self.start <= day <= self.end
