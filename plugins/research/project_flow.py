"""States and moves of calls, projects, extensions and reports (article 11)."""

from __future__ import annotations

from core.sdk import AUTHOR, Move, State, Workflow

CALL_STATES = (
    State("draft", "Drawn up"),
    State("open", "Open for applications", "ok"),
    State("closed", "Call closed", closed=True),
)
CALL = Workflow(
    record="research.call",
    states=CALL_STATES,
    moves=(
        Move(
            name="publish",
            label="Issue the call",
            sources=("draft",),
            target="open",
            stamps=("issued_on",),
            tone="ok",
            effect="Everybody sees it and can apply until the deadline.",
        ),
        Move(
            name="close",
            label="Close",
            sources=("open",),
            target="closed",
            effect="It happens by itself after the deadline.",
        ),
    ),
)

PROJECT_STATES = (
    State("draft", "Being applied for"),
    State("form_check", "Form is checked", "info"),
    State("review", "Under review", "info"),
    State("running", "Approved and running", "ok"),
    State("overdue", "Withdrawal proposed", "bad"),
    State("closing", "Completion under review", "warn"),
    State("finished", "Project completed", "ok"),
    State("archived", "Archived", closed=True),
    State("refused", "Not approved", closed=True),
    State("withdrawn", "Project withdrawn", closed=True),
)
RUNNING = ("running", "overdue", "closing")
"""States in which a project has a final report to hand in."""
APPROVED = (*RUNNING, "finished", "archived", "withdrawn")
PROJECT = Workflow(
    record="research.project",
    states=PROJECT_STATES,
    moves=(
        Move(
            name="submit",
            label="Apply for the project",
            sources=("draft",),
            target="form_check",
            needs=("content", "outcomes", "filed"),
            tone="ok",
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("form_check", "review"),
            target="draft",
            review=True,
            comment=True,
            tone="warn",
        ),
        Move(
            name="pass_form",
            label="The form is in order",
            sources=("form_check",),
            target="review",
            review=True,
            effect="What the call asks for is checked.",
        ),
        Move(
            name="grant",
            label="Approve the project",
            sources=("review",),
            target="running",
            review=True,
            not_fields=(AUTHOR, "leader"),
            stamps=("granted_on",),
            tone="ok",
            effect="Its mid-term check and its final report fall due.",
        ),
        Move(
            name="refuse",
            label="Do not approve",
            sources=("review",),
            target="refused",
            review=True,
            comment=True,
            tone="bad",
        ),
        Move(
            name="ask_completion",
            label="Ask for completion",
            sources=("running", "overdue"),
            target="closing",
            needs=("final_on",),
            tone="ok",
        ),
        Move(
            name="finish",
            label="Complete",
            sources=("closing",),
            target="finished",
            review=True,
            not_fields=("leader",),
            stamps=("finished_on",),
            tone="ok",
        ),
        Move(
            name="not_yet",
            label="Not complete yet",
            sources=("closing",),
            target="running",
            review=True,
            comment=True,
            tone="warn",
        ),
        Move(
            name="propose_withdrawal",
            label="Propose to withdraw it",
            sources=("running",),
            target="overdue",
            tone="warn",
            effect="It happens by itself when the final report is long overdue. Nothing is withdrawn by it.",
        ),
        Move(
            name="withdraw",
            label="Withdraw the project",
            sources=("overdue",),
            target="withdrawn",
            review=True,
            comment=True,
            tone="bad",
        ),
        Move(
            name="keep_on",
            label="Let it go on",
            sources=("overdue",),
            target="running",
            needs=("kept_until",),
            review=True,
            comment=True,
            effect="Its final report falls due on the new day.",
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("finished",),
            target="archived",
            effect="It can no longer be changed.",
            bulk=True,
        ),
    ),
)

EXTENSION_STATES = (
    State("asked", "Waits for a decision", "warn"),
    State("granted", "Granted", "ok", closed=True),
    State("refused", "Extension refused", closed=True),
)
EXTENSION = Workflow(
    record="research.extension",
    states=EXTENSION_STATES,
    moves=(
        Move(
            name="grant",
            label="Grant the extension",
            sources=("asked",),
            target="granted",
            review=True,
            not_fields=(AUTHOR,),
            stamps=("decided_on",),
            tone="ok",
            effect="The final report falls due on the new day.",
        ),
        Move(
            name="refuse",
            label="Refuse the extension",
            sources=("asked",),
            target="refused",
            review=True,
            comment=True,
            stamps=("decided_on",),
            tone="bad",
        ),
    ),
)

REPORT_STATES = (
    State("draft", "Report being written"),
    State("handed_in", "Handed in", "info"),
    State("accepted", "Report accepted", "ok", closed=True),
)


def _report(record: str) -> Workflow:
    """A report is handed in by the project and accepted, or sent back, by the office."""
    return Workflow(
        record=record,
        states=REPORT_STATES,
        moves=(
            Move(
                name="hand_in",
                label="Hand in the report",
                sources=("draft",),
                target="handed_in",
                stamps=("handed_in_on",),
                tone="ok",
            ),
            Move(
                name="accept",
                label="Accept the report",
                sources=("handed_in",),
                target="accepted",
                review=True,
                not_fields=(AUTHOR,),
                tone="ok",
            ),
            Move(
                name="send_back",
                label="Send back",
                sources=("handed_in",),
                target="draft",
                review=True,
                comment=True,
                tone="warn",
            ),
        ),
    )


WORKFLOWS = (
    CALL,
    PROJECT,
    EXTENSION,
    _report("research.mid_report"),
    _report("research.final_report"),
)
