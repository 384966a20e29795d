"""Suggestions: values nobody types, what must hold, who is told, and what comes along (article 15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.sdk import N_, Change, Complaint, Draft, Follow, Look, Notice
from plugins.coordination.parts import OFFICE, heads, not_of_tomorrow, number

REPLY = ("result", "reply", "extension_days", "extension_reason")
ANSWERS = ("satisfied", "fairly", "unsatisfied")


# -- values nobody types ---------------------------------------------------------------------------


def fill(draft: Draft, look: Look) -> None:
    """Who is behind it, days, clocks and counts."""
    if draft.get("date") is None:
        draft.set("date", draft.today)
    if draft.action == "create":
        _who(draft)
    elif draft.action == "edit" and draft.get("status") == "submitted":
        _name_or_not(draft)
    if draft.action in ANSWERS:
        draft.set("satisfaction", draft.action)
    if draft.action in ("assign", "redo"):
        days = number(look, "handle_workdays")
        draft.set("due_on", look.working_day(draft.today, days))
        draft.set("extended_to", None)
    if draft.action == "redo":
        _again(draft)
    if draft.action == "extend":
        _extend(draft, look)
    if draft.action == "send_back":
        draft.set("handed_in_on", None)
    if draft.action == "give_back":
        _given_back(draft)


def _who(draft: Draft) -> None:
    """The person themself, named or not; or whoever takes it down for others."""
    if draft.get("source") == "self":
        name = "proposer" if draft.get("signature") == "signed" else "sender"
        if draft.get("proposer") is None:
            draft.set(name, draft.person)
    else:
        draft.set("taken_by", draft.person)


def _name_or_not(draft: Draft) -> None:
    """The person changes their mind about the name before it is registered."""
    if draft.get("signature") == "anonymous" and draft.get("proposer") is not None:
        draft.set("sender", draft.get("proposer"))
        draft.set("proposer", None)
    elif draft.get("signature") == "signed" and draft.get("sender") is not None:
        draft.set("proposer", draft.get("sender"))
        draft.set("sender", None)


def _again(draft: Draft) -> None:
    draft.set("redone", _count(draft, "redone") + 1)
    draft.set("assigned_on", draft.today)
    for name in ("answered_on", "handed_in_on", "satisfaction"):
        draft.set(name, None)


def _extend(draft: Draft, look: Look) -> None:
    days, due = draft.get("extension_days"), draft.get("due_on")
    draft.set("extended_on", draft.today)
    if isinstance(days, int) and due is not None:
        draft.set("extended_to", look.working_day(due, days))  # type: ignore[arg-type]


def _given_back(draft: Draft) -> None:
    """The department no longer sees it, and what it wrote so far goes."""
    draft.set("returned", _count(draft, "returned") + 1)
    for name in ("unit", "assigned_on", "due_on", "extended_to", *REPLY):
        draft.set(name, None)


def _count(draft: Draft, name: str) -> int:
    value = draft.get(name)
    return value if isinstance(value, int) else 0


# -- what must hold --------------------------------------------------------------------------------


def check(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 15: what the person agrees to stays theirs, and every way has its bounds."""
    yield from not_of_tomorrow(change, "date", "15")
    if not change.before:
        yield from _new(change)
    elif change.action == "edit":
        yield from _consent_stays(change)
    yield from _bounds(change, look)
    if change.action == "approve" and not _reached(change) and not change.after["public_reply"]:
        yield Complaint(
            "Nobody can be told of the reply. Mark it for the list of public replies.",
            "public_reply",
            "15",
        )


def _reached(change: Change) -> bool:
    """True when there is somebody to tell."""
    return any(change.after.get(n) is not None for n in ("proposer", "sender"))


def _new(change: Change) -> Iterator[Complaint]:
    after = change.after
    if after.get("source") != "contact" and not after.get("content"):
        yield Complaint("Say what is suggested.", "content", "15")
    if after.get("signature") == "signed" and after.get("proposer") is None:
        yield Complaint("Say who suggests it, or choose «without name».", "proposer", "15")


def _consent_stays(change: Change) -> Iterator[Complaint]:
    """Departments do not decide whether the reply is made public."""
    theirs = change.person in (change.after.get("proposer"), change.after.get("sender"))
    if change.before.get("status") == "submitted" or not change.roles or change.roles & OFFICE:
        return
    if change.changed("public_reply") and not (theirs and change.person is not None):
        yield Complaint("Whoever suggests it decides on this.", "public_reply", "15")


