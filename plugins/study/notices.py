"""Who is told of what. Messages name the duty, never a topic and never who did not do it."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Look, Notice


def plan(change: Change, look: Look) -> Iterable[Notice]:
    """Who decides is told of a plan that waits, whoever drew it up of one that came back."""
    owner = change.after.get("owner")
    if change.became("status", "review"):
        yield Notice("A study plan waits for approval.", role="CM")
        yield Notice("A study plan waits for approval.", role="UFH")
    if change.action == "send_back" and isinstance(owner, int):
        yield Notice("A study plan was sent back.", person=owner)


def reader(change: Change, look: Look) -> Iterable[Notice]:
    """Once, when it is given out: a duty for cadres whom the plan obliges, else an invitation."""
    person = change.after.get("person")
    if change.action != "create" or not isinstance(person, int):
        return
    if change.after.get("obliged"):
        yield Notice(
            "You have an online study until %(day)s. Hand in a reflection.",
            person=person,
            values={"day": change.after.get("due")},
        )
    else:
        yield Notice("You are invited to an online study.", person=person)


def reflection(change: Change, look: Look) -> Iterable[Notice]:
    """Whoever wrote it learns that a text or file is missing."""
    writer = change.after.get("writer")
    if change.action == "ask" and isinstance(writer, int):
        yield Notice("Your reflection lacks its text or file.", person=writer)


NOTICES = {"study.plan": plan, "study.reader": reader, "study.reflection": reflection}
"""Who is told about changes of each record."""
