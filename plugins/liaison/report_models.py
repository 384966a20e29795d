"""What chapter 3 keeps of the work of officers: reports of matters, and trainings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import (
    Choice,
    CommonParts,
    Consent,
    DataClass,
    Kind,
    Record,
    RecordBase,
    ShownIf,
    field,
)
from plugins.liaison.parts import SIGHT, UnitParts
from plugins.liaison.workflows import MATTER_STATES, REPORT_STATES, choices

CATEGORIES = (
    Choice("teaching", "Teaching"),
    Choice("research", "Research"),
    Choice("administration", "Administration"),
    Choice("conditions", "Pay and conditions"),
    Choice("service", "Services"),
    Choice("policy", "Carrying out of policies"),
    Choice("other", "Other"),
)
SOURCES = (Choice("anonymous", "Without a name"), Choice("signed", "Signed, at the person's wish"))
LEADS = "Leads"


class Report(UnitParts, RecordBase):
    """What an officer reports of a period: a list of matters, or that there are none."""

    record = Record(
        name="liaison.report",
        files=True,
        label="Report of an officer",
        plural="Reports of officers",
        help="Matters that were raised in the unit, never what somebody thinks. No matters is a report too.",
        fields=(),
        article="5",
        title=("unit", "period"),
        order="-id",
        unit="unit",
        own=("owner",),
        icon="clipboard-list",
    )
    period: Mapped[int] = field(
        Kind.REF,
        "Semester reported on",
        required=True,
        target="directory.semester",
        listed=True,
        filtered=True,
        article="5",
    )
    no_matters: Mapped[bool | None] = field(
        Kind.YES_NO,
        "No matters in this period",
        default=False,
        listed=True,
        article="5",
        help="A complete report, no reason needed.",
    )
    policy_problems: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Difficulties in carrying out policies",
        max_length=1000,
        article="5",
        matters_only=True,
    )
    good_work: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Good work to write about",
        max_length=500,
        article="5",
        section=LEADS,
        personal=DataClass.P,
        purpose="leads",
    )
    good_work_agreed: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The people concerned agree to being written about",
        default=False,
        article="5",
        section=LEADS,
    )
    able_people: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Able people to look at",
        max_length=500,
        article="5",
        section=LEADS,
        personal=DataClass.P,
        purpose="leads",
    )
    able_people_agreed: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The people concerned agree to being named",
        default=False,
        article="5",
        section=LEADS,
    )
    submitted_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Handed in on", filled=True, listed=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(REPORT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Matter(CommonParts, RecordBase):
    """One matter of a report. Without a name unless somebody wants to sign."""

    record = Record(
        name="liaison.matter",
        label="Matter",
        plural="Matters",
        help="What was raised, not by whom. Mark what the head of the unit should not read.",
        fields=(),
        article="5",
        title=("code", "category"),
        order="-id",
        unit="unit",
        own=("owner",),
        party=("proposer",),
        icon="message-circle",
        consents=(
            Consent(why="A matter under the own name", person="proposer", said="proposer_agreed"),
        ),
    )
    report: Mapped[int] = field(
        Kind.REF,
        "Report",
        required=True,
        target="liaison.report",
        filtered=True,
        article="5",
        told=True,
    )
    category: Mapped[str] = field(
        Kind.CHOICE,
        "Kind of matter",
        required=True,
        choices=CATEGORIES,
        listed=True,
        filtered=True,
        article="5",
    )
    description: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Matter raised",
        required=True,
        max_length=500,
        listed=True,
        searched=True,
        article="5",
        matters_only=True,
    )
    wants_answer: Mapped[bool | None] = field(
        Kind.YES_NO, "Asks for an answer", default=False, listed=True, filtered=True, article="5"
    )
    source: Mapped[str] = field(
        Kind.CHOICE,
        "Raised by",
        required=True,
        choices=SOURCES,
        default="anonymous",
        article="5",
    )
    proposer: Mapped[int | None] = field(
        Kind.REF,
        "Signed by",
        target="directory.person",
        article="5",
        personal=DataClass.P,
        purpose="signed_matters",
        shown_if=ShownIf("source", ("signed",)),
    )
    proposer_agreed: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The person agrees to the name standing here",
        default=False,
        article="5",
        shown_if=ShownIf("source", ("signed",)),
    )
    visibility: Mapped[str | None] = field(
        Kind.CHOICE,
        "Who may see it",
        choices=SIGHT,
        default="office",
        listed=True,
        filtered=True,
        article="5",
    )
    suggestion_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the suggestion",
        max_length=60,
        article="5",
        help="The number it has where suggestions are handled.",
        shown_if=ShownIf("wants_answer", (True,)),
    )
    answer: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Answer given",
        max_length=1000,
        article="5",
        shown_if=ShownIf("wants_answer", (True,)),
    )
    asked_on: Mapped[dt.date | None] = field(Kind.DATE, "Answer asked for on", filled=True)
    settled_on: Mapped[dt.date | None] = field(Kind.DATE, "Settled on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(MATTER_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Training(CommonParts, RecordBase):
    """A training of liaison officers."""

    record = Record(
        name="liaison.training",
        files=True,
        label="Training of officers",
        plural="Trainings of officers",
        fields=(),
        article="5",
        title=("topic", "date"),
        order="-date",
        unit="unit",
        own=("owner",),
        icon="school",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="5"
    )
    topic: Mapped[str] = field(
        Kind.TEXT, "Topic", required=True, max_length=120, listed=True, searched=True, article="5"
    )
    content: Mapped[str | None] = field(Kind.LONG_TEXT, "Content", max_length=2000, article="5")
    place: Mapped[str | None] = field(Kind.TEXT, "Place", max_length=120, listed=True)


class Trainee(RecordBase):
    """Somebody who was at a training."""

    record = Record(
        name="liaison.trainee",
        label="Attendance at a training",
        plural="Attendance at trainings",
        fields=(),
        article="5",
        title=("training", "person"),
        own=("person",),
        party=("person",),
        keys=(("training", "person"),),
        in_menu=False,
        icon="user",
    )
    training: Mapped[int] = field(
        Kind.REF,
        "Training",
        required=True,
        target="liaison.training",
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
        purpose="attendance",
    )