def _bounds(change: Change, look: Look) -> Iterator[Complaint]:
    before, after = change.before, change.after
    if change.action == "extend":
        yield from _extension(change, look)
    if change.action == "give_back" and (before.get("returned") or 0) == 2:
        yield Complaint("It was given back twice. Handle it, or ask the office.", "status", "15")
    if change.action == "redo" and before.get("redone"):
        yield Complaint(
            "It was handled a second time already. Close it with a note.", "status", "15"
        )
    if change.action == "close_noted" and not before.get("redone"):
        yield Complaint("Have it handled once more first.", "status", "15")
    if change.action == "assign":
        for row in look.rows("coordination.co_handler", suggestion=change.key):
            if row["unit"] == after.get("unit"):
                yield Complaint("The lead department is among those that help.", "unit", "15")


def _extension(change: Change, look: Look) -> Iterator[Complaint]:
    most, days = number(look, "extend_workdays"), change.after.get("extension_days")
    due = change.before.get("due_on")
    if change.before.get("extended_on") is not None:
        yield Complaint("It was extended once already.", "extension_days", "15")
    elif due is not None and change.today > due:  # type: ignore[operator]
        yield Complaint(
            "The time was over on %(day)s. An extension comes before that.",
            "extension_days",
            "15",
            {"day": due},
        )
    if isinstance(days, int) and days > most:
        yield Complaint("At most %(days)s working days.", "extension_days", "15", {"days": most})


def co_handler(change: Change, look: Look) -> Iterable[Complaint]:
    """Each department helps once, and not itself."""
    of = look.row("coordination.suggestion", change.after.get("suggestion"))
    if of is not None and of["unit"] == change.after.get("unit"):
        yield Complaint("This is the lead department.", "unit", "15")
    same = {n: change.after.get(n) for n in ("suggestion", "unit")}
    if change.changed("suggestion", "unit") and look.count("coordination.co_handler", **same) > (
        change.key is not None and not change.changed("unit")
    ):
        yield Complaint("This department helps already.", "unit", "15")


# -- who is told -----------------------------------------------------------------------------------


def notices(change: Change, look: Look) -> Iterable[Notice]:
    """Messages say that something happened, never what was suggested and by whom."""
    if change.action == "create":
        yield Notice("A suggestion waits to be registered.", role="UF")
    yield from (_to_person(change, text) for text in _news(change) if _reached(change))
    if change.action in ("assign", "redo"):
        told = heads(look, change.after.get("unit"), change.today)
        for person in told:
            yield Notice("A suggestion was assigned to your department.", person=person)
        if not told:
            yield Notice("A suggestion was assigned to a department without a head.", role="UF")
    if change.action == "hand_in":
        yield Notice("The reply to a suggestion waits for review.", role="UF")
    if change.action == "give_back":
        yield Notice("A suggestion was given back and waits to be assigned anew.", role="UF")
    if change.action == "unsatisfied":
        yield Notice("A suggestion is to be looked at again.", role="UFH")
        yield Notice("A suggestion is to be looked at again.", role="UF")
    if change.action == "withdraw":
        for person in heads(look, change.before.get("unit"), change.today):
            yield Notice("A suggestion assigned to your department was taken back.", person=person)


def _news(change: Change) -> Iterator[str]:
    if change.action == "register":
        yield N_("A suggestion of yours was registered.")
    if change.action == "extend":
        yield N_("The handling of a suggestion of yours was extended to %(day)s.")
    if change.action == "approve":
        yield N_("There is a reply to a suggestion of yours. Say how it was handled, if you like.")
    if change.action == "refer":
        yield N_(
            "What you handed in is a complaint about a person; the complaints channel takes it."
        )


def _to_person(change: Change, text: str) -> Notice:
    person = change.after.get("proposer") or change.after.get("sender")
    assert isinstance(person, int)
    return Notice(text, person=person, values={"day": change.after.get("extended_to")})


# -- what comes along ------------------------------------------------------------------------------


def follows(change: Change, look: Look) -> Iterable[Follow]:
    """An approved reply comes on the public list where that was agreed to; a corrected one corrects it."""
    after = change.after
    if change.action != "approve" or not after.get("public_reply"):
        return
    values = {
        "suggestion_no": after["code"],
        "date": after["answered_on"],
        "title": after["title"],
        "category": after["category"],
        "result": after["result"],
        "reply": after["reply"],
    }
    there = look.rows("coordination.public_reply", suggestion_no=after["code"])
    key = there[0]["id"] if there else None
    assert key is None or isinstance(key, int)
    yield Follow("coordination.public_reply", values, key)
