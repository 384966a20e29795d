"""What chapter 2 keeps of article 3: plans of study, their topics, work points."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, DataClass, Kind, Record, RecordBase, field
from plugins.study.workflows import PLAN_STATES, choices

LEVELS = (
    Choice(
        "central",
        "Central group of the Party committee",
        aliases=("党组中心组", "党委中心组", "中心组", "党委理论学习中心组"),
    ),
    Choice("branch", "Party branch"),
    Choice("unit", "Unit"),
)
SIGHT = (Choice("unit", "The unit and the office"), Choice("office", "The office only", "warn"))


class UnitParts(CommonParts):
    """The common parts of what a unit keeps here: the unit sees it unless it says otherwise."""

    unit: Mapped[int] = field(
        Kind.REF, "Unit", required=True, target="directory.unit", listed=True, filtered=True
    )
    visibility: Mapped[str | None] = field(
        Kind.CHOICE, "Who may see it", choices=SIGHT, default="unit", section="Filing"
    )


class Plan(UnitParts, RecordBase):
    """The plan of study of a calendar year: of the central group, a Party branch or a unit."""

    record = Record(
        name="study.plan",
        files=True,
        label="Study plan",
        plural="Study plans",
        help="By calendar year, as the central group works; all else here goes by academic year.",
        fields=(),
        article="3",
        title=("year", "level", "unit"),
        order="-year",
        unit="unit",
        own=("owner",),
        keys=(("level", "unit", "year"),),
        icon="book",
    )
    level: Mapped[str] = field(
        Kind.CHOICE,
        "Level",
        required=True,
        choices=LEVELS,
        listed=True,
        filtered=True,
        article="3",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Year of the plan",
        required=True,
        minimum=2000,
        maximum=2100,
        listed=True,
        filtered=True,
        summed=False,
        article="3",
    )
    document: Mapped[str | None] = field(
        Kind.TEXT, "Document number", max_length=60, listed=True, searched=True, article="3"
    )
    issued_on: Mapped[dt.date | None] = field(Kind.DATE, "Issued on", filled=True, listed=True)
    summary: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Summary of the year",
        max_length=2000,
        required_in=("summed_up", "archived"),
        article="3",
    )
    first_day: Mapped[dt.date | None] = field(
        Kind.DATE, "First day of the year", filled=True, internal=True
    )
    last_day: Mapped[dt.date | None] = field(
        Kind.DATE, "Last day of the year", filled=True, internal=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE, "State", choices=choices(PLAN_STATES), filled=True, listed=True, filtered=True
    )


class PlanItem(RecordBase):
    """A topic of a plan and the month for it."""

    record = Record(
        name="study.plan_item",
        label="Planned topic",
        plural="Planned topics",
        fields=(),
        article="3",
        title=("topic", "month"),
        order="-id",
        unit="unit",
        in_menu=False,
        icon="list-check",
    )
    plan: Mapped[int] = field(
        Kind.REF,
        "Plan",
        required=True,
        target="study.plan",
        listed=True,
        filtered=True,
        article="3",
    )
    topic: Mapped[str] = field(
        Kind.TEXT, "Topic", required=True, max_length=120, listed=True, searched=True, article="3"
    )
    is_uf: Mapped[bool | None] = field(
        Kind.YES_NO,
        "United-front topic",
        default=False,
        listed=True,
        filtered=True,
        article="3",
    )
    month: Mapped[int] = field(
        Kind.INTEGER,
        "Month",
        required=True,
        minimum=1,
        maximum=12,
        listed=True,
        summed=False,
        article="3",
    )
    leader: Mapped[int | None] = field(
        Kind.REF,
        "Led by",
        target="directory.person",
        article="3",
        personal=DataClass.P,
        purpose="study_records",
    )
    material: Mapped[str | None] = field(Kind.TEXT, "Material", max_length=200, article="3")
    held_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Studied on",
        listed=True,
        article="3",
        help="Filled in when its session was held.",
    )
    unit: Mapped[int | None] = field(Kind.REF, "Unit", target="directory.unit", filled=True)
    level: Mapped[str | None] = field(
        Kind.CHOICE, "Level", choices=LEVELS, filled=True, internal=True
    )
    issued: Mapped[bool | None] = field(
        Kind.YES_NO, "Its plan is issued", filled=True, internal=True
    )
    first_day: Mapped[dt.date | None] = field(
        Kind.DATE, "First day of the year", filled=True, internal=True
    )
    month_end: Mapped[dt.date | None] = field(
        Kind.DATE, "Last day of the month", filled=True, internal=True
    )


class JointIssue(CommonParts, RecordBase):
    """The year's work points of Party building, and what they say of united front work."""

    record = Record(
        name="study.joint_issue",
        files=True,
        label="Work points and united front",
        plural="Work points and united front",
        help="Shows that both were planned and issued together.",
        fields=(),
        article="3",
        title=("year", "points"),
        order="-year",
        unit="unit",
        own=("owner",),
        icon="link",
    )
    year: Mapped[int] = field(
        Kind.INTEGER,
        "Year of the work points",
        required=True,
        minimum=2000,
        maximum=2100,
        listed=True,
        filtered=True,
        summed=False,
        unique=True,
        article="3",
    )
    points: Mapped[str] = field(
        Kind.TEXT,
        "Document number of the work points",
        required=True,
        max_length=60,
        listed=True,
        searched=True,
        article="3",
    )
    uf_item: Mapped[str | None] = field(
        Kind.TEXT,
        "Item on united front work",
        max_length=200,
        listed=True,
        article="3",
        help="Empty as long as the work points contain none.",
    )
    first_day: Mapped[dt.date | None] = field(
        Kind.DATE, "First day of the year", filled=True, internal=True
    )
