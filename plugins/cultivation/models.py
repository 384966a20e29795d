"""What article 8 keeps: plans, courses, nominations, completions."""

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
from plugins.cultivation.workflows import (
    COURSE_STATES,
    NOMINATION_STATES,
    PLAN_STATES,
    choices,
)

LEVELS = (
    Choice("region", "Autonomous region"),
    Choice("city", "City"),
    Choice("college", "College"),
    Choice("other", "Other"),
)
WISHES = (
    Choice("open", "Not asked yet"),
    Choice("yes", "Wants to take part", "ok"),
    Choice("no", "Does not want to take part"),
)


class TrainingPlan(CommonParts, RecordBase):
    """What the office plans to send people to in a calendar year, with the aim."""

    record = Record(
        name="cultivation.training_plan",
        files=True,
        label="Training plan",
        plural="Training plans",
        help="One plan for each calendar year, issued by the end of March.",
        fields=(),
        article="8",
        title=("year", "title"),
        order="-year",
        unit="unit",
        own=("owner",),
        icon="list-check",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Calendar year",
        required=True,
        minimum=2000,
        maximum=2100,
        listed=True,
        filtered=True,
        summed=False,
        article="8",
    )
    title: Mapped[str] = field(
        Kind.TEXT, "Title", required=True, max_length=120, listed=True, searched=True, article="8"
    )
    aim: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Aim, and who is to be sent to what",
        required=True,
        max_length=2000,
        article="8",
    )
    places: Mapped[int | None] = field(
        Kind.INTEGER, "Places planned", minimum=0, maximum=1000, listed=True, article="8"
    )
    issued_on: Mapped[dt.date | None] = field(Kind.DATE, "Issued on", filled=True, listed=True)
    for_day: Mapped[dt.date | None] = field(
        Kind.DATE, "First day of the year", filled=True, internal=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(PLAN_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Course(CommonParts, RecordBase):
    """A training course that others or the college hold, with its places and closing time."""

    record = Record(
        name="cultivation.course",
        files=True,
        label="Training course",
        plural="Training courses",
        fields=(),
        article="8",
        title=("name", "starts"),
        order="-starts",
        unit="unit",
        own=("owner",),
        icon="school",
    )
    name: Mapped[str] = field(
        Kind.TEXT, "Name", required=True, max_length=120, listed=True, searched=True, article="8"
    )
    organiser: Mapped[str] = field(
        Kind.TEXT, "Organiser", required=True, max_length=120, listed=True, article="8"
    )
    level: Mapped[str] = field(
        Kind.CHOICE,
        "Level of the course",
        required=True,
        choices=LEVELS,
        listed=True,
        filtered=True,
        article="8",
    )
    places: Mapped[int] = field(
        Kind.INTEGER,
        "Places",
        required=True,
        minimum=1,
        maximum=500,
        listed=True,
        article="8",
    )
    starts: Mapped[dt.date] = field(
        Kind.DATE, "First day", required=True, listed=True, filtered=True, article="8"
    )
    ends: Mapped[dt.date] = field(Kind.DATE, "Last day", required=True, article="8")
    place: Mapped[str] = field(Kind.TEXT, "Place", required=True, max_length=120, article="8")
    closes_at: Mapped[dt.datetime] = field(
        Kind.MOMENT, "Registration closes", required=True, listed=True, article="8"
    )
    extended_to: Mapped[dt.datetime | None] = field(
        Kind.MOMENT,
        "Registration prolonged until",
        article="8",
        help="Takes effect when the registration is opened again, with the reason.",
    )
    source_no: Mapped[str | None] = field(
        Kind.TEXT, "Number of the letter received", max_length=60, searched=True, article="8"
    )
    training_plan: Mapped[int | None] = field(
        Kind.REF, "Serves the plan", target="cultivation.training_plan", article="8"
    )
    closes_on: Mapped[dt.date | None] = field(Kind.DATE, "Closing day", filled=True, internal=True)
    full_on: Mapped[dt.date | None] = field(Kind.DATE, "All places taken on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(COURSE_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Nomination(CommonParts, RecordBase):
    """One person for one course: own wish, opinions, and what became of it."""

    record = Record(
        name="cultivation.nomination",
        files=True,
        label="Course nomination",
        plural="Course nominations",
        help="By post and profession and by the person's own wish. Nobody is compared with others.",
        fields=(),
        article="8",
        title=("course", "person"),
        unit="unit",
        own=("owner",),
        party=("person",),
        icon="user-check",
        consents=(
            Consent(
                why="The own organisation being asked about a course",
                person="person",
                said="ask_organisation",
                over_in=("not_admitted", "gave_up"),
            ),
        ),
    )
    course: Mapped[int] = field(
        Kind.REF,
        "Training course",
        required=True,
        target="cultivation.course",
        listed=True,
        searched=True,
        filtered=True,
        article="8",
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person nominated",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        article="8",
        personal=DataClass.P,
        purpose="nominations",
    )
    post: Mapped[str] = field(
        Kind.TEXT,
        "Post and professional title",
        required=True,
        max_length=120,
        article="8",
        personal=DataClass.P,
        purpose="nominations",
    )
    reason: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Reason by post and profession",
        required=True,
        max_length=500,
        article="8",
        help="What the course is useful for in the person's work. No assessment of the person.",
        personal=DataClass.P,
        purpose="nominations",
    )
    wish: Mapped[str] = field(
        Kind.CHOICE,
        "The person's own wish",
        required=True,
        choices=WISHES,
        default="open",
        listed=True,
        article="8",
        personal=DataClass.P,
        purpose="nominations",
    )
    ask_organisation: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The person wants the own organisation to be asked",
        default=False,
        article="8",
        section="What others say",
        help="Only the person decides this. Without it nothing is asked, and nothing is missing.",
        personal=DataClass.S,
        purpose="organisation_note",
    )
    organisation_note: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What the organisation says",
        max_length=300,
        article="8",
        section="What others say",
        shown_if=ShownIf("ask_organisation", (True,)),
        personal=DataClass.S,
        purpose="organisation_note",
    )
    unit_note: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What the unit says",
        max_length=300,
        article="8",
        section="What others say",
        personal=DataClass.P,
        purpose="nominations",
    )
    office_note: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What the office says",
        max_length=300,
        article="8",
        section="What others say",
        personal=DataClass.P,
        purpose="nominations",
    )
    sent_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Sent to the organiser on", filled=True, listed=True
    )
    course_ends: Mapped[dt.date | None] = field(Kind.DATE, "Course ends", filled=True)
    completed_on: Mapped[dt.date | None] = field(Kind.DATE, "Completion handed in", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(NOMINATION_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
    active_key: Mapped[str | None] = field(
        Kind.TEXT,
        "Key of the nomination",
        max_length=60,
        filled=True,
        internal=True,
        unique=True,
    )


class Completion(CommonParts, RecordBase):
    """What shows that somebody completed a course: hours, certificate, summary."""

    record = Record(
        name="cultivation.completion",
        files=True,
        label="Completion",
        plural="Completions",
        help="Handed in by the person or by the office; a summary can be attached.",
        fields=(),
        article="8",
        title=("nomination", "handed_in_on"),
        unit="unit",
        own=("owner",),
        party=("nomination.person",),
        keys=(("nomination",),),
        icon="certificate",
    )
    nomination: Mapped[int] = field(
        Kind.REF,
        "Course nomination",
        required=True,
        target="cultivation.nomination",
        listed=True,
        searched=True,
        article="8",
    )
    handed_in_on: Mapped[dt.date] = field(
        Kind.DATE, "Handed in on", required=True, listed=True, filtered=True, article="8"
    )
    hours: Mapped[int] = field(
        Kind.INTEGER,
        "Hours",
        required=True,
        minimum=1,
        maximum=2000,
        listed=True,
        article="8",
        personal=DataClass.P,
        purpose="nominations",
    )
    certificate_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the certificate",
        max_length=60,
        article="8",
        personal=DataClass.P,
        purpose="nominations",
    )
