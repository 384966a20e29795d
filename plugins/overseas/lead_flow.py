"""States and moves of leads and exchange activities (article 12)."""

from __future__ import annotations

from core.sdk import AUTHOR, Move, State, Workflow

LEAD_STATES = (
    State("registered", "Registered", "info"),
    State("accepted", "Taken up by the department", "info"),
    State("review", "In secrecy review", "warn"),
    State("talks", "In talks"),
    State("paused", "Paused", "warn"),
    State("signed", "Signed", "ok"),
    State("results", "Results registered", "ok"),
    State("ended", "Ended without signing", closed=True),
    State("archived", "Archived", closed=True),
)
ACTIVE = ("accepted", "review", "talks")
"""States in which something is to happen."""
ACKNOWLEDGED = tuple(s.name for s in LEAD_STATES if s.name != "ended")
LEAD = Workflow(
    record="overseas.lead",
    states=LEAD_STATES,
    moves=(
        Move(
            name="accept",
            label="Take up",
            sources=("registered",),
            target="accepted",
            needs=("unit",),
            stamps=("accepted_on",),
            tone="ok",
            effect="From now on the lead needs an entry on its progress every now and then.",
        ),
        Move(
            name="ask_review",
            label="Ask for the secrecy review",
            sources=("accepted", "talks"),
            target="review",
        ),
        Move(
            name="clear",
            label="The review found nothing against it",
            sources=("review",),
            target="accepted",
            needs=("review_no",),
            stamps=("cleared_on",),
            review=True,
            not_fields=(AUTHOR,),
            tone="ok",
        ),
        Move(
            name="begin_talks",
            label="Begin talks",
            sources=("accepted",),
            target="talks",
            tone="ok",
        ),
        Move(
            name="pause",
            label="Pause",
            sources=ACTIVE,
            target="paused",
            comment=True,
            effect="While it is paused nothing falls due.",
        ),
        Move(
            name="resume",
            label="Resume",
            sources=("paused",),
            target="accepted",
            effect="The days without progress are counted from today.",
        ),
        Move(
            name="sign",
            label="It was signed",
            sources=("talks",),
            target="signed",
            needs=("foreign_no",),
            stamps=("signed_on",),
            tone="ok",
        ),
        Move(
            name="register_results",
            label="Register the results",
            sources=("signed",),
            target="results",
            needs=("result",),
            tone="ok",
        ),
        Move(
            name="end",
            label="End without signing",
            sources=("registered", *ACTIVE, "paused"),
            target="ended",
            comment=True,
        ),
        Move(name="archive", label="Archive", sources=("results",), target="archived"),
    ),
)
EXCHANGE_STATES = (
    State("planned", "Planned", "info"),
    State("held", "Held", "ok"),
    State("dropped", "Not held", closed=True),
)
EXCHANGE = Workflow(
    record="overseas.exchange",
    states=EXCHANGE_STATES,
    moves=(
        Move(
            name="hold",
            label="It was held",
            sources=("planned",),
            target="held",
            needs=("participants",),
            tone="ok",
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
SUMMARY_STATES = (State("draft", "Draft", "info"), State("issued", "Issued", "ok", closed=True))
SUMMARY = Workflow(
    record="overseas.summary",
    states=SUMMARY_STATES,
    moves=(
        Move(
            name="issue",
            label="Issue",
            sources=("draft",),
            target="issued",
            stamps=("issued_on",),
            tone="ok",
        ),
    ),
)
