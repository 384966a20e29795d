"""Tables of the directory: units and their groups, people, posts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.db import RecordBase, field
from core.declare import Choice, DataClass, Kind, Record

UNIT_KINDS = (
    Choice("department", "Department"),
    Choice("teaching", "Teaching unit"),
    Choice("other", "Other"),
)
POST_KINDS = (
    Choice("committee_leader", "Leader in the Party committee"),
    Choice("leading_cadre", "Leading cadre"),
    Choice("unit_head", "Head of a unit"),
    Choice("liaison", "Liaison officer"),
    Choice("in_charge", "Committee member in charge of united front work"),
    Choice("other", "Other"),
)


class Unit(RecordBase):
    """A department, college or other part of the institution."""

    record = Record(
        name="directory.unit",
        label="Unit",
        plural="Units",
        help="Departments, teaching units and other parts of the institution.",
        fields=(),
        title=("name",),
        order="code",
        icon="building",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Name of the unit",
        required=True,
        max_length=80,
        unique=True,
        listed=True,
        searched=True,
    )
    code: Mapped[str] = field(
        Kind.TEXT,
        "Short code",
        required=True,
        max_length=20,
        unique=True,
        listed=True,
        searched=True,
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Kind of unit",
        required=True,
        choices=UNIT_KINDS,
        default="department",
        listed=True,
        filtered=True,
    )
    parent: Mapped[int | None] = field(Kind.REF, "Belongs to", target="directory.unit", listed=True)
    active: Mapped[bool] = field(
        Kind.YES_NO, "In use", required=True, default=True, listed=True, filtered=True
    )
    liaison_via: Mapped[int | None] = field(
        Kind.REF,
        "Liaison officer shared with",
        target="directory.unit",
        help="For a unit that has no officer of its own: the unit whose officer serves it too.",
    )


class UnitTag(RecordBase):
    """A unit's membership in a named group, for a time: groups change, rules follow the date."""

    record = Record(
        name="directory.unit_tag",
        label="Unit in a group",
        plural="Groups of units",
        help="For example the teaching units that the office visits each semester.",
        fields=(),
        title=("unit", "tag"),
        unit="unit",
        icon="tags",
    )
    unit: Mapped[int] = field(
        Kind.REF, "Unit", required=True, target="directory.unit", listed=True, filtered=True
    )
    tag: Mapped[str] = field(
        Kind.TEXT,
        "Group",
        required=True,
        max_length=40,
        default="sanbu_liuyuan",
        listed=True,
        searched=True,
        help="Short name in lower-case letters, digits and _; chapters refer to it.",
    )
    since: Mapped[dt.date | None] = field(Kind.DATE, "From", listed=True)
    until: Mapped[dt.date | None] = field(Kind.DATE, "Until", listed=True)


class Person(RecordBase):
    """A member of staff, with no more than what reaching somebody at work needs."""

    record = Record(
        name="directory.person",
        label="Person",
        plural="People",
        help="Name, unit and office phone. Accounts are tied to people on the page of accounts.",
        fields=(),
        title=("name",),
        order="pinyin",
        unit="unit",
        indexed=True,
        renews=True,
        icon="user",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Name",
        required=True,
        max_length=60,
        listed=True,
        searched=True,
        personal=DataClass.P,
        purpose="names",
    )
    unit: Mapped[int] = field(
        Kind.REF, "Unit", required=True, target="directory.unit", listed=True, filtered=True
    )
    post_title: Mapped[str | None] = field(Kind.TEXT, "Post", max_length=80, listed=True)
    staff_number: Mapped[str | None] = field(
        Kind.TEXT,
        "Staff number",
        max_length=30,
        unique=True,
        listed=True,
        personal=DataClass.P,
        purpose="reaching_people",
    )
    office_phone: Mapped[str | None] = field(
        Kind.TEXT, "Office phone", max_length=30, personal=DataClass.P, purpose="reaching_people"
    )
    active: Mapped[bool] = field(
        Kind.YES_NO, "In service", required=True, default=True, listed=True, filtered=True
    )
    left_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Left the college on",
        help="Left empty, it is the day on which somebody is no longer in service. Terms of keeping "
        "count from it.",
    )
    pinyin: Mapped[str | None] = field(
        Kind.TEXT,
        "Pinyin",
        max_length=200,
        filled=True,
        searched=True,
        spells="name",
        personal=DataClass.P,
        purpose="names",
    )
    initials: Mapped[str | None] = field(
        Kind.TEXT,
        "Initials",
        max_length=60,
        filled=True,
        searched=True,
        spells="name",
        personal=DataClass.P,
        purpose="names",
    )


class Post(RecordBase):
    """A post somebody holds for a time; it decides who owes which duty and who leads which unit."""

    record = Record(
        name="directory.post",
        label="Post held",
        plural="Posts held",
        fields=(),
        title=("person", "title"),
        unit="unit",
        own=("person",),
        renews=True,
        icon="briefcase",
    )
    person: Mapped[int] = field(
        Kind.REF, "Person", required=True, target="directory.person", listed=True, filtered=True
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Kind of post",
        required=True,
        choices=POST_KINDS,
        listed=True,
        filtered=True,
        help="Leaders in the Party committee and leading cadres are those who keep contact pairs.",
    )
    unit: Mapped[int | None] = field(
        Kind.REF, "Unit", target="directory.unit", listed=True, filtered=True
    )
    title: Mapped[str] = field(
        Kind.TEXT, "Name of the post", required=True, max_length=80, listed=True, searched=True
    )
    starts: Mapped[dt.date | None] = field(Kind.DATE, "From", listed=True)
    ends: Mapped[dt.date | None] = field(Kind.DATE, "Until", listed=True)
