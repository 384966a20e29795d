"""Chapter 6, research: a table of contents."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint
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
    PageLink,
    RecordBase,
    Role,
    Stage,
    Story,
    View,
    Workflow,
    read_manifest,
)
from plugins.research import (
    access,
    charts,
    demo,
    pages,
    project_flow,
    project_logic,
    project_models,
    report_models,
    reports,
    rules,
    survey_flow,
    survey_logic,
    survey_models,
    visit_flow,
    visit_logic,
    visit_models,
)

FILLS = visit_logic.FILLS | project_logic.FILLS | survey_logic.FILLS
CHECKS = visit_logic.CHECKS | project_logic.CHECKS | survey_logic.CHECKS
FOLLOWS = visit_logic.FOLLOWS | project_logic.FOLLOWS
NOTICES = visit_logic.NOTICES | project_logic.NOTICES | survey_logic.NOTICES
SEEN_BY = {"research.visit_plan": "unit", "research.project": "unit", "research.call": "all"}
"""Who sees a new row from the start; «Who may see it» can narrow it later."""


class Research(Chapter):
    """Articles 10 and 11."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            visit_models.VisitPlan,
            visit_models.VisitUnit,
            visit_models.Visitor,
            visit_models.PhotoConsent,
            visit_models.VisitLog,
            project_models.Call,
            project_models.Project,
            project_models.Member,
            project_models.Extension,
            report_models.MidReport,
            report_models.FinalReport,
            report_models.Submission,
            survey_models.Survey,
            survey_models.Question,
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="research.visit_plan",
            related=(
                "research.visit_unit.visit",
                "research.visitor.visit",
                "research.photo_consent.visit",
                "research.visit_log.visit",
            ),
            inline=(
                Inline(rows="research.visit_unit.visit", fields=("unit",)),
                Inline(rows="research.visitor.visit", fields=("person", "signed_on")),
            ),
        )
        yield View(record="research.call", related=("research.project.call",))
        yield View(
            record="research.project",
            columns=(
                *("name", "category", "leader", "call"),
                *("funding", "starts", "final_due", "status"),
            ),
            related=(
                "research.member.project",
                "research.mid_report.project",
                "research.final_report.project",
                "research.extension.project",
                "research.submission.project",
            ),
            inline=(Inline(rows="research.member.project", fields=("person", "part")),),
            pages=(PageLink("What the members declare", "/research/declare/{id}", "edit"),),
        )
        yield View(
            record="research.survey",
            related=("research.question.survey",),
            inline=(
                Inline(
                    rows="research.question.survey",
                    fields=("place", "text", "kind", "answers", "divides"),
                ),
            ),
            pages=(
                PageLink("Link and code", "/research/questionnaire/{id}", "edit"),
                PageLink("Results of the survey", "/research/results/{id}"),
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
        return rules.RULES

    @override
    def workflows(self) -> Iterable[Workflow]:
        return (visit_flow.VISIT, *project_flow.WORKFLOWS, survey_flow.SURVEY)

    @override
    def blueprints(self) -> Iterable[Blueprint]:
        return (pages.pages,)

    @override
    def fill(self, draft: Draft, look: Look) -> None:
        if draft.action == "create" and (seen := SEEN_BY.get(draft.record)):
            draft.set("visibility", seen)
        if fill := FILLS.get(draft.record):
            fill(draft, look)

    @override
    def check(self, change: Change, look: Look) -> Iterable[Complaint]:
        judge = CHECKS.get(change.record)
        return tuple(judge(change, look)) if judge else ()

    @override
    def follows(self, change: Change, look: Look) -> Iterable[Follow]:
        bring = FOLLOWS.get(change.record)
        return tuple(bring(change, look)) if bring else ()

    @override
    def notices(self, change: Change, look: Look) -> Iterable[Notice]:
        tell = NOTICES.get(change.record)
        return tuple(tell(change, look)) if tell else ()

    @override
    def demo(self, stage: Stage) -> Iterable[Story]:
        return demo.stories(stage)
