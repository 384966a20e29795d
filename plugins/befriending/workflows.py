"""States and moves of lists, pairs and contacts."""

from __future__ import annotations

from core.sdk import Choice, Move, State, Workflow

LIST_STATES = (
    State("drafting", "Drawn up"),
    State("asking", "Asking the people on it", "info"),
    State("committee", "With the committee", "warn"),
    State("in_force", "In force", "ok"),
    State("adjusted", "Replaced by a new version", closed=True),
    State("archived", "Archived", closed=True),
    State("void", "Void", closed=True),
)
PAIR_STATES = (
    State("pending", "To be confirmed", "info"),
    State("active", "Active", "ok"),
    State("needs_adjustment", "Needs adjustment", "warn"),
    State("ended", "Ended"),
)
CONTACT_STATES = (
    State("registered", "Registered", "ok"),
    State("draft", "Draft"),
    State("shown", "Shown to the person", "info"),
    State("seen", "Seen by the person", "ok"),
    State("archived", "Archived", closed=True),
)


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


LIST = Workflow(
    record="befriending.pair_list",
    states=LIST_STATES,
    moves=(
        Move(name="ask", label="Ask the people on it", sources=("drafting",), target="asking"),
        Move(name="submit", label="Put to the committee", sources=("asking",), target="committee"),
        Move(
            name="approve",
            label="Approve and put in force",
            sources=("committee",),
            target="in_force",
            tone="ok",
            effect="The pairs on it can be confirmed.",
            review=True,
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("asking", "committee"),
            target="drafting",
            comment=True,
            tone="warn",
        ),
        Move(
            name="adjust",
            label="Replace by a new version",
            sources=("in_force",),
            target="adjusted",
            effect="This version is kept. Enter the new version as a new list of the same year.",
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("in_force", "adjusted"),
            target="archived",
            effect="Nothing on it can be changed any more.",
        ),
        Move(
            name="void",
            label="Declare void",
            sources=("drafting", "asking", "committee"),
            target="void",
            comment=True,
            tone="bad",
            effect="The number is kept.",
        ),
    ),
)

PAIR = Workflow(
    record="befriending.pair",
    states=PAIR_STATES,
    moves=(
        Move(
            name="confirm",
            label="Confirm",
            sources=("pending",),
            target="active",
            needs=("informed_on",),
            tone="ok",
            effect="The leader owes contacts from now on.",
            review=True,
            bulk=True,
        ),
        # One button for everybody, without a reason: nobody can read off it whose wish it was.
        Move(
            name="release",
            label="Needs adjustment",
            sources=("pending", "active"),
            target="needs_adjustment",
            tone="warn",
            effect="The pair no longer stands. The office sees just that, and nothing else.",
        ),
        Move(
            name="settle",
            label="Adjustment settled",
            sources=("needs_adjustment",),
            target="ended",
        ),
        Move(
            name="end",
            label="End",
            sources=("active",),
            target="ended",
            needs=("end", "end_reason"),
            effect="The duty of this year is void. Contacts made stay with this pair.",
        ),
    ),
)

CONTACT = Workflow(
    record="befriending.contact",
    states=CONTACT_STATES,
    moves=(
        Move(
            name="register",
            label="Register",
            sources=("draft",),
            target="registered",
            tone="ok",
            bulk=True,
        ),
        Move(
            name="show",
            label="Show to the person",
            sources=("registered",),
            target="shown",
            effect="The person is told that there is something to read.",
            bulk=True,
        ),
        Move(
            name="acknowledge",
            label="I have read it",
            sources=("registered", "shown"),
            target="seen",
            tone="ok",
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("registered", "shown", "seen"),
            target="archived",
            effect="It can no longer be changed.",
            bulk=True,
        ),
        Move(
            name="redraft",
            label="Back to draft",
            sources=("registered",),
            target="draft",
            effect="It does not count until it is registered again.",
        ),
    ),
)

WORKFLOWS = (LIST, PAIR, CONTACT)
COUNTED = ("registered", "shown", "seen", "archived")
"""States of a contact in which it counts."""
