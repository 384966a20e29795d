"""Chapter 1, publicity: a table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

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
    Job,
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
from plugins.publicity import (
    access,
    article_logic,
    article_models,
    charts,
    consent_logic,
    consent_models,
    demo,
    notices,
    pages,
    panels,
    plan_logic,
    plan_models,
    publishing,
    reports,
    review_models,
    rota_logic,
    rota_models,
    rules,
    views,
    watching,
    workflows,
)

FILLS: Mapping[str, Callable[[Draft, Look], None]] = {
    "publicity.article": article_logic.fill,
    "publicity.consent": consent_logic.fill_consent,
    "publicity.takedown": consent_logic.fill_takedown,
    "publicity.roster": rota_logic.fill_member,
    "publicity.slot": rota_logic.fill_slot,
    "publicity.swap": rota_logic.fill_swap,
}
CHECKS: Mapping[str, Callable[[Change, Look], Iterable[Complaint]]] = {
    "publicity.article": article_logic.check,
    "publicity.consent": consent_logic.check_consent,
    "publicity.takedown": consent_logic.check_takedown,
    "publicity.roster": rota_logic.check_member,
    "publicity.leave": rota_logic.check_leave,
    "publicity.slot": rota_logic.check_slot,
    "publicity.swap": rota_logic.check_swap,
    "publicity.plan": plan_logic.check_plan,
    "publicity.plan_item": plan_logic.check_item,
    "publicity.meeting": plan_logic.check_meeting,
}
FOLLOWS: Mapping[str, Callable[[Change, Look], Iterable[Follow]]] = {
    "publicity.article": article_logic.follows,
    "publicity.consent": consent_logic.consent_follows,
    "publicity.takedown": consent_logic.takedown_follows,
    "publicity.slot": rota_logic.slot_follows,
    "publicity.swap": rota_logic.swap_follows,
}


class Publicity(Chapter):
    """Articles 1 and 2."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            article_models.Article,
            review_models.Version,
            review_models.Review,
            consent_models.Consent,
            consent_models.Takedown,
            plan_models.Plan,
            plan_models.PlanItem,
            plan_models.Meeting,
            rota_models.Member,
            rota_models.Leave,
            rota_models.Slot,
            rota_models.Swap,
        )

    @override
    def views(self) -> Iterable[View]:
        return views.VIEWS

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
        return (publishing.Publisher().job(), *watching.jobs())

    @override
    def blueprints(self) -> Iterable[Blueprint]:
        return (pages.pages,)

    @override
    def fill(self, draft: Draft, look: Look) -> None:
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
        tell = notices.NOTICES.get(change.record)
        return tuple(tell(change, look)) if tell else ()

    @override
    def panels(self, record: str, row: Values, look: Look) -> Iterable[Panel]:
        return tuple(panels.panels(record, row, look))

    @override
    def demo(self, stage: Stage) -> Iterable[Story]:
        return demo.stories(stage)
