"""States and moves of plans, sessions and reflections."""

from __future__ import annotations

from core.sdk import AUTHOR, Choice, Move, State, Workflow

PLAN_STATES = (
    State("draft", "Drawn up"),
    State("review", "Waits for approval", "warn"),
    State("issued", "Issued", "ok"),
    State("running", "Being carried out", "ok"),
    State("summed_up", "Summed up", "info"),
    State("archived", "Archived", closed=True),
)
ISSUED = ("issued", "running", "summed_up", "archived")
"""States of a plan in which it counts."""
SESSION_STATES = (
    State("planned", "Being planned"),
    State("announced", "Announced", "info"),
    State("held", "Held", "ok"),
    State("complete", "Papers complete", "ok"),
    State("archived", "Archived", closed=True),
    State("cancelled", "Called off", closed=True),
)
HELD = ("held", "complete", "archived")
"""States of a session in which it counts."""
OPEN_FOR_SIGNING = ("announced", "held")
"""States of a session in which its code lets people sign in."""
REFLECTION_STATES = (
    State("draft", "Draft"),
    State("submitted", "Handed in", "ok"),
    State("selected", "Chosen for printing", "info"),
)


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


PLAN = Workflow(
    record="study.plan",
    states=PLAN_STATES,
    content=("level", "unit", "year"),
    approved=("issued", "running"),
    falls_back="review",
    moves=(
        Move(name="submit", label="Submit for approval", sources=("draft",), target="review"),
        Move(
            name="issue",
            label="Approve and issue",
            sources=("review",),
            target="issued",
            tone="ok",
            effect="Its topics fall due in their months.",
            review=True,
            not_fields=(AUTHOR,),
            stamps=("issued_on",),
        ),
        Move(name="begin", label="Begin to carry it out", sources=("issued",), target="running"),
        Move(
            name="sum_up",
            label="Sum up the year",
            sources=("issued", "running"),
            target="summed_up",
            needs=("summary",),
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("summed_up",),
            target="archived",
            effect="It can no longer be changed.",
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("review", "issued", "running"),
            target="draft",
            comment=True,
            tone="warn",
            effect="Its topics do not count until it is issued again.",
        ),
    ),
)

SESSION = Workflow(
    record="study.session",
    states=SESSION_STATES,
    moves=(
        Move(
            name="announce",
            label="Announce",
            sources=("planned",),
            target="announced",
            tone="ok",
            bulk=True,
        ),
        Move(
            name="hold",
            label="Was held",
            sources=("planned", "announced"),
            target="held",
            tone="ok",
        ),
        Move(
            name="complete",
            label="Papers are complete",
            sources=("held",),
            target="complete",
            needs=("content", "expected", "present"),
            tone="ok",
            stamps=("completed_on",),
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("complete",),
            target="archived",
            effect="It can no longer be changed.",
            bulk=True,
        ),
        Move(
            name="cancel",
            label="Call off",
            sources=("planned", "announced"),
            target="cancelled",
            comment=True,
            tone="bad",
        ),
    ),
)

REFLECTION = Workflow(
    record="study.reflection",
    states=REFLECTION_STATES,
    content=("heading", "text", "may_print"),
    approved=("selected",),
    falls_back="submitted",
    moves=(
        Move(
            name="submit",
            label="Hand in",
            sources=("draft",),
            target="submitted",
            tone="ok",
            stamps=("submitted_on",),
        ),
        Move(
            name="ask",
            label="Ask for the missing text or file",
            sources=("submitted",),
            target="draft",
            comment=True,
            tone="warn",
        ),
        Move(
            name="select",
            label="Choose for printing",
            sources=("submitted",),
            target="selected",
            effect="Only with the consent of whoever wrote it, and without any judgement.",
        ),
        Move(name="leave_out", label="Not for printing", sources=("selected",), target="submitted"),
    ),
)

WORKFLOWS = (PLAN, SESSION, REFLECTION)
