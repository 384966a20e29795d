"""Chapter 3, liaison officers: a table of contents."""

from __future__ import annotations

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
    RecordBase,
    Role,
    Stage,
    Story,
    View,
    Workflow,
    read_manifest,
)
from plugins.liaison import (
    access,
    charts,
    checks,
    demo,
    fills,
    follows,
    models,
    notices,
    report_models,
    reports,
    rules,
    workflows,
)


class Liaison(Chapter):
    """Article 5."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            models.Nomination,
            models.Assignment,
            report_models.Report,
            report_models.Matter,
            report_models.Training,
            report_models.Trainee,
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="liaison.nomination",
            columns=("unit", "nominee", "nominated_on", "starts", "status"),
            sections=(
                ("", ("unit", "nominee", "tier", "nominated_on", "starts")),
                ("Declarations", ("first_checked", "none_of_ab", "young_reason", "unit_note")),
            ),
            related=("liaison.assignment.nomination",),
        )
        yield View(
            record="liaison.assignment",
            columns=("unit", "officer", "starts", "ends", "status"),
            sections=(("", ("unit", "officer", "starts", "ends")),),
        )
        matter = (
            "category",
            "description",
            "wants_answer",
            "source",
            "proposer",
            "proposer_agreed",
        )
        yield View(
            record="liaison.report",
            columns=("unit", "period", "no_matters", "submitted_on", "status"),
            sections=(("", ("unit", "period", "no_matters")),),
            related=("liaison.matter.report",),
            inline=(Inline(rows="liaison.matter.report", fields=(*matter, "visibility")),),
        )
        yield View(
            record="liaison.training",
            related=("liaison.trainee.training",),
            inline=(Inline(rows="liaison.trainee.training", fields=("person",)),),
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
        return workflows.WORKFLOWS

    @override
    def fill(self, draft: Draft, look: Look) -> None:
        if fill := fills.FILLS.get(draft.record):
            fill(draft, look)

    @override
    def check(self, change: Change, look: Look) -> Iterable[Complaint]:
        judge = checks.CHECKS.get(change.record)
        return tuple(judge(change, look)) if judge else ()

    @override
    def follows(self, change: Change, look: Look) -> Iterable[Follow]:
        bring = follows.FOLLOWS.get(change.record)
        return tuple(bring(change, look)) if bring else ()

    @override
    def notices(self, change: Change, look: Look) -> Iterable[Notice]:
        tell = notices.NOTICES.get(change.record)
        return tuple(tell(change, look)) if tell else ()

    @override
    def demo(self, stage: Stage) -> Iterable[Story]:
        return demo.stories(stage)
