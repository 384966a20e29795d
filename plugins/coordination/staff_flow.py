"""States and moves of good deeds (article 17)."""

from __future__ import annotations

from core.sdk import Move, State, Workflow

DEED_STATES = (
    State("promised", "Promised", "info"),
    State("doing", "Under way", "info"),
    State("partly", "Done in part", "warn"),
    State("done", "Done", "ok"),
    State("heard", "Feedback heard", "ok"),
    State("archived", "Archived", closed=True),
)
DEED = Workflow(
    record="coordination.good_deed",
    states=DEED_STATES,
    moves=(
        Move(name="begin", label="Begin", sources=("promised",), target="doing"),
        Move(
            name="finish_part",
            label="Done in part",
            sources=("doing",),
            target="partly",
            needs=("outcome", "new_date"),
            tone="warn",
            effect="It stays open and gets a new date.",
        ),
        Move(name="go_on", label="Go on", sources=("partly",), target="doing"),
        Move(
            name="finish",
            label="Done",
            sources=("doing", "partly"),
            target="done",
            needs=("outcome",),
            stamps=("done_on",),
            tone="ok",
            effect="A suggestion it came from is answered by itself, not by this.",
        ),
        Move(
            name="hear",
            label="Note the feedback",
            sources=("done",),
            target="heard",
            needs=("feedback",),
        ),
        Move(name="archive", label="Archive", sources=("done", "heard"), target="archived"),
    ),
)
