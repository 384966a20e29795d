"""States and moves of consultations, documents and checks (article 15)."""

from __future__ import annotations

from core.sdk import Move, State, Workflow

CONSULT_STATES = (
    State("draft", "Being written"),
    State("sent", "Sent for consultation", "info"),
    State("received", "Received", "info"),
    State("no_answer", "Not answered", "warn"),
    State("proceeded", "Gone on without an answer, on record", "warn", closed=True),
    State("advised", "Advice given", "ok"),
    State("receipt", "Receipt returned", "ok"),
    State("closed", "Closed", closed=True),
    State("void", "Void", closed=True),
)
ADVISED = ("advised", "receipt", "closed")
SENT = tuple(s.name for s in CONSULT_STATES if s.name not in ("draft", "proceeded", "void"))
CONSULTED = ("proceeded", *ADVISED)
"""States after which the matter may be settled."""

CONSULT = Workflow(
    record="coordination.consult",
    states=CONSULT_STATES,
    moves=(
        Move(
            name="send",
            label="Send for consultation",
            sources=("draft",),
            target="sent",
            needs=("policies", "draft_ref"),
            stamps=("sent_on",),
            tone="ok",
            effect="The clock for an answer begins.",
        ),
        Move(
            name="receive",
            label="Confirm receipt",
            sources=("sent",),
            target="received",
            stamps=("received_on",),
            tone="ok",
        ),
        Move(
            name="advise",
            label="Give advice",
            sources=("sent", "received", "no_answer"),
            target="advised",
            needs=("advice",),
            stamps=("replied_on",),
            tone="ok",
            effect="Advice is neither an approval nor a veto.",
        ),
        Move(
            name="silence",
            label="Note that no answer came",
            sources=("sent", "received"),
            target="no_answer",
            tone="warn",
            effect="It happens by itself when the time is over. Silence is no consent; the head is told.",
        ),
        Move(
            name="proceed",
            label="Go on without an answer",
            sources=("no_answer",),
            target="proceeded",
            comment=True,
            tone="warn",
            effect="It stays on record that there was no answer.",
        ),
        Move(
            name="return_receipt",
            label="Return the receipt",
            sources=("advised",),
            target="receipt",
            needs=("adoption",),
            tone="ok",
            effect="The department learns what became of its advice.",
        ),
        Move(
            name="close",
            label="Close",
            sources=("receipt",),
            target="closed",
        ),
        Move(
            name="void",
            label="Declare void",
            sources=("draft", "sent", "received"),
            target="void",
            comment=True,
            tone="bad",
            effect="The number is kept.",
        ),
    ),
)

DOCUMENT_STATES = (
    State("drafting", "Being drafted"),
    State("issued", "Issued", "ok"),
    State("dropped", "Not issued", closed=True),
)
DOCUMENT = Workflow(
    record="coordination.document",
    states=DOCUMENT_STATES,
    moves=(
        Move(
            name="issue",
            label="Mark as issued",
            sources=("drafting",),
            target="issued",
            needs=("issue_no", "issued_on"),
            tone="ok",
            effect="A document within scope needs a consultation before.",
        ),
        Move(name="drop", label="Not to be issued", sources=("drafting",), target="dropped"),
    ),
)

CHECK_STATES = (
    State("noted", "Noted"),
    State("mending", "Being mended", "warn"),
    State("settled", "Settled", "ok", closed=True),
)
INSPECTION = Workflow(
    record="coordination.inspection",
    states=CHECK_STATES,
    moves=(
        Move(
            name="ask_to_mend",
            label="Ask to mend",
            sources=("noted",),
            target="mending",
            needs=("to_mend", "mend_by"),
            tone="warn",
            effect="The head of the unit is told.",
        ),
        Move(
            name="mended",
            label="Mended",
            sources=("mending",),
            target="settled",
            needs=("mended_how",),
            stamps=("mended_on",),
            tone="ok",
        ),
        Move(name="settle", label="Nothing to mend", sources=("noted",), target="settled"),
    ),
)
