"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope

ROWS = ("read", "create", "edit", "delete", "export")
OFFICE = {
    "suggestion": (
        *("register", "refer", "assign", "take", "give_back", "extend", "hand_in"),
        *("approve", "send_back", "redo", "close"),
    ),
    "co_handler": (),
    "public_reply": (),
    "consult": ("send", "receive", "advise", "silence", "return_receipt", "close", "void"),
    "document": ("issue", "drop"),
    "inspection": ("ask_to_mend", "mended", "settle"),
    "plan": ("issue", "archive"),
    "task": ("begin", "hand_in", "accept", "send_back", "ask_delay", "cancel"),
    "committee_item": (),
    "report": ("issue", "archive"),
    "superior_doc": ("propose", "hand_over", "close"),
    "organisation": (),
    "support": ("accept", "decline", "begin", "close"),
    "offer": (),
    "joint_meeting": ("hold", "send_minutes", "drop"),
    "attendance": (),
    "member": (),
    "training": (),
    "pledge": (),
    "good_deed": ("begin", "finish_part", "go_on", "finish", "hear", "archive"),
}
"""What the department does with each record, beside keeping its rows."""
HEAD_ONLY = {
    "suggestion": ("close_noted",),
    "task": ("grant_delay", "refuse_delay"),
    "superior_doc": ("instruct",),
}
HANDLING = ("read", "edit", "take", "give_back", "extend", "hand_in")
CONSULTING = ("read", "create", "edit", "send", "return_receipt", "proceed", "void")


def grants() -> Iterator[Grant]:
    """The office keeps everything, departments see theirs, people what they handed in."""
    for short, moves in OFFICE.items():
        for role in ("UF", "UFH"):
            yield Grant(role, f"coordination.{short}", ROWS + moves)
    for short, moves in HEAD_ONLY.items():
        yield Grant("UFH", f"coordination.{short}", moves)
    yield from _suggestions()
    for role in ("FD", "UH"):
        yield Grant(role, "coordination.consult", CONSULTING, Scope.UNIT)
        yield Grant(
            role, "coordination.document", ("read", "create", "edit", "issue", "drop"), Scope.UNIT
        )
    yield Grant("UH", "coordination.inspection", ("read", "edit", "mended"), Scope.UNIT)
    yield from _tasks()
    yield from _parties()
    yield from _staff()


def _suggestions() -> Iterator[Grant]:
    name = "coordination.suggestion"
    for role in ("FD", "UH"):
        yield Grant(role, name, HANDLING, Scope.UNIT)
        yield Grant(role, "coordination.co_handler", ("read", "edit"), Scope.UNIT)
    person = ("satisfied", "fairly", "unsatisfied", "withdraw")
    yield Grant("ME", name, ("read", "create", "edit", *person), Scope.PARTY)
    yield Grant("LI", name, ("read", "create", "edit"), Scope.OWN)
    yield Grant("ME", "coordination.public_reply", ("read",))


def _tasks() -> Iterator[Grant]:
    task = ("read", "edit", "begin", "hand_in", "ask_delay")
    for role in ("FD", "UH"):
        yield Grant(role, "coordination.task", task, Scope.UNIT)
        yield Grant(role, "coordination.superior_doc", ("read", "edit", "close"), Scope.UNIT)
    for short in ("plan", "committee_item", "report", "superior_doc"):
        yield Grant("CM", f"coordination.{short}", ("read",))
    yield Grant("CM", "coordination.superior_doc", ("edit", "instruct"))


def _parties() -> Iterator[Grant]:
    """Heads of organisations see what is their own organisation's, and nothing of others."""
    yield Grant("DPB", "coordination.organisation", ("read",), Scope.OWN)
    yield Grant("DPB", "coordination.support", ("read", "create", "edit"), Scope.OWN)
    for short in ("offer", "joint_meeting", "attendance"):
        yield Grant("DPB", f"coordination.{short}", ("read",), Scope.OWN)


def _staff() -> Iterator[Grant]:
    for short in ("member", "training", "pledge"):
        yield Grant("ME", f"coordination.{short}", ("read",), Scope.PARTY)
