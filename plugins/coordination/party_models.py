"""What article 16 keeps: organisations, never their members; support, offers, joint meetings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Mapped

from core.sdk import (
    Choice,
    CommonParts,
    DataClass,
    Kind,
    Parties,
    Record,
    RecordBase,
    ShownIf,
    field,
)
from plugins.coordination.parts import choices
from plugins.coordination.party_flow import MEETING_STATES, SUPPORT_STATES

PARTIES = (
    Choice("minge", "Revolutionary Committee of the Kuomintang"),
    Choice("minmeng", "China Democratic League"),
    Choice("minjian", "China National Democratic Construction Association"),
    Choice("minjin", "China Association for Promoting Democracy"),
    Choice("nonggong", "Chinese Peasants' and Workers' Democratic Party"),
    Choice("zhigong", "China Zhi Gong Party"),
    Choice("jiusan", "Jiusan Society"),
    Choice("taimeng", "Taiwan Democratic Self-Government League"),
)
SUPPORTS = (
    Choice("venue", "Room"),
    Choice("funds", "Money"),
    Choice("training", "Training"),
    Choice("research", "Research work"),
    Choice("election", "Change of office"),
    Choice("admission", "Help with the procedure of admissions"),
)
WITH_WORDS = ("venue", "funds", "training", "research", "election")
OFFICE = ("UF", "UFH")
ANSWERS = ("accepted", "handling", "closed", "declined")
INVITED = Parties(record="coordination.attendance", link="meeting", field="head")


class Organisation(RecordBase):
    """A branch of a democratic party at the college, as an organisation."""

    record = Record(
        name="coordination.organisation",
        label="Party organisation",
        plural="Party organisations",
        help="Independent organisations: how many members they report, never who they are.",
        fields=(),
        article="16",
        title=("name",),
        order="name",
        own=("head",),
        icon="hierarchy",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Name of the organisation",
        required=True,
        max_length=80,
        unique=True,
        listed=True,
        searched=True,
        article="16",
    )
    party: Mapped[str] = field(
        Kind.CHOICE,
        "Democratic party",
        required=True,
        choices=PARTIES,
        listed=True,
        filtered=True,
        article="16",
    )
    head: Mapped[int] = field(
        Kind.REF,
        "Head of the organisation",
        required=True,
        target="directory.person",
        listed=True,
        article="16",
        help="The post as the organisation has made it public.",
        personal=DataClass.S,
        purpose="organisations",
    )
    term: Mapped[int | None] = field(
        Kind.INTEGER, "Term of office (number)", minimum=1, maximum=99, summed=False, article="16"
    )
    term_ends: Mapped[dt.date | None] = field(
        Kind.DATE, "Change of office on", listed=True, filtered=True, article="16"
    )
    member_count: Mapped[int | None] = field(
        Kind.INTEGER,
        "Number of members",
        minimum=0,
        maximum=10_000,
        listed=True,
        article="16",
        help="As the organisation reports it. Lists of members are not kept.",
    )
    active: Mapped[bool | None] = field(
        Kind.YES_NO, "In use", default=True, listed=True, filtered=True, article="16"
    )


class Support(CommonParts, RecordBase):
    """Something an organisation asks for, the answer, and what came of it."""

    record = Record(
        name="coordination.support",
        label="Support",
        plural="Support",
        fields=(),
        article="16",
        title=("organisation", "kind"),
        order="-asked_on",
        unit="unit",
        own=("organisation.head",),
        icon="heart-handshake",
    )
    organisation: Mapped[int] = field(
        Kind.REF,
        "Organisation",
        required=True,
        target="coordination.organisation",
        listed=True,
        filtered=True,
        article="16",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Kind of support",
        required=True,
        choices=SUPPORTS,
        listed=True,
        filtered=True,
        article="16",
        help="Help with admissions is one dated line; nothing about the people is kept.",
    )
    asked_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Asked for on",
        listed=True,
        filtered=True,
        article="16",
        help="Left empty, it is today.",
    )
    request: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What is asked for",
        max_length=500,
        article="16",
        shown_if=ShownIf("kind", WITH_WORDS),
    )
    amount: Mapped[Decimal | None] = field(
        Kind.DECIMAL,
        "Amount (yuan)",
        minimum=0,
        maximum=10_000_000,
        article="16",
        shown_if=ShownIf("kind", ("funds",)),
    )
    answer: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Answer",
        max_length=500,
        article="16",
        section="Answer and outcome",
        writers=OFFICE,
    )
    answered_on: Mapped[dt.date | None] = field(Kind.DATE, "Answered on", filled=True)
    outcome: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "How it was settled",
        max_length=500,
        article="16",
        section="Answer and outcome",
        shown_if=ShownIf("status", ANSWERS),
        writers=OFFICE,
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(SUPPORT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Offer(CommonParts, RecordBase):
    """The room and the line in the budget that an organisation is offered for a year."""

    record = Record(
        name="coordination.offer",
        label="Yearly offer",
        plural="Yearly offers",
        fields=(),
        article="16",
        title=("organisation", "date"),
        order="-date",
        unit="unit",
        own=("organisation.head",),
        icon="building",
    )
    organisation: Mapped[int] = field(
        Kind.REF,
        "Organisation",
        required=True,
        target="coordination.organisation",
        listed=True,
        filtered=True,
        article="16",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Offered on", required=True, listed=True, filtered=True, article="16"
    )
    room: Mapped[bool] = field(
        Kind.YES_NO, "A meeting room", required=True, default=True, listed=True, article="16"
    )
    budget: Mapped[bool] = field(
        Kind.YES_NO, "A line in the budget", required=True, default=True, listed=True, article="16"
    )


class JointMeeting(CommonParts, RecordBase):
    """A meeting of the office with the organisations."""

    record = Record(
        name="coordination.joint_meeting",
        label="Joint meeting",
        plural="Joint meetings",
        help="It counts also when some organisations cannot come; they receive the minutes.",
        fields=(),
        article="16",
        title=("date", "topics"),
        order="-date",
        unit="unit",
        own=("owner",),
        shared_own=(INVITED,),
        icon="users",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="16"
    )
    place: Mapped[str | None] = field(Kind.TEXT, "Place", max_length=120, article="16")
    topics: Mapped[str] = field(
        Kind.TEXT,
        "Topics",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="16",
    )
    minutes: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Minutes",
        max_length=4000,
        article="16",
        shown_if=ShownIf("status", ("held", "minuted")),
    )
    minutes_on: Mapped[dt.date | None] = field(Kind.DATE, "Minutes sent on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(MEETING_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Attendance(RecordBase):
    """An organisation that is invited to a meeting, and whether it came."""

    record = Record(
        name="coordination.attendance",
        label="Invited organisation",
        plural="Invited organisations",
        fields=(),
        article="16",
        title=("organisation", "meeting"),
        own=("head",),
        in_menu=False,
        icon="user-check",
    )
    meeting: Mapped[int] = field(
        Kind.REF,
        "Joint meeting",
        required=True,
        target="coordination.joint_meeting",
        listed=True,
        filtered=True,
        article="16",
    )
    organisation: Mapped[int] = field(
        Kind.REF,
        "Organisation",
        required=True,
        target="coordination.organisation",
        listed=True,
        filtered=True,
        article="16",
    )
    came: Mapped[bool] = field(
        Kind.YES_NO, "Came", required=True, default=True, listed=True, article="16"
    )
    head: Mapped[int | None] = field(
        Kind.REF,
        "Head of the organisation",
        target="directory.person",
        filled=True,
        internal=True,
        personal=DataClass.S,
        purpose="organisations",
    )
