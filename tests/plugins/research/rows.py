"""One row of each record of chapter 6, for the tests that go through all records of all chapters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from core.db.base import RecordBase
from plugins.research.project_models import Call, Extension, Member, Project
from plugins.research.report_models import FinalReport, MidReport, Submission
from plugins.research.survey_models import Question, Survey
from plugins.research.visit_models import PhotoConsent, VisitLog, Visitor, VisitPlan, VisitUnit
from tests.builders import DAY, TODAY_OF_NOW

SOON = TODAY_OF_NOW + dt.timedelta(days=30)
ROWS: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {
    "research.visit_plan": lambda ids: VisitPlan(
        topic="乡村振兴调研",
        date=TODAY_OF_NOW,
        until=TODAY_OF_NOW,
        destination="闽宁镇",
        reach="city",
        joint=False,
        lead=ids["unit1"],
        leader=ids["leader1"],
    ),
    "research.visit_unit": lambda ids: VisitUnit(
        visit=ids["research.visit_plan"], unit=ids["unit2"]
    ),
    "research.visitor": lambda ids: Visitor(
        visit=ids["research.visit_plan"], person=ids["person1"], signed_on=TODAY_OF_NOW
    ),
    "research.photo_consent": lambda ids: PhotoConsent(
        visit=ids["research.visit_plan"], person=ids["person1"], given_on=DAY
    ),
    "research.visit_log": lambda ids: VisitLog(
        visit=ids["research.visit_plan"], content="走访企业，了解产业发展情况。"
    ),
    "research.call": lambda ids: Call(
        title="年度课题申报",
        year=2026,
        directions="政策落实情况。",
        deadline=SOON,
        unit=ids["unit1"],
    ),
    "research.project": lambda ids: Project(
        name="人才政策落实情况研究",
        category="general",
        leader=ids["leader1"],
        unit=ids["unit1"],
        starts=DAY,
        ends=dt.date(2027, 11, 9),
        content="访谈和数据分析。",
        outcomes=("report",),
        filed=True,
    ),
    "research.member": lambda ids: Member(project=ids["research.project"], person=ids["person1"]),
    "research.extension": lambda ids: Extension(
        project=ids["research.project"], new_end=dt.date(2028, 3, 31), reason="数据尚未收齐。"
    ),
    "research.mid_report": lambda ids: MidReport(
        project=ids["research.project"], progress="已完成访谈。"
    ),
    "research.final_report": lambda ids: FinalReport(
        project=ids["research.project"], title="人才政策落实情况报告", form="report"
    ),
    "research.submission": lambda ids: Submission(
        title="人才政策落实情况报告",
        kind="report",
        body="自治区党委统战部",
        date=DAY,
        unit=ids["unit1"],
    ),
    "research.survey": lambda ids: Survey(
        title="科研条件问卷",
        subject="conditions",
        purpose="改进科研条件。",
        closes_on=SOON,
        asked=60,
        unit=ids["unit1"],
    ),
    "research.question": lambda ids: Question(
        survey=ids["research.survey"],
        place=1,
        text="实验室开放时间够用吗？",
        answers="够用\n不够用",
    ),
}
"""Made in this order, on the numbers of the college that all tests share."""
STEPS = {
    "research.visit_plan": ("submit_alone", "approve", "hold"),
    "research.project": ("submit", "pass_form", "grant"),
}
