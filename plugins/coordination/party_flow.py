"""States and moves of support to democratic parties and of joint meetings (article 16)."""

from __future__ import annotations

from core.sdk import Move, State, Workflow

SUPPORT_STATES = (
    State("asked", "Asked for", "info"),
    State("accepted", "Accepted", "info"),
    State("handling", "Being handled"),
    State("closed", "Closed", "ok", closed=True),
    State("declined", "Not supported", closed=True),
)
SUPPORT = Workflow(
    record="coordination.support",
    states=SUPPORT_STATES,
    moves=(
        Move(
            name="accept",
            label="Accept and answer",
            sources=("asked",),
            target="accepted",
            needs=("answer",),
            stamps=("answered_on",),
            tone="ok",
            effect="The organisation is told.",
        ),
        Move(
            name="decline",
            label="Decline and answer",
            sources=("asked",),
            target="declined",
            needs=("answer",),
            stamps=("answered_on",),
            tone="bad",
            effect="The organisation is told.",
        ),
        Move(name="begin", label="Begin", sources=("accepted",), target="handling"),
        Move(
            name="close",
            label="Close",
            sources=("handling",),
            target="closed",
            needs=("outcome",),
            tone="ok",
        ),
    ),
)

MEETING_STATES = (
    State("planned", "Planned", "info"),
    State("held", "Held", "ok"),
    State("minuted", "Minutes sent", "ok"),
    State("dropped", "Not held", closed=True),
)
MEETING = Workflow(
    record="coordination.joint_meeting",
    states=MEETING_STATES,
    moves=(
        Move(
            name="hold",
            label="It was held",
            sources=("planned",),
            target="held",
            tone="ok",
            effect="Mark first which organisations came.",
        ),
        Move(
            name="send_minutes",
            label="Send the minutes",
            sources=("held",),
            target="minuted",
            needs=("minutes",),
            stamps=("minutes_on",),
            tone="ok",
            effect="Those who could not come receive them too.",
        ),
        Move(
            name="drop",
            label="Not held",
            sources=("planned",),
            target="dropped",
            comment=True,
        ),
    ),
)
