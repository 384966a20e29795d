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
        title="More seats in the library",
        content="In the evening all seats are taken.",
        category="service",
        signature="anonymous",
        source="forum",
    ),
    "coordination.co_handler": lambda ids: CoHandler(
        suggestion=ids["coordination.suggestion"], unit=ids["unit1"]
    ),
    "coordination.public_reply": lambda _ids: PublicReply(
        suggestion_no="TZ-1", date=DAY, title="Seats", result="resolved", reply="Fifty were added."
    ),
    "coordination.consult": lambda ids: Consult(
        subject="Rules of posts", policies=("cadres",), draft_ref="Draft 2", unit=ids["unit1"]
    ),
    "coordination.document": lambda ids: Document(
        name="Rules of posts", policies=("cadres",), unit=ids["unit1"]
    ),
    "coordination.inspection": lambda ids: Inspection(
        checked=ids["unit1"], date=DAY, articles=("5",), finding="Reports are there"
    ),
    "coordination.plan": lambda _ids: Plan(year=2026, name="Main points of 2026"),
    "coordination.committee_item": lambda _ids: CommitteeItem(
        date=DAY, topic="The year's work", decision="Agreed"
    ),
    "coordination.task": lambda ids: Task(
        name="Visit the teaching units", articles=("6", "7"), due=DAY, plan=ids["coordination.plan"]
    ),
    "coordination.report": lambda _ids: Report(period="annual", year=2026),
    "coordination.superior_doc": lambda _ids: SuperiorDoc(
        doc_no="2026-15", name="On reports", sent_by="City", received_on=DAY, demand="A report"
    ),
    "coordination.organisation": lambda ids: Organisation(
        name="League branch", party="minmeng", head=ids["person1"]
    ),
    "coordination.support": lambda ids: Support(
        organisation=ids["coordination.organisation"], kind="venue", request="A room on Fridays"
    ),
    "coordination.offer": lambda ids: Offer(
        organisation=ids["coordination.organisation"], date=DAY
    ),
    "coordination.joint_meeting": lambda _ids: JointMeeting(date=DAY, topics="The year's work"),
    "coordination.attendance": lambda ids: Attendance(
        meeting=ids["coordination.joint_meeting"], organisation=ids["coordination.organisation"]
    ),
    "coordination.member": lambda ids: Member(person=ids["leader1"], part="office", starts=DAY),
    "coordination.training": lambda ids: Training(
        member=ids["coordination.member"], date=DAY, content="Policies", hours=4
    ),
    "coordination.pledge": lambda ids: Pledge(
        member=ids["coordination.member"], date=DAY, edition="2026"
    ),
    "coordination.good_deed": lambda _ids: GoodDeed(
        name="New lamps", for_whom="Library", promised_for=DAY
    ),
}
"""By record, what makes a row of it; numbers of rows made before stand under their record's name."""
