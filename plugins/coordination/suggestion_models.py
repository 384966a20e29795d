"""What article 15 keeps of suggestions: each with its handling, who helps, and public replies."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import (
    Choice,
    Consent,
    DataClass,
    Kind,
    NumberedParts,
    Parties,
    Record,
    RecordBase,
    ShownIf,
    field,
)
from plugins.coordination.parts import choices
from plugins.coordination.suggestion_flow import AT_WORK, STATES, TAKEN

CATEGORIES = (
    Choice("teaching", "Teaching"),
    Choice("research", "Research"),
    Choice("administration", "Administration"),
    Choice("service", "Services"),
    Choice("welfare", "Working and living conditions"),
    Choice("policy", "How policies are carried out"),
    Choice("other", "Other"),
)
SOURCES = (
    Choice("self", "Handed in by the person"),
    Choice("forum", "Discussion meeting"),
    Choice("contact", "A contact"),
    Choice("liaison", "Liaison officer"),
    Choice("mailbox", "Mailbox"),
)
SIGNATURES = (Choice("signed", "With name"), Choice("anonymous", "Without name"))
RESULTS = (
    Choice("resolved", "Resolved", "ok"),
    Choice("planned", "Planned", "info"),
    Choice("explained", "Explained"),
    Choice("declined", "Not taken up"),
)
SATISFACTION = (
    Choice("satisfied", "Satisfied"),
    Choice("fairly", "Mostly satisfied"),
    Choice("unsatisfied", "Not satisfied"),
)
OFFICE = ("UF", "UFH")
HANDLERS = ("FD", "UH", "UF", "UFH")
TAKEN_ONLY, REPLY_ONLY = ShownIf("status", TAKEN), ShownIf("status", AT_WORK)
HELPERS = Parties(record="coordination.co_handler", link="suggestion", field="unit")


class Suggestion(NumberedParts, RecordBase):
    """A suggestion from any source and the way to its reply.

    ``sender`` is the person behind an unnamed suggestion: it lets them follow, take back and answer
    what they handed in, and is shown to nobody.
    """

    record = Record(
        name="coordination.suggestion",
        label="Suggestion",
        plural="Suggestions",
        help="About matters. A complaint about a person belongs to the complaints channel, not here.",
        fields=(),
        article="15",
        title=("title", "code"),
        order="-date",
        unit="unit",
        own=("taken_by",),
        party=("proposer", "sender"),
        shared_units=(HELPERS,),
        veils=("sender",),
        icon="message-circle",
        consents=(
            Consent(
                why="A suggestion under the own name",
                person="proposer",
                given="date",
                over_in=("withdrawn", "referred"),
                withdraw="withdraw",
            ),
        ),
    )
    title: Mapped[str | None] = field(
        Kind.TEXT,
        "Title",
        open_in=("submitted",),
        required_in=tuple(s.name for s in STATES if s.name not in ("withdrawn", "referred")),
        max_length=120,
        listed=True,
        searched=True,
        article="15",
        personal=DataClass.P,
        purpose="suggestions",
        help="Without names of people.",
    )
    content: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What is suggested",
        max_length=2000,
        open_in=("submitted",),
        article="15",
        personal=DataClass.P,
        purpose="suggestions",
        help="Matters only. A complaint about a person belongs to the complaints channel.",
    )
    category: Mapped[str | None] = field(
        Kind.CHOICE,
        "Kind of matter",
        choices=CATEGORIES,
        listed=True,
        filtered=True,
        article="15",
        open_in=("submitted",),
    )
    signature: Mapped[str] = field(
        Kind.CHOICE,
        "With or without name",
        required=True,
        open_in=("submitted",),
        choices=SIGNATURES,
        article="15",
        help="Without name nobody sees who handed it in, neither the departments nor the office.",
    )
    public_reply: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The reply may be made public",
        default=False,
        article="15",
        help="On the list that everybody with an account reads; title and reply only, no name.",
    )
    source: Mapped[str] = field(
        Kind.CHOICE,
        "Source",
        required=True,
        choices=SOURCES,
        default="self",
        listed=True,
        filtered=True,
        article="15",
        writers=("UF", "UFH", "LI"),
    )
    source_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of its source",
        max_length=60,
        searched=True,
        article="15",
        help="The number of the contact, meeting or report it comes from.",
        writers=("UF", "UFH", "LI"),
    )
    proposer: Mapped[int | None] = field(
        Kind.REF,
        "Person who suggests",
        target="directory.person",
        article="15",
        personal=DataClass.P,
        purpose="proposers",
        shown_if=ShownIf("signature", ("signed",)),
        writers=("UF", "UFH", "LI"),
    )
    date: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Suggested on",
        listed=True,
        filtered=True,
        article="15",
        help="Left empty, it is today.",
        writers=OFFICE,
    )
    sender: Mapped[int | None] = field(
        Kind.REF,
        "Person behind it",
        target="directory.person",
        filled=True,
        internal=True,
        personal=DataClass.P,
        purpose="proposers",
    )
    taken_by: Mapped[int | None] = field(
        Kind.REF,
        "Taken down by",
        target="directory.person",
        filled=True,
        personal=DataClass.P,
        purpose="takers",
    )
    registered_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Registered on", filled=True, article="15"
    )
    unit: Mapped[int | None] = field(
        Kind.REF,
        "Lead department",
        target="directory.unit",
        listed=True,
        filtered=True,
        article="15",
        section="Handling",
        shown_if=TAKEN_ONLY,
        writers=OFFICE,
    )
    assigned_on: Mapped[dt.date | None] = field(Kind.DATE, "Assigned on", filled=True)
    due_on: Mapped[dt.date | None] = field(
        Kind.DATE, "To be answered by", filled=True, listed=True, filtered=True
    )
    extension_days: Mapped[int | None] = field(
        Kind.INTEGER,
        "Working days more",
        minimum=1,
        maximum=60,
        summed=False,
        article="15",
        section="Handling",
        shown_if=ShownIf("status", ("assigned", *AT_WORK)),
        writers=HANDLERS,
    )
    extension_reason: Mapped[str | None] = field(
        Kind.TEXT,
        "Why more time is needed",
        max_length=200,
        article="15",
        section="Handling",
        shown_if=ShownIf("status", ("assigned", *AT_WORK)),
        writers=HANDLERS,
        personal=DataClass.P,
        purpose="suggestions",
    )
    extended_on: Mapped[dt.date | None] = field(Kind.DATE, "Extended on", filled=True)
    extended_to: Mapped[dt.date | None] = field(Kind.DATE, "Extended to", filled=True)
    result: Mapped[str | None] = field(
        Kind.CHOICE,
        "What came of it",
        choices=RESULTS,
        listed=True,
        filtered=True,
        article="15",
        section="Handling",
        shown_if=REPLY_ONLY,
        writers=HANDLERS,
    )
    reply: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Reply",
        max_length=2000,
        article="15",
        section="Handling",
        shown_if=REPLY_ONLY,
        writers=HANDLERS,
        personal=DataClass.P,
        purpose="suggestions",
    )
    handed_in_on: Mapped[dt.date | None] = field(Kind.DATE, "Reply handed in on", filled=True)
    answered_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Answered on", filled=True, filtered=True
    )
    returned: Mapped[int | None] = field(
        Kind.INTEGER, "Times given back", filled=True, default=0, summed=False
    )
    redone: Mapped[int | None] = field(
        Kind.INTEGER, "Times handled again", filled=True, default=0, summed=False
    )
    satisfaction: Mapped[str | None] = field(
        Kind.CHOICE,
        "How it was handled",
        choices=SATISFACTION,
        filled=True,
        internal=True,
        personal=DataClass.P,
        purpose="proposers",
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(STATES), filled=True, listed=True, filtered=True
    )


class CoHandler(RecordBase):
    """A department that helps the lead department."""

    record = Record(
        name="coordination.co_handler",
        label="Helping department",
        plural="Helping departments",
        fields=(),
        article="15",
        title=("unit", "suggestion"),
        unit="unit",
        in_menu=False,
        icon="building",
    )
    suggestion: Mapped[int] = field(
        Kind.REF,
        "Suggestion",
        required=True,
        target="coordination.suggestion",
        listed=True,
        filtered=True,
        article="15",
    )
    unit: Mapped[int] = field(
        Kind.REF,
        "Department",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="15",
    )
    part: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What it adds to the reply",
        max_length=1000,
        listed=True,
        article="15",
        writers=("FD", "UH"),
        personal=DataClass.P,
        purpose="suggestions",
    )


class PublicReply(RecordBase):
    """A reply that everybody with an account reads: what was suggested, what came of it, nobody's name."""

    record = Record(
        name="coordination.public_reply",
        label="Public reply",
        plural="Public replies",
        help="Replies whose publication was agreed to, and those to people who cannot be reached.",
        fields=(),
        article="15",
        title=("suggestion_no", "title"),
        order="-date",
        icon="messages",
    )
    suggestion_no: Mapped[str] = field(
        Kind.TEXT,
        "Number of the suggestion",
        required=True,
        max_length=60,
        unique=True,
        listed=True,
        searched=True,
        article="15",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Answered on", required=True, listed=True, filtered=True, article="15"
    )
    title: Mapped[str] = field(
        Kind.TEXT, "Title", required=True, max_length=120, listed=True, searched=True, article="15"
    )
    category: Mapped[str | None] = field(
        Kind.CHOICE, "Kind of matter", choices=CATEGORIES, listed=True, filtered=True, article="15"
    )
    result: Mapped[str] = field(
        Kind.CHOICE,
        "What came of it",
        required=True,
        choices=RESULTS,
        listed=True,
        filtered=True,
        article="15",
    )
    reply: Mapped[str] = field(
        Kind.LONG_TEXT, "Reply", required=True, max_length=2000, searched=True, article="15"
    )
