"""What article 10 keeps: visits with units and people, consents to photos, what came of a visit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

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
from plugins.research.parts import choices
from plugins.research.visit_flow import FURTHER, THERE, VISIT_STATES

REACHES = (
    Choice("city", "Within the city"),
    Choice("province", "Within the province"),
    Choice("country", "Outside the province"),
    Choice("abroad", "Abroad"),
)
OUTSIDE = ("province", "country", "abroad")
"""Outside the city."""


class VisitPlan(CommonParts, RecordBase):
    """A visit: why, where, when, who leads it, which units take part, what it costs."""

    record = Record(
        name="research.visit_plan",
        files=True,
        label="Study visit",
        plural="Study visits",
        help="A joint visit has a unit that leads and at least one more. Each countersigns.",
        fields=(),
        article="10",
        title=("topic", "date"),
        order="-date",
        unit="lead",
        own=("owner", "leader"),
        shared_units=(FURTHER,),
        shared_own=(THERE,),
        icon="map-pin",
    )
    topic: Mapped[str] = field(
        Kind.TEXT,
        "Topic of the visit",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="10",
    )
    joint: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Joint visit",
        default=True,
        listed=True,
        filtered=True,
        article="10",
        help="Only with a unit that leads and at least one more. Only joint visits count.",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "First day", required=True, listed=True, filtered=True, article="10"
    )
    until: Mapped[dt.date] = field(Kind.DATE, "Last day", required=True, article="10")
    destination: Mapped[str] = field(
        Kind.TEXT,
        "Destination",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="10",
    )
    reach: Mapped[str] = field(
        Kind.CHOICE,
        "How far",
        required=True,
        choices=REACHES,
        default="city",
        filtered=True,
        article="10",
    )
    lead: Mapped[int] = field(
        Kind.REF,
        "Unit that leads",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="10",
    )
    leader: Mapped[int] = field(
        Kind.REF,
        "Leader of the group",
        required=True,
        target="directory.person",
        article="10",
        personal=DataClass.P,
        purpose="visitors",
    )
    purpose: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What is to be found out",
        max_length=1000,
        article="10",
        matters_only=True,
    )
    budget: Mapped[Decimal | None] = field(
        Kind.DECIMAL, "Budget (yuan)", minimum=0, listed=True, article="10", section="Money"
    )
    source: Mapped[str | None] = field(
        Kind.TEXT, "Source of the money", max_length=120, article="10", section="Money"
    )
    reserved_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Budget reserved on", filled=True, section="Money"
    )
    released_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Budget released on", filled=True, section="Money"
    )
    transport: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Transport and safety plan",
        required=True,
        max_length=2000,
        article="10",
        section="Outside the city",
        shown_if=ShownIf("reach", OUTSIDE),
    )
    party_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the Party committee's approval",
        max_length=60,
        article="10",
        section="Outside the city",
        shown_if=ShownIf("reach", ("country", "abroad")),
        help="Needed for approving a visit outside the province.",
    )
    foreign_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the foreign affairs approval",
        max_length=60,
        article="10",
        section="Outside the city",
        shown_if=ShownIf("reach", ("abroad",)),
        help="Needed for approving a visit abroad.",
    )
    approved_on: Mapped[dt.date | None] = field(Kind.DATE, "Approved on", filled=True)
    logged_on: Mapped[dt.date | None] = field(Kind.DATE, "Record entered on", filled=True)
    settled_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Account settled on", filled=True, section="Money"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(VISIT_STATES), filled=True, listed=True, filtered=True
    )


class VisitUnit(RecordBase):
    """A further unit that takes part in a visit."""

    record = Record(
        name="research.visit_unit",
        label="Unit taking part",
        plural="Units taking part",
        fields=(),
        article="10",
        title=("visit", "unit"),
        unit="visit.lead",
        keys=(("visit", "unit"),),
        in_menu=False,
        icon="building",
    )
    visit: Mapped[int] = field(
        Kind.REF,
        "Study visit",
        required=True,
        target="research.visit_plan",
        listed=True,
        filtered=True,
    )
    unit: Mapped[int] = field(
        Kind.REF, "Unit", required=True, target="directory.unit", listed=True, article="10"
    )


class Visitor(RecordBase):
    """Somebody who takes part in a visit, and when they signed in."""

    record = Record(
        name="research.visitor",
        label="Taking part in a visit",
        plural="Taking part in visits",
        help="Only who took part and on which day is kept: no place and no device.",
        fields=(),
        article="10",
        title=("visit", "person"),
        unit="visit.lead",
        party=("person",),
        keys=(("visit", "person"),),
        in_menu=False,
        icon="user-check",
    )
    visit: Mapped[int] = field(
        Kind.REF,
        "Study visit",
        required=True,
        target="research.visit_plan",
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
        article="10",
        personal=DataClass.P,
        purpose="visitors",
    )
    signed_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Signed in on",
        listed=True,
        article="10",
        help="Once the visit is approved and has begun.",
    )


class PhotoConsent(RecordBase):
    """Somebody agrees to photos of a visit being kept and shown; it can be withdrawn at any time."""

    record = Record(
        name="research.photo_consent",
        label="Consent to photos",
        plural="Consents to photos",
        fields=(),
        article="10",
        title=("visit", "person"),
        unit="visit.lead",
        own=("person",),
        party=("person",),
        keys=(("visit", "person"),),
        in_menu=False,
        icon="photo",
        consents=(
            Consent(
                why="Photos of a visit being kept and shown",
                person="person",
                given="given_on",
                withdrawn="withdrawn_on",
                withdraw="edit",
            ),
        ),
    )
    visit: Mapped[int] = field(
        Kind.REF,
        "Study visit",
        required=True,
        target="research.visit_plan",
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
        article="10",
        personal=DataClass.P,
        purpose="photos",
    )
    given_on: Mapped[dt.date] = field(
        Kind.DATE, "Consent given on", required=True, listed=True, article="10"
    )
    withdrawn_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Consent withdrawn on", listed=True, article="10"
    )


class VisitLog(RecordBase):
    """What a visit brought: its content, what follows from it, what it cost."""

    record = Record(
        name="research.visit_log",
        files=True,
        label="Record of a visit",
        plural="Records of visits",
        fields=(),
        article="10",
        title=("visit",),
        unit="visit.lead",
        keys=(("visit",),),
        icon="book",
    )
    visit: Mapped[int] = field(
        Kind.REF,
        "Study visit",
        required=True,
        target="research.visit_plan",
        listed=True,
        filtered=True,
        article="10",
    )
    content: Mapped[str] = field(
        Kind.LONG_TEXT,
        "What was seen and discussed",
        required=True,
        max_length=4000,
        article="10",
        matters_only=True,
    )
    outcome: Mapped[str | None] = field(
        Kind.LONG_TEXT, "Results and what follows", max_length=2000, article="10"
    )
    photos: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Photos are attached",
        default=False,
        article="10",
        help="Only with the consent of everybody who signed in.",
    )
    settlement: Mapped[Decimal | None] = field(
        Kind.DECIMAL, "Settled amount (yuan)", minimum=0, listed=True, article="10", section="Money"
    )
    settled_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Account settled on", listed=True, filtered=True, article="10", section="Money"
    )
