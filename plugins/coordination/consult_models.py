"""What article 15 keeps beside suggestions: consultations, documents within scope, checks of units."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, Kind, Record, RecordBase, ShownIf, field
from plugins.coordination.consult_flow import (
    ADVISED,
    CHECK_STATES,
    CONSULT_STATES,
    DOCUMENT_STATES,
)
from plugins.coordination.parts import choices

KINDS = (Choice("matter", "Matter"), Choice("document", "Document"))
POLICIES = (
    Choice("parties", "Democratic parties"),
    Choice("cadres", "Cadres outside the Party"),
    Choice("overseas", "Returned overseas Chinese and their families"),
    Choice("hk_mo_tw", "Hong Kong, Macao and Taiwan"),
    Choice("scholars", "People who studied abroad"),
    Choice("unity", "Unity of all groups of the people"),
)
"""The checklist of the drafting form: whatever is ticked makes consulting a duty."""
ADOPTIONS = (
    Choice("whole", "Adopted", "ok"),
    Choice("part", "Adopted in part", "info"),
    Choice("none", "Not adopted", "warn"),
)
OFFICE, DRAFTERS = ("UF", "UFH"), ("FD", "UH", "UF", "UFH")
ARTICLES = tuple(Choice(str(n), f"Article {n}") for n in range(1, 18))


class Consult(CommonParts, RecordBase):
    """A department asks before a matter is settled or a document issued: no approval and no veto."""

    record = Record(
        name="coordination.consult",
        files=True,
        label="Consultation",
        plural="Consultations",
        help="The draft is attached. Not adopting advice is allowed, with a reason in writing.",
        fields=(),
        article="15",
        title=("subject", "code"),
        unit="unit",
        own=("owner",),
        icon="messages",
    )
    subject: Mapped[str] = field(
        Kind.TEXT,
        "Matter or name of the document",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="15",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Matter or document",
        required=True,
        choices=KINDS,
        default="document",
        listed=True,
        filtered=True,
        article="15",
    )
    policies: Mapped[tuple[str, ...]] = field(
        Kind.CHOICES,
        "Policies it touches",
        required=True,
        choices=POLICIES,
        listed=True,
        article="15",
        writers=DRAFTERS,
    )
    draft_ref: Mapped[str | None] = field(
        Kind.TEXT,
        "Version of the draft",
        max_length=120,
        article="15",
        help="The draft itself is attached below.",
        writers=DRAFTERS,
    )
    answer_by: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Answer wished by",
        listed=True,
        filtered=True,
        article="15",
        help="Left empty, it is the day on which the usual time is over.",
        writers=DRAFTERS,
    )
    sent_on: Mapped[dt.date | None] = field(Kind.DATE, "Sent on", filled=True, listed=True)
    received_on: Mapped[dt.date | None] = field(Kind.DATE, "Received on", filled=True)
    advice: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Advice of the department",
        max_length=2000,
        article="15",
        section="Advice and what became of it",
        shown_if=ShownIf("status", ("sent", "received", "no_answer", *ADVISED)),
        writers=OFFICE,
    )
    replied_on: Mapped[dt.date | None] = field(Kind.DATE, "Advice given on", filled=True)
    adoption: Mapped[str | None] = field(
        Kind.CHOICE,
        "What became of the advice",
        choices=ADOPTIONS,
        listed=True,
        filtered=True,
        article="15",
        section="Advice and what became of it",
        shown_if=ShownIf("status", ADVISED),
        writers=DRAFTERS,
    )
    adoption_reason: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Why it was not adopted, or not wholly",
        max_length=1000,
        article="15",
        section="Advice and what became of it",
        shown_if=ShownIf("adoption", ("part", "none")),
        writers=DRAFTERS,
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(CONSULT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Document(CommonParts, RecordBase):
    """A document that a department drafts, with the checklist that says whether it must consult."""

    record = Record(
        name="coordination.document",
        label="Drafted document",
        plural="Drafted documents",
        help="Each item of the checklist that applies makes consulting a duty.",
        fields=(),
        article="15",
        title=("name",),
        unit="unit",
        own=("owner",),
        icon="file-text",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Name of the document",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="15",
    )
    policies: Mapped[tuple[str, ...] | None] = field(
        Kind.CHOICES,
        "Policies it touches",
        choices=POLICIES,
        listed=True,
        article="15",
        help="Nothing ticked means: outside the scope.",
    )
    consult: Mapped[int | None] = field(
        Kind.REF,
        "Consultation",
        target="coordination.consult",
        listed=True,
        filtered=True,
        article="15",
    )
    issue_no: Mapped[str | None] = field(
        Kind.TEXT, "Number of issue", max_length=60, listed=True, searched=True, article="15"
    )
    issued_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Issued on", listed=True, filtered=True, article="15"
    )
    defect: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Issued without consulting",
        filled=True,
        default=False,
        listed=True,
        filtered=True,
        article="15",
    )
    made_up_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Consulted afterwards on", filled=True, article="15"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(DOCUMENT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Inspection(CommonParts, RecordBase):
    """A check of a unit: which duties were done and which not. Nothing about people."""

    record = Record(
        name="coordination.inspection",
        files=True,
        label="Check of a unit",
        plural="Checks of units",
        help="About duties of the unit only, never about people in it.",
        fields=(),
        article="15",
        title=("checked", "date"),
        order="-date",
        unit="checked",
        own=("owner",),
        icon="list-check",
    )
    checked: Mapped[int] = field(
        Kind.REF,
        "Unit checked",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="15",
        writers=OFFICE,
    )
    date: Mapped[dt.date] = field(
        Kind.DATE,
        "Date",
        required=True,
        listed=True,
        filtered=True,
        article="15",
        writers=OFFICE,
    )
    articles: Mapped[tuple[str, ...]] = field(
        Kind.CHOICES,
        "Articles checked",
        required=True,
        choices=ARTICLES,
        listed=True,
        filtered=True,
        article="15",
        writers=OFFICE,
    )
    finding: Mapped[str] = field(
        Kind.LONG_TEXT,
        "How the duties stand",
        required=True,
        max_length=2000,
        article="15",
        writers=OFFICE,
    )
    to_mend: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What is to be mended",
        max_length=1000,
        article="15",
        section="Mending",
        writers=OFFICE,
    )
    mend_by: Mapped[dt.date | None] = field(
        Kind.DATE,
        "To be mended by",
        listed=True,
        filtered=True,
        article="15",
        section="Mending",
        writers=OFFICE,
    )
    mended_how: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What was done",
        max_length=1000,
        article="15",
        section="Mending",
        shown_if=ShownIf("status", ("mending", "settled")),
    )
    mended_on: Mapped[dt.date | None] = field(Kind.DATE, "Mended on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(CHECK_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
