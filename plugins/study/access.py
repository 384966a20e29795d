"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope

ROWS = ("read", "create", "edit", "delete", "export")
PLAN_MOVES = ("submit", "begin", "sum_up", "archive", "send_back")
SESSION_MOVES = ("announce", "hold", "complete", "archive", "cancel")
OFFICE_MOVES = {
    "plan": PLAN_MOVES,
    "plan_item": (),
    "joint_issue": (),
    "session": SESSION_MOVES,
    "signin": (),
    "online_item": (),
    "reader": (),
}


def grants() -> Iterator[Grant]:
    """The office keeps everything; units plan and hold their own sessions; reflections belong to
    whoever wrote them, and the office may only take them in or choose them for printing."""
    for role in ("UF", "UFH"):
        for short, moves in OFFICE_MOVES.items():
            yield Grant(role, f"study.{short}", ROWS + moves, Scope.ALL)
        reflection = ("read", "export", "ask", "select", "leave_out")
        yield Grant(role, "study.reflection", reflection, Scope.ALL)
    for role in ("UFH", "CM"):
        yield Grant(role, "study.plan", ("read", "issue", "send_back"), Scope.ALL)
    yield Grant("CM", "study.plan_item", ("read",), Scope.ALL)
    yield Grant(
        "PB", "study.plan", ("read", "create", "edit", "submit", "begin", "sum_up"), Scope.ALL
    )
    yield Grant("PB", "study.plan_item", ("read", "create", "edit", "delete"), Scope.ALL)
    yield Grant(
        "UH", "study.plan", ("read", "create", "edit", "submit", "begin", "sum_up"), Scope.UNIT
    )
    yield Grant("UH", "study.plan_item", ("read", "create", "edit", "delete"), Scope.UNIT)
    yield Grant("UH", "study.reflection", ("read",), Scope.UNIT)
    yield Grant("LI", "study.plan", ("read",), Scope.UNIT)
    yield Grant("LI", "study.plan_item", ("read",), Scope.UNIT)
    for role in ("UH", "LI"):
        session = ("read", "create", "edit", "announce", "hold", "complete", "cancel")
        yield Grant(role, "study.session", session, Scope.UNIT)
        yield Grant(role, "study.signin", ("read", "create", "delete"), Scope.UNIT)
        yield Grant(role, "study.online_item", ("read", "create", "edit"), Scope.UNIT)
    yield Grant("ME", "study.online_item", ("read",), Scope.ALL)
    yield Grant("ME", "study.signin", ("read",), Scope.PARTY)
    yield Grant("ME", "study.reader", ("read",), Scope.PARTY)
    yield Grant("ME", "study.reflection", ("read", "create", "edit", "delete", "submit"), Scope.OWN)
