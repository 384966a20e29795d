"""What keeps article 1 going: the plan of the year with its topics, and the publicity meetings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import CommonParts, DataClass, Kind, Record, RecordBase, field
from plugins.publicity.parts import COLUMNS, choices
from plugins.publicity.workflows import PLAN_STATES


class Plan(CommonParts, RecordBase):
    """The publicity plan of a calendar year."""

    record = Record(
        name="publicity.plan",
        files=True,
        label="Publicity plan",
        plural="Publicity plans",
        fields=(),
        article="1",
        title=("year",),
        order="-year",
        unit="unit",
        own=("owner",),
        keys=(("year",),),
        icon="calendar-event",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Year of the plan",
        required=True,
        minimum=2000,
        maximum=2100,
        listed=True,
        filtered=True,
        summed=False,
        article="1",
    )
    aim: Mapped[str | None] = field(Kind.LONG_TEXT, "Aim", max_length=2000, article="1")
    issued_on: Mapped[dt.date | None] = field(Kind.DATE, "Issued on", filled=True, listed=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(PLAN_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class PlanItem(RecordBase):
    """A topic of the plan: which column, which unit, which month."""

    record = Record(
        name="publicity.plan_item",
        label="Planned topic of publicity",
        plural="Planned topics of publicity",
        fields=(),
        article="1",
        title=("topic", "month"),
        order="month",
        unit="unit",
        in_menu=False,
        icon="list-check",
    )
    plan: Mapped[int] = field(
        Kind.REF,
        "Publicity plan",
        required=True,
        target="publicity.plan",
        listed=True,
        filtered=True,
    )
    column: Mapped[str] = field(
        Kind.CHOICE, "Column", required=True, choices=COLUMNS, listed=True, filtered=True
    )
    topic: Mapped[str] = field(
        Kind.TEXT, "Topic", required=True, max_length=120, listed=True, searched=True
    )
    unit: Mapped[int | None] = field(
        Kind.REF, "Unit", target="directory.unit", listed=True, filtered=True
    )
    month: Mapped[int] = field(
        Kind.INTEGER, "Month", required=True, minimum=1, maximum=12, listed=True, summed=False
    )
    published_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Day of publication", filled=True, listed=True
    )


class Meeting(CommonParts, RecordBase):
    """A meeting of those who take part in publicity."""

    record = Record(
        name="publicity.meeting",
        files=True,
        label="Publicity meeting",
        plural="Publicity meetings",
        fields=(),
        article="1",
        title=("date",),
        order="-date",
        unit="unit",
        own=("owner",),
        icon="users",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="1"
    )
    attendees: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Who took part",
        required=True,
        max_length=1000,
        article="1",
        personal=DataClass.P,
        purpose="duty_holders",
    )
    decisions: Mapped[str] = field(
        Kind.LONG_TEXT,
        "What was agreed",
        required=True,
        max_length=4000,
        listed=True,
        article="1",
        matters_only=True,
    )
