"""One calendar: what the college entered, with defaults for everything it did not enter.

Bounds of academic years and semesters are data (spec: the rule engine never hard-codes months). The
defaults, 1 September to 31 August with semesters to 31 January and from 1 March to 15 July, serve
until the college's own calendar is entered.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from core.calendar.days import DAY
from core.calendar.values import FIRST, LAST, AcademicYear, Semester, Span
from core.calendar.working import has_table, is_working_by_table
from core.declare import Period

WHOLE_TIME = "all"
EARLIEST, LATEST = 2, 9997  # a mistyped year must not leave the range of dates


MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
WEEK, SATURDAY = dt.timedelta(days=7), 5


def _number(name: str, start: dt.date) -> int:
    """The civil year in which the academic year *name* begins."""
    head = name[:4]
    return int(head) if head.isdecimal() and len(head) == 4 else start.year


def _weeks(semester: Semester, every: int) -> Iterator[tuple[int, dt.date, dt.date]]:
    """Number of the first week, first and last day of each *every* teaching weeks.

    Weeks begin on Monday. The first is that of the semester's first day; a semester that begins on a
    weekend is taught from the Monday after. What lies outside the semester is cut off.
    """
    off = semester.start.weekday()
    monday = semester.start - dt.timedelta(days=off) + (WEEK if off >= SATURDAY else 0 * WEEK)
    for done in range(0, semester.teaching_weeks, every):
        first = max(monday + done * WEEK, semester.start)
        last = monday + min(done + every, semester.teaching_weeks) * WEEK - DAY
        if first <= semester.end:
            yield done + 1, first, min(last, semester.end)


@dataclass(frozen=True)
class Calendar:
    """Years, semesters and overrides (day → working or not) as entered; any may be empty."""

    years: tuple[AcademicYear, ...] = ()
    semesters: tuple[Semester, ...] = ()
    overrides: Mapping[dt.date, bool] = dataclasses.field(
        default_factory=lambda: MappingProxyType({})
    )

    # -- academic years and semesters --------------------------------------------------------------

    @cached_property
    def _entered(self) -> Mapping[int, AcademicYear]:
        return {_number(y.name, y.start): y for y in self.years}

    def _year(self, number: int) -> AcademicYear:
        """The academic year that begins in *number*; a default one fits between neighbours."""
        if number in self._entered:
            return self._entered[number]
        start, end = dt.date(number, 9, 1), dt.date(number + 1, 8, 31)
        before, after = self._entered.get(number - 1), self._entered.get(number + 1)
        if before is not None:
            start = before.end + DAY
        if after is not None:
            end = after.start - DAY
        return AcademicYear(f"{number}-{number + 1}", start, end)

    def academic_year(self, day: dt.date) -> AcademicYear:
        """The year that holds *day*; a day between two entered years belongs to the earlier one."""
        number = min(max(day.year, EARLIEST), LATEST)
        while number > EARLIEST and self._year(number).start > day:
            number -= 1
        while number < LATEST and self._year(number + 1).start <= day:
            number += 1
        return self._year(number)

    def next_year(self, year: AcademicYear) -> AcademicYear:
        """The academic year after *year*."""
        return self._year(_number(year.name, year.start) + 1)

    def semesters_of(self, year: AcademicYear) -> tuple[Semester, Semester]:
        """Both semesters of *year*, as entered or by default."""
        given = {s.number: s for s in self.semesters if s.year == year.name}
        civil = _number(year.name, year.start) + 1
        first = given.get(1) or Semester(year.name, 1, year.start, dt.date(civil, 1, 31))
        second = given.get(2) or Semester(year.name, 2, dt.date(civil, 3, 1), dt.date(civil, 7, 15))
        return first, second

    def semester(self, day: dt.date) -> Semester | None:
        """The semester that holds *day*, or None in a vacation."""
        if day not in self._known:
            found = (s for s in self.semesters_of(self.academic_year(day)) if s.holds(day))
            self._known[day] = next(found, None)
        return self._known[day]

    @cached_property
    def _known(self) -> dict[dt.date, Semester | None]:
        """Semesters by day, as far as they were asked for: clocks that freeze ask for every day."""
        return {}

    # -- periods -----------------------------------------------------------------------------------

    def span(self, period: Period, day: dt.date, *, every: int = 1) -> Span | None:
        """The period of this kind that holds *day*; None for a semester in a vacation."""
        return next((s for s in self.spans(period, day, day, every=every) if s.holds(day)), None)

    def spans(
        self, period: Period, first: dt.date, last: dt.date, *, every: int = 1
    ) -> tuple[Span, ...]:
        """All periods of this kind that touch the days *first* to *last*, in order.

        A period of teaching weeks is *every* so many of them; the last of a semester may be shorter.
        """
        return tuple(s for s in self._from(period, first, last, every) if s.end >= first)

    def _from(self, period: Period, first: dt.date, last: dt.date, every: int) -> Iterator[Span]:
        if period in (Period.ACADEMIC_YEAR, Period.SEMESTER, Period.TEACHING_WEEKS):
            year = self.academic_year(first)
            while year.start <= last:
                for span in self._spans_of(period, year, every):
                    if span.start <= last:
                        yield span
                year = self.next_year(year)
        elif period is Period.NONE:
            yield Span(period, WHOLE_TIME, FIRST, LAST)
        else:
            yield from self._civil(period, first, last)

    def _spans_of(self, period: Period, year: AcademicYear, every: int) -> Iterator[Span]:
        entered = _number(year.name, year.start) in self._entered
        if period is Period.ACADEMIC_YEAR:
            yield Span(period, year.name, year.start, year.end, year.name, entered)
            return
        for semester in self.semesters_of(year):
            key = f"{year.name}/{semester.number}"
            if period is Period.SEMESTER:
                yield Span(period, key, semester.start, semester.end, year.name, entered)
            else:
                for week, start, end in _weeks(semester, every):
                    yield Span(period, f"{key}/w{week:02}", start, end, year.name, entered)

    def _civil(self, period: Period, first: dt.date, last: dt.date) -> Iterator[Span]:
        months = MONTHS[period]
        start = first.replace(month=(first.month - 1) // months * months + 1, day=1)
        while start <= last:
            total = start.year * 12 + start.month - 1 + months
            after = dt.date(total // 12, total % 12 + 1, 1)
            year = self.academic_year(start)
            entered = _number(year.name, year.start) in self._entered
            key = {
                Period.MONTH: f"{start:%Y-%m}",
                Period.QUARTER: f"{start.year}-Q{(start.month + 2) // 3}",
                Period.HALF_YEAR: f"{start.year}-H{(start.month + 5) // 6}",
                Period.YEAR: str(start.year),
            }[period]
            yield Span(period, key, start, after - DAY, year.name, entered)
            start = after

    # -- working days ------------------------------------------------------------------------------

    def is_working(self, day: dt.date) -> bool:
        """True on a working day: the college's own entry, else the State Council's notice."""
        entered = self.overrides.get(day)
        return is_working_by_table(day) if entered is None else entered

    def counts(self, day: dt.date, *, freeze: bool = False) -> bool:
        """True on a working day; with *freeze* only in a semester."""
        return self.is_working(day) and not (freeze and self.semester(day) is None)

    def add_working_days(self, day: dt.date, days: int, *, freeze: bool = False) -> dt.date:
        """The working day *days* after (or, when negative, before) *day*, which itself is not
        counted.

        0 gives *day* itself. With *freeze* the count stands still outside semesters.
        """
        step = DAY if days > 0 else -DAY
        left = abs(days)
        while left and dt.date.min < day < dt.date.max:
            day += step
            left -= self.counts(day, freeze=freeze)
        return day

    def working_days_between(self, first: dt.date, last: dt.date) -> int:
        """How many working days follow *first* up to *last*; negative when *last* is earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working(first + DAY * n) for n in range(1, (last - first).days + 1))

    def missing_years(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """Civil years between the days for which nobody gave days off; the office is told."""
        own = {day.year for day in self.overrides}
        wanted = range(first.year, last.year + 1)
        return tuple(y for y in wanted if not has_table(y) and y not in own)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with anything entered; kept with what was decided by this calendar."""
        parts = (
            sorted(map(repr, self.years)),
            sorted(map(repr, self.semesters)),
            sorted((d.isoformat(), w) for d, w in self.overrides.items()),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
