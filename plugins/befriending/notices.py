"""Who is told of what. Messages name duties, never people contacted and never what was said."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Look, Notice


def pair_list(change: Change, look: Look) -> Iterable[Notice]:
    """The head is told of a list that waits, the clerk of one that came back or was decided."""
    if change.became("status", "committee"):
        yield Notice("A list of pairs waits for the decision.", role="UFH")
    if change.action == "send_back":
        yield Notice("A list of pairs was sent back.", role="UF")
    if change.became("status", "in_force"):
        yield Notice("A list of pairs is in force. Confirm its pairs.", role="UF")


def pair(change: Change, look: Look) -> Iterable[Notice]:
    """Article 6: when a pair needs adjustment, office and leader learn that, and nothing else."""
    if change.became("status", "needs_adjustment"):
        yield Notice("A contact pair needs adjustment.", role="UF")
        leader = change.after.get("leader")
        if isinstance(leader, int):
            yield Notice("One of your contact pairs needs adjustment.", person=leader)


def contact(change: Change, look: Look) -> Iterable[Notice]:
    """Article 7: the person learns of a record to read, the office of a suggestion that has no number."""
    if change.became("status", "shown"):
        of = look.row("befriending.pair", change.after.get("pair")) or {}
        person = of.get("person")
        if isinstance(person, int):
            yield Notice("There is a record about you to read.", person=person)
    raised = change.became("raised_suggestion", True)
    if raised and not change.after.get("suggestion_no") and not look.runs("coordination"):
        yield Notice("A suggestion was raised in a contact and waits for its number.", role="UF")


NOTICES = {
    "befriending.pair_list": pair_list,
    "befriending.pair": pair,
    "befriending.contact": contact,
}
"""Who is told about changes of each record."""
