"""What both kinds of entries of people who agreed share: choices, and the consent in force."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, DataClass, Kind, field
from plugins.overseas.agreed_flow import LIVE, STATES
from plugins.overseas.parts import OFFICE, choices

REGIONS = (
    Choice("asia", "Asia"),
    Choice("europe", "Europe"),
    Choice("north_america", "North America"),
    Choice("south_america", "Central and South America"),
    Choice("oceania", "Oceania"),
    Choice("africa", "Africa"),
    Choice("hmt", "Hong Kong, Macao and Taiwan"),
)
DISCIPLINES = (
    Choice("science", "Science"),
    Choice("engineering", "Engineering"),
    Choice("agriculture", "Agriculture"),
    Choice("medicine", "Medicine"),
    Choice("economics", "Economics and management"),
    Choice("law", "Law and social science"),
    Choice("education", "Education"),
    Choice("humanities", "Literature, history and philosophy"),
    Choice("arts", "Arts"),
)
DEGREES = (
    Choice("bachelor", "Bachelor"),
    Choice("master", "Master"),
    Choice("doctor", "Doctor"),
    Choice("none", "Without a degree"),
)
WISHES = (
    Choice("exchange", "Exchange activities"),
    Choice("association", "Association of returned scholars"),
    Choice("lectures", "Lectures and advice"),
    Choice("recruiting", "Help with recruiting"),
)
WAYS = (
    Choice("account", "With an own account"),
    Choice("link", "By an own link"),
    Choice("form", "On a signed form"),
    Choice("table", "On a signed form, taken from a table"),
)
PAPER = ("form", "table")
AGREE = "Tick it only when the person does so by themselves. Nothing is ticked beforehand."


class Agreed:
    """What both kinds of entries share: where the person is reached, and the consent in force."""

    vacancies: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Wishes to be told of vacancies",
        default=False,
        filtered=True,
        article="13",
        help="At most one message in a quarter; each can be answered by a press that ends them.",
    )
    evidence: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the signed form",
        max_length=60,
        article="13",
        section="Consent",
        writers=OFFICE,
        personal=DataClass.P,
        purpose="consents",
        help="Where the form lies, as 2026 folder 3 no. 12. Needed unless people agree by themselves.",
    )
    given_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Agreed on",
        article="13",
        section="Consent",
        required_in=LIVE,
        listed=True,
        filtered=True,
        writers=OFFICE,
        help="The day on the form. Left empty, it is today.",
    )
    way: Mapped[str | None] = field(
        Kind.CHOICE, "How it was agreed", choices=WAYS, filled=True, article="13"
    )
    edition: Mapped[str | None] = field(
        Kind.TEXT, "Edition of the text agreed to", max_length=20, filled=True, article="13"
    )
    valid_until: Mapped[dt.date | None] = field(
        Kind.DATE, "Consent holds until", filled=True, listed=True, filtered=True, article="13"
    )
    asked_on: Mapped[dt.date | None] = field(Kind.DATE, "Asked a last time on", filled=True)
    stopped_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Ended messages on", filled=True, article="13"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(STATES), filled=True, listed=True, filtered=True
    )
