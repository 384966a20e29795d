"""What follows from a change: a term begins, open matters pass to the successor, answers are waited for."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Follow, Look

TERM, MATTER = "liaison.assignment", "liaison.matter"


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


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


FOLLOWS = {"liaison.nomination": nomination, TERM: assignment, "liaison.report": report}
"""What follows from changes of each record."""
