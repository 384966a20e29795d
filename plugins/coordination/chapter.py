"""Chapter 8, coordination: a table of contents."""

from __future__ import annotations

from collections.abc import Iterable

from typing_extensions import override

from core.sdk import (
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
    Values,
    View,
    Workflow,
    read_manifest,
)
from plugins.coordination import (
    access,
    consult_flow,
    consult_logic,
    consult_models,
    panels,
    suggestion_flow,
    suggestion_logic,
    suggestion_models,
    suggestion_rules,
)

FILLS = {
    "coordination.suggestion": suggestion_logic.fill,
    "coordination.consult": consult_logic.fill_consult,
    "coordination.document": consult_logic.fill_document,
    "coordination.inspection": consult_logic.fill_inspection,
}
CHECKS = {
    "coordination.suggestion": suggestion_logic.check,
    "coordination.co_handler": suggestion_logic.co_handler,
    "coordination.consult": consult_logic.consult,
    "coordination.document": consult_logic.document,
    "coordination.inspection": consult_logic.inspection,
}
NOTICES = {
    "coordination.suggestion": suggestion_logic.notices,
    "coordination.consult": consult_logic.tell_consult,
    "coordination.document": consult_logic.tell_document,
    "coordination.inspection": consult_logic.tell_inspection,
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
        )

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="coordination.suggestion",
            related=("coordination.co_handler.suggestion",),
            inline=(Inline(rows="coordination.co_handler.suggestion", fields=("unit",)),),
        )

    @override
    def permissions(self) -> Iterable[Role | Grant]:
        return access.grants()

    @override
    def scheduled_rules(self) -> Iterable[AnyRule]:
        return suggestion_rules.RULES

    @override
    def workflows(self) -> Iterable[Workflow]:
        return (
            suggestion_flow.SUGGESTION,
            consult_flow.CONSULT,
            consult_flow.DOCUMENT,
            consult_flow.INSPECTION,
        )

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
        if change.record == "coordination.suggestion":
            yield from suggestion_logic.follows(change, look)

    @override
    def notices(self, change: Change, look: Look) -> Iterable[Notice]:
        tell = NOTICES.get(change.record)
        return tuple(tell(change, look)) if tell else ()

    @override
    def panels(self, record: str, row: Values, look: Look) -> Iterable[Panel]:
        return panels.panels(record, row, look)
