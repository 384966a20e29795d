"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope
from plugins.publicity.workflows import PASS_FROM

ROWS = ("read", "create", "edit", "delete", "export")
PUBLISHING = ("hand_over", "send", "publish", "fail", "retry", "retract", "archive")
WRITING = ("submit", "send_back", "correct", "void")
OFFICE_MOVES = {
    "article": (*WRITING, *PUBLISHING),
    "consent": ("on_paper", "decline", "withdraw", "run_out"),
    "takedown": ("finish",),
    "plan": ("submit", "archive"),
    "plan_item": (),
    "meeting": (),
    "roster": (),
    "leave": (),
    "slot": ("hand_in", "note_published", "miss", "take_out"),
    "swap": ("agree", "decline"),
}
KEPT = ("edition", "review")
"""Written by the system only."""
TELLS_ALL = ("plan", "plan_item", "roster", "slot")
"""What everybody who writes or reviews may see."""


def grants() -> Iterator[Grant]:
    """The office keeps everything; units write and review their own; members see their turns; the
    publicity department publishes; people portrayed answer for themselves."""
    for role in ("UF", "UFH"):
        for short, moves in OFFICE_MOVES.items():
            yield Grant(role, f"publicity.{short}", ROWS + moves, Scope.ALL)
        for short in KEPT:
            yield Grant(role, f"publicity.{short}", ("read", "export"), Scope.ALL)
    yield Grant("UF", "publicity.article", ("pass_second",), Scope.ALL)
    yield Grant("UFH", "publicity.article", ("pass_second", "pass_final"), Scope.ALL)
    yield Grant("UFH", "publicity.plan", ("issue", "send_back"), Scope.ALL)
    yield from _units()
    yield from _members()
    yield from _publishers()
    me = ("read", "agree", "decline", "withdraw")
    yield Grant("ME", "publicity.consent", me, Scope.PARTY)
    yield Grant("DPO", "publicity.consent", ("read",))
    yield Grant("ME", "publicity.swap", ("read",), Scope.PARTY)


def _units() -> Iterator[Grant]:
    unit = ("read", "create", "edit", "submit", "pass_first", "send_back", "void")
    yield Grant("UH", "publicity.article", unit, Scope.UNIT)
    yield Grant("UH", "publicity.consent", ("read", "create", "edit", "on_paper"), Scope.UNIT)
    for short in KEPT:
        yield Grant("UH", f"publicity.{short}", ("read",), Scope.UNIT)
    for role in ("UH", "LI"):
        for short in ("plan", "plan_item"):
            yield Grant(role, f"publicity.{short}", ("read",), Scope.ALL)
        for short in ("roster", "slot", "leave"):
            yield Grant(role, f"publicity.{short}", ("read",), Scope.UNIT)


def _members() -> Iterator[Grant]:
    article = ("read", "create", "edit", "delete", "submit", "void")
    yield Grant("PU", "publicity.article", article, Scope.OWN)
    consent = ("read", "create", "edit", "delete", "on_paper")
    yield Grant("PU", "publicity.consent", consent, Scope.OWN)
    yield Grant("PU", "publicity.leave", ("read", "create", "edit", "delete"), Scope.OWN)
    yield Grant("PU", "publicity.swap", ("read", "create", "decline"), Scope.OWN)
    yield Grant("PU", "publicity.swap", ("agree",), Scope.PARTY)
    for short in KEPT:
        yield Grant("PU", f"publicity.{short}", ("read",), Scope.OWN)
    for short in TELLS_ALL:
        yield Grant("PU", f"publicity.{short}", ("read",), Scope.ALL)


def _publishers() -> Iterator[Grant]:
    publishing = ("read", "export", "send_back", *PASS_FROM.values(), *PUBLISHING)
    yield Grant("PB", "publicity.article", publishing, Scope.STAGE)
    # What they see falls back to review with other words: then it leaves their sight, as it must.
    yield Grant("PB", "publicity.article", ("edit",), Scope.ALL)
    yield Grant("PB", "publicity.takedown", ("read", "edit", "export", "finish"), Scope.ALL)
    for short in (*TELLS_ALL, "meeting"):
        yield Grant("PB", f"publicity.{short}", ("read",), Scope.ALL)
    for short in (*KEPT, "consent"):
        yield Grant("PB", f"publicity.{short}", ("read",), Scope.STAGE)
    yield Grant("CM", "publicity.article", ("read", "edit"), Scope.ALL)
    for short in ("plan", "plan_item", "meeting", *KEPT):
        yield Grant("CM", f"publicity.{short}", ("read",), Scope.ALL)
    yield Grant("CM", "publicity.article", (*PASS_FROM.values(), "send_back"), Scope.ALL)
