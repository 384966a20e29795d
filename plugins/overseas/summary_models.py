"""The summary of a half-year (article 12): numbers of matters, and no name."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, Kind, NumberedParts, Record, RecordBase, field
from plugins.overseas.lead_flow import LEAD_STATES, SUMMARY_STATES
from plugins.overseas.lead_models import KINDS
from plugins.overseas.parts import choices

HALVES = (Choice("1", "January to June"), Choice("2", "July to December"))


class Summary(NumberedParts, RecordBase):
    """What a half-year came to. The numbers are taken from the records on the day it is made."""

    record = Record(
        name="overseas.summary",
        label="Summary of a half-year",
        plural="Summaries of half-years",
        help="Counted by itself when it is made; names of people do not belong here.",
        fields=(),
        article="12",
        title=("year", "half"),
        order="-ends_on",
        keys=(("year", "half"),),
        icon="report-analytics",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Year",
        required=True,
        minimum=2020,
        maximum=2100,
        listed=True,
        filtered=True,
        summed=False,
        article="12",
    )
    half: Mapped[str] = field(
        Kind.CHOICE,
        "Half of the year",
        required=True,
        choices=HALVES,
        listed=True,
        filtered=True,
        article="12",
    )
    remarks: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What is to be said about it",
        max_length=2000,
        article="12",
        help="About matters, without names.",
    )
    ends_on: Mapped[dt.date | None] = field(Kind.DATE, "Last day of it", filled=True)
    counted_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Counted on", filled=True, listed=True, article="12"
    )
    new_leads: Mapped[int | None] = field(
        Kind.INTEGER, "New leads", filled=True, listed=True, article="12"
    )
    signed_leads: Mapped[int | None] = field(
        Kind.INTEGER, "Leads signed", filled=True, listed=True, article="12"
    )
    exchanges: Mapped[int | None] = field(
        Kind.INTEGER, "Activities held", filled=True, listed=True, article="12"
    )
    messages: Mapped[int | None] = field(Kind.INTEGER, "Vacancies sent", filled=True, article="13")
    issued_on: Mapped[dt.date | None] = field(Kind.DATE, "Issued on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(SUMMARY_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class SummaryLine(RecordBase):
    """How many leads of a kind stood in a stage."""

    record = Record(
        name="overseas.summary_line",
        label="Leads by kind and stage",
        plural="Leads by kind and stage",
        fields=(),
        article="12",
        title=("kind", "stage"),
        order="id",
        in_menu=False,
        icon="list",
    )
    summary: Mapped[int] = field(
        Kind.REF,
        "Summary of a half-year",
        required=True,
        target="overseas.summary",
        filled=True,
        filtered=True,
        article="12",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Kind of cooperation",
        required=True,
        choices=KINDS,
        filled=True,
        listed=True,
        article="12",
    )
    stage: Mapped[str] = field(
        Kind.CHOICE,
        "Stage",
        required=True,
        choices=choices(LEAD_STATES),
        filled=True,
        listed=True,
        article="12",
    )
    leads: Mapped[int] = field(
        Kind.INTEGER, "Number of leads", required=True, filled=True, listed=True, article="12"
    )
