"""States and moves of visits (article 10)."""

from __future__ import annotations

from core.sdk import AUTHOR, Gather, Move, Parties, State, Workflow

VISIT_STATES = (
    State("draft", "Drawn up"),
    State("countersign", "Countersigned by the units", "info"),
    State("approval", "Waits for approval", "warn"),
    State("approved", "Approved", "ok"),
    State("held", "Took place", "ok"),
    State("archived", "Archived", closed=True),
    State("locked", "Locked: not approved in time", "bad"),
    State("cancelled", "Cancelled", closed=True),
)
WAITING = ("draft", "countersign", "approval")
"""States of a visit that is not approved yet."""
APPROVED = ("approved", "held", "archived")
HELD = ("held", "archived")
FURTHER = Parties(record="research.visit_unit", link="visit", field="unit")
"""The units that take part beside the one that leads."""
THERE = Parties(record="research.visitor", link="visit", field="person")
"""The people who take part."""

VISIT = Workflow(
    record="research.visit_plan",
    states=VISIT_STATES,
    content=("date", "until", "destination", "reach", "lead", "joint", "leader", "budget"),
    approved=("approved",),
    falls_back="countersign",
    moves=(
        Move(
            name="submit",
            label="Send to the units",
            sources=("draft",),
            target="countersign",
            effect="Each unit that takes part countersigns, in any order.",
        ),
        Move(
            name="submit_alone",
            label="Send for approval",
            sources=("draft",),
            target="approval",
            effect="For a visit of one unit. It needs no countersignature and does not count as joint.",
        ),
        Move(
            name="countersign",
            label="Countersign for the unit",
            sources=("countersign",),
            target="approval",
            review=True,
            gather=Gather(units=(Parties(field="lead"), FURTHER)),
            tone="ok",
            effect="When all units have countersigned, it waits for approval.",
        ),
        Move(
            name="approve",
            label="Approve the visit",
            sources=("approval",),
            target="approved",
            review=True,
            not_fields=(AUTHOR, "leader"),
            stamps=("approved_on",),
            tone="ok",
            effect="Its budget is reserved, and people can sign in from its first day on.",
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("countersign", "approval"),
            target="draft",
            review=True,
            comment=True,
            tone="warn",
        ),
        Move(
            name="hold",
            label="It took place",
            sources=("approved",),
            target="held",
            tone="ok",
            effect="Its record and its settlement fall due.",
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("held",),
            target="archived",
            needs=("logged_on",),
            effect="It can no longer be changed.",
        ),
        Move(
            name="lock",
            label="Lock",
            sources=WAITING,
            target="locked",
            tone="bad",
            effect="It happens by itself when the visit is about to begin without approval.",
        ),
        Move(
            name="plan_anew",
            label="Plan for another day",
            sources=("locked",),
            target="draft",
            effect="Give it a later first day, then send it to the units again.",
        ),
        Move(
            name="cancel",
            label="Cancel the visit",
            sources=(*WAITING, "approved", "locked"),
            target="cancelled",
            comment=True,
            tone="bad",
            effect="Its budget is released and those taking part are told. It is not counted.",
        ),
    ),
)
