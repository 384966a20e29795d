"""What article 14 keeps: plans and tasks, reports, matters before the committee, documents from above."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, Kind, Record, RecordBase, ShownIf, field
from plugins.coordination.consult_models import ARTICLES
from plugins.coordination.parts import choices
from plugins.coordination.plan_flow import (
    PLAN_STATES,
    REPORT_STATES,
    SUPERIOR_STATES,
    TASK_STATES,
)

OFFICE = ("UF", "UFH")
PERIODS = (Choice("half_year", "Half-year report"), Choice("annual", "Annual report"))
AFTER_PLANNING = ("doing", "delay_asked", "acceptance", "done", "cancelled")


class Plan(CommonParts, RecordBase):
    """The main points of a year's work, as issued, with its tasks."""

    record = Record(
        name="coordination.plan",
        files=True,
        label="Annual plan",
        plural="Annual plans",
        fields=(),
        article="14",
        title=("year", "name"),
        order="-year",
        unit="unit",
        own=("owner",),
        icon="clipboard-list",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Calendar year",
        required=True,
        minimum=2000,
        maximum=2100,
        listed=True,
        summed=False,
        article="14",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Name of the plan",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="14",
    )
    issue_no: Mapped[str | None] = field(
        Kind.TEXT, "Number of issue", max_length=60, listed=True, article="14"
    )
    issued_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Issued on", listed=True, filtered=True, article="14"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(PLAN_STATES), filled=True, listed=True, filtered=True
    )


class CommitteeItem(CommonParts, RecordBase):
    """A meeting of the committee at which united front work was discussed, and what it decided."""

    record = Record(
        name="coordination.committee_item",
        files=True,
        label="Matter before the committee",
        plural="Matters before the committee",
        fields=(),
        article="14",
        title=("date", "topic"),
        order="-date",
        unit="unit",
        own=("owner",),
        icon="messages",
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Date", required=True, listed=True, filtered=True, article="14"
    )
    topic: Mapped[str] = field(
        Kind.TEXT,
        "Item discussed",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="14",
    )
    decision: Mapped[str] = field(
        Kind.LONG_TEXT, "Decision", required=True, max_length=2000, article="14"
    )


class Task(CommonParts, RecordBase):
    """One task, whichever and however many articles it serves."""

    record = Record(
        name="coordination.task",
        files=True,
        label="Task",
        plural="Tasks",
        help="A task that serves two articles stands here once and is found under both.",
        fields=(),
        article="14",
        title=("name",),
        order="due",
        unit="unit",
        own=("owner",),
        icon="checklist",
    )
    plan: Mapped[int | None] = field(
        Kind.REF,
        "Annual plan",
        target="coordination.plan",
        filtered=True,
        article="14",
        writers=OFFICE,
    )
    committee_item: Mapped[int | None] = field(
        Kind.REF,
        "Decided by the committee",
        target="coordination.committee_item",
        filtered=True,
        article="14",
        writers=OFFICE,
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Task to be done",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="14",
        writers=OFFICE,
    )
    articles: Mapped[tuple[str, ...]] = field(
        Kind.CHOICES,
        "Articles it serves",
        required=True,
        choices=ARTICLES,
        listed=True,
        filtered=True,
        article="14",
        writers=OFFICE,
    )
    due: Mapped[dt.date] = field(
        Kind.DATE,
        "To be done by",
        required=True,
        listed=True,
        filtered=True,
        article="14",
        writers=OFFICE,
    )
    result_form: Mapped[str | None] = field(
        Kind.TEXT, "Form of the result", max_length=120, article="14", writers=OFFICE
    )
    progress: Mapped[int | None] = field(
        Kind.INTEGER,
        "Progress (percent)",
        default=0,
        minimum=0,
        maximum=100,
        listed=True,
        summed=False,
        article="14",
    )
    evidence: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "What was done, with proof",
        max_length=1000,
        article="14",
        shown_if=ShownIf("status", AFTER_PLANNING),
    )
    new_due: Mapped[dt.date | None] = field(
        Kind.DATE,
        "New date wished for",
        article="14",
        section="Delay",
        shown_if=ShownIf("status", AFTER_PLANNING),
        help="It counts once it is approved.",
    )
    delay_reason: Mapped[str | None] = field(
        Kind.TEXT,
        "Why it is delayed",
        max_length=200,
        article="14",
        section="Delay",
        shown_if=ShownIf("status", AFTER_PLANNING),
    )
    first_due: Mapped[dt.date | None] = field(Kind.DATE, "First date", filled=True)
    done_on: Mapped[dt.date | None] = field(Kind.DATE, "Done on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(TASK_STATES), filled=True, listed=True, filtered=True
    )


class Report(CommonParts, RecordBase):
    """A report on half a year or a year."""

    record = Record(
        name="coordination.report",
        files=True,
        label="Work report",
        plural="Work reports",
        fields=(),
        article="14",
        title=("period", "year"),
        unit="unit",
        own=("owner",),
        icon="file-text",
    )
    period: Mapped[str] = field(
        Kind.CHOICE,
        "Kind of report",
        required=True,
        choices=PERIODS,
        listed=True,
        filtered=True,
        article="14",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Calendar year",
        required=True,
        minimum=2000,
        maximum=2100,
        listed=True,
        summed=False,
        article="14",
    )
    addressee: Mapped[str | None] = field(
        Kind.TEXT, "Addressed to", max_length=120, listed=True, article="14"
    )
    issue_no: Mapped[str | None] = field(
        Kind.TEXT, "Number of issue", max_length=60, listed=True, article="14"
    )
    date: Mapped[dt.date | None] = field(
        Kind.DATE, "Sent out on", filled=True, listed=True, filtered=True, article="14"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(REPORT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class SuperiorDoc(CommonParts, RecordBase):
    """A document from a superior body: what it asks, by when, and who sees to it."""

    record = Record(
        name="coordination.superior_doc",
        files=True,
        label="Document from above",
        plural="Documents from above",
        help="Public and internal documents only; classified ones must not be entered.",
        fields=(),
        article="14",
        title=("doc_no", "name"),
        unit="unit",
        own=("owner",),
        icon="file-text",
    )
    doc_no: Mapped[str] = field(
        Kind.TEXT,
        "Number of the document",
        required=True,
        max_length=60,
        listed=True,
        searched=True,
        article="14",
    )
    name: Mapped[str] = field(
        Kind.TEXT,
        "Name of the document",
        required=True,
        max_length=200,
        listed=True,
        searched=True,
        article="14",
    )
    sent_by: Mapped[str] = field(
        Kind.TEXT, "Sent by", required=True, max_length=120, listed=True, article="14"
    )
    received_on: Mapped[dt.date] = field(
        Kind.DATE, "Received on", required=True, listed=True, filtered=True, article="14"
    )
    demand: Mapped[str] = field(
        Kind.LONG_TEXT, "What it asks for", required=True, max_length=1000, article="14"
    )
    deadline: Mapped[dt.date | None] = field(
        Kind.DATE, "To be done by", listed=True, filtered=True, article="14"
    )
    proposal: Mapped[str | None] = field(
        Kind.LONG_TEXT, "Proposed handling", max_length=1000, article="14", section="Handling"
    )
    instruction: Mapped[str | None] = field(
        Kind.LONG_TEXT, "Instruction", max_length=1000, article="14", section="Handling"
    )
    outcome: Mapped[str | None] = field(
        Kind.LONG_TEXT, "How it was settled", max_length=1000, article="14", section="Handling"
    )
    done_on: Mapped[dt.date | None] = field(Kind.DATE, "Done on", filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(SUPERIOR_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
