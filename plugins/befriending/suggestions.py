"""Suggestions raised in contacts are handled by another chapter, where it is on (article 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.sdk import N_, Change, Follow, Look, Panel, Values

SUGGESTION = "coordination.suggestion"


def follows(change: Change, look: Look) -> Iterable[Follow]:
    """A contact opens a suggestion, and takes over its number. Nothing that was said goes along."""
    after = change.after
    if change.record == "befriending.contact" and change.became("raised_suggestion", True):
        if not after.get("suggestion_no"):
            code = after["code"]
            # Without name: whoever raised it has not said that they want to be named.
            values = {"title": code, "source": "contact", "source_no": code}
            yield Follow(SUGGESTION, values | {"signature": "anonymous"})
    if change.record == SUGGESTION and change.action == "create":
        yield from _number(change, look)


def _number(change: Change, look: Look) -> Iterator[Follow]:
    source = change.after.get("source_no")
    if change.after.get("source") == "contact" and source:
        for row in look.rows("befriending.contact", code=source):
            key = row["id"]
            if row["suggestion_no"] is None and isinstance(key, int):
                values = {"raised_suggestion": True, "suggestion_no": change.after["code"]}
                yield Follow("befriending.contact", values, key)


def panels(record: str, row: Values, look: Look) -> Iterable[Panel]:
    """What is missing on a contact's page while nobody numbers suggestions."""
    missing = row.get("raised_suggestion") and not row.get("suggestion_no")
    if record == "befriending.contact" and missing and not look.runs("coordination"):
        text = N_("The chapter that numbers suggestions is off. Enter the number by hand.")
        lines = (("Number of the suggestion", text),)
        yield Panel(title="Numbers that are missing", lines=lines)
