"""What chapter 4 keeps beside pairs: visits to well-known people, and rounds to teaching units."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, DataClass, Kind, Record, RecordBase, field

REASONS = (
    Choice("festival", "Festival"),
    Choice("illness", "Illness"),
    Choice("hardship", "Hardship"),
    Choice("other", "Other"),
)


class Visit(CommonParts, RecordBase):
    """A visit by a leader or a department to somebody well known."""

    record = Record(
        name="befriending.visit",
        files=True,
        label="Visit",
        plural="Visits",
        fields=(),
        article="7",
        title=("person", "date"),
        order="-date",
        unit="unit",
        own=("leader",),
        party=("person",),
        icon="heart-handshake",
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person visited",
        required=True,
        target="directory.person",
        listed=True,
        article="7",
        personal=DataClass.P,
        purpose="visits",
    )
    leader: Mapped[int | None] = field(
        Kind.REF,
        "Visiting leader",
        target="directory.person",
        listed=True,
        filtered=True,
        article="7",
        personal=DataClass.P,
        purpose="visits",
        help="Left empty, the responsible unit paid the visit.",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="7"
    )
    reason: Mapped[str] = field(
        Kind.CHOICE,
        "Occasion",
        required=True,
        choices=REASONS,
        listed=True,
        article="7",
        personal=DataClass.S,
        purpose="visits",
        help="The category only; no details of an illness.",
    )
    amount: Mapped[Decimal | None] = field(
        Kind.DECIMAL,
        "Value of what was brought (yuan)",
        minimum=0,
        maximum=100_000,
        article="7",
        help="Within the college's financial rules.",
    )


class UnitRound(CommonParts, RecordBase):
    """The office goes to a teaching unit, handles suggestions there and brings answers."""

    record = Record(
        name="befriending.unit_round",
        files=True,
        label="Round to a unit",
        plural="Rounds to units",
        fields=(),
        article="7",
        title=("visited", "date"),
        order="-date",
        unit="visited",
        own=("owner",),
        icon="route",
    )
    visited: Mapped[int] = field(
        Kind.REF,
        "Unit visited",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="7",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="7"
    )
    handled: Mapped[int] = field(
        Kind.INTEGER,
        "Suggestions handled",
        required=True,
        default=0,
        minimum=0,
        maximum=10_000,
        listed=True,
        article="7",
    )
    feedback: Mapped[str] = field(
        Kind.LONG_TEXT, "Feedback given", required=True, max_length=2000, article="7"
    )
