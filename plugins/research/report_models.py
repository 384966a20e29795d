"""What article 11 keeps of results: reports of projects, and what was handed to superiors."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, Kind, Record, RecordBase, ShownIf, field
from plugins.research.parts import choices
from plugins.research.project_flow import REPORT_STATES
from plugins.research.project_models import OUTCOMES

ADOPTIONS = (
    Choice("waiting", "No answer yet"),
    Choice("adopted", "Was adopted", "ok"),
    Choice("instructed", "Adopted with an instruction", "ok"),
    Choice("not", "Not adopted"),
)
ADOPTED = ("adopted", "instructed")
RESULTS = (*OUTCOMES, Choice("information", "Information"))


class MidReport(RecordBase):
    """How a project stands at half its time."""

    record = Record(
        name="research.mid_report",
        files=True,
        label="Mid-term report",
        plural="Mid-term reports",
        fields=(),
        article="11",
        title=("project",),
        unit="project.unit",
        own=("project.leader",),
        icon="file-text",
    )
    project: Mapped[int] = field(
        Kind.REF,
        "Project",
        required=True,
        target="research.project",
        listed=True,
        filtered=True,
        article="11",
    )
    progress: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Progress and results so far",
        required=True,
        max_length=4000,
        article="11",
        matters_only=True,
    )
    to_do: Mapped[str | None] = field(
        Kind.LONG_TEXT, "What remains to be done", max_length=2000, article="11"
    )
    spent: Mapped[Decimal | None] = field(
        Kind.DECIMAL, "Spent so far (yuan)", minimum=0, article="11"
    )
    handed_in_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Handed in on", filled=True, listed=True, filtered=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(REPORT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class FinalReport(RecordBase):
    """What a project found, in the form it has."""

    record = Record(
        name="research.final_report",
        files=True,
        label="Final report",
        plural="Final reports",
        fields=(),
        article="11",
        title=("title",),
        unit="project.unit",
        own=("project.leader",),
        icon="report-analytics",
    )
    project: Mapped[int] = field(
        Kind.REF,
        "Project",
        required=True,
        target="research.project",
        listed=True,
        filtered=True,
        article="11",
    )
    title: Mapped[str] = field(
        Kind.TEXT,
        "Title of the result",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="11",
    )
    form: Mapped[str] = field(
        Kind.CHOICE,
        "Form of the result",
        required=True,
        choices=OUTCOMES,
        listed=True,
        filtered=True,
        article="11",
    )
    words: Mapped[int | None] = field(
        Kind.INTEGER,
        "Length (characters)",
        minimum=1,
        maximum=10_000_000,
        listed=True,
        summed=False,
        article="11",
    )
    similarity: Mapped[Decimal | None] = field(
        Kind.DECIMAL,
        "Share of repeated text (percent)",
        minimum=0,
        maximum=100,
        summed=False,
        article="11",
    )
    summary: Mapped[str | None] = field(
        Kind.LONG_TEXT, "Summary", max_length=2000, article="11", matters_only=True
    )
    handed_in_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Handed in on", filled=True, listed=True, filtered=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(REPORT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Submission(CommonParts, RecordBase):
    """A report that was handed to a superior body, and what became of it."""

    record = Record(
        name="research.submission",
        files=True,
        label="Report to superiors",
        plural="Reports to superiors",
        fields=(),
        article="11",
        title=("title", "date"),
        order="-date",
        unit="unit",
        own=("owner",),
        icon="send",
    )
    title: Mapped[str] = field(
        Kind.TEXT,
        "Title of the report",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="11",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "Form of the report",
        required=True,
        choices=RESULTS,
        listed=True,
        filtered=True,
        article="11",
    )
    project: Mapped[int | None] = field(
        Kind.REF,
        "Project",
        target="research.project",
        listed=True,
        filtered=True,
        article="11",
        help="Where it came of a project.",
    )
    body: Mapped[str] = field(
        Kind.TEXT,
        "Handed to",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="11",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Handed in on", required=True, listed=True, filtered=True, article="11"
    )
    adoption: Mapped[str] = field(
        Kind.CHOICE,
        "What became of the report",
        required=True,
        choices=ADOPTIONS,
        default="waiting",
        listed=True,
        filtered=True,
        article="11",
    )
    adopted_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Adopted on",
        listed=True,
        filtered=True,
        article="11",
        shown_if=ShownIf("adoption", ADOPTED),
    )
    instruction: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Instruction or number of the paper",
        max_length=500,
        article="11",
        shown_if=ShownIf("adoption", ADOPTED),
    )
