"""The calendar of a new installation: the years around today, with usual dates, to be corrected."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.calendar import Calendar
from core.directory.calendar_models import AcademicYear, Semester


def first_years(session: Session, today: dt.date) -> list[str]:
    """Enter last, this and next academic year into an empty calendar; the caller commits.

    Returns the names of the years entered. The dates are the calendar's defaults.
    """
    if session.scalars(select(AcademicYear.id).limit(1)).first() is not None:
        return []
    calendar = Calendar()
    this = calendar.academic_year(today)
    last = calendar.academic_year(this.start - dt.timedelta(days=1))
    names = []
    for year in (last, this, calendar.next_year(this)):
        row = AcademicYear(name=year.name, starts=year.start, ends=year.end)
        session.add(row)
        session.flush()
        for semester in calendar.semesters_of(year):
            session.add(
                Semester(
                    academic_year=row.id,
                    number=semester.number,
                    starts=semester.start,
                    ends=semester.end,
                    teaching_weeks=semester.teaching_weeks,
                )
            )
        names.append(year.name)
    return names
