"""Who is told of what. Messages name duties and steps, never matters and never who raised them."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Look, Notice


def nomination(change: Change, look: Look) -> Iterable[Notice]:
    """The nominee is asked, the office and whoever entered it learn of the step."""
    nominee, owner = change.after.get("nominee"), change.after.get("owner")
    if change.became("status", "checking"):
        yield Notice("A nomination of a liaison officer waits to be checked.", role="UF")
        if isinstance(nominee, int) and change.after.get("agreed_on") is None:
            yield Notice(
                "You are recommended as a liaison officer. Say whether you agree.", person=nominee
            )
    if change.became("status", "review"):
        yield Notice("A nomination of a liaison officer waits for the decision.", role="UFH")
    if change.action in ("agree", "decline"):
        yield Notice("A nominee has answered.", role="UF")
    if change.became("status", "returned") and isinstance(owner, int):
        yield Notice("A nomination of a liaison officer was sent back.", person=owner)


def assignment(change: Change, look: Look) -> Iterable[Notice]:
    """The officer learns that the term begins."""
    officer = change.after.get("officer")
    if change.action == "create" and isinstance(officer, int):
        yield Notice(
            "You are the liaison officer of a unit. Its open matters are yours now.", person=officer
        )


def report(change: Change, look: Look) -> Iterable[Notice]:
    """The office learns of a report, the officer of one that came back."""
    owner = change.after.get("owner")
    if change.became("status", "submitted"):
        yield Notice("A report of a liaison officer was handed in.", role="UF")
    if change.action == "send_back" and isinstance(owner, int):
        yield Notice("Your report as a liaison officer was sent back.", person=owner)


def matter(change: Change, look: Look) -> Iterable[Notice]:
    """R05.6: the office learns that an answer is waited for, unless a suggestion with a number stands."""
    asked = change.before.get("asked_on") is None and change.after.get("asked_on") is not None
    if asked and not change.after.get("suggestion_no"):
        yield Notice("A matter of a liaison officer asks for an answer.", role="UF")


NOTICES = {
    "liaison.nomination": nomination,
    "liaison.assignment": assignment,
    "liaison.report": report,
    "liaison.matter": matter,
}
"""Who is told about changes of each record."""
