"""What chapter 3 keeps of officers: nominations and terms."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, Consent, DataClass, Kind, Record, RecordBase, ShownIf, field
from plugins.liaison.age import AgeRule
from plugins.liaison.parts import UnitParts
from plugins.liaison.workflows import NOMINATION_STATES, TERM_STATES, choices

TIERS = (
    Choice("A", "A: not a member of the Party"),
    Choice("B", "B: young teacher who studied abroad"),
    Choice("C", "C: young teacher and member of the Party"),
)
READINGS = (
    Choice(AgeRule.INCLUDED, "Full years, the limit included"),
    Choice(AgeRule.BORN, "Born on or after the day so many years before"),
    Choice(AgeRule.BELOW, "Full years, below the limit"),
)
END_REASONS = (
    Choice("term_over", "End of the term"),
    Choice("moved", "Moved to another place of work"),
    Choice("resigned", "Resigned"),
    Choice("replaced", "Somebody else takes over"),
)
CHECK = "Check of the category"


class Nomination(UnitParts, RecordBase):
    """A unit recommends a person as its liaison officer, under one category of article 5."""

    record = Record(
        name="liaison.nomination",
        files=True,
        label="Nomination of an officer",
        plural="Nominations of officers",
        help="Nothing is published before the nominee agrees. No membership and no date of birth is kept.",
        fields=(),
        article="5",
        title=("unit", "nominee", "nominated_on"),
        order="-nominated_on",
        unit="unit",
        own=("owner",),
        party=("nominee",),
        icon="user-plus",
        consents=(
            Consent(
                why="Being recommended as a liaison officer",
                person="nominee",
                given="agreed_on",
                over_in=("declined", "withdrawn"),
                withdraw="decline",
            ),
        ),
    )
    nominee: Mapped[int] = field(
        Kind.REF,
        "Nominee",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        article="5",
        personal=DataClass.P,
        purpose="officers",
    )
    tier: Mapped[str] = field(
        Kind.CHOICE,
        "Category",
        required=True,
        choices=TIERS,
        article="5",
        personal=DataClass.S,
        purpose="category",
        help="As the nominee declares. C only where nobody of A or B is suitable and willing.",
    )
    nominated_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Day of nomination",
        listed=True,
        filtered=True,
        article="5",
        help="Left empty, it is today. Age is judged for this day only.",
    )
    starts: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Takes office on",
        article="5",
        help="After the last day of a term that still runs.",
    )
    first_checked: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The unit declares: nobody of the category that comes first is suitable and willing",
        default=False,
        article="5",
        help="Needed only where the college puts A before B, or B before A.",
        shown_if=ShownIf("tier", ("A", "B")),
    )
    none_of_ab: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The unit declares: nobody of A or B is suitable and willing",
        default=False,
        article="5",
        help="Without names and without numbers.",
        shown_if=ShownIf("tier", ("C",)),
    )
    young_reason: Mapped[str | None] = field(
        Kind.TEXT,
        "Why this young teacher is recommended",
        max_length=200,
        article="5",
        help="Needed while the college has set no age limit for category C.",
        shown_if=ShownIf("tier", ("C",)),
        matters_only=True,
    )
    studied_abroad: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The nominee declares studies abroad as long as the college asks for",
        default=False,
        article="5",
        section=CHECK,
        personal=DataClass.S,
        purpose="category",
        shown_if=ShownIf("tier", ("B",)),
    )
    born: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Date of birth",
        article="5",
        section=CHECK,
        personal=DataClass.P,
        purpose="eligibility",
        help="From the personnel section. Kept are the result, the reading and the day.",
        unkept=True,
        shown_if=ShownIf("tier", ("B", "C")),
    )
    age_ok: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Within the age limit",
        article="5",
        section=CHECK,
        filled=True,
        personal=DataClass.S,
        purpose="eligibility",
    )
    age_rule: Mapped[str | None] = field(
        Kind.CHOICE,
        "Reading of the age limit",
        choices=READINGS,
        article="5",
        section=CHECK,
        filled=True,
    )
    age_day: Mapped[dt.date | None] = field(
        Kind.DATE, "Age judged for", article="5", section=CHECK, filled=True
    )
    agreed_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Nominee agreed on",
        article="5",
        section=CHECK,
        help="Set when the nominee agrees here. The office enters it for a signed paper.",
        personal=DataClass.P,
        purpose="eligibility",
    )
    unit_note: Mapped[str | None] = field(
        Kind.TEXT, "Recommendation of the unit", max_length=200, article="5", matters_only=True
    )
    office_note: Mapped[str | None] = field(
        Kind.TEXT, "Note of the office", max_length=200, article="5", section=CHECK
    )
    published_on: Mapped[dt.date | None] = field(Kind.DATE, "Published on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(NOMINATION_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
    age_key: Mapped[str | None] = field(
        Kind.TEXT, "For what the age was judged", max_length=60, filled=True, internal=True
    )
    agreed_key: Mapped[int | None] = field(
        Kind.INTEGER, "Number of the person who agreed", filled=True, internal=True
    )
    pending_key: Mapped[str | None] = field(
        Kind.TEXT,
        "Key of the nomination under way",
        max_length=40,
        filled=True,
        internal=True,
        unique=True,
    )


class Assignment(UnitParts, RecordBase):
    """The term of an officer in a unit. A term of whom a unit recommended begins by itself."""

    record = Record(
        name="liaison.assignment",
        label="Term of an officer",
        plural="Liaison officers",
        help="One officer per unit at a time. The category is not part of this list.",
        fields=(),
        article="5",
        title=("unit", "officer", "starts"),
        order="-starts",
        unit="unit",
        party=("officer",),
        icon="user-check",
    )
    officer: Mapped[int] = field(
        Kind.REF,
        "Liaison officer",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        filtered=True,
        article="5",
        personal=DataClass.P,
        purpose="officers",
    )
    nomination: Mapped[int | None] = field(
        Kind.REF,
        "Nomination",
        target="liaison.nomination",
        help="Empty for officers who served before this system did.",
    )
    starts: Mapped[dt.date] = field(
        Kind.DATE, "From", required=True, listed=True, filtered=True, article="5"
    )
    ends: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Until",
        listed=True,
        filtered=True,
        article="5",
        help="Left empty, it is the last day of a usual term.",
    )
    end_reason: Mapped[str | None] = field(
        Kind.CHOICE, "Why it ended", choices=END_REASONS, article="5"
    )
    successor: Mapped[int | None] = field(
        Kind.REF,
        "Successor",
        target="directory.person",
        filled=True,
        personal=DataClass.P,
        purpose="officers",
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(TERM_STATES), filled=True, listed=True, filtered=True
    )
