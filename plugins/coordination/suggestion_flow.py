"""States and moves of suggestions (article 15)."""

from __future__ import annotations

from core.sdk import Move, State, Workflow

STATES = (
    State("submitted", "Handed in", "info"),
    State("registered", "Registered", "info"),
    State("assigned", "Assigned", "info"),
    State("handling", "Being handled"),
    State("extended", "Being handled, extended", "warn"),
    State("review", "Reply in review", "info"),
    State("answered", "Answered", "ok"),
    State("unsatisfied", "To be looked at again", "warn"),
    State("closed", "Closed", "ok", closed=True),
    State("withdrawn", "Withdrawn by the person", closed=True),
    State("referred", "Referred to the complaints channel", closed=True),
)
TAKEN = tuple(s.name for s in STATES if s.name not in ("submitted", "referred"))
"""States in which a department may be named."""
AT_WORK = tuple(n for n in TAKEN if n not in ("registered", "assigned"))
"""States in which a reply may stand."""
OPEN = ("submitted", "registered", "assigned", "handling", "extended", "review")
"""States out of which the person can take it back: all before it is answered."""
RUNNING = tuple(s.name for s in STATES if s.name not in ("withdrawn", "referred"))
"""States in which a clock runs or ran to its end."""

SUGGESTION = Workflow(
    record="coordination.suggestion",
    states=STATES,
    content=("result", "reply"),
    approved=("answered",),
    falls_back="review",
    moves=(
        Move(
            name="register",
            label="Register",
            sources=("submitted",),
            target="registered",
            needs=("category", "content"),
            stamps=("registered_on",),
            tone="ok",
            effect="The person is told that it was registered.",
        ),
        Move(
            name="refer",
            label="Refer to the complaints channel",
            sources=("submitted",),
            target="referred",
            erases=("title", "content"),
            tone="warn",
            effect="For complaints about a person. The text is removed; the person is told where to turn.",
        ),
        Move(
            name="assign",
            label="Assign",
            sources=("registered",),
            target="assigned",
            needs=("unit",),
            stamps=("assigned_on",),
            tone="ok",
            effect="The clock for handling it begins.",
        ),
        Move(
            name="take",
            label="Begin handling",
            sources=("assigned",),
            target="handling",
            tone="ok",
        ),
        Move(
            name="give_back",
            label="Not ours: give back",
            sources=("assigned", "handling", "extended"),
            target="registered",
            comment=True,
            tone="warn",
            effect="The office assigns it anew. This can happen twice.",
        ),
        Move(
            name="extend",
            label="Extend",
            sources=("assigned", "handling"),
            target="extended",
            needs=("extension_days", "extension_reason"),
            tone="warn",
            effect="Once, and before the time is over. The person is told the new day.",
        ),
        Move(
            name="hand_in",
            label="Hand in the reply",
            sources=("handling", "extended"),
            target="review",
            needs=("result", "reply"),
            stamps=("handed_in_on",),
            tone="ok",
        ),
        Move(
            name="approve",
            label="Approve and give the reply",
            sources=("review",),
            target="answered",
            needs=("result", "reply"),
            stamps=("answered_on",),
            review=True,
            not_moves=("hand_in",),
            tone="ok",
            effect="The person is told; with consent it comes on the list of public replies.",
        ),
        Move(
            name="send_back",
            label="Send the reply back",
            sources=("review",),
            target="handling",
            comment=True,
            tone="warn",
        ),
        Move(
            name="satisfied",
            label="I am satisfied with the handling",
            sources=("answered",),
            target="closed",
            tone="ok",
            quiet=True,
            effect="About the handling only. Nobody sees single answers.",
        ),
        Move(
            name="fairly",
            label="I am mostly satisfied with the handling",
            sources=("answered",),
            target="closed",
            quiet=True,
            effect="About the handling only. Nobody sees single answers.",
        ),
        Move(
            name="unsatisfied",
            label="I am not satisfied with the handling",
            sources=("answered",),
            target="unsatisfied",
            tone="warn",
            effect="It is looked at once more.",
        ),
        Move(
            name="redo",
            label="Have it handled once more",
            sources=("unsatisfied",),
            target="handling",
            comment=True,
            tone="warn",
            effect="Once. The clock begins anew.",
        ),
        Move(
            name="close_noted",
            label="Close with a note",
            sources=("unsatisfied",),
            target="closed",
            comment=True,
            effect="After it was handled a second time.",
        ),
        Move(
            name="close",
            label="Close",
            sources=("answered",),
            target="closed",
            effect="Where nobody says how it was handled.",
        ),
        Move(
            name="withdraw",
            label="Take it back",
            sources=OPEN,
            target="withdrawn",
            erases=("title", "content", "result", "reply", "extension_reason"),
            tone="bad",
            effect="The text is removed, here and in the history. Number and date remain.",
        ),
    ),
)
