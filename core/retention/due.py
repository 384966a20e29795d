"""When a period is over, as a condition in SQL: the last day that counts, turned round into a bound."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Table, and_, exists, func, or_, select

from core.calendar import Calendar
from core.db import table_of
from core.db.catalogue import Catalogue
from core.declare import Record
from core.retention.terms import (
    CHANGED,
    CLOSED,
    EITHER,
    LEFT,
    PERSON,
    YEAR,
    Term,
    behind,
    target_of,
)
from core.workflow.models import MOVED

MONTHS = 12
ONE_DAY = dt.timedelta(days=1)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier; the last of the month where there is none."""
    number = day.year * MONTHS + day.month - 1 - months
    year, month = number // MONTHS, number % MONTHS + 1
    return dt.date(year, month, min(day.day, months_of.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Bound:
    """What happened up to this day is over: as a day, a moment, and the last academic year that ended."""

    day: dt.date
    moment: dt.datetime
    year: str
    year_end: dt.date
    year_moment: dt.datetime

    @classmethod
    def of(cls, today: dt.date, months: int, calendar: Calendar, zone: ZoneInfo) -> Bound:
        """The bound of a period of so many months."""

        def after(day: dt.date) -> dt.datetime:
            return dt.datetime.combine(day + ONE_DAY, dt.time(), zone)

        day = months_before(today, months)
        year = calendar.academic_year(day)
        if year.end > day:
            year = calendar.academic_year(year.start - ONE_DAY)
        return cls(day, after(day), year.name, year.end, after(year.end))


@dataclass(frozen=True, slots=True)
class Over:
    """Makes the condition that the period of a term is over."""

    catalogue: Catalogue
    bound: Bound

    def rows(self, term: Term) -> ColumnElement[bool]:
        """Rows whose period is over; one that was deleted counts from then at the latest."""
        table = table_of(self.catalogue.model(term.record))
        base = self._left(table, term) if term.base == LEFT else self._base(term.record, term.base)
        return or_(base, table.c.deleted_at < self.bound.moment)

    def _left(self, table: Table, term: Term) -> ColumnElement[bool]:
        people = table if term.record == PERSON else table_of(self.catalogue.model(PERSON)).alias()
        gone = and_(people.c.active.is_(False), people.c.left_on <= self.bound.day)
        if people is table:
            return gone
        gone = or_(gone, people.c.deleted_at < self.bound.moment)
        return exists(select(people.c.id).where(people.c.id == table.c[term.fields[0]], gone))

    def _base(self, name: str, path: str, table: Any = None) -> ColumnElement[bool]:
        record = self.catalogue.record(name)
        table = table_of(self.catalogue.model(name)) if table is None else table
        c, bound = table.c, self.bound
        if EITHER in path:
            return or_(*(self._base(name, one, table) for one in path.split(EITHER)))
        if path == CHANGED:
            return func.coalesce(c.changed_at, c.created_at) < bound.moment
        if path == YEAR:
            young = and_(c.academic_year.is_(None), c.created_at < bound.year_moment)
            return or_(c.academic_year <= bound.year, young)
        if path == CLOSED:
            return self._closed(name, table)
        head, dot, rest = path.partition(".")
        if not dot:
            return self._date(record, table, path)
        if record.field(head) is None:
            return self._behind(record, table, path)
        target = target_of(record, head)
        other = table_of(self.catalogue.model(target)).alias()
        there = select(other.c.id).where(other.c.id == c[head], self._base(target, rest, other))
        alone = and_(c[head].is_(None), self._base(name, CHANGED, table))
        return or_(exists(there), alone)

    def _date(self, record: Record, table: Any, path: str) -> ColumnElement[bool]:
        name = path.removesuffix(YEAR)
        column, bound, whole = table.c[name], self.bound, path.endswith(YEAR)
        declared = record.field(name)
        if declared is not None and declared.kind == "date":
            day: ColumnElement[bool] = column <= (bound.year_end if whole else bound.day)
            return day
        moment: ColumnElement[bool] = column < (bound.year_moment if whole else bound.moment)
        return moment

    def _closed(self, name: str, table: Any) -> ColumnElement[bool]:
        workflow = self.catalogue.workflow(name)
        assert workflow is not None
        state = table.c[workflow.field]
        entered = select(func.max(MOVED.c.at)).where(
            MOVED.c.record == name, MOVED.c.row == table.c.id, MOVED.c.became == state
        )
        since = func.coalesce(entered.scalar_subquery(), table.c.changed_at, table.c.created_at)
        return and_(
            state.in_([s.name for s in workflow.states if s.closed]), since < self.bound.moment
        )

    def _behind(self, record: Record, table: Any, path: str) -> ColumnElement[bool]:
        """The last of the rows behind is over; a row without any counts from its own closing."""
        found = behind(self.catalogue, record, path)
        assert found is not None
        name, link, date = found
        other = table_of(self.catalogue.model(name)).alias()
        mine = select(other.c.id).where(other.c[link] == table.c.id, other.c.deleted_at.is_(None))
        over = self._date(self.catalogue.record(name), other, date)
        runs = mine.where(or_(other.c[date].is_(None), ~over))
        workflow = self.catalogue.workflow(record.name)
        none = self._base(record.name, CLOSED if workflow else CHANGED, table)
        return or_(and_(exists(mine), ~exists(runs)), and_(~exists(mine), none))
