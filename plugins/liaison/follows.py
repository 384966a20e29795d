"""What follows from a change: a term begins, open matters pass to the successor, answers are waited for.

Who answers is another chapter (``coordination``), where it is on: a matter opens a suggestion there.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Follow, Look

TERM, MATTER, SUGGESTION = "liaison.assignment", "liaison.matter", "coordination.suggestion"
KINDS = {"conditions": "welfare"}
"""Kinds of matters that have another name among suggestions."""
SIGNED = ("signed", "anonymous")
TITLE = 40


def nomination(change: Change, look: Look) -> Iterable[Follow]:
    """Whoever takes office has a term."""
    if change.became("status", "appointed"):
        after = change.after
        values = {"unit": after["unit"], "officer": after["nominee"], "starts": after["starts"]}
        yield Follow(record=TERM, values=values | {"nomination": change.key})


def assignment(change: Change, look: Look) -> Iterable[Follow]:
    """A new officer takes over what is open in the unit (R05.7), and the one before learns of it."""
    if change.action != "create":
        return
    unit, officer, starts = (change.after[n] for n in ("unit", "officer", "starts"))
    for row in look.rows(MATTER, unit=unit, status="open"):
        if row["owner"] != officer:
            yield Follow(record=MATTER, key=_number(row["id"]), values={"owner": officer})
    before = [t for t in look.rows(TERM, unit=unit) if str(t["starts"]) < str(starts)]
    last = max(before, key=lambda t: str(t["starts"]), default=None)
    if last is not None and last["officer"] != officer:
        yield Follow(record=TERM, key=_number(last["id"]), values={"successor": officer})


def report(change: Change, look: Look) -> Iterable[Follow]:
    """The clock of answers starts when the report is handed in."""
    if change.became("status", "submitted"):
        for row in look.rows(MATTER, report=change.key, wants_answer=True, asked_on=None):
            yield Follow(record=MATTER, key=_number(row["id"]), values={"asked_on": change.today})


def matter(change: Change, look: Look) -> Iterable[Follow]:
    """R05.6: a matter that asks for an answer opens a suggestion; without a name unless it is signed."""
    after = change.after
    asks = change.changed("asked_on") and after.get("asked_on") is not None
    if change.action == "delete" or not asks or after.get("suggestion_no"):
        return
    signed = after.get("source") == "signed" and after.get("proposer") is not None
    kind, text = str(after["category"]), str(after["description"])
    values = {
        "title": text if len(text) <= TITLE else f"{text[: TITLE - 1]}…",
        "content": text,
        "category": KINDS.get(kind, kind),
        "source": "liaison",
        "source_no": after["code"],
        "signature": SIGNED[0] if signed else SIGNED[1],
    }
    yield Follow(SUGGESTION, values | ({"proposer": after["proposer"]} if signed else {}))


def suggestion(change: Change, look: Look) -> Iterable[Follow]:
    """The matter takes over the number of the suggestion that names it as its source."""
    source = change.after.get("source_no")
    if change.action != "create" or change.after.get("source") != "liaison" or not source:
        return
    for row in look.rows(MATTER, code=source):
        if row["suggestion_no"] is None and row["wants_answer"]:
            number = {"suggestion_no": change.after["code"]}
            yield Follow(record=MATTER, key=_number(row["id"]), values=number)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


FOLLOWS = {
    "liaison.nomination": nomination,
    TERM: assignment,
    "liaison.report": report,
    MATTER: matter,
    SUGGESTION: suggestion,
}
"""What follows from changes of each record."""
