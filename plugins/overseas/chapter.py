"""Chapter 7, overseas friendship: a table of contents."""

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
from plugins.overseas import (
    access,
    agreed_flow,
    agreed_logic,
    agreed_models,
    charts,
    consent_models,
    demo,
    lead_flow,
    lead_logic,
    lead_models,
    letters,
    pages,
    push_logic,
    push_models,
    reports,
    rules,
    summary_models,
    table_pages,
)

FILLS = {
    "overseas.lead": lead_logic.fill_date,
    "overseas.progress": lead_logic.fill_date,
    "overseas.summary": lead_logic.fill_summary,
    "overseas.returnee": agreed_logic.fill,
    "overseas.contact": agreed_logic.fill,
    "overseas.invitation": agreed_logic.fill_invitation,
    "overseas.push": push_logic.fill,
}
CHECKS = {
    "overseas.lead": lead_logic.lead,
    "overseas.progress": lead_logic.progress,
    "overseas.exchange": lead_logic.exchange,
    "overseas.summary": lead_logic.summary,
    "overseas.returnee": agreed_logic.check,
    "overseas.contact": agreed_logic.contact,
    "overseas.push": push_logic.check,
    "overseas.sending": push_logic.check_sending,
}
FOLLOWS = {
    "overseas.lead": lead_logic.follows_lead,
    "overseas.summary": lead_logic.follows_summary,
    "overseas.returnee": agreed_logic.follows,
    "overseas.contact": agreed_logic.follows,
    "overseas.push": push_logic.follows,
}
NOTICES = {
    "overseas.lead": lead_logic.tell_lead,
    "overseas.returnee": letters.renewal,
    "overseas.contact": letters.renewal,
    "overseas.sending": letters.vacancy,
}


class Overseas(Chapter):
    """Articles 12 and 13."""

    manifest = read_manifest(__file__)

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            lead_models.Lead,
            lead_models.Progress,
            lead_models.Exchange,
            summary_models.Summary,
            summary_models.SummaryLine,
            agreed_models.Returnee,
            agreed_models.Contact,
            consent_models.Invitation,
            consent_models.Consent,
            push_models.Push,
            push_models.Sending,
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="overseas.lead",
            related=("overseas.progress.lead", "overseas.contact.lead"),
        )
        yield View(
            record="overseas.returnee",
            related=("overseas.consent.returnee",),
            pages=(PageLink("Take from a table", "/overseas/import", "accept"),),
        )
        yield View(record="overseas.contact", related=("overseas.consent.contact",))
        yield View(
            record="overseas.invitation",
            pages=(PageLink("Link for the person", "/overseas/invite/{id}", "edit"),),
        )
        yield View(
            record="overseas.consent",
            columns=("given_on", "way", "returnee", "contact", "valid_until", "withdrawn_on"),
        )
        yield View(record="overseas.push", related=("overseas.sending.push",))
        yield View(record="overseas.summary", related=("overseas.summary_line.summary",))

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
        return (
            lead_flow.LEAD,
            lead_flow.EXCHANGE,
            lead_flow.SUMMARY,
            agreed_flow.RETURNEE,
            agreed_flow.CONTACT,
            agreed_flow.INVITATION,
            agreed_flow.PUSH,
        )

    @override
    def blueprints(self) -> Iterable[Blueprint]:
        return (pages.pages, table_pages.pages)

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
        tell = NOTICES.get(change.record)
        return tuple(tell(change, look)) if tell else ()

    @override
    def demo(self, stage: Stage) -> Iterable[Story]:
        return demo.stories(stage)
