"""What chapter 4 keeps: lists of pairs, pairs, contacts."""

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
from plugins.befriending.workflows import CONTACT_STATES, LIST_STATES, PAIR_STATES, choices

PAIR_KINDS = (Choice("key", "Key contact", "info"), Choice("ordinary", "Ordinary contact"))
END_REASONS = (
    Choice("moved", "Moved to another place of work"),
    Choice("retired", "Retired"),
    Choice("declined", "Own wish"),
    Choice("replaced", "Another leader takes over"),
)
MODES = (
    Choice("talk", "Talk"),
    Choice("visit", "Visit"),
    Choice("invitation", "Invitation to an activity"),
    Choice("remote", "Phone or online"),
)
TOPICS = (
    Choice("teaching", "Teaching"),
    Choice("research", "Research"),
    Choice("administration", "Administration"),
    Choice("service", "Services"),
    Choice("hardship", "Difficulties in daily life"),
    Choice("other", "Other"),
)


class PairList(CommonParts, RecordBase):
    """The pairs of an academic year as the committee decides; each change is a new version."""

    record = Record(
        name="befriending.pair_list",
        files=True,
        label="List of pairs",
        plural="Lists of pairs",
        help="Drawn up by the office, agreed with the people on it, decided by the committee.",
        fields=(),
        article="6",
        title=("year", "edition"),
        unit="unit",
        own=("owner",),
        icon="list-check",
    )
    year: Mapped[int] = field(
        Kind.REF,
        "Academic year of the list",
        required=True,
        target="directory.academic_year",
        listed=True,
        filtered=True,
        article="6",
    )
    edition: Mapped[int | None] = field(
        Kind.INTEGER, "Version", filled=True, minimum=1, listed=True, article="6"
    )
    decision: Mapped[str | None] = field(
        Kind.TEXT,
        "Meeting or document of the decision",
        max_length=120,
        listed=True,
        searched=True,
        article="6",
    )
    decided_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Decided on",
        listed=True,
        filtered=True,
        article="6",
        help="Left empty, it is the day on which the list is approved here.",
    )
    remark: Mapped[str | None] = field(Kind.LONG_TEXT, "Remark", max_length=500)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(LIST_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
    active_key: Mapped[str | None] = field(
        Kind.TEXT,
        "Key of the list in force",
        max_length=40,
        filled=True,
        internal=True,
        unique=True,
    )


class Pair(CommonParts, RecordBase):
    """A leader and the person with whom the leader keeps contact, for one academic year."""

    record = Record(
        name="befriending.pair",
        label="Contact pair",
        plural="Contact pairs",
        help="Tracked are duties of the leader, never qualities of the person.",
        fields=(),
        article="6",
        title=("leader", "person", "academic_year"),
        unit="unit",
        own=("leader",),
        party=("person",),
        icon="users",
        consents=(
            Consent(
                why="Being contacted by a leader",
                person="person",
                given="informed_on",
                until="end",
                not_yet_in=("pending",),
                over_in=("needs_adjustment", "ended"),
                withdraw="release",
            ),
        ),
    )
    pair_list: Mapped[int] = field(
        Kind.REF,
        "List",
        required=True,
        target="befriending.pair_list",
        listed=True,
        filtered=True,
        article="6",
    )
    leader: Mapped[int] = field(
        Kind.REF,
        "Leader",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        filtered=True,
        article="6",
        personal=DataClass.P,
        purpose="pairs",
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person contacted",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        article="6",
        personal=DataClass.S,
        purpose="pairs",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Kind",
        required=True,
        choices=PAIR_KINDS,
        default="ordinary",
        listed=True,
        filtered=True,
        article="6",
    )
    start: Mapped[dt.date] = field(Kind.DATE, "From", required=True, listed=True, article="6")
    end: Mapped[dt.date | None] = field(
        Kind.DATE, "Until", listed=True, article="6", help="Empty while the pair stands."
    )
    decision: Mapped[str] = field(
        Kind.TEXT,
        "Decided by (meeting or document)",
        required=True,
        max_length=120,
        article="6",
    )
    informed_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Person told on",
        required_in=("active",),
        article="6",
        help="The person agrees to being contacted before the pair becomes active.",
    )
    end_reason: Mapped[str | None] = field(
        Kind.CHOICE,
        "Why it ended",
        choices=END_REASONS,
        article="6",
        help="Nobody has to explain an own wish, and nothing more is kept of it.",
    )
    asked_on: Mapped[dt.date | None] = field(Kind.DATE, "Needs adjustment since", filled=True)
    settled_on: Mapped[dt.date | None] = field(Kind.DATE, "Adjustment settled on", filled=True)
    remark: Mapped[str | None] = field(
        Kind.LONG_TEXT, "Remark", max_length=200, help="Matters only, no assessment of the person."
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(PAIR_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
    active_key: Mapped[str | None] = field(
        Kind.TEXT, "Key of the active pair", max_length=60, filled=True, internal=True, unique=True
    )


class Contact(CommonParts, RecordBase):
    """One contact of a pair: when, how, about which kind of matter."""

    record = Record(
        name="befriending.contact",
        files=True,
        label="Contact",
        plural="Contacts",
        help="One talk, visit, invitation or call. It counts by its own date.",
        fields=(),
        article="7",
        title=("pair", "date"),
        order="-date",
        unit="unit",
        own=("pair.leader",),
        party=("pair.person",),
        icon="message-circle",
    )
    pair: Mapped[int] = field(
        Kind.REF,
        "Contact pair",
        required=True,
        target="befriending.pair",
        listed=True,
        searched=True,
        filtered=True,
        article="7",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="7"
    )
    mode: Mapped[str] = field(
        Kind.CHOICE,
        "Way of contact",
        required=True,
        choices=MODES,
        listed=True,
        filtered=True,
        article="7",
    )
    topics: Mapped[tuple[str, ...]] = field(
        Kind.CHOICES,
        "Kinds of matters",
        required=True,
        choices=TOPICS,
        listed=True,
        article="7",
        personal=DataClass.P,
        purpose="contacts",
    )
    place: Mapped[str | None] = field(
        Kind.TEXT, "Place", max_length=120, searched=True, article="7"
    )
    summary: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Summary",
        max_length=200,
        article="7",
        help="Matters only, no assessment of the person.",
        personal=DataClass.S,
        purpose="contacts",
    )
    group_event: Mapped[bool | None] = field(Kind.YES_NO, "Group event", default=False, article="7")
    both_present: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Both were present",
        default=True,
        article="7",
        help="A group event counts only when both were there.",
        shown_if=ShownIf("group_event", (True,)),
    )
    raised_suggestion: Mapped[bool | None] = field(
        Kind.YES_NO,
        "A suggestion was raised",
        default=False,
        listed=True,
        article="7",
        section="What follows",
    )
    suggestion_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the suggestion",
        max_length=60,
        article="7",
        help="The number it has where suggestions are handled.",
        shown_if=ShownIf("raised_suggestion", (True,)),
        section="What follows",
    )
    follow_up: Mapped[str | None] = field(
        Kind.TEXT,
        "What is to follow",
        max_length=200,
        article="7",
        personal=DataClass.P,
        purpose="contacts",
        section="What follows",
    )
    follow_up_due: Mapped[dt.date | None] = field(
        Kind.DATE, "To be done by", article="7", section="What follows"
    )
    follow_up_done: Mapped[dt.date | None] = field(
        Kind.DATE, "Done on", article="7", section="What follows"
    )
    late_reason: Mapped[str | None] = field(
        Kind.TEXT,
        "Why it is entered late",
        max_length=200,
        help="Only for the office, when the days for entering it are over.",
        section="What follows",
    )
    seen_on: Mapped[dt.date | None] = field(Kind.DATE, "Seen by the person on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(CONTACT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
