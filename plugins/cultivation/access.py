"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope

ROWS = ("read", "create", "edit", "delete")
PAPERS = ("training_plan", "course", "nomination", "completion")
REGISTER = ("cadre_entry", "yearly_check", "cadre_plan")
OFFICE_MOVES = {
    "training_plan": ("submit", "archive"),
    "course": ("open", "close", "reopen", "finish", "cancel"),
    "nomination": (
        "submit", "approve", "send", "queue", "advance", "admit", "refuse", "complete", "send_back",
    ),
    "cadre_entry": ("propose", "confirm", "send_back", "still_needed", "close"),
    "yearly_check": ("confirm",),
}  # fmt: skip
CADRE_MOVES = {"cadre_entry": ("confirm", "send_back"), "yearly_check": ("confirm",)}


def grants() -> Iterator[Grant]:
    """The office keeps everything, the cadre section the register; people see their own.

    The register is sensitive, so that a second person, of the office or of the cadre section, releases
    each file of it.
    """
    for role in ("UF", "UFH"):
        for short in (*PAPERS, *REGISTER):
            actions = (*ROWS, "export", *OFFICE_MOVES.get(short, ()))
            yield Grant(role, f"cultivation.{short}", actions, Scope.ALL)
    yield Grant("UFH", "cultivation.training_plan", ("issue", "send_back"), Scope.ALL)
    yield Grant("UFH", "cultivation.nomination", ("prefer",), Scope.ALL)
    for short in REGISTER:
        actions = ("read", "create", "edit", "export", *CADRE_MOVES.get(short, ()))
        yield Grant("CO", f"cultivation.{short}", actions, Scope.ALL)
    yield Grant("CO", "cultivation.nomination", ("read", "countersign", "send_back"), Scope.ALL)
    for role in ("CO", "UH", "ME"):
        yield Grant(role, "cultivation.course", ("read",), Scope.ALL)
    unit = ("read", "create", "edit", "submit", "recommend", "send_back")
    yield Grant("UH", "cultivation.nomination", unit, Scope.UNIT)
    yield Grant("UH", "cultivation.training_plan", ("read",), Scope.ALL)
    yield Grant("ME", "cultivation.nomination", ("read", "create", "agree", "decline"), Scope.PARTY)
    yield Grant("ME", "cultivation.completion", ("read", "create"), Scope.PARTY)
    me = ("read", "accept", "object", "drop_party")
    yield Grant("ME", "cultivation.cadre_entry", me, Scope.PARTY)
    yield Grant("ME", "cultivation.yearly_check", ("read",), Scope.PARTY)
