"""Entries of the audit trail in words: who, what was done, with which kind of record and fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.web.language import say
from core.web.runtime import runtime

ACTION_TEXTS = {
    "create": "Created",
    "edit": "Changed",
    "delete": "Deleted",
    "restore": "Restored",
    "read": "Read",
    "refused": "Refused by an article",
    "file_added": "File attached",
    "file_removed": "File taken off",
    "file_restored": "File put back",
    "account_changed": "Account changed",
    "account_made": "Account made",
    "api_key_made": "API key made",
    "api_sign_in": "Signed in by API",
    "chapter_disabled": "Chapter switched off",
    "chapter_enabled": "Chapter switched on",
    "duty_take_back": "Waiver of a duty taken back",
    "duty_waive": "Duty waived",
    "first_administrator": "First administrator made",
    "notice_choices": "Choice of messages changed",
    "notices_again": "Messages sent again",
    "notices_aside": "Undelivered messages set aside",
    "exported": "Exported",
    "printed": "Printed",
    "template_delivered": "Delivered template used again",
    "template_replaced": "Template replaced",
    "job_repeated": "Job repeated",
    "job_stopped": "Job stopped",
    "parameters_changed": "Parameters changed",
    "password_changed": "Password changed",
    "password_link_made": "Set-password link made",
    "regulation_imported": "Regulation imported",
    "role_changed": "Role changed",
    "rule_off": "Rule switched off",
    "rule_on": "Rule switched on",
    "emptied": "Emptied: kept long enough",
    "hold_lifted": "Legal hold lifted",
    "hold_placed": "Legal hold placed",
    "retention": "Kept long enough",
    "retention_asked": "Terms of keeping carried out by hand",
    "search_off": "Search index dropped",
    "search_on": "Search index switched on",
    "session_ended": "Session ended",
    "sign_in": "Signed in",
    "sign_out": "Signed out",
}
"""Actions of the core; a chapter's moves have labels of their own."""
PLACE_TEXTS = {
    "core.accounts": "Account",
    "core.chapters": "Chapter",
    "core.duties": "Duty",
    "core.jobs": "Background job",
    "core.regulation": "Regulation",
    "core.roles": "Role",
    "core.templates": "Template",
}


def who(name: str) -> str:
    """An account's name; jobs of the system are called the system."""
    return say("The system") if name.startswith("system:") else name


def action(record: str, code: str) -> str:
    """What was done; what a chapter that is not loaded did keeps its code."""
    name, _, about = code.partition(":")
    workflow = runtime().catalogue.workflow(record)
    move = workflow.move(name) if workflow else None
    if move and move.quiet:
        return say(ACTION_TEXTS["edit"])
    said = say(move.label if move else ACTION_TEXTS.get(name, name))
    return f"{said} ({_about(about)})" if about else said


def _about(code: str) -> str:
    catalogue = runtime().catalogue
    manifest, role = catalogue.manifests.get(code), catalogue.roles.get(code)
    if code in catalogue.models:
        return say(catalogue.record(code).plural or catalogue.record(code).label)
    return say(manifest.title) if manifest else say(role.label) if role else code


def record_label(record: str) -> str:
    """What kind of thing it is about."""
    model = runtime().catalogue.models.get(record)
    return say(model.record.label if model else PLACE_TEXTS.get(record, record))


def fields(record: str, body: Mapping[str, Any]) -> list[str]:
    """Labels of the fields that were written or read."""
    names = list(body.get("after") or {}) or list((body.get("about") or {}).get("fields") or [])
    model = runtime().catalogue.models.get(record)
    known = {f.name: f.label for f in model.record.fields} if model else {}
    return [say(known.get(n, n)) for n in names]
