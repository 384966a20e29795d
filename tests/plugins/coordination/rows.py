"""One row of each record of chapter 8, for tests that go through all records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.db import RecordBase
from plugins.coordination.consult_models import Consult, Document, Inspection
from plugins.coordination.party_models import (
    Attendance,
    JointMeeting,
    Offer,
    Organisation,
    Support,
)
from plugins.coordination.plan_models import CommitteeItem, Plan, Report, SuperiorDoc, Task
from plugins.coordination.staff_models import GoodDeed, Member, Pledge, Training
from plugins.coordination.suggestion_models import CoHandler, PublicReply, Suggestion
from tests.builders import DAY

Ids = Mapping[str, int]
ROWS: dict[str, Callable[[Ids], RecordBase]] = {
    "coordination.suggestion": lambda _ids: Suggestion(
        title="图书馆增设座位",
        content="晚间座位经常占满。",
        category="service",
        signature="anonymous",
        source="forum",
    ),
    "coordination.co_handler": lambda ids: CoHandler(
        suggestion=ids["coordination.suggestion"], unit=ids["unit1"]
    ),
    "coordination.public_reply": lambda _ids: PublicReply(
        suggestion_no="〔2026〕1 号",
        date=DAY,
        title="增设座位",
        result="resolved",
        reply="已增设五十个座位。",
    ),
    "coordination.consult": lambda ids: Consult(
        subject="岗位管理办法", policies=("cadres",), draft_ref="征求意见稿", unit=ids["unit1"]
    ),
    "coordination.document": lambda ids: Document(
        name="岗位管理办法", policies=("cadres",), unit=ids["unit1"]
    ),
    "coordination.inspection": lambda ids: Inspection(
        checked=ids["unit1"], date=DAY, articles=("5",), finding="报告齐全"
    ),
    "coordination.plan": lambda _ids: Plan(year=2026, name="2026年工作要点"),
    "coordination.committee_item": lambda _ids: CommitteeItem(
        date=DAY, topic="全年统战工作", decision="同意"
    ),
    "coordination.task": lambda ids: Task(
        name="走访各院部", articles=("6", "7"), due=DAY, plan=ids["coordination.plan"]
    ),
    "coordination.report": lambda _ids: Report(period="annual", year=2026),
    "coordination.superior_doc": lambda _ids: SuperiorDoc(
        doc_no="2026-15",
        name="关于报送材料的通知",
        sent_by="市委统战部",
        received_on=DAY,
        demand="报送总结",
    ),
    "coordination.organisation": lambda ids: Organisation(
        name="民盟支部", party="minmeng", head=ids["person1"]
    ),
    "coordination.support": lambda ids: Support(
        organisation=ids["coordination.organisation"], kind="venue", request="周五下午借用会议室"
    ),
    "coordination.offer": lambda ids: Offer(
        organisation=ids["coordination.organisation"], date=DAY
    ),
    "coordination.joint_meeting": lambda _ids: JointMeeting(date=DAY, topics="全年统战工作"),
    "coordination.attendance": lambda ids: Attendance(
        meeting=ids["coordination.joint_meeting"], organisation=ids["coordination.organisation"]
    ),
    "coordination.member": lambda ids: Member(person=ids["leader1"], part="office", starts=DAY),
    "coordination.training": lambda ids: Training(
        member=ids["coordination.member"], date=DAY, content="政策学习", hours=4
    ),
    "coordination.pledge": lambda ids: Pledge(
        member=ids["coordination.member"], date=DAY, edition="2026"
    ),
    "coordination.good_deed": lambda _ids: GoodDeed(
        name="更换照明灯具", for_whom="图书馆", promised_for=DAY
    ),
}
"""By record, what makes a row of it; numbers of rows made before stand under their record's name."""
