"""Tables of the college's calendar: academic years, semesters, days off and make-up days."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.db import RecordBase, field
from core.declare import Kind, Record


class AcademicYear(RecordBase):
    """An academic year with its own bounds; no rule knows months."""

    record = Record(
        name="directory.academic_year",
        renews=True,
        label="Academic year",
        plural="Academic years",
        help="Enter each year from the college's calendar before it begins.",
        fields=(),
        title=("name",),
        order="-starts",
        icon="calendar",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Academic year",
        required=True,
        max_length=9,
        unique=True,
        listed=True,
        searched=True,
        help="Two years with a hyphen, for example 2026-2027.",
    )
    starts: Mapped[dt.date] = field(Kind.DATE, "First day", required=True, listed=True)
    ends: Mapped[dt.date] = field(Kind.DATE, "Last day", required=True, listed=True)


class Semester(RecordBase):
    """The first or second semester of an academic year."""

    record = Record(
        name="directory.semester",
        renews=True,
        label="Semester",
        plural="Semesters",
        fields=(),
        title=("academic_year", "number"),
        order="-starts",
        keys=(("academic_year", "number"),),
        icon="calendar-week",
    )
    academic_year: Mapped[int] = field(
        Kind.REF,
        "Academic year",
        required=True,
        target="directory.academic_year",
        listed=True,
        filtered=True,
    )
    number: Mapped[int] = field(
        Kind.INTEGER, "Semester", required=True, minimum=1, maximum=2, listed=True, summed=False
    )
    starts: Mapped[dt.date] = field(
        Kind.DATE,
        "First day",
        required=True,
        listed=True,
        help="Teaching weeks are counted from the week of this day.",
    )
    ends: Mapped[dt.date] = field(Kind.DATE, "Last day", required=True, listed=True)
    teaching_weeks: Mapped[int] = field(
        Kind.INTEGER,
        "Teaching weeks",
        required=True,
        default=18,
        minimum=1,
        maximum=30,
        listed=True,
        summed=False,
    )


class DayOff(RecordBase):
    """A day on which the college differs from the public calendar: off, or working to make up."""

    record = Record(
        name="directory.day_off",
        renews=True,
        label="Day off or make-up day",
        plural="Days off and make-up days",
        help="Public holidays are known already. Enter only what the college does differently.",
        fields=(),
        title=("date", "name"),
        order="-date",
        icon="calendar-off",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, unique=True, listed=True, filtered=True
    )
    working: Mapped[bool] = field(
        Kind.YES_NO, "Working day", required=True, default=False, listed=True, filtered=True
    )
    name: Mapped[str] = field(
        Kind.TEXT, "Occasion", required=True, max_length=60, listed=True, searched=True
    )
