"""What follows from a change: topics count with their plan, sessions carry them out, readers are done."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Follow, Look
from plugins.study.workflows import ISSUED

ITEM, READER, SESSION = "study.plan_item", "study.reader", "study.session"


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def plan(change: Change, look: Look) -> Iterable[Follow]:
    """Topics count while their plan is issued, in the plan's year."""
    if change.before and change.changed("status", "year", "level", "unit"):
        issued = change.after.get("status") in ISSUED
        for row in look.rows(ITEM, plan=change.key):
            yield Follow(record=ITEM, key=_number(row["id"]), values={"issued": issued})


def session(change: Change, look: Look) -> Iterable[Follow]:
    """A session that was held carries out its topic."""
    item = change.after.get("plan_item")
    if change.became("status", "held") and isinstance(item, int):
        yield Follow(record=ITEM, key=item, values={"held_on": change.after["date"]})


def signin(change: Change, look: Look) -> Iterable[Follow]:
    """The session knows how many signed in."""
    of = change.after.get("session") or change.before.get("session")
    if change.action in ("create", "delete", "restore") and isinstance(of, int):
        number = look.count("study.signin", session=of)
        yield Follow(record=SESSION, key=of, values={"signed": number})


def online_item(change: Change, look: Look) -> Iterable[Follow]:
    """Another last day holds for everybody it was given to."""
    if change.before and change.changed("due"):
        for row in look.rows(READER, item=change.key):
            yield Follow(record=READER, key=_number(row["id"]), values={"due": change.after["due"]})


def reflection(change: Change, look: Look) -> Iterable[Follow]:
    """Whoever handed a reflection in has done the study it is about."""
    item, writer = change.after.get("item"), change.after.get("writer")
    if item is None or not change.changed("submitted_on"):
        return
    for row in look.rows(READER, item=item, person=writer):
        day = change.after.get("submitted_on")
        yield Follow(record=READER, key=_number(row["id"]), values={"handed_in_on": day})


FOLLOWS = {
    "study.plan": plan,
    "study.session": session,
    "study.signin": signin,
    "study.online_item": online_item,
    "study.reflection": reflection,
}
"""What follows from changes of each record."""
