"""One row of each record of chapter 2, for the tests that go through all records of all chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.db.base import RecordBase
from plugins.study.models import JointIssue, Plan, PlanItem
from plugins.study.session_models import OnlineItem, Reader, Reflection, Session, Signin
from tests.builders import DAY, TODAY_OF_NOW

ROWS: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {
    "study.plan": lambda ids: Plan(level="unit", unit=ids["unit1"], year=2026),
    "study.plan_item": lambda _ids: PlanItem(plan=1, topic="专题学习", month=12),
    "study.joint_issue": lambda _ids: JointIssue(year=2026, points="院党字〔2026〕1 号"),
    "study.session": lambda ids: Session(
        unit=ids["unit1"],
        topic="集中学习",
        date=TODAY_OF_NOW,
        minutes=60,
        place="报告厅",
        host=ids["leader1"],
    ),
    "study.signin": lambda ids: Signin(session=1, person=ids["leader1"]),
    "study.online_item": lambda ids: OnlineItem(
        unit=ids["unit1"],
        topic="专题学习",
        platform="campus",
        date=DAY,
        due=DAY,
        audience="invited",
    ),
    "study.reader": lambda ids: Reader(item=1, person=ids["person1"]),
    "study.reflection": lambda ids: Reflection(
        writer=ids["person1"], unit=ids["unit1"], heading="专题学习", text="学习体会。"
    ),
}
"""Made in this order, on the numbers of the college that all tests share."""
