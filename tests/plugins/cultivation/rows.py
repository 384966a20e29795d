"""One row of each record of chapter 5, for tests that go through all records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from core.db import RecordBase
from plugins.cultivation.cadre_models import CadreEntry, CadrePlan, YearlyCheck
from plugins.cultivation.models import Completion, Course, Nomination, TrainingPlan
from tests.builders import DAY

Ids = Mapping[str, int]
LATER = DAY + dt.timedelta(days=30)


def course(_ids: Ids) -> Course:
    """A course whose registration closes in a month."""
    return Course(
        name="党外后备干部培训班",
        organiser="社会主义学院",
        level="city",
        places=2,
        starts=LATER,
        ends=LATER + dt.timedelta(days=5),
        place="第二会议室",
        closes_at=dt.datetime.combine(LATER, dt.time(4), dt.UTC),
    )


def nomination(ids: Ids) -> Nomination:
    """Somebody who wants to take part."""
    return Nomination(
        course=ids["cultivation.course"],
        person=ids["person1"],
        post="讲师",
        reason="承担法学课程",
        wish="yes",
        unit_note="同意",
        office_note="同意",
    )


ROWS: dict[str, Callable[[Ids], RecordBase]] = {
    "cultivation.training_plan": lambda _ids: TrainingPlan(
        year=2027, title="年度选派计划", aim="选派两人参加市级培训"
    ),
    "cultivation.course": course,
    "cultivation.nomination": nomination,
    "cultivation.completion": lambda ids: Completion(
        nomination=ids["cultivation.nomination"], handed_in_on=DAY, hours=40
    ),
    "cultivation.cadre_entry": lambda ids: CadreEntry(
        person=ids["person1"],
        outside=True,
        admin_post="副院长",
        in_post_since=dt.date(2024, 3, 1),
        title="教授",
        education="博士",
    ),
    "cultivation.yearly_check": lambda ids: YearlyCheck(entry=ids["cultivation.cadre_entry"]),
    "cultivation.cadre_plan": lambda _ids: CadrePlan(number="院党字〔2026〕7 号", issued_on=DAY),
}
"""By record, what makes a row of it; numbers of rows made before stand under their record's name."""
STEPS = {
    "cultivation.course": ("open",),
    "cultivation.nomination": (
        "submit", "recommend", "approve", "countersign", "send", "admit",
    ),
}  # fmt: skip
"""Steps of the workflow that rows made later need of earlier ones."""
