"""What article 11 keeps of projects: calls, projects with their members, extensions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, DataClass, Kind, Record, RecordBase, ShownIf, field
from plugins.research.parts import choices
from plugins.research.project_flow import CALL_STATES, EXTENSION_STATES, PROJECT_STATES

CATEGORIES = (
    Choice("key", "Key project"),
    Choice("general", "General project"),
    Choice("own", "Project of one's own choice"),
)
BEFORE = ("draft",)
"""Where what is applied for can still be changed; a project that is sent back is there again."""
OUTCOMES = (
    Choice("report", "Research report"),
    Choice("paper", "Paper"),
    Choice("advice", "Advice"),
)


class Call(CommonParts, RecordBase):
    """A call for projects: what may be studied, until when, and what an application needs."""

    record = Record(
        name="research.call",
        files=True,
        label="Call for projects",
        plural="Calls for projects",
        fields=(),
        article="11",
        title=("title", "year"),
        order="-deadline",
        unit="unit",
        own=("owner",),
        icon="speakerphone",
    )
    title: Mapped[str] = field(
        Kind.TEXT,
        "Title of the call",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="11",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Calendar year",
        required=True,
        minimum=2000,
        maximum=2100,
        listed=True,
        summed=False,
        article="11",
    )
    directions: Mapped[str] = field(
        Kind.LONG_TEXT,
        "What may be studied",
        required=True,
        max_length=4000,
        article="11",
        matters_only=True,
    )
    deadline: Mapped[dt.date] = field(
        Kind.DATE, "Last day for applying", required=True, listed=True, filtered=True, article="11"
    )
    min_members: Mapped[int] = field(
        Kind.INTEGER,
        "Fewest members of a project",
        required=True,
        default=3,
        minimum=1,
        maximum=50,
        summed=False,
        article="11",
        section="Conditions",
        help="The leader included.",
    )
    outside_leader: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The leader is not in the Party",
        default=False,
        article="11",
        section="Conditions",
    )
    outside_percent: Mapped[int | None] = field(
        Kind.INTEGER,
        "Least share of members outside the Party (percent)",
        minimum=0,
        maximum=100,
        summed=False,
        article="11",
        section="Conditions",
        help="Members say so themselves. Only how many they are is kept.",
    )
    issued_on: Mapped[dt.date | None] = field(Kind.DATE, "Call issued on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(CALL_STATES), filled=True, listed=True, filtered=True
    )


class Project(CommonParts, RecordBase):
    """A research project from its application to its completion."""

    record = Record(
        name="research.project",
        files=True,
        label="Research project",
        plural="Research projects",
        help="About how policy is carried out and about work, never about what single people think.",
        fields=(),
        article="11",
        title=("name",),
        unit="unit",
        own=("leader", "owner"),
        icon="clipboard-list",
    )
    call: Mapped[int | None] = field(
        Kind.REF,
        "Call",
        target="research.call",
        listed=True,
        filtered=True,
        article="11",
        open_in=BEFORE,
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Name of the project",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="11",
        open_in=BEFORE,
    )
    category: Mapped[str] = field(
        Kind.CHOICE,
        "Category",
        required=True,
        choices=CATEGORIES,
        listed=True,
        filtered=True,
        article="11",
        open_in=BEFORE,
    )
    leader: Mapped[int] = field(
        Kind.REF,
        "Leader of the project",
        required=True,
        target="directory.person",
        listed=True,
        article="11",
        open_in=BEFORE,
        personal=DataClass.P,
        purpose="project_members",
    )
    content: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Content, methods and schedule",
        max_length=4000,
        article="11",
        open_in=BEFORE,
        matters_only=True,
    )
    funding: Mapped[Decimal | None] = field(
        Kind.DECIMAL, "Funding (yuan)", minimum=0, listed=True, article="11", open_in=BEFORE
    )
    starts: Mapped[dt.date] = field(
        Kind.DATE,
        "First day",
        required=True,
        listed=True,
        filtered=True,
        article="11",
        open_in=BEFORE,
    )
    ends: Mapped[dt.date] = field(
        Kind.DATE,
        "Last day",
        required=True,
        listed=True,
        filtered=True,
        article="11",
        open_in=BEFORE,
        help="Usually twelve months after the first. Later it is moved by an extension only.",
    )
    outcomes: Mapped[tuple[str, ...] | None] = field(
        Kind.CHOICES, "Expected results", choices=OUTCOMES, article="11", open_in=BEFORE
    )
    filed: Mapped[bool | None] = field(
        Kind.YES_NO, "The application is attached", default=False, article="11"
    )
    members: Mapped[int | None] = field(
        Kind.INTEGER, "Number of members", filled=True, section="Members"
    )
    outside: Mapped[int | None] = field(
        Kind.INTEGER,
        "Members outside the Party",
        filled=True,
        summed=False,
        section="Members",
        help="How many said so of themselves. Who they are is not kept.",
    )
    fits: Mapped[bool | None] = field(
        Kind.YES_NO, "Conditions of the call are met", filled=True, section="Members"
    )
    extended_to: Mapped[dt.date | None] = field(Kind.DATE, "Extended to", filled=True)
    kept_until: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Goes on until",
        article="11",
        section="Course",
        writers=("UFH",),
        shown_if=ShownIf("status", ("overdue", "running", "closing", "finished", "archived")),
        help="The head of the department may let a project go on whose withdrawal is proposed.",
    )
    granted_on: Mapped[dt.date | None] = field(Kind.DATE, "Approved on", filled=True)
    mid_due: Mapped[dt.date | None] = field(Kind.DATE, "Mid-term check due on", filled=True)
    mid_on: Mapped[dt.date | None] = field(Kind.DATE, "Mid-term check on", filled=True)
    final_due: Mapped[dt.date | None] = field(
        Kind.DATE, "Final report due on", filled=True, listed=True, filtered=True
    )
    final_on: Mapped[dt.date | None] = field(Kind.DATE, "Final report handed in on", filled=True)
    finished_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Project completed on", filled=True, filtered=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(PROJECT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Member(RecordBase):
    """Somebody who works on a project, beside its leader."""

    record = Record(
        name="research.member",
        label="Member of a project",
        plural="Members of projects",
        fields=(),
        article="11",
        title=("project", "person"),
        unit="project.unit",
        own=("project.leader",),
        party=("person",),
        keys=(("project", "person"),),
        in_menu=False,
        icon="users",
    )
    project: Mapped[int] = field(
        Kind.REF,
        "Project",
        required=True,
        target="research.project",
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
        article="11",
        personal=DataClass.P,
        purpose="project_members",
    )
    part: Mapped[str | None] = field(
        Kind.TEXT, "Part in the project", max_length=80, listed=True, article="11"
    )


class Extension(RecordBase):
    """The one extension that a project may ask for, before its time is over."""

    record = Record(
        name="research.extension",
        label="Extension of a project",
        plural="Extensions of projects",
        help="One, asked for before the last day of the project.",
        fields=(),
        article="11",
        title=("project", "new_end"),
        unit="project.unit",
        own=("project.leader",),
        icon="calendar-event",
    )
    project: Mapped[int] = field(
        Kind.REF,
        "Project",
        required=True,
        target="research.project",
        listed=True,
        filtered=True,
        article="11",
    )
    new_end: Mapped[dt.date] = field(
        Kind.DATE, "New last day", required=True, listed=True, article="11"
    )
    reason: Mapped[str] = field(
        Kind.LONG_TEXT, "Why it is needed", required=True, max_length=1000, article="11"
    )
    asked_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Asked for on", filled=True, listed=True, filtered=True
    )
    decided_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Decision made on", filled=True, listed=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(EXTENSION_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
