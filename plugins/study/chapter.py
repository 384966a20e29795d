"""Chapter 2, study: a table of contents."""

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
from plugins.study import (
    access,
    charts,
    checks,
    demo,
    fills,
    follows,
    models,
    notices,
    pages,
    reports,
    rules,
    session_models,
    workflows,
)


class Study(Chapter):
    """Articles 3 and 4."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            models.Plan,
            models.PlanItem,
            models.JointIssue,
            session_models.Session,
            session_models.Signin,
            session_models.OnlineItem,
            session_models.Reader,
            session_models.Reflection,
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="study.plan",
            columns=("year", "level", "unit", "document", "issued_on", "status"),
            sections=(("", ("level", "unit", "year", "document")),),
            related=("study.plan_item.plan",),
            inline=(
                Inline(
                    rows="study.plan_item.plan",
                    fields=("topic", "is_uf", "month", "leader", "material"),
                ),
            ),
        )
        yield View(
            record="study.session",
            columns=("topic", "date", "unit", "place", "present", "status"),
            sections=(("", ("topic", "unit", "date", "minutes", "place", "host", "plan_item")),),
            related=("study.signin.session",),
            pages=(PageLink("Code for signing in", "/study/code/{id}", "edit"),),
        )
        yield View(
            record="study.online_item",
            related=("study.reader.item",),
            sections=(("", ("topic", "unit", "platform", "address", "date", "due", "audience")),),
            inline=(Inline(rows="study.reader.item", fields=("person", "obliged")),),
        )
        yield View(
            record="study.reflection",
            columns=("heading", "writer", "unit", "may_print", "submitted_on", "status"),
            sections=(("", ("writer", "unit", "item", "heading", "text", "may_print")),),
            pages=(PageLink("Anthology (Word)", "/study/anthology", "export"),),
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
    def blueprints(self) -> Iterable[Blueprint]:
        return (pages.pages,)

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
