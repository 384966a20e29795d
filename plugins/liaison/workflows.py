"""States and moves of nominations, terms, reports and matters."""

from __future__ import annotations

from core.sdk import AUTHOR, Choice, Move, State, Workflow

NOMINATION_STATES = (
    State("draft", "Drawn up"),
    State("unit", "With the head of the unit", "info"),
    State("checking", "Being checked", "info"),
    State("review", "With the office", "warn"),
    State("published", "Published", "ok"),
    State("appointed", "Took office", "ok", closed=True),
    State("returned", "Sent back", "warn"),
    State("declined", "Declined", closed=True),
    State("withdrawn", "Withdrawn", closed=True),
)
PENDING = ("draft", "unit", "checking", "review", "published", "returned")
"""States in which a nomination keeps its unit from making another one."""
TERM_STATES = (State("serving", "In office", "ok"), State("left", "Left office"))
REPORT_STATES = (
    State("draft", "Draft"),
    State("submitted", "Handed in", "ok"),
    State("noted", "Taken note of", "ok"),
    State("archived", "Archived", closed=True),
)
HANDED_IN = ("submitted", "noted", "archived")
"""States in which a report counts."""
MATTER_STATES = (
    State("open", "Not settled", "info"),
    State("settled", "Settled", "ok", closed=True),
)


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


NOMINATION = Workflow(
    record="liaison.nomination",
    states=NOMINATION_STATES,
    content=("unit", "nominee", "tier", "nominated_on"),
    approved=("published",),
    falls_back="checking",
    moves=(
        Move(
            name="submit",
            label="Put to the head of the unit",
            sources=("draft", "returned"),
            target="unit",
        ),
        Move(
            name="confirm",
            label="Confirm for the unit",
            sources=("draft", "unit", "returned"),
            target="checking",
            needs=("unit_note",),
            tone="ok",
            effect="The office checks the category, the nominee is asked to agree.",
            review=True,
        ),
        Move(
            name="agree",
            label="I agree to be recommended",
            sources=("checking",),
            target="checking",
            tone="ok",
            effect="My name is published when the office approves, not before.",
            stamps=("agreed_on",),
        ),
        Move(
            name="decline",
            label="I do not want this",
            sources=("checking", "review", "published"),
            target="declined",
            effect="Nobody asks why, and nothing more is kept of it.",
        ),
        Move(
            name="verify",
            label="Checked",
            sources=("checking",),
            target="review",
            needs=("agreed_on",),
            tone="ok",
            effect="The head of the office decides.",
        ),
        Move(
            name="publish",
            label="Approve and publish",
            sources=("review",),
            target="published",
            needs=("agreed_on", "office_note"),
            tone="ok",
            review=True,
            not_fields=("nominee",),
            not_moves=("verify",),
            after_moves=("verify",),
            stamps=("published_on",),
        ),
        Move(
            name="take_office",
            label="Take office",
            sources=("published",),
            target="appointed",
            needs=("starts",),
            tone="ok",
            effect="A term begins on the day given, and open matters of the unit pass to the officer.",
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("unit", "checking", "review"),
            target="returned",
            comment=True,
            tone="warn",
        ),
        Move(
            name="withdraw",
            label="Withdraw",
            sources=PENDING,
            target="withdrawn",
            comment=True,
            tone="bad",
            effect="The number is kept. The unit can recommend somebody else.",
        ),
    ),
)

TERM = Workflow(
    record="liaison.assignment",
    states=TERM_STATES,
    moves=(
        Move(
            name="leave",
            label="Leave office",
            sources=("serving",),
            target="left",
            needs=("ends", "end_reason"),
            effect="The unit needs an officer again. What is open passes to the successor.",
        ),
        Move(
            name="undo_leave",
            label="Still in office",
            sources=("left",),
            target="serving",
            comment=True,
            tone="warn",
        ),
    ),
)

REPORT = Workflow(
    record="liaison.report",
    states=REPORT_STATES,
    moves=(
        Move(name="submit", label="Hand in", sources=("draft",), target="submitted", tone="ok"),
        Move(
            name="note",
            label="Take note",
            sources=("submitted",),
            target="noted",
            tone="ok",
            review=True,
            not_fields=("owner", AUTHOR),
            bulk=True,
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("submitted",),
            target="draft",
            comment=True,
            tone="warn",
            effect="It does not count until it is handed in again.",
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("submitted", "noted"),
            target="archived",
            effect="It can no longer be changed.",
            bulk=True,
        ),
    ),
)

MATTER = Workflow(
    record="liaison.matter",
    states=MATTER_STATES,
    moves=(
        Move(
            name="settle",
            label="Settle",
            sources=("open",),
            target="settled",
            tone="ok",
            stamps=("settled_on",),
        ),
        Move(
            name="reopen",
            label="Open again",
            sources=("settled",),
            target="open",
            comment=True,
            tone="warn",
        ),
    ),
)

WORKFLOWS = (NOMINATION, TERM, REPORT, MATTER)
