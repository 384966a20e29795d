"""Scheduled rules as data: what must have happened by when, and who owes it.

Each kind is compiled by ``core.duties`` to one set-based statement per evaluation.
Numbers are either literals or names of the chapter's parameters (``"@min_per_year"``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.declare.ladder import Step

Number = int | str
"""A literal, or ``"@name"`` for a parameter of the chapter, ``"-@name"`` for its negative."""


class Period(StrEnum):
    """The stretch of time a duty belongs to."""

    ACADEMIC_YEAR = "academic_year"
    SEMESTER = "semester"
    QUARTER = "quarter"
    YEAR = "year"
    MONTH = "month"
    NONE = "none"


class Anchor(StrEnum):
    """Where the clock of a due date starts."""

    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    SEMESTER_1_END = "semester_1_end"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Due:
    """Due date: *days* after (or, when negative, before) the anchor, in calendar or working days."""

    anchor: Anchor = Anchor.PERIOD_END
    days: Number = 0
    working: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one field: it equals one of *values*, or (``present``) is filled or empty."""

    field: str
    values: tuple[str | int | bool, ...] = ()
    present: bool | None = None


class Distinct(StrEnum):
    """How a quota counts: each row once, or several rows of one day once."""

    ROWS = "each_record"
    DAYS = "distinct_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Common part of all kinds. ``owner`` is a path to the person who owes the duty; '' = the office.

    ``office`` names the role that owes it when there is no owner. ``lead_days`` before the due date the
    duty becomes «due soon». ``overdue_on_due_day`` makes the due day itself the first day of default.
    ``ladder`` says who is told and when; without one the institution's holds, and an empty one tells
    nobody. A ``hint`` is told to the owner only, once.
    """

    name: str
    title: str
    article: int
    record: str
    period: Period = Period.ACADEMIC_YEAR
    due: Due = Due()
    owner: str = ""
    unit: str = ""
    office: str = "UF"
    where: tuple[Where, ...] = ()
    lead_days: Number = 30
    overdue_on_due_day: bool = False
    hint: bool = False
    ladder: tuple[Step, ...] | None = None
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Rule):
    """Each subject (row of ``record``) has at least ``at_least`` counted rows in the period.

    ``record`` may be '' : then the institution itself is the single subject. Counted rows are rows of
    ``counts`` whose ``link`` field holds the subject and whose ``date`` falls into the period.
    ``distinct`` is a Distinct value or a parameter. ``group`` names a yes/no field: rows that carry it
    count at most ``group_max`` times in the period, and only when ``group_present`` is yes.
    ``remote`` (field, value, parameter) leaves rows out when the parameter is off.
    ``starts``/``ends`` bound the subject's own life; ``grace_days`` void a duty whose subject is
    younger than that on the period's last day. ``tag`` limits unit subjects to a tag in force.
    ``year_field`` of a subject, and ``counted_year`` of a counted row, name the academic year they
    belong to; with ``counted_year`` the date may be left out (``date=""``). ``key`` is the field of the
    subject that ``link`` holds, where that is not the subject's own number.
    """

    counts: str
    link: str = ""
    date: str = "date"
    counted_where: tuple[Where, ...] = ()
    at_least: Number = 1
    distinct: str = Distinct.ROWS
    group: str = ""
    group_present: str = ""
    group_max: Number = 1
    remote: tuple[str, str, str] | None = None
    starts: str = ""
    ends: str = ""
    grace_days: Number = 0
    year_field: str = ""
    counted_year: str = ""
    key: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Rule):
    """A row that entered a condition on the date in ``starts`` leaves it within ``due``.

    ``where`` says which rows run; ``done`` is the date field that ends the clock.
    """

    starts: str
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness(Rule):
    """No subject goes longer than ``days`` without a counted row; without any, ``starts`` counts."""

    counts: str
    link: str
    date: str = "date"
    starts: str
    days: Number


AnyRule = Quota | Deadline | Freshness
