"""Vacancies that are told to those who wish it, and to whom each was sent (article 13)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, Kind, NumberedParts, Record, RecordBase, field
from plugins.overseas.agreed_flow import PUSH_STATES
from plugins.overseas.agreed_parts import DISCIPLINES
from plugins.overseas.parts import choices

AUDIENCE = (
    Choice("returnee", "Registered returned scholars"),
    Choice("contact", "Scholars abroad who agreed"),
)


class Push(NumberedParts, RecordBase):
    """A vacancy that is sent out. How many got it stands here; to whom, in the sendings."""

    record = Record(
        name="overseas.push",
        label="Vacancy message",
        plural="Vacancy messages",
        help="Sent only to those who wish for it, at most once a quarter to each.",
        fields=(),
        article="13",
        title=("position", "code"),
        unit="unit",
        icon="send",
    )
    position: Mapped[str] = field(
        Kind.TEXT,
        "Vacancy",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="13",
    )
    unit: Mapped[int] = field(
        Kind.REF,
        "Unit that hires",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="13",
    )
    text: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Text of the message",
        required=True,
        max_length=3000,
        article="13",
        help="With the address of the announcement, and whom to ask.",
    )
    audience: Mapped[tuple[str, ...]] = field(
        Kind.CHOICES, "Sent to", required=True, choices=AUDIENCE, article="13"
    )
    discipline: Mapped[str | None] = field(
        Kind.CHOICE,
        "Only to people of this field",
        choices=DISCIPLINES,
        article="13",
        help="Left empty, to all who wish for vacancies.",
    )
    sent_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Went out on", filled=True, listed=True, filtered=True, article="13"
    )
    sent_to: Mapped[int | None] = field(
        Kind.INTEGER, "Number of people it went to", filled=True, listed=True, article="13"
    )
    held_back: Mapped[int | None] = field(
        Kind.INTEGER,
        "Held back: got one in this quarter",
        filled=True,
        summed=False,
        article="13",
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(PUSH_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Sending(RecordBase):
    """One vacancy message to one person in one quarter; the keys keep a second one out."""

    record = Record(
        name="overseas.sending",
        label="Sending",
        plural="Sendings",
        fields=(),
        article="13",
        title=("push", "quarter"),
        party=("returnee.person",),
        keys=(("returnee", "quarter"), ("contact", "quarter")),
        in_menu=False,
        icon="send",
    )
    push: Mapped[int] = field(
        Kind.REF,
        "Vacancy message",
        required=True,
        target="overseas.push",
        filled=True,
        listed=True,
        filtered=True,
        article="13",
        told=True,
    )
    quarter: Mapped[str] = field(
        Kind.TEXT,
        "Quarter",
        required=True,
        max_length=7,
        filled=True,
        listed=True,
        filtered=True,
        article="13",
    )
    date: Mapped[dt.date | None] = field(
        Kind.DATE, "Went out on", filled=True, listed=True, article="13"
    )
    returnee: Mapped[int | None] = field(
        Kind.REF,
        "Registered returned scholar",
        target="overseas.returnee",
        filled=True,
        article="13",
    )
    contact: Mapped[int | None] = field(
        Kind.REF,
        "Scholar abroad who agreed",
        target="overseas.contact",
        filled=True,
        article="13",
    )
