"""The ledger: one row per thing owed, every change of its state, and every run of the rules."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import cast

from sqlalchemy import Date, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment

INSTITUTION = "institution"
"""The subject of rules that the college as a whole has to meet; its number is 0."""


class State(StrEnum):
    """Where a duty stands. ``waived`` is set by a person and never touched by an evaluation."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    WAIVED = "waived"
    VOID = "void"


EVER = dt.date(1900, 1, 1)
"""Before every duty: the one round of those that never begin anew."""
RUNNING = (State.OPEN, State.DUE_SOON, State.OVERDUE)


class Reason(StrEnum):
    """Why a duty is void, or met without a closing date."""

    ENDED = "ended"
    YOUNG = "young"
    GONE = "gone"
    REMOVED = "removed"
    LEFT = "left"


class Duty(Base):
    """One thing owed: (rule, subject, period), by a person, or by the office without ``owner``.

    ``from_on`` and ``until_on`` are the days the decision rests on: first and last counted day of
    a quota, start and end of a deadline, the latest row of a freshness rule, the life of a void
    subject. ``granted_on`` is a due date that somebody granted for this subject in the place of the
    computed one. ``seen`` is how many rows were looked at, ``numerator`` how many of them count.
    ``evidence`` is JSON. ``known_from`` is the first day on which the ledger could tell that it
    runs, ``round_on`` when its present round began: of both the ladder of messages makes use.
    """

    __tablename__ = "core_duty"
    __table_args__ = (
        UniqueConstraint("rule", "subject_record", "subject_id", "period", name="uq_core_duty"),
        Index("ix_core_duty_state", "state", "due_on"),
        Index("ix_core_duty_article", "academic_year", "article", "state"),
        Index("ix_core_duty_owed", "owner", "office", "state", "due_on"),
        Index("ix_core_duty_unit", "unit", "academic_year", "article", "state"),
        Index("ix_core_duty_due", "due_on", "rule"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(80))
    article: Mapped[int]
    subject_record: Mapped[str] = mapped_column(String(80))
    subject_id: Mapped[int]
    period: Mapped[str] = mapped_column(String(20))
    academic_year: Mapped[str | None] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(10))
    due_on: Mapped[dt.date | None] = mapped_column(Date())
    owner: Mapped[int | None]
    unit: Mapped[int | None]
    office: Mapped[str] = mapped_column(String(20))
    numerator: Mapped[int | None]
    threshold: Mapped[int | None]
    seen: Mapped[int | None]
    from_on: Mapped[dt.date | None] = mapped_column(Date())
    until_on: Mapped[dt.date | None] = mapped_column(Date())
    granted_on: Mapped[dt.date | None] = mapped_column(Date())
    evidence: Mapped[str] = mapped_column(Text())
    hint: Mapped[bool]
    first_on: Mapped[dt.date] = mapped_column(Date())
    known_from: Mapped[dt.date] = mapped_column(Date(), default=EVER)
    round_on: Mapped[dt.date] = mapped_column(Date(), default=EVER)
    changed_at: Mapped[dt.datetime] = mapped_column(Moment())
    closed_on: Mapped[dt.date | None] = mapped_column(Date())


class DutyEvent(Base):
    """A duty went from one state to another: on which civil day of evaluation, when, and why.

    ``by`` is the account and ``note`` the reason where a person waived it or took that back.
    """

    __tablename__ = "core_duty_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    duty: Mapped[int] = mapped_column(ForeignKey("core_duty.id"), index=True)
    was: Mapped[str | None] = mapped_column(String(10))
    became: Mapped[str] = mapped_column(String(10))
    on_day: Mapped[dt.date] = mapped_column(Date())
    at: Mapped[dt.datetime] = mapped_column(Moment())
    why: Mapped[str | None] = mapped_column(String(200))
    by: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text())
    evidence: Mapped[str] = mapped_column(Text())


class DutyStep(Base):
    """A step of the ladder that was taken for a duty: once in each of its rounds.

    ``told`` is JSON: whom it told, as pairs of a part and an address; a ``listed`` step put the duty
    into the monthly list instead.
    """

    __tablename__ = "core_duty_step"
    __table_args__ = (
        UniqueConstraint("duty", "step", "round_on", name="uq_core_duty_step"),
        Index("ix_core_duty_step_listed", "listed", "duty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    duty: Mapped[int] = mapped_column(ForeignKey("core_duty.id", ondelete="CASCADE"))
    step: Mapped[str] = mapped_column(String(20))
    round_on: Mapped[dt.date] = mapped_column(Date())
    on_day: Mapped[dt.date] = mapped_column(Date())
    at: Mapped[dt.datetime] = mapped_column(Moment())
    listed: Mapped[bool]
    told: Mapped[str] = mapped_column(Text())


class DutyRun(Base):
    """One evaluation of one rule. ``error`` is what stopped it; ``note`` says that it was paused.

    ``fingerprint`` changes with the rule, its parameters or the calendar, so that due dates are
    computed anew when one of them was changed; it is empty when the run failed. ``told`` is how many
    steps of ladders were taken.
    """

    __tablename__ = "core_duty_run"
    __table_args__ = (
        Index("ix_core_duty_run_rule", "rule", "id"),
        Index("ix_core_duty_run_time", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(80))
    as_of: Mapped[dt.date] = mapped_column(Date())
    started_at: Mapped[dt.datetime] = mapped_column(Moment())
    ms: Mapped[int]
    evaluated: Mapped[int]
    changed: Mapped[int]
    told: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text())
    note: Mapped[str | None] = mapped_column(String(40))
    fingerprint: Mapped[str | None] = mapped_column(String(16))


class DutyCount(Base):
    """How many duties of a rule stand in one state in one period; pages of numbers read this.

    It repeats what the ledger says and is written with it, in one transaction (``recount``). Duties
    without an academic year are left out.
    """

    __tablename__ = "core_duty_count"
    __table_args__ = (Index("ix_core_duty_count_rule", "rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(80))
    article: Mapped[int]
    academic_year: Mapped[str] = mapped_column(String(9))
    period: Mapped[str] = mapped_column(String(20))
    hint: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]


DUTY = cast(Table, Duty.__table__)
COUNT = cast(Table, DutyCount.__table__)
EVENT = cast(Table, DutyEvent.__table__)


class MonthlyList(Base):
    """The list of one month was made: when, with how many duties and people, and whom it told."""

    __tablename__ = "core_duty_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7), unique=True)
    on_day: Mapped[dt.date] = mapped_column(Date())
    at: Mapped[dt.datetime] = mapped_column(Moment())
    duties: Mapped[int]
    people: Mapped[int]
    told: Mapped[str] = mapped_column(Text())


STEP = cast(Table, DutyStep.__table__)
LIST = cast(Table, MonthlyList.__table__)
RUN = cast(Table, DutyRun.__table__)
