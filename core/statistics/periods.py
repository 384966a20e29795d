"""Which stretch of time a chart shows: the periods of an axis inside the academic year that is chosen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.calendar import AcademicYear, Calendar, Span
from core.declare import Period

YEARS_SHOWN = 5
LONG = (Period.ACADEMIC_YEAR, Period.YEAR)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """The calendar, the academic year that is chosen, and today."""

    calendar: Calendar
    year: AcademicYear
    today: dt.date
    zone: ZoneInfo

    def begun(self, every: Period) -> tuple[Span, ...]:
        """As ``spans``, without those that begin only after today."""
        found = self.spans(every)
        return tuple(s for s in found if s.start <= self.today) or found[:1]

    def spans(self, every: Period) -> tuple[Span, ...]:
        """The periods of an axis: those of the chosen year, or several years up to it."""
        first, last = self.year.start, self.year.end
        if every in LONG:
            for _ in range(YEARS_SHOWN - 1):
                first = self.calendar.academic_year(first - DAY).start
            if every is Period.YEAR:
                first = dt.date(last.year - YEARS_SHOWN + 1, 1, 1)
        return self.calendar.spans(every, first, last)

    def bounds(self, spans: tuple[Span, ...]) -> tuple[dt.date, dt.date]:
        """First and last day that are counted, of an axis or (without one) of the chosen year."""
        if not spans:
            return self.year.start, self.year.end
        if spans[0].period in LONG:
            return spans[0].start, spans[-1].end
        return self.year.start, self.year.end

    def days(self, span: Span) -> tuple[dt.date, dt.date]:
        """The days of a period that are counted: without those outside the chosen year."""
        if span.period in LONG:
            return span.start, span.end
        return max(span.start, self.year.start), min(span.end, self.year.end)

    def midnight(self, day: dt.date) -> dt.datetime:
        """The moment at which a day begins at the college."""
        return dt.datetime.combine(day, dt.time(), self.zone).astimezone(dt.UTC)


def offered(calendar: Calendar, today: dt.date) -> list[str]:
    """Academic years to choose from, the present one first."""
    year, names = calendar.academic_year(today), []
    for _ in range(YEARS_SHOWN):
        names.append(year.name)
        year = calendar.academic_year(year.start - DAY)
    return names


def chosen(calendar: Calendar, today: dt.date, name: str) -> AcademicYear:
    """The academic year of that name among those offered, else the present one."""
    year = calendar.academic_year(today)
    found = year
    for _ in range(YEARS_SHOWN):
        if found.name == name:
            return found
        found = calendar.academic_year(found.start - DAY)
    return year
