"""Chapter 8, coordination: a table of contents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from typing_extensions import override

from core.sdk import (
    AnyChart,
    AnyReport,
    AnyRule,
    Change,
    Chapter,
    Complaint,
    Draft,
    Follow,
    Grant,
    Inline,
    Look,
    Notice,
    Panel,
    RecordBase,
    Role,
    Stage,
    Story,
    Values,
    View,
    Workflow,
    read_manifest,
)
from plugins.coordination import (
    access,
    charts,
    consult_flow,
    consult_logic,
    consult_models,
    demo,
    panels,
    party_flow,
    party_logic,
    party_models,
    party_rules,
    plan_flow,
    plan_logic,
    plan_models,
    plan_rules,
    reports,
    staff_flow,
    staff_logic,
    staff_models,
    suggestion_flow,
    suggestion_logic,
    suggestion_models,
    suggestion_rules,
)

SHARED = frozenset(
    f"coordination.{short}"
    for short in ("consult", "document", "inspection", "task", "superior_doc")
)
"""What departments do is seen by them from the start; «Who may see it» can narrow it later."""
FILLS = {
    "coordination.suggestion": suggestion_logic.fill,
    "coordination.consult": consult_logic.fill_consult,
    "coordination.document": consult_logic.fill_document,
    "coordination.inspection": consult_logic.fill_inspection,
    "coordination.task": plan_logic.fill_task,
    "coordination.support": party_logic.fill_support,
    "coordination.attendance": party_logic.fill_attendance,
    "coordination.member": staff_logic.fill_member,
    "coordination.training": staff_logic.fill_of_member,
    "coordination.pledge": staff_logic.fill_of_member,
    "coordination.good_deed": staff_logic.fill_deed,
}
CHECKS = {
    "coordination.suggestion": suggestion_logic.check,
    "coordination.co_handler": suggestion_logic.co_handler,
    "coordination.consult": consult_logic.consult,
    "coordination.document": consult_logic.document,
    "coordination.inspection": consult_logic.inspection,
    "coordination.plan": plan_logic.plan,
    "coordination.task": plan_logic.task,
    "coordination.committee_item": plan_logic.committee_item,
    "coordination.superior_doc": plan_logic.superior_doc,
    "coordination.support": party_logic.support,
    "coordination.offer": party_logic.offer,
    "coordination.joint_meeting": party_logic.joint_meeting,
    "coordination.attendance": party_logic.attendance,
    "coordination.member": staff_logic.member,
    "coordination.training": staff_logic.took_place,
    "coordination.pledge": staff_logic.took_place,
    "coordination.good_deed": staff_logic.deed,
}
NOTICES = {
    "coordination.suggestion": suggestion_logic.notices,
    "coordination.consult": consult_logic.tell_consult,
    "coordination.document": consult_logic.tell_document,
    "coordination.inspection": consult_logic.tell_inspection,
    "coordination.task": plan_logic.tell_task,
    "coordination.superior_doc": plan_logic.tell_superior,
    "coordination.support": party_logic.tell_support,
    "coordination.joint_meeting": party_logic.tell_meeting,
}


class Coordination(Chapter):
    """Articles 14 to 17."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            suggestion_models.Suggestion,
            suggestion_models.CoHandler,
            suggestion_models.PublicReply,
            consult_models.Consult,
            consult_models.Document,
            consult_models.Inspection,
            plan_models.Plan,
            plan_models.Task,
            plan_models.Report,
            plan_models.CommitteeItem,
            plan_models.SuperiorDoc,
            party_models.Organisation,
            party_models.Support,
            party_models.Offer,
            party_models.JointMeeting,
            party_models.Attendance,
            staff_models.Member,
            staff_models.Training,
            staff_models.Pledge,
            staff_models.GoodDeed,
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="coordination.suggestion",
            related=("coordination.co_handler.suggestion",),
            inline=(Inline(rows="coordination.co_handler.suggestion", fields=("unit",)),),
        )
        yield View(record="coordination.plan", related=("coordination.task.plan",))
        yield View(
            record="coordination.joint_meeting",
            related=("coordination.attendance.meeting",),
            inline=(
                Inline(rows="coordination.attendance.meeting", fields=("organisation", "came")),
            ),
        )

    @override
    def charts(self) -> Iterable[AnyChart]:
        return charts.CHARTS

    @override
    def reports(self) -> Iterable[AnyReport]:
        return reports.REPORTS

    @override
    def permissions(self) -> Iterable[Role | Grant]:
        return access.grants()

    @override
    def scheduled_rules(self) -> Iterable[AnyRule]:
        return (*plan_rules.RULES, *suggestion_rules.RULES, *party_rules.RULES)

    @override
    def workflows(self) -> Iterable[Workflow]:
        return (
            suggestion_flow.SUGGESTION,
            consult_flow.CONSULT,
            consult_flow.DOCUMENT,
            consult_flow.INSPECTION,
            plan_flow.PLAN,
            plan_flow.TASK,
            plan_flow.REPORT,
            plan_flow.SUPERIOR,
            party_flow.SUPPORT,
            party_flow.MEETING,
            staff_flow.DEED,
        )

    @override
    def fill(self, draft: Draft, look: Look) -> None:
        if draft.action == "create" and draft.record in SHARED:
            draft.set("visibility", "unit")
        if fill := FILLS.get(draft.record):
            fill(draft, look)

    @override
    def check(self, change: Change, look: Look) -> Iterable[Complaint]:
        judge = CHECKS.get(change.record)
        return tuple(judge(change, look)) if judge else ()

    @override
    def follows(self, change: Change, look: Look) -> Iterable[Follow]:
        if change.record == "coordination.suggestion":
            yield from suggestion_logic.follows(change, look)

    @override
    def notices(self, change: Change, look: Look) -> Iterable[Notice]:
        tell = NOTICES.get(change.record)
        return tuple(tell(change, look)) if tell else ()

    @override
    def rests(self, person: int, roles: frozenset[str], day: dt.date, look: Look) -> Iterable[str]:
        return staff_logic.resting(person, roles, day, look)

    @override
    def panels(self, record: str, row: Values, look: Look) -> Iterable[Panel]:
        return panels.panels(record, row, look)

    @override
    def demo(self, stage: Stage) -> Iterable[Story]:
        return demo.stories(stage)
