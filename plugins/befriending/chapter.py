"""Chapter 4, contact and befriending: a table of contents."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select
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
from plugins.befriending import (
    access,
    charts,
    checks,
    demo,
    fills,
    models,
    notices,
    reports,
    rules,
    suggestions,
    visit_models,
    workflows,
)


class Befriending(Chapter):
    """Articles 6 and 7."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            models.PairList,
            models.Pair,
            models.Contact,
            visit_models.Visit,
            visit_models.UnitRound,
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="befriending.pair_list",
            related=("befriending.pair.pair_list",),
            inline=(
                Inline(
                    rows="befriending.pair.pair_list",
                    fields=("leader", "person", "kind", "start", "decision"),
                ),
            ),
        )
        yield View(
            record="befriending.pair",
            columns=("person", "leader", "kind", "academic_year", "start", "end", "status"),
            related=("befriending.contact.pair",),
        )
        yield View(
            record="befriending.contact",
            quick=("pair", "date", "mode", "topics", "summary"),
            quick_only=(("status", "active"),),
        )

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
    def charts(self) -> Iterable[AnyChart]:
        return charts.CHARTS

    @override
    def reports(self) -> Iterable[AnyReport]:
        return reports.REPORTS

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
        return suggestions.follows(change, look)

    @override
    def notices(self, change: Change, look: Look) -> Iterable[Notice]:
        tell = notices.NOTICES.get(change.record)
        return tuple(tell(change, look)) if tell else ()

    @override
    def panels(self, record: str, row: Values, look: Look) -> Iterable[Panel]:
        return suggestions.panels(record, row, look)

    @override
    def visible(self, person: int | None, record: str) -> ColumnElement[bool] | None:
        """The person concerned does not see drafts of contacts."""
        if record != "befriending.contact" or person is None:
            return None
        pairs = models.Pair.__table__.c
        mine = select(pairs.id).where(pairs.person == person)
        return or_(models.Contact.status != "draft", models.Contact.pair.not_in(mine))

    @override
    def demo(self, stage: Stage) -> Iterable[Story]:
        return demo.stories(stage)
