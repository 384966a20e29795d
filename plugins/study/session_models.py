"""What chapter 2 keeps of article 4: sessions and who was there, online studies, reflections."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, Consent, DataClass, Kind, Record, RecordBase, field
from plugins.study.models import UnitParts
from plugins.study.workflows import REFLECTION_STATES, SESSION_STATES, choices

PLATFORMS = (
    Choice("xuexi", "Xuexi Qiangguo"),
    Choice("campus", "Platform of the college"),
    Choice("other", "Other"),
)
AUDIENCES = (
    Choice("cadres", "Cadres whom the plan obliges"),
    Choice("invited", "Everybody invited"),
)
WAYS = (Choice("code", "By code", "info"), Choice("sheet", "By sheet"))


class Session(UnitParts, RecordBase):
    """A session on the spot: what was studied, and how many were there."""

    record = Record(
        name="study.session",
        files=True,
        label="Study session",
        plural="Study sessions",
        help="People sign in with a code on their phone, or on a sheet. No place and no device is kept.",
        fields=(),
        article="4",
        title=("topic", "date"),
        order="-date",
        unit="unit",
        own=("owner",),
        icon="users",
    )
    topic: Mapped[str] = field(
        Kind.TEXT, "Topic", required=True, max_length=120, listed=True, searched=True, article="4"
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="4"
    )
    minutes: Mapped[int] = field(
        Kind.INTEGER,
        "Length in minutes",
        required=True,
        default=60,
        minimum=5,
        maximum=1440,
        article="4",
    )
    place: Mapped[str] = field(
        Kind.TEXT, "Place", required=True, max_length=120, listed=True, article="4"
    )
    host: Mapped[int] = field(
        Kind.REF,
        "Host or speaker",
        required=True,
        target="directory.person",
        article="4",
        personal=DataClass.P,
        purpose="study_records",
    )
    plan_item: Mapped[int | None] = field(
        Kind.REF,
        "Planned topic",
        target="study.plan_item",
        article="3",
        help="The topic of a plan that this session carries out.",
    )
    content: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What was studied",
        max_length=2000,
        article="4",
        section="Papers",
        matters_only=True,
    )
    expected: Mapped[int | None] = field(
        Kind.INTEGER, "Expected", minimum=0, maximum=10_000, article="4", section="Papers"
    )
    present: Mapped[int | None] = field(
        Kind.INTEGER,
        "Present",
        minimum=0,
        maximum=10_000,
        listed=True,
        article="4",
        section="Papers",
        help="Left empty, it is the number of those who signed in.",
    )
    excused: Mapped[int | None] = field(
        Kind.INTEGER, "On leave", minimum=0, maximum=10_000, article="4", section="Papers"
    )
    sheet_filed: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The sheet of signatures is attached",
        default=False,
        article="4",
        section="Papers",
        help="Not needed where people signed in by code.",
    )
    few_present: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Fewer present than usual",
        filled=True,
        article="4",
        section="Papers",
        help="A hint only: nobody is told, and nothing falls due.",
    )
    signed: Mapped[int | None] = field(
        Kind.INTEGER, "Number signed in", filled=True, section="Papers"
    )
    completed_on: Mapped[dt.date | None] = field(Kind.DATE, "Papers complete on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(SESSION_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Signin(RecordBase):
    """Somebody was at a session."""

    record = Record(
        name="study.signin",
        label="Attendance at a session",
        plural="Attendance at sessions",
        fields=(),
        article="4",
        title=("session", "person"),
        unit="session.unit",
        party=("person",),
        keys=(("session", "person"),),
        in_menu=False,
        icon="user-check",
    )
    session: Mapped[int] = field(
        Kind.REF,
        "Session",
        required=True,
        target="study.session",
        listed=True,
        filtered=True,
        told=True,
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        personal=DataClass.P,
        purpose="study_records",
    )
    at: Mapped[dt.datetime | None] = field(Kind.MOMENT, "Signed in at", filled=True, listed=True)
    way: Mapped[str | None] = field(Kind.CHOICE, "Way", choices=WAYS, filled=True, listed=True)


class OnlineItem(UnitParts, RecordBase):
    """Something to be studied online by oneself."""

    record = Record(
        name="study.online_item",
        label="Online study",
        plural="Online studies",
        fields=(),
        article="4",
        title=("topic", "date"),
        order="-date",
        unit="unit",
        own=("owner",),
        icon="link",
    )
    topic: Mapped[str] = field(
        Kind.TEXT, "Topic", required=True, max_length=120, listed=True, searched=True, article="4"
    )
    platform: Mapped[str] = field(
        Kind.CHOICE, "Platform", required=True, choices=PLATFORMS, listed=True, article="4"
    )
    address: Mapped[str | None] = field(Kind.TEXT, "Address", max_length=300, article="4")
    date: Mapped[dt.date] = field(
        Kind.DATE, "Given out on", required=True, listed=True, filtered=True, article="4"
    )
    due: Mapped[dt.date] = field(
        Kind.DATE, "To be studied by", required=True, listed=True, filtered=True, article="4"
    )
    audience: Mapped[str] = field(
        Kind.CHOICE, "For whom", required=True, choices=AUDIENCES, listed=True, article="4"
    )


class Reader(RecordBase):
    """Somebody to whom an online study is given: obliged by the plan, or invited."""

    record = Record(
        name="study.reader",
        label="Given to",
        plural="Given to",
        help="Only cadres whom the plan obliges are reminded. For all others it is an invitation.",
        fields=(),
        article="4",
        title=("item", "person"),
        own=("person",),
        party=("person",),
        keys=(("item", "person"),),
        in_menu=False,
        icon="user",
    )
    item: Mapped[int] = field(
        Kind.REF,
        "Online study",
        required=True,
        target="study.online_item",
        listed=True,
        filtered=True,
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        personal=DataClass.P,
        purpose="study_records",
    )
    obliged: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Obliged by the plan",
        default=False,
        listed=True,
        article="4",
        personal=DataClass.S,
        purpose="obliged",
    )
    unit: Mapped[int | None] = field(Kind.REF, "Unit", target="directory.unit", filled=True)
    due: Mapped[dt.date | None] = field(Kind.DATE, "To be studied by", filled=True)
    handed_in_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Reflection handed in on", filled=True, listed=True
    )


class Reflection(UnitParts, RecordBase):
    """What somebody wrote on what they studied. It is kept or chosen for printing, never marked."""

    record = Record(
        name="study.reflection",
        files=True,
        label="Reflection",
        plural="Reflections",
        help="Kept for whoever wrote it and for the office. Nothing here is marked, ranked or judged.",
        fields=(),
        article="4",
        title=("heading", "writer"),
        order="-id",
        unit="unit",
        own=("writer",),
        icon="edit",
        consents=(
            Consent(
                why="A reflection being printed",
                person="writer",
                given="submitted_on",
                said="may_print",
                withdraw="edit",
            ),
        ),
    )
    writer: Mapped[int] = field(
        Kind.REF,
        "Written by",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        personal=DataClass.P,
        purpose="study_records",
    )
    item: Mapped[int | None] = field(
        Kind.REF,
        "Online study",
        target="study.online_item",
        listed=True,
        filtered=True,
        article="4",
    )
    heading: Mapped[str] = field(
        Kind.TEXT, "Heading", required=True, max_length=120, listed=True, searched=True, article="4"
    )
    text: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Text",
        max_length=20_000,
        article="4",
        help="Or attach a file after saving.",
        personal=DataClass.P,
        purpose="reflections",
    )
    may_print: Mapped[bool | None] = field(
        Kind.YES_NO,
        "I agree to its being printed",
        default=False,
        listed=True,
        article="4",
        help="Without this it never leaves the office. It can be taken back at any time.",
    )
    submitted_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Handed in on", filled=True, listed=True, filtered=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(REFLECTION_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
