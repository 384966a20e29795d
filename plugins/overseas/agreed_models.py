"""What article 13 keeps of people: only of those who agreed, and only for as long."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from core.sdk import DataClass, Kind, NumberedParts, Record, RecordBase, field
from plugins.overseas.agreed_flow import LIVE
from plugins.overseas.agreed_parts import (
    AGREE,
    DEGREES,
    DISCIPLINES,
    REGIONS,
    WISHES,
    Agreed,
)


class Returnee(Agreed, NumberedParts, RecordBase):
    """A returned scholar of the college who registered by themself."""

    record = Record(
        name="overseas.returnee",
        label="Registered returned scholar",
        plural="Registered returned scholars",
        help="Who wishes registers; nobody is entered without having agreed. Withdrawing erases all of it.",
        fields=(),
        article="13",
        title=("name", "code"),
        unit="unit",
        party=("person",),
        icon="user-check",
    )
    name: Mapped[str | None] = field(
        Kind.TEXT,
        "Name",
        required_in=LIVE,
        max_length=60,
        listed=True,
        searched=True,
        article="13",
        personal=DataClass.P,
        purpose="returnees",
    )
    person: Mapped[int | None] = field(
        Kind.REF,
        "Entry in the directory",
        target="directory.person",
        article="13",
        personal=DataClass.P,
        purpose="returnees",
        help="Found by name and unit where there is one. Then the person sees this entry with an account.",
    )
    unit: Mapped[int | None] = field(
        Kind.REF,
        "Unit",
        target="directory.unit",
        required_in=LIVE,
        listed=True,
        filtered=True,
        article="13",
        personal=DataClass.P,
        purpose="returnees",
    )
    email: Mapped[str | None] = field(
        Kind.TEXT,
        "E-mail address",
        required_in=LIVE,
        max_length=120,
        article="13",
        personal=DataClass.P,
        purpose="returnees",
    )
    country: Mapped[str | None] = field(
        Kind.TEXT,
        "Studied in (country or region)",
        required_in=LIVE,
        max_length=60,
        article="13",
        section="Studies abroad",
        personal=DataClass.S,
        purpose="returnees",
    )
    region: Mapped[str | None] = field(
        Kind.CHOICE,
        "Part of the world",
        choices=REGIONS,
        article="13",
        section="Studies abroad",
        personal=DataClass.S,
        purpose="returnees",
        help="For totals only.",
    )
    school: Mapped[str | None] = field(
        Kind.TEXT,
        "University",
        required_in=LIVE,
        max_length=120,
        article="13",
        section="Studies abroad",
        personal=DataClass.S,
        purpose="returnees",
    )
    major: Mapped[str | None] = field(
        Kind.TEXT,
        "Subject",
        required_in=LIVE,
        max_length=80,
        article="13",
        section="Studies abroad",
        personal=DataClass.P,
        purpose="returnees",
    )
    discipline: Mapped[str | None] = field(
        Kind.CHOICE,
        "Academic field",
        choices=DISCIPLINES,
        article="13",
        section="Studies abroad",
        personal=DataClass.P,
        purpose="returnees",
    )
    studied_from: Mapped[str | None] = field(
        Kind.TEXT,
        "Studied from",
        required_in=LIVE,
        max_length=7,
        article="13",
        section="Studies abroad",
        personal=DataClass.S,
        purpose="returnees",
        help="Year and month, as 2015-09.",
    )
    studied_to: Mapped[str | None] = field(
        Kind.TEXT,
        "Studied until",
        required_in=LIVE,
        max_length=7,
        article="13",
        section="Studies abroad",
        personal=DataClass.S,
        purpose="returnees",
        help="Year and month, as 2018-06.",
    )
    degree: Mapped[str | None] = field(
        Kind.CHOICE,
        "Highest degree",
        choices=DEGREES,
        article="13",
        section="Studies abroad",
        personal=DataClass.P,
        purpose="returnees",
    )
    wishes: Mapped[tuple[str, ...] | None] = field(
        Kind.CHOICES,
        "Wishes to take part in",
        choices=WISHES,
        required_in=LIVE,
        article="13",
        personal=DataClass.P,
        purpose="returnees",
    )
    agrees: Mapped[bool | None] = field(
        Kind.YES_NO,
        "I agree that the office keeps this entry and writes to me, for the time said below",
        article="13",
        section="Consent",
        unkept=True,
        help=AGREE,
    )
    agrees_abroad: Mapped[bool | None] = field(
        Kind.YES_NO,
        "I agree separately that my studies abroad are kept with it",
        article="13",
        section="Consent",
        unkept=True,
        help=AGREE,
    )


class Contact(Agreed, NumberedParts, RecordBase):
    """A scholar abroad who agreed to keep in touch about a matter."""

    record = Record(
        name="overseas.contact",
        label="Scholar abroad who agreed",
        plural="Scholars abroad who agreed",
        help="Invite people by a link of their own; what they enter there is all that is kept.",
        fields=(),
        article="13",
        title=("name", "code"),
        unit="lead.unit",
        icon="plane",
    )
    name: Mapped[str | None] = field(
        Kind.TEXT,
        "Name",
        required_in=LIVE,
        max_length=60,
        listed=True,
        searched=True,
        article="13",
        personal=DataClass.P,
        purpose="contacts",
    )
    institution: Mapped[str | None] = field(
        Kind.TEXT,
        "Institution",
        required_in=LIVE,
        max_length=120,
        listed=True,
        article="13",
        personal=DataClass.P,
        purpose="contacts",
    )
    email: Mapped[str | None] = field(
        Kind.TEXT,
        "E-mail address",
        required_in=LIVE,
        max_length=120,
        article="13",
        personal=DataClass.P,
        purpose="contacts",
    )
    discipline: Mapped[str | None] = field(
        Kind.CHOICE,
        "Academic field",
        choices=DISCIPLINES,
        required_in=LIVE,
        article="13",
        personal=DataClass.P,
        purpose="contacts",
    )
    work: Mapped[str | None] = field(
        Kind.TEXT,
        "What they work on",
        max_length=200,
        article="13",
        personal=DataClass.P,
        purpose="contacts",
    )
    interests: Mapped[str | None] = field(
        Kind.TEXT,
        "Posts or cooperation they are interested in",
        max_length=200,
        article="13",
        personal=DataClass.P,
        purpose="contacts",
    )
    matter: Mapped[str] = field(
        Kind.TEXT,
        "Matter they agreed to",
        required=True,
        max_length=120,
        listed=True,
        article="13",
    )
    lead: Mapped[int | None] = field(
        Kind.REF, "Lead for cooperation", target="overseas.lead", filtered=True, article="13"
    )
    introducer: Mapped[int | None] = field(
        Kind.REF,
        "Introduced by",
        target="directory.person",
        article="13",
        personal=DataClass.P,
        purpose="duty_holders",
    )
    invitation: Mapped[int | None] = field(
        Kind.REF, "Invitation", target="overseas.invitation", filled=True, article="13"
    )
