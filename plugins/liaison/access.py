"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope

ROWS = ("read", "create", "edit", "delete", "export")
OFFICE_MOVES = {
    "nomination": ("submit", "confirm", "verify", "take_office", "send_back", "withdraw"),
    "assignment": ("leave", "undo_leave"),
    "report": ("submit", "note", "send_back", "archive"),
    "matter": ("settle", "reopen"),
    "training": (),
    "trainee": (),
}


def grants() -> Iterator[Grant]:
    """The office keeps everything; heads nominate for their unit; officers report and see their unit;
    nominees answer for themselves."""
    for role in ("UF", "UFH"):
        for short, moves in OFFICE_MOVES.items():
            yield Grant(role, f"liaison.{short}", ROWS + moves, Scope.ALL)
    yield Grant("UFH", "liaison.nomination", ("publish",), Scope.ALL)
    head = ("read", "create", "edit", "submit", "confirm", "withdraw")
    yield Grant("UH", "liaison.nomination", head, Scope.UNIT)
    for role in ("UH", "LI"):
        for short in ("assignment", "report", "matter"):
            yield Grant(role, f"liaison.{short}", ("read",), Scope.UNIT)
        yield Grant(role, "liaison.training", ("read",), Scope.ALL)
    yield Grant("LI", "liaison.report", ("read", "create", "edit", "submit"), Scope.OWN)
    yield Grant("LI", "liaison.matter", ("read", "create", "edit", "delete"), Scope.OWN)
    yield Grant("ME", "liaison.nomination", ("read", "agree", "decline"), Scope.PARTY)
    yield Grant("ME", "liaison.assignment", ("read",), Scope.PARTY)
    yield Grant("ME", "liaison.matter", ("read",), Scope.PARTY)
    yield Grant("ME", "liaison.trainee", ("read",), Scope.PARTY)
