"""Plans, tasks, documents from above: values nobody types, what must hold, who is told (article 14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import Change, Complaint, Draft, Look, Notice
from plugins.coordination.parts import not_of_tomorrow

DELAY = ("new_due", "delay_reason")


def fill_task(draft: Draft, look: Look) -> None:
    """The first date, and what becomes of a delay that was asked for."""
    if draft.action == "create":
        draft.set("first_due", draft.get("due"))
    if draft.action == "grant_delay":
        draft.set("due", draft.get("new_due"))
    if draft.action in ("grant_delay", "refuse_delay"):
        for name in DELAY:
            draft.set(name, None)
    if draft.action == "accept":
        draft.set("progress", 100)


def plan(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 14: one plan of a year is in force, and it was issued when it says."""
    yield from not_of_tomorrow(change, "issued_on", "14")
    if change.became("status", "issued"):
        if look.count("coordination.plan", year=change.after.get("year"), status="issued"):
            yield Complaint("The plan of this year is issued already.", "year", "14")


def task(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 14: the date of an issued task is moved with approval only."""
    after, before = change.after, change.before
    if change.action == "edit" and change.changed("due"):
        of = look.row("coordination.plan", after.get("plan"))
        issued = of is not None and of["status"] != "drafting"
        if issued or before.get("status") != "planned":
            yield Complaint("Ask for a delay; it counts once it is approved.", "due", "14")
    wished, due = after.get("new_due"), after.get("due")
    if isinstance(wished, dt.date) and isinstance(due, dt.date) and wished <= due:
        if change.changed("new_due"):
            yield Complaint("The new date lies after the old one.", "new_due", "14")
    if change.action == "grant_delay" and not before.get("new_due"):
        yield Complaint("There is no new date to approve.", "new_due", "14")


def committee_item(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 14: the committee met."""
    yield from not_of_tomorrow(change, "date", "14")


def superior_doc(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 14: it came in, and is due after that."""
    yield from not_of_tomorrow(change, "received_on", "14")
    came, due = change.after.get("received_on"), change.after.get("deadline")
    if isinstance(came, dt.date) and isinstance(due, dt.date) and due < came:
        yield Complaint("It cannot be due before it came in.", "deadline", "14")


def tell_task(change: Change, look: Look) -> Iterable[Notice]:
    """The head of a delay that waits, the owner of what was decided."""
    owner = change.after.get("owner")
    if change.action == "ask_delay":
        yield Notice("A delay of a task waits for approval.", role="UFH")
    if change.action == "hand_in":
        yield Notice("A task waits to be accepted.", role="UF")
    if not isinstance(owner, int):
        return
    if change.action == "grant_delay":
        yield Notice("The delay of a task of yours was approved.", person=owner)
    if change.action == "refuse_delay":
        yield Notice("The delay of a task of yours was refused.", person=owner)
    if change.action == "send_back":
        yield Notice("A task of yours was sent back.", person=owner)


def tell_superior(change: Change, look: Look) -> Iterable[Notice]:
    """The head of a document to instruct on, the owner of one that was handed over."""
    if change.action == "propose":
        yield Notice("A document from above waits for an instruction.", role="UFH")
    owner = change.after.get("owner")
    if change.action == "hand_over" and isinstance(owner, int):
        yield Notice("A document from above was handed over to you.", person=owner)
