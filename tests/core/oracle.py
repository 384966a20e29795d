"""What the kinds of rules say, told slowly and plainly: one subject, one row, one day at a time."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import not_, select

from core.db import RecordBase
from core.duties import World
from core.duties.kinds import kind_of
from tests.core.duty_chapter import CALENDAR, College

D = dt.date
DAY = dt.timedelta(days=1)
GONE = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
days = st.dates(D(2026, 8, 20), D(2027, 9, 10))
some_day = st.none() | days
deleted = st.sampled_from([None, None, None, GONE])
evaluated = st.sampled_from(
    [D(2026, 9, 30), D(2026, 12, 31), D(2027, 1, 16), D(2027, 2, 20), D(2027, 3, 1), D(2027, 9, 5)]
)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """How a rule counts days."""

    days: int
    working: bool = False
    months: int = 0
    lead: int = 30
    lead_working: bool = False
    freeze: bool = False
    on_due_day: bool = False

    def walk(self, day: dt.date, number: int, working: bool) -> dt.date:
        """So many days on, each looked at by itself."""
        step = DAY if number > 0 else -DAY
        left = abs(number)
        while left:
            day += step
            counts = not working or CALENDAR.is_working(day)
            if working and self.freeze:
                counts = counts and any(s.start <= day <= s.end for s in _semesters(day))
            left -= counts
        return day

    def due(self, start: dt.date) -> dt.date:
        """The due date of what began on *start*."""
        month = start.year * 12 + start.month - 1 + self.months
        last = calendar.monthrange(month // 12, month % 12 + 1)[1]
        begun = D(month // 12, month % 12 + 1, min(start.day, last)) if self.months else start
        return self.walk(begun, self.days, self.working)

    def state(self, due: dt.date, as_of: dt.date) -> str:
        """The state of what is not done."""
        if as_of > due or (self.on_due_day and as_of == due):
            return "overdue"
        return "due_soon" if as_of >= self.walk(due, -self.lead, self.lead_working) else "open"

    @property
    def keys(self) -> dict[str, Any]:
        """The keys of a rule that say this, those of its due date apart."""
        return {
            "lead_days": self.lead,
            "lead_working": self.lead_working,
            "freeze": self.freeze,
            "overdue_on_due_day": self.on_due_day,
        }


def _semesters(day: dt.date) -> Iterable[Any]:
    return CALENDAR.semesters_of(CALENDAR.academic_year(day))


clocks = st.builds(
    Clock,
    days=st.integers(0, 25),
    working=st.booleans(),
    months=st.sampled_from([0, 0, 1, 5]),
    lead=st.integers(0, 12),
    lead_working=st.booleans(),
    freeze=st.booleans(),
    on_due_day=st.booleans(),
)


def found(college: College, world: World, as_of: dt.date) -> dict[tuple[str, int], dict[str, Any]]:
    """(period, subject) → outcome of the world's one rule, with its due date."""
    ((chapter, rule),) = world.rules()
    scene = world.scene(chapter, rule, as_of)
    kind = kind_of(world, scene)
    out: dict[tuple[str, int], dict[str, Any]] = {}
    for span in kind.spans(scene):
        inside = scene.within(span)
        ask = kind.outcomes(inside, span)
        for row in college.session.execute(ask).mappings():
            due = row["granted_on"] or kind.due_on(inside, span, row["from_on"])
            assert (span.key, row["subject"]) not in out
            out[span.key, row["subject"]] = {**row, "due": due}
        o = ask.subquery("o")
        other = select(o.c.subject).where(not_(kind.owed(inside, span, o.c.subject)))
        assert college.session.execute(other).all() == []
    return out


def told(rows: dict[tuple[str, int], dict[str, Any]], *names: str) -> dict[Any, tuple[Any, ...]]:
    """The same with these columns only."""
    return {key: tuple(row[n] for n in names) for key, row in rows.items()}


def emptied(college: College, *models: type[RecordBase]) -> None:
    """No row of these models is left; the first refer to the later."""
    college.session.rollback()
    for model in models:
        college.session.execute(model.__table__.delete())  # type: ignore[attr-defined]
    college.session.commit()
