"""What article 17 keeps: the office's own people, their training and pledges, and good deeds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, DataClass, Kind, Record, RecordBase, ShownIf, field
from plugins.coordination.parts import choices
from plugins.coordination.staff_flow import DEED_STATES

PARTS = (Choice("office", "United front clerk"), Choice("liaison", "Liaison officer"))
AT_WORK = ("doing", "partly", "done", "heard", "archived")


class Member(CommonParts, RecordBase):
    """Somebody who does united front work for the college, for a time."""

    record = Record(
        name="coordination.member",
        label="United front worker",
        plural="United front workers",
        help="The office's own people and liaison officers: who owes training and a pledge.",
        fields=(),
        article="17",
        title=("person", "part"),
        unit="unit",
        own=("person",),
        party=("person",),
        renews=True,
        icon="users",
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person",
        required=True,
        target="directory.person",
        listed=True,
        filtered=True,
        article="17",
        personal=DataClass.P,
        purpose="staff",
    )
    part: Mapped[str] = field(
        Kind.CHOICE,
        "Part",
        required=True,
        choices=PARTS,
        listed=True,
        filtered=True,
        article="17",
    )
    starts: Mapped[dt.date] = field(Kind.DATE, "From", required=True, listed=True, article="17")
    ends: Mapped[dt.date | None] = field(Kind.DATE, "Until", listed=True, article="17")


class Training(CommonParts, RecordBase):
    """Hours of training somebody took part in."""

    record = Record(
        name="coordination.training",
        files=True,
        label="Training of united front workers",
        plural="Training of united front workers",
        help="That it took place and for how long. Nobody is graded.",
        fields=(),
        article="17",
        title=("member", "date"),
        order="-date",
        unit="unit",
        own=("member.person",),
        party=("member.person",),
        icon="school",
    )
    member: Mapped[int] = field(
        Kind.REF,
        "United front worker",
        required=True,
        target="coordination.member",
        listed=True,
        filtered=True,
        article="17",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="17"
    )
    content: Mapped[str] = field(
        Kind.TEXT,
        "Content",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="17",
    )
    hours: Mapped[int] = field(
        Kind.INTEGER,
        "Hours",
        required=True,
        minimum=1,
        maximum=200,
        listed=True,
        article="17",
        personal=DataClass.P,
        purpose="staff",
    )


class Pledge(CommonParts, RecordBase):
    """The pledge of integrity, confidentiality and data protection."""

    record = Record(
        name="coordination.pledge",
        files=True,
        label="Pledge",
        plural="Pledges",
        help="Integrity, confidentiality and protection of personal data; renewed each year.",
        fields=(),
        article="17",
        title=("member", "date"),
        order="-date",
        unit="unit",
        own=("member.person",),
        party=("member.person",),
        renews=True,
        icon="certificate",
    )
    member: Mapped[int] = field(
        Kind.REF,
        "United front worker",
        required=True,
        target="coordination.member",
        listed=True,
        filtered=True,
        article="17",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date of the pledge", required=True, listed=True, filtered=True, article="17"
    )
    edition: Mapped[str] = field(
        Kind.TEXT,
        "Version of the text",
        required=True,
        max_length=60,
        listed=True,
        article="17",
    )


class GoodDeed(CommonParts, RecordBase):
    """Something useful that was promised and is done for a unit or a group."""

    record = Record(
        name="coordination.good_deed",
        files=True,
        label="Practical good deed",
        plural="Practical good deeds",
        fields=(),
        article="17",
        title=("name",),
        unit="unit",
        own=("owner",),
        icon="circle-check",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "What is to be done",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="17",
    )
    for_whom: Mapped[str] = field(
        Kind.TEXT,
        "For which unit or group",
        required=True,
        max_length=120,
        listed=True,
        article="17",
    )
    suggestion: Mapped[int | None] = field(
        Kind.REF,
        "Suggestion it came from",
        target="coordination.suggestion",
        filtered=True,
        article="17",
    )
    promised_for: Mapped[dt.date] = field(
        Kind.DATE, "Promised for", required=True, listed=True, filtered=True, article="17"
    )
    outcome: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "How far it is done",
        max_length=1000,
        article="17",
        shown_if=ShownIf("status", AT_WORK),
    )
    new_date: Mapped[dt.date | None] = field(
        Kind.DATE,
        "New date for the rest",
        article="17",
        shown_if=ShownIf("status", AT_WORK),
    )
    feedback: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Feedback",
        max_length=1000,
        article="17",
        help="On what was done. Nobody's style of work is graded.",
        shown_if=ShownIf("status", ("done", "heard", "archived")),
    )
    done_on: Mapped[dt.date | None] = field(Kind.DATE, "Done on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(DEED_STATES), filled=True, listed=True, filtered=True
    )
