"""The college's calendar out of its tables, kept in memory while the generation stands."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.calendar import AcademicYear, Calendar, Semester
from core.db import Base
from core.directory import calendar_models as tables

_YEAR, _SEMESTER, _DAY = (
    tables.AcademicYear.__table__,
    tables.Semester.__table__,
    tables.DayOff.__table__,
)
_MODELS = (tables.AcademicYear, tables.Semester, tables.DayOff)


def calendar_data(session: Session) -> Calendar:
    """Years, semesters and days off as entered; what nobody entered has the calendar's defaults."""
    with session.no_autoflush:
        years = session.execute(
            select(_YEAR.c.id, _YEAR.c.name, _YEAR.c.starts, _YEAR.c.ends)
            .where(_YEAR.c.deleted_at.is_(None))
            .order_by(_YEAR.c.starts)
        ).all()
        names = {number: name for number, name, _, _ in years}
        s = _SEMESTER.c
        semesters = session.execute(
            select(s.academic_year, s.number, s.starts, s.ends, s.teaching_weeks)
            .where(s.deleted_at.is_(None), s.academic_year.in_(names))
            .order_by(s.starts)
        ).all()
        days = session.execute(
            select(_DAY.c.date, _DAY.c.working).where(_DAY.c.deleted_at.is_(None))
        ).all()
    overrides: dict[dt.date, bool] = {day: working for day, working in days}
    return Calendar(
        years=tuple(AcademicYear(name, start, end) for _, name, start, end in years),
        semesters=tuple(
            Semester(names[year], number, start, end, weeks)
            for year, number, start, end, weeks in semesters
        ),
        overrides=overrides,
    )


def generation_of(session: Session) -> int:
    """The number that moves when years, semesters or days off change."""
    table = Base.metadata.tables["core_generation"]
    ask = select(table.c.number).where(table.c.id == 1).execution_options(gate=False)
    return session.execute(ask).scalar() or 0


def kept_calendar(
    generation: Callable[[Session], int] = generation_of,
) -> Callable[[Session], Calendar]:
    """A function that gives the calendar of a session's database, read anew when it changed.

    A session that is about to change the calendar itself gets what it has written so far.
    """
    lock = threading.Lock()
    kept: dict[str, tuple[int, Calendar]] = {}

    def calendar(session: Session) -> Calendar:
        if any(isinstance(row, _MODELS) for row in session.identity_map.values()):
            return calendar_data(session)
        number = generation(session)
        with lock:
            found = kept.get("calendar")
        if found is None or found[0] != number:
            found = (number, calendar_data(session))
            with lock:
                kept["calendar"] = found
        return found[1]

    return calendar
