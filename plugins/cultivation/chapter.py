"""Chapter 5, cultivation and recommendation: a table of contents."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_
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
    Job,
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
from plugins.cultivation import (
    access,
    cadre_models,
    charts,
    checks,
    demo,
    fills,
    follows,
    models,
    needed,
    notices,
    reports,
    rules,
    workflows,
)


class Cultivation(Chapter):
    """Articles 8 and 9."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            models.TrainingPlan,
            models.Course,
            models.Nomination,
            models.Completion,
            cadre_models.CadreEntry,
            cadre_models.YearlyCheck,
            cadre_models.CadrePlan,
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="cultivation.training_plan", related=("cultivation.course.training_plan",)
        )
        yield View(record="cultivation.course", related=("cultivation.nomination.course",))
        yield View(record="cultivation.nomination", related=("cultivation.completion.nomination",))
        yield View(record="cultivation.cadre_entry", related=("cultivation.yearly_check.entry",))

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
    def jobs(self) -> Iterable[Job]:
        yield needed.job()

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
    def visible(self, person: int | None, record: str) -> ColumnElement[bool] | None:
        """A closed entry is out of all lists; the person still sees it until it is deleted."""
        if record != "cultivation.cadre_entry":
            return None
        entry = cadre_models.CadreEntry
        stands = entry.status != "closed"
        return stands if person is None else or_(stands, entry.person == person)

    @override
    def demo(self, stage: Stage) -> Iterable[Story]:
        return demo.stories(stage)
