"""States and moves of plans, tasks, reports and documents from above (article 14)."""

from __future__ import annotations

from core.sdk import Move, State, Workflow

PLAN_STATES = (
    State("drafting", "Drawn up"),
    State("issued", "Issued", "ok"),
    State("archived", "Archived", closed=True),
)
PLAN = Workflow(
    record="coordination.plan",
    states=PLAN_STATES,
    moves=(
        Move(
            name="issue",
            label="Issue",
            sources=("drafting",),
            target="issued",
            needs=("issue_no", "issued_on"),
            tone="ok",
            effect="Dates of its tasks are moved with approval only from now on.",
        ),
        Move(name="archive", label="Archive", sources=("issued",), target="archived"),
    ),
)

TASK_STATES = (
    State("planned", "Not begun"),
    State("doing", "Under way", "info"),
    State("delay_asked", "Delay asked for", "warn"),
    State("acceptance", "Waits to be accepted", "info"),
    State("done", "Done", "ok", closed=True),
    State("cancelled", "Cancelled", closed=True),
)
OWED = tuple(s.name for s in TASK_STATES if s.name != "cancelled")
"""States in which a task is owed or was done."""
TASK = Workflow(
    record="coordination.task",
    states=TASK_STATES,
    moves=(
        Move(name="begin", label="Begin", sources=("planned",), target="doing", bulk=True),
        Move(
            name="hand_in",
            label="Hand in for acceptance",
            sources=("doing",),
            target="acceptance",
            needs=("evidence",),
            tone="ok",
        ),
        Move(
            name="accept",
            label="Accept",
            sources=("acceptance",),
            target="done",
            review=True,
            not_fields=("owner",),
            stamps=("done_on",),
            tone="ok",
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("acceptance",),
            target="doing",
            comment=True,
            tone="warn",
        ),
        Move(
            name="ask_delay",
            label="Ask for a delay",
            sources=("doing",),
            target="delay_asked",
            needs=("new_due", "delay_reason"),
            tone="warn",
            effect="Until it is approved the old date stands.",
        ),
        Move(
            name="grant_delay",
            label="Approve the delay",
            sources=("delay_asked",),
            target="doing",
            review=True,
            not_fields=("owner",),
            tone="ok",
            effect="The date is moved; the old one stays in the history.",
        ),
        Move(
            name="refuse_delay",
            label="Refuse the delay",
            sources=("delay_asked",),
            target="doing",
            review=True,
            comment=True,
            tone="bad",
        ),
        Move(
            name="cancel",
            label="Cancel",
            sources=("planned", "doing", "delay_asked"),
            target="cancelled",
            comment=True,
            tone="bad",
            effect="Nothing is owed any more.",
        ),
    ),
)

REPORT_STATES = (
    State("drafting", "Being written"),
    State("issued", "Sent out", "ok"),
    State("archived", "Archived", closed=True),
)
REPORT = Workflow(
    record="coordination.report",
    states=REPORT_STATES,
    moves=(
        Move(
            name="issue",
            label="Send out",
            sources=("drafting",),
            target="issued",
            needs=("addressee",),
            stamps=("date",),
            tone="ok",
        ),
        Move(name="archive", label="Archive", sources=("issued",), target="archived"),
    ),
)

SUPERIOR_STATES = (
    State("received", "Received", "info"),
    State("proposed", "Handling proposed", "info"),
    State("instructed", "Instructed"),
    State("handling", "Being handled"),
    State("closed", "Closed", "ok", closed=True),
)
SUPERIOR = Workflow(
    record="coordination.superior_doc",
    states=SUPERIOR_STATES,
    moves=(
        Move(
            name="propose",
            label="Propose how to handle it",
            sources=("received",),
            target="proposed",
            needs=("proposal",),
        ),
        Move(
            name="instruct",
            label="Instruct",
            sources=("proposed",),
            target="instructed",
            needs=("instruction",),
            review=True,
            tone="ok",
        ),
        Move(
            name="hand_over",
            label="Hand over",
            sources=("instructed",),
            target="handling",
            needs=("owner",),
        ),
        Move(
            name="close",
            label="Close",
            sources=("handling",),
            target="closed",
            needs=("outcome",),
            stamps=("done_on",),
            tone="ok",
        ),
    ),
)
