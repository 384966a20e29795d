"""Scheduled rules as data: what must have happened by when, and who owes it.

Each kind is compiled by ``core.duties`` to one set-based statement per evaluation.
Numbers are either literals or names of the chapter's parameters (``"@min_per_year"``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from core.declare.ladder import Step
from core.declare.number import AtName, Number


class Period(StrEnum):
    """The stretch of time a duty belongs to."""

    ACADEMIC_YEAR = "academic_year"
    SEMESTER = "semester"
    TEACHING_WEEKS = "teaching_weeks"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    YEAR = "year"
    MONTH = "month"
    NONE = "none"


class Anchor(StrEnum):
    """Where the clock of a due date starts."""

    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    SEMESTER_1_END = "semester_1_end"
    SEMESTER_2_END = "semester_2_end"
    DAY = "day"
    FIELD = "field"


class Distinct(StrEnum):
    """How a quota counts: each row once, or several rows of one day once."""

    ROWS = "each_record"
    DAYS = "distinct_days"


class Skipped(StrEnum):
    """What becomes of a turn whose member is away: kept for their return, or lost until the next."""

    HOLD = "hold"
    REQUEUE = "requeue"


# -- what the keys of a rule name, for the vetting -------------------------------------------------


def names(record: str = "record", *, date: bool = False) -> Mapping[str, object]:
    """The key names a field, a date where *date*, of the record in the key *record* beside it."""
    return MappingProxyType({"names": record, "date": date})


def least(lowest: int) -> Mapping[str, object]:
    """The key takes a number that is never below *lowest*."""
    return MappingProxyType({"least": lowest})


OF_RECORD, OF_COUNTS = names(), names("counts")
DATE_OF_RECORD, DATE_OF_COUNTS = names(date=True), names("counts", date=True)


# -- parts of rules --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """Due date: *months* and *days* after (or, when negative, before) the anchor.

    ``working`` counts the days in working days. ``on`` is the day of the year for Anchor.DAY, written
    ``"03-31"``: the first such day on or after the beginning of the period. 29 February is
    28 February in other years.
    """

    anchor: Anchor = Anchor.PERIOD_END
    days: Number = 0
    working: bool = False
    months: Number = 0
    on: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one field: it equals one of *values*, or (``present``) is filled or empty."""

    field: str
    values: tuple[str | int | bool, ...] = ()
    present: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InPost:
    """Who serves: rows of *record* that hold a *person* in a post of the unit in ``of`` for a time.

    An empty first day is «always», an empty last day «still». Of several the one who began last serves.
    """

    record: str = "directory.post"
    person: str = field(default="person", metadata=OF_RECORD)
    of: str = field(default="unit", metadata=OF_RECORD)
    starts: str = field(default="starts", metadata=DATE_OF_RECORD)
    ends: str = field(default="ends", metadata=DATE_OF_RECORD)
    where: tuple[Where, ...] = field(default=(), metadata=OF_RECORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Those who take turns: rows of *record* in the order of the whole number in ``place``.

    A row takes part from ``starts`` to ``ends``; either may be empty, in the row or here.
    """

    record: str
    place: str = field(metadata=OF_RECORD)
    person: str = field(metadata=OF_RECORD)
    starts: str = field(default="", metadata=DATE_OF_RECORD)
    ends: str = field(default="", metadata=DATE_OF_RECORD)
    where: tuple[Where, ...] = field(default=(), metadata=OF_RECORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """When members are away: rows of *record*, both days included; an empty day is open.

    ``of`` holds the member, or the person behind. With the roster itself as *record*, ``of`` is
    ``"id"`` and the member's own row holds the days.
    """

    record: str = "directory.absence"
    of: str = field(default="person", metadata=OF_RECORD)
    starts: str = field(default="starts", metadata=DATE_OF_RECORD)
    ends: str = field(default="ends", metadata=DATE_OF_RECORD)
    where: tuple[Where, ...] = field(default=(), metadata=OF_RECORD)


# -- the kinds -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Common part of all kinds.

    ``period`` may be a parameter; ``every`` is for teaching weeks: one period is so many of them.
    ``owner`` is a path to the person who owes the duty. ``serving`` finds them by the post they hold in
    the unit that ``unit`` leads to: on the due date where a period has one, else on the day of
    evaluation; the first that is held decides, then ``owner``. Without any, the role ``office`` owes it.
    ``lead_days`` before the due date the duty becomes «due soon», in working days with
    ``lead_working``. ``freeze`` lets clocks in working days stand still outside semesters.
    ``overdue_on_due_day`` makes the due day itself the first day of default.
    ``ladder`` says who is told and when; without one the institution's holds, and an empty one tells
    nobody. A ``hint`` is told to the owner only, once.
    """

    name: str
    title: str
    article: int
    record: str
    period: Period | AtName = Period.ACADEMIC_YEAR
    every: Number = field(default=1, metadata=least(1))
    due: Due = Due()
    owner: str = field(default="", metadata=OF_RECORD)
    unit: str = field(default="", metadata=OF_RECORD)
    serving: tuple[InPost, ...] = ()
    office: str = "UF"
    where: tuple[Where, ...] = field(default=(), metadata=OF_RECORD)
    lead_days: Number = field(default=30, metadata=least(0))
    lead_working: bool = False
    freeze: bool = False
    overdue_on_due_day: bool = False
    hint: bool = False
    ladder: tuple[Step, ...] | None = None
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Rule):
    """What quotas and recurring records have in common: whose rows are counted, and which.

    ``record`` may be '' : then the institution itself is the single subject. Counted rows are rows of
    ``counts`` whose ``link`` field holds the subject. They belong to the period by their ``date``, or
    by the academic year (``counted_year``) and semester (``counted_semester``) they name; then the
    date may be left out (``date=""``).
    ``starts``/``ends`` bound the subject's own life; ``grace_days`` void a duty whose subject is
    younger than that on the period's last day. ``tag`` limits unit subjects to a tag in force.
    ``year_field`` of a subject names the academic year it belongs to. ``key`` is the field of the
    subject that ``link`` holds, where that is not the subject's own number.
    """

    counts: str
    link: str = field(default="", metadata=OF_COUNTS)
    date: str = field(default="date", metadata=DATE_OF_COUNTS)
    counted_where: tuple[Where, ...] = field(default=(), metadata=OF_COUNTS)
    counted_year: str = field(default="", metadata=OF_COUNTS)
    counted_semester: str = field(default="", metadata=OF_COUNTS)
    starts: str = field(default="", metadata=DATE_OF_RECORD)
    ends: str = field(default="", metadata=DATE_OF_RECORD)
    grace_days: Number = field(default=0, metadata=least(0))
    year_field: str = field(default="", metadata=OF_RECORD)
    key: str = field(default="", metadata=OF_RECORD)
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Counted):
    """Each subject has at least ``at_least`` counted rows in the period; with 0 nothing is owed.

    ``distinct`` is a Distinct value or a parameter. ``group`` names a yes/no field: rows that carry it
    count at most ``group_max`` times in the period, and only when ``group_present`` is yes.
    ``remote`` (field, value, parameter) leaves rows out when the parameter is off. ``adds`` names a
    field with whole numbers: then these are added up, and no rows are counted.
    """

    at_least: Number = field(default=1, metadata=least(0))
    distinct: Distinct | AtName = Distinct.ROWS
    group: str = field(default="", metadata=OF_COUNTS)
    group_present: str = field(default="", metadata=OF_COUNTS)
    group_max: Number = field(default=1, metadata=least(0))
    remote: tuple[str, str, str] | None = None
    adds: str = field(default="", metadata=OF_COUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring(Counted):
    """Each period, each subject has one record of ``counts``, whoever made it and whatever it says.

    Owed by whoever serves on the due date (``serving``); what a predecessor handed in counts.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Rule):
    """A row that entered a condition on the date in ``starts`` leaves it within ``due``.

    ``where`` says which rows run; ``done`` is the date field that ends the clock. ``extended`` is a
    date field that, where it is filled, is the due date instead: an extension that was granted. ``lapses``
    names a move of the record that the system makes with rows whose time has passed.
    """

    starts: str = field(metadata=DATE_OF_RECORD)
    done: str = field(default="", metadata=DATE_OF_RECORD)
    extended: str = field(default="", metadata=DATE_OF_RECORD)
    lapses: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness(Rule):
    """No subject goes longer than ``days`` without a counted row; without any, ``starts`` counts.

    ``working`` counts working days. Where counted rows cover a stretch of time, ``until`` names the
    field of their last day (empty = still): the clock runs only while none covers the day. Without
    ``starts`` the clock begins on the day from which the chapter is used.
    """

    counts: str
    link: str = field(metadata=OF_COUNTS)
    date: str = field(default="date", metadata=DATE_OF_COUNTS)
    until: str = field(default="", metadata=DATE_OF_COUNTS)
    counted_where: tuple[Where, ...] = field(default=(), metadata=OF_COUNTS)
    starts: str = field(default="", metadata=DATE_OF_RECORD)
    days: Number = field(metadata=least(1))
    working: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation(Rule):
    """The next member in order takes the next slot: one row of ``record`` for each period.

    The engine writes the slots of a semester when it begins, and hands later ones on when somebody
    joins, leaves or is away. A slot holds the period (``slot``, a text), the day it is due (``date``, from
    ``due``), the member whose turn it is (``turn``) and the member who takes it (``taker``): a swap
    exchanges the takers of two slots and no turn. ``done`` is the date field that ends it.
    ``skipped`` is a Skipped value or a parameter.
    """

    roster: Roster
    away: tuple[Away, ...] = (Away(),)
    skipped: Skipped | AtName = Skipped.HOLD
    slot: str = field(default="slot", metadata=OF_RECORD)
    date: str = field(default="date", metadata=DATE_OF_RECORD)
    turn: str = field(default="turn", metadata=OF_RECORD)
    taker: str = field(default="taker", metadata=OF_RECORD)
    done: str = field(metadata=DATE_OF_RECORD)


AnyRule = Rule
"""A rule of any kind, those of chapters included."""

KINDS: Mapping[str, type[Rule]] = MappingProxyType(
    {
        "quota": Quota,
        "deadline": Deadline,
        "recurring": Recurring,
        "freshness": Freshness,
        "rotation": Rotation,
    }
)
"""The kinds every chapter has, by their names in ``chapter.toml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleKind:
    """A kind of rule that a chapter adds for itself.

    ``rule`` is a frozen dataclass derived from Rule, ``name`` is what ``kind`` says in ``chapter.toml``,
    and ``compiler`` (a ``sdk.Compiler`` of the same name) turns a rule into a statement.
    """

    name: str
    rule: type[Rule]
    compiler: object
