"""What article 12 keeps: leads with their progress, and exchange activities."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Mapped

from core.sdk import (
    Choice,
    DataClass,
    Kind,
    NumberedParts,
    Record,
    RecordBase,
    ShownIf,
    field,
)
from plugins.overseas.lead_flow import EXCHANGE_STATES, LEAD_STATES
from plugins.overseas.parts import OFFICE, choices

KINDS = (
    Choice("know_how", "Know-how"),
    Choice("technology", "Technology"),
    Choice("management", "Management"),
    Choice("talent", "Talent"),
    Choice("culture", "Cultural exchange"),
)
FORMS = (
    Choice("visit", "Visit to or from the partner"),
    Choice("lecture", "Lecture"),
    Choice("meeting", "Discussion meeting"),
    Choice("online", "Online meeting"),
    Choice("performance", "Performance or exhibition"),
    Choice("other", "Other"),
)
PROGRESS = (
    Choice("step", "Progress made", "ok"),
    Choice("none", "No progress", "warn"),
    Choice("moved", "New stage", "info"),
)
TECHNOLOGY = ShownIf("kind", ("technology",))


class Lead(NumberedParts, RecordBase):
    """A lead for cooperation, from its registration to its results.

    Of the other side it keeps the organisation. A person there stands here only with what the organisation
    published; who is reached at an address of their own agrees first and stands among the contacts.
    """

    record = Record(
        name="overseas.lead",
        label="Lead for cooperation",
        plural="Leads for cooperation",
        help="A matter and an organisation. Nothing is sent or kept abroad.",
        fields=(),
        article="12",
        title=("name", "code"),
        order="-date",
        unit="unit",
        party=("introducer",),
        files=True,
        icon="link",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "What it is about",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="12",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Kind of cooperation",
        required=True,
        choices=KINDS,
        listed=True,
        filtered=True,
        article="12",
    )
    export_hint: Mapped[bool | None] = field(
        Kind.YES_NO,
        "May fall under export control",
        default=False,
        filtered=True,
        article="12",
        shown_if=TECHNOLOGY,
        help="Then it passes the secrecy review before talks begin.",
    )
    partner: Mapped[str] = field(
        Kind.TEXT,
        "Cooperating organisation",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="12",
    )
    country: Mapped[str] = field(
        Kind.TEXT, "Country or region of it", required=True, max_length=60, article="12"
    )
    date: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Received on",
        listed=True,
        filtered=True,
        article="12",
        help="Left empty, it is today.",
    )
    introducer: Mapped[int] = field(
        Kind.REF,
        "Who made the connection",
        required=True,
        target="directory.person",
        article="12",
        personal=DataClass.P,
        purpose="duty_holders",
    )
    unit: Mapped[int] = field(
        Kind.REF,
        "Department in charge",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="12",
        help="International exchange, research or personnel.",
    )
    contact_name: Mapped[str | None] = field(
        Kind.TEXT,
        "Contact at the organisation",
        max_length=60,
        article="12",
        section="Contact person",
        personal=DataClass.P,
        purpose="business_contacts",
        help="Only whom the organisation names in public.",
    )
    contact_mail: Mapped[str | None] = field(
        Kind.TEXT,
        "Address of the organisation",
        max_length=120,
        article="12",
        section="Contact person",
        personal=DataClass.P,
        purpose="business_contacts",
        help="An address of the organisation. Private addresses need the person's consent.",
    )
    published_at: Mapped[str | None] = field(
        Kind.TEXT,
        "Where it is published",
        max_length=200,
        article="12",
        section="Contact person",
    )
    foreign_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the foreign affairs approval",
        max_length=60,
        article="12",
        section="Approvals",
    )
    review_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the secrecy review",
        max_length=60,
        article="12",
        section="Approvals",
        shown_if=TECHNOLOGY,
    )
    result: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Results of the cooperation",
        max_length=1000,
        article="12",
        section="Approvals",
    )
    accepted_on: Mapped[dt.date | None] = field(Kind.DATE, "Taken up on", filled=True)
    cleared_on: Mapped[dt.date | None] = field(Kind.DATE, "Cleared on", filled=True)
    signed_on: Mapped[dt.date | None] = field(Kind.DATE, "Signed on", filled=True, filtered=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "Stage",
        choices=choices(LEAD_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Progress(RecordBase):
    """An entry on how a lead goes on; «no progress» with its reason is one too."""

    record = Record(
        name="overseas.progress",
        label="Entry on progress",
        plural="Entries on progress",
        fields=(),
        article="12",
        title=("date", "kind"),
        order="-date",
        unit="lead.unit",
        in_menu=False,
        icon="route",
    )
    lead: Mapped[int] = field(
        Kind.REF,
        "Lead for cooperation",
        required=True,
        target="overseas.lead",
        listed=True,
        filtered=True,
        article="12",
    )
    date: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Date",
        listed=True,
        filtered=True,
        article="12",
        help="Left empty, it is today.",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "How it goes on",
        required=True,
        choices=PROGRESS,
        default="step",
        listed=True,
        article="12",
    )
    text: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What happened, or why nothing did",
        max_length=500,
        listed=True,
        article="12",
        help="About the matter, without names of people abroad.",
    )


class Exchange(NumberedParts, RecordBase):
    """An exchange activity."""

    record = Record(
        name="overseas.exchange",
        label="Exchange activity",
        plural="Exchange activities",
        fields=(),
        article="12",
        title=("topic", "date"),
        order="-date",
        unit="unit",
        files=True,
        icon="users",
    )
    topic: Mapped[str] = field(
        Kind.TEXT,
        "Topic of the activity",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="12",
    )
    form: Mapped[str] = field(
        Kind.CHOICE,
        "Form of the activity",
        required=True,
        choices=FORMS,
        listed=True,
        filtered=True,
        article="12",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="12"
    )
    unit: Mapped[int] = field(
        Kind.REF,
        "Held by",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="12",
    )
    lead: Mapped[int | None] = field(
        Kind.REF, "Lead it belongs to", target="overseas.lead", article="12"
    )
    for_returnees: Mapped[bool | None] = field(
        Kind.YES_NO,
        "For returned scholars",
        default=False,
        listed=True,
        filtered=True,
        article="13",
        writers=(*OFFICE, "FD", "UH"),
    )
    participants: Mapped[int | None] = field(
        Kind.INTEGER, "Number of people taking part", minimum=1, maximum=10000, article="12"
    )
    cost: Mapped[Decimal | None] = field(
        Kind.DECIMAL, "Cost in yuan", minimum=0, maximum=100_000_000, article="12"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(EXCHANGE_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
