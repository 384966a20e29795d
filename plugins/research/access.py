"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope

ROWS = ("read", "create", "edit", "delete", "export")
OFFICE = {
    "visit_plan": (
        "submit",
        "submit_alone",
        "send_back",
        "hold",
        "archive",
        "lock",
        "plan_anew",
        "cancel",
    ),
    "visit_unit": (),
    "visitor": (),
    "photo_consent": (),
    "visit_log": (),
    "call": ("publish", "close"),
    "project": (
        "submit",
        "send_back",
        "pass_form",
        "ask_completion",
        "propose_withdrawal",
        "not_yet",
        "archive",
    ),
    "member": (),
    "extension": (),
    "mid_report": ("hand_in", "accept", "send_back"),
    "final_report": ("hand_in", "accept", "send_back"),
    "submission": (),
    "survey": ("submit", "take_back", "open", "close", "drop", "archive"),
    "question": (),
}
"""What the department does with each record, beside keeping its rows."""
HEAD_ONLY = {
    "project": ("grant", "refuse", "finish", "withdraw", "keep_on"),
    "extension": ("grant", "refuse"),
}
VISITING = (
    "read",
    "create",
    "edit",
    "submit",
    "submit_alone",
    "countersign",
    "hold",
    "plan_anew",
    "cancel",
)
OF_VISITS = ("visit_unit", "visitor", "photo_consent", "visit_log")
APPLYING = ("read", "create", "edit", "submit", "ask_completion")


def grants() -> Iterator[Grant]:
    """The office keeps everything, units their visits, leaders of projects what is theirs."""
    for short, moves in OFFICE.items():
        for role in ("UF", "UFH"):
            yield Grant(role, f"research.{short}", ROWS + moves)
    for short, moves in HEAD_ONLY.items():
        yield Grant("UFH", f"research.{short}", moves)
    yield from _visits()
    yield from _projects()
    for role, moves in (("DPO", ("read", "edit", "approve", "take_back")), ("CM", ("read",))):
        yield Grant(role, "research.survey", moves)
        yield Grant(role, "research.question", ("read",))


def _visits() -> Iterator[Grant]:
    for role in ("UF", "UFH"):
        yield Grant(role, "research.visit_plan", ("countersign",), Scope.UNIT)
    yield Grant("CM", "research.visit_plan", ("read", "approve", "send_back"))
    for short in ("visit_unit", "visit_log"):
        yield Grant("CM", f"research.{short}", ("read",))
    for role in ("UH", "FD"):
        yield Grant(role, "research.visit_plan", VISITING, Scope.UNIT)
        for short in OF_VISITS:
            yield Grant(role, f"research.{short}", ("read", "create", "edit", "delete"), Scope.UNIT)
    yield Grant("DPO", "research.photo_consent", ("read",))
    yield Grant("LI", "research.visit_plan", ("read",), Scope.UNIT)
    yield Grant("ME", "research.visit_plan", ("read",), Scope.OWN)
    yield Grant("ME", "research.visitor", ("read",), Scope.PARTY)
    yield Grant("ME", "research.photo_consent", ("read", "edit"), Scope.OWN)


def _projects() -> Iterator[Grant]:
    yield Grant("ME", "research.call", ("read",))
    yield Grant("ME", "research.project", APPLYING, Scope.OWN)
    yield Grant("ME", "research.member", ("read", "create", "edit", "delete"), Scope.OWN)
    yield Grant("ME", "research.member", ("read",), Scope.PARTY)
    yield Grant("ME", "research.extension", ("read", "create"), Scope.OWN)
    for short in ("mid_report", "final_report"):
        yield Grant("ME", f"research.{short}", ("read", "create", "edit", "hand_in"), Scope.OWN)
    yield Grant("UH", "research.project", ("read",), Scope.UNIT)
    for short in ("call", "project", "final_report", "submission"):
        yield Grant("CM", f"research.{short}", ("read",))
