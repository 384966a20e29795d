"""The roster and its slots: places, who writes, replacements and swaps. The order itself is the core's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from core.sdk import Change, Complaint, Draft, Follow, Look, Values
from plugins.publicity.parts import OFFICE, in_order, key_of, not_of_tomorrow

ROSTER, SLOT = "publicity.roster", "publicity.slot"


def fill_member(draft: Draft, look: Look) -> None:
    """A new member comes last, from today, with the unit of the directory."""
    if draft.action != "create":
        return
    if draft.get("place") is None:
        places = [p for r in look.rows(ROSTER) if isinstance(p := r["place"], int)]
        draft.set("place", max(places, default=0) + 1)
    if draft.get("starts") is None:
        draft.set("starts", draft.today)
    person = look.row("directory.person", draft.get("person"))
    if person is not None and draft.get("unit") is None:
        draft.set("unit", person["unit"])


def check_member(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 2: nobody stands twice at a time, and a row keeps its person."""
    after = change.after
    yield from in_order(change, "starts", "ends", "2")
    if change.before and change.changed("person"):
        yield Complaint("A place keeps its person. Enter another member instead.", "person", "2")
    if not change.before:
        for row in look.rows(ROSTER, person=after.get("person")):
            ends, starts = row["ends"], after.get("starts")
            if not isinstance(ends, dt.date) or not isinstance(starts, dt.date) or ends >= starts:
                yield Complaint("This person is on the roster already.", "person", "2")
                return


def check_leave(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 2: a leave ends after it begins."""
    return in_order(change, "starts", "ends", "2")


def fill_slot(draft: Draft, look: Look) -> None:
    """Who writes: the replacement, else the member who takes it; and whether it was swapped."""
    taker = look.row(ROSTER, draft.get("taker")) or {}
    draft.set("serves", draft.get("writer") or taker.get("person"))
    draft.set("unit", taker.get("unit"))
    turn = draft.get("turn")
    draft.set("swapped", turn is not None and bool(taker) and taker["id"] != turn)


def check_slot(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 2: another day or another writer has its reason."""
    after = change.after
    moved = bool(change.before) and change.changed("date")
    replaced = change.changed("writer") and after.get("writer") is not None
    if (moved or replaced) and not after.get("reason"):
        yield Complaint("Give the reason for another day or another writer.", "reason", "2")
    if change.action != "delete":
        yield from not_of_tomorrow(change, "handed_in_on", "2")


def slot_follows(change: Change, look: Look) -> Iterable[Follow]:
    """A replacement was for a member: when the turn becomes somebody else's, it is void."""
    changed = bool(change.before) and change.changed("taker")
    if changed and change.after.get("writer") is not None and change.key is not None:
        if not change.changed("writer"):
            yield Follow(SLOT, {"writer": None, "reason": None}, change.key)


def fill_swap(draft: Draft, look: Look) -> None:
    """Whose slots they are."""
    if draft.action == "create":
        for name, slot in (("asked_by", "mine"), ("other", "theirs")):
            draft.set(name, (look.row(SLOT, draft.get(slot)) or {}).get("serves"))


def check_swap(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 2: two slots that lie ahead, of two members, each given away by its own."""
    after = change.after
    if change.action not in ("create", "agree"):
        return
    if after.get("mine") == after.get("theirs"):
        yield Complaint("Choose two different slots.", "theirs", "2")
    for name, person in (("mine", "asked_by"), ("theirs", "other")):
        slot = look.row(SLOT, after.get(name))
        if slot is not None:
            yield from _to_swap(slot, name, change)
            if slot["serves"] != after.get(person):
                yield Complaint("This slot has changed hands meanwhile.", name, "2")
    office = not change.roles or change.roles & set(OFFICE)
    if change.action == "create" and not office and change.person != after.get("asked_by"):
        yield Complaint("You can give away your own slots only.", "mine", "2")


def _to_swap(slot: Values, name: str, change: Change) -> Iterator[Complaint]:
    day = slot["date"]
    if slot["status"] != "arranged" or slot["handed_in_on"] is not None:
        yield Complaint("This slot can no longer be swapped.", name, "2")
    elif isinstance(day, dt.date) and day <= change.today:
        yield Complaint("The day of this slot has come; it can no longer be swapped.", name, "2")
    elif slot["taker"] is None or slot["writer"] is not None:
        yield Complaint("This slot has a replacement or nobody. Settle that first.", name, "2")


def swap_follows(change: Change, look: Look) -> Iterable[Follow]:
    """The takers change places, and no turn does."""
    if not change.became("status", "agreed"):
        return
    mine = look.row(SLOT, change.after["mine"])
    theirs = look.row(SLOT, change.after["theirs"])
    if mine is not None and theirs is not None:
        yield Follow(SLOT, {"taker": theirs["taker"]}, key_of(mine["id"]))
        yield Follow(SLOT, {"taker": mine["taker"]}, key_of(theirs["id"]))
