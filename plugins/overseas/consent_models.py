"""How people come to agree, and the proof that they did: invitations and consents (article 13)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Consent as Agreement
from core.sdk import DataClass, Kind, NumberedParts, Record, RecordBase, field
from plugins.overseas.agreed_flow import INVITATION_STATES
from plugins.overseas.agreed_parts import WAYS
from plugins.overseas.parts import choices


class Invitation(NumberedParts, RecordBase):
    """An invitation that somebody hands on. Of whom it is meant for it holds nothing."""

    record = Record(
        name="overseas.invitation",
        label="Invitation",
        plural="Invitations",
        help="Make a link and let the person who knows them hand it on. Nothing is kept of whom it is for.",
        fields=(),
        article="13",
        title=("matter", "code"),
        unit="lead.unit",
        party=("introducer",),
        icon="message",
    )
    matter: Mapped[str] = field(
        Kind.TEXT,
        "Matter it is about",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="13",
        help="Named to the person. No name of anybody.",
    )
    introducer: Mapped[int] = field(
        Kind.REF,
        "Handed on by",
        required=True,
        target="directory.person",
        listed=True,
        article="13",
        personal=DataClass.P,
        purpose="duty_holders",
    )
    lead: Mapped[int | None] = field(
        Kind.REF, "Lead for cooperation", target="overseas.lead", article="13"
    )
    valid_until: Mapped[dt.date | None] = field(
        Kind.DATE, "Holds until", filled=True, listed=True, article="13"
    )
    answered_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Answered by the person on", filled=True, listed=True, article="13"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(INVITATION_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Consent(RecordBase):
    """One consent as it was given. It stays as a proof when the entry it is about is erased."""

    record = Record(
        name="overseas.consent",
        label="Consent",
        plural="Consents",
        help="Written by the system with each registration, renewal and withdrawal.",
        fields=(),
        article="13",
        title=("given_on", "way"),
        order="-given_on",
        party=("returnee.person",),
        icon="clipboard-list",
        consents=(
            Agreement(
                why="Being kept in the registers of scholars who studied or work abroad",
                person="returnee.person",
                named=("returnee", "contact"),
                given="given_on",
                until="valid_until",
                withdrawn="withdrawn_on",
                withdraw="returnee.withdraw",
            ),
        ),
    )
    returnee: Mapped[int | None] = field(
        Kind.REF,
        "Registered returned scholar",
        target="overseas.returnee",
        filled=True,
        listed=True,
        article="13",
    )
    contact: Mapped[int | None] = field(
        Kind.REF,
        "Scholar abroad who agreed",
        target="overseas.contact",
        filled=True,
        listed=True,
        article="13",
    )
    given_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Agreed on", filled=True, listed=True, filtered=True, article="13"
    )
    valid_until: Mapped[dt.date | None] = field(
        Kind.DATE, "Consent holds until", filled=True, listed=True, article="13"
    )
    withdrawn_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Withdrawn on", filled=True, listed=True, filtered=True, article="13"
    )
    way: Mapped[str | None] = field(
        Kind.CHOICE, "How it was agreed", choices=WAYS, filled=True, listed=True, article="13"
    )
    edition: Mapped[str | None] = field(
        Kind.TEXT, "Edition of the text agreed to", max_length=20, filled=True, article="13"
    )
    evidence: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the signed form",
        max_length=60,
        filled=True,
        article="13",
        personal=DataClass.P,
        purpose="consents",
    )
