"""States and moves of articles: written, reviewed on one version, handed over, published."""

from __future__ import annotations

from core.sdk import AUTHOR, Move, State, Workflow

ARTICLE_STATES = (
    State("draft", "With the author"),
    State(
        "first_review", "Waits for the head of the unit", "warn", from_level=3,
        otherwise="second_review",
    ),
    State(
        "second_review", "Waits for the department", "warn", from_level=2, otherwise="final_review"
    ),
    State("final_review", "Waits for the head of the department", "warn"),
    State("ready", "Ready to be published", "info"),
    State("handed", "Submitted to the platform", "info"),
    State("failed", "Publishing failed", "bad"),
    State("published", "Published to readers", "ok"),
    State("retracted", "Taken down"),
    State("archived", "Archived", closed=True),
    State("void", "Void", closed=True),
)  # fmt: skip
REVIEWS = ("first_review", "second_review", "final_review")
"""States in which somebody reads it and ticks what was proofread."""
PASSES = {"pass_first": 1, "pass_second": 2, "pass_final": 3}
"""Moves that pass a review, with their level."""
PASS_FROM = {
    "first_review": "pass_first", "second_review": "pass_second", "final_review": "pass_final",
}  # fmt: skip
"""The move that passes what waits in a state."""
LEVEL_OF = {"first_review": 1, "second_review": 2, "final_review": 3}
APPROVED = ("ready", "handed", "failed", "published", "retracted", "archived")
"""States of what was passed: from here on the publicity department sees it."""
OUT = ("published", "handed")
"""States in which readers outside may have it before them."""
CANDIDATES = ("CM", "PB")
"""Roles that only ever step in where everybody else wrote it."""
WRITERS = (AUTHOR, "writer", "actual_writer")


def _pass(name: str, label: str, source: str, target: str) -> Move:
    final = name == "pass_final"
    return Move(
        name=name,
        label=label,
        sources=(source,),
        target=target,
        tone="ok",
        review=True,
        not_fields=WRITERS,
        fallback="@fallback_reviewer",
        stand_ins=CANDIDATES,
        stamps=("reviewed_on",) if final else (),
        signs=("reviewer",) if final else (),
        effect="Exactly this version is passed. Changed words have to be reviewed again.",
    )


ARTICLE = Workflow(
    record="publicity.article",
    states=ARTICLE_STATES,
    levels="@review_steps",
    content=("sha256",),
    approved=("ready",),
    falls_back="final_review",
    moves=(
        Move(name="submit", label="Hand in for review", sources=("draft",), target="first_review"),
        _pass("pass_first", "Pass (head of the unit)", "first_review", "second_review"),
        _pass("pass_second", "Pass (department)", "second_review", "final_review"),
        _pass("pass_final", "Pass (head of the department)", "final_review", "ready"),
        Move(
            name="send_back",
            label="Send back to the author",
            sources=(*REVIEWS, "ready"),
            target="draft",
            comment=True,
            tone="warn",
        ),
        Move(
            name="hand_over",
            label="Submitted to the platform",
            sources=("ready",),
            target="handed",
            after_moves=("pass_final",),
            stamps=("handed_on",),
            effect="Accepted is not published: enter the link when it can be read.",
        ),
        Move(
            name="send",
            label="Publish through the interface",
            sources=("ready",),
            target="handed",
            after_moves=("pass_final",),
            stamps=("handed_on",),
            effect="The system hands it to the platform and asks for the result, for a day.",
        ),
        Move(
            name="publish",
            label="Note as published",
            sources=("ready", "handed"),
            target="published",
            needs=("url",),
            tone="ok",
            after_moves=("pass_final",),
        ),
        Move(
            name="fail",
            label="Publishing failed",
            sources=("handed",),
            target="failed",
            comment=True,
            tone="bad",
        ),
        Move(
            name="retry",
            label="Ready for another try",
            sources=("failed",),
            target="ready",
            effect="The reviewed version stays reviewed.",
        ),
        Move(
            name="correct",
            label="Correct what was published",
            sources=("published",),
            target="draft",
            comment=True,
            tone="warn",
            effect="The correction is a new version and is reviewed like the first.",
        ),
        Move(
            name="retract",
            label="Taken down",
            sources=("published", "handed"),
            target="retracted",
            comment=True,
            tone="bad",
            stamps=("retracted_on",),
        ),
        Move(
            name="archive",
            label="Archive",
            sources=("published", "retracted"),
            target="archived",
            effect="It can no longer be changed.",
            bulk=True,
        ),
        Move(
            name="void",
            label="Make void",
            sources=("draft", *REVIEWS, "ready", "failed"),
            target="void",
            comment=True,
            tone="bad",
            effect="It is given up. Its number is kept.",
        ),
    ),
)

CONSENT_STATES = (
    State("asked", "Not answered yet", "warn"),
    State("given", "Agreed", "ok"),
    State("refused", "Not agreed", "bad"),
    State("withdrawn", "Withdrawn", "bad"),
    State("expired", "Ran out", "bad"),
)
CONSENT = Workflow(
    record="publicity.consent",
    states=CONSENT_STATES,
    moves=(
        Move(
            name="agree",
            label="I agree to being published",
            sources=("asked", "refused", "withdrawn", "expired"),
            target="given",
            tone="ok",
            effect="You can withdraw it at any time, without giving a reason.",
        ),
        Move(
            name="on_paper",
            label="Agreed on paper",
            sources=("asked", "refused", "withdrawn", "expired"),
            target="given",
            needs=("given_on",),
            tone="ok",
            effect="The signed sheet is attached here.",
        ),
        Move(
            name="decline",
            label="Does not agree",
            sources=("asked",),
            target="refused",
            effect="Nobody asks why.",
        ),
        Move(
            name="withdraw",
            label="Withdraw the consent",
            sources=("given",),
            target="withdrawn",
            tone="warn",
            stamps=("withdrawn_on",),
            effect="What is published is taken down or made anonymous.",
        ),
        Move(
            name="run_out",
            label="The consent has run out",
            sources=("given",),
            target="expired",
            effect="The system notes it by itself on the day after the last one.",
        ),
    ),
)

TAKEDOWN_STATES = (State("open", "To be settled", "warn"), State("done", "Done", "ok", closed=True))
TAKEDOWN = Workflow(
    record="publicity.takedown",
    states=TAKEDOWN_STATES,
    moves=(
        Move(
            name="finish",
            label="Done",
            sources=("open",),
            target="done",
            needs=("how",),
            tone="ok",
            stamps=("done_on",),
        ),
    ),
)

SLOT_STATES = (
    State("arranged", "Arranged"),
    State("in_review", "Draft handed in", "info"),
    State("published", "Article published", "ok"),
    State("missed", "Missed", "bad"),
    State("off", "Taken out", closed=True),
)
SLOT = Workflow(
    record="publicity.slot",
    states=SLOT_STATES,
    moves=(
        Move(
            name="hand_in",
            label="A draft was handed in",
            sources=("arranged", "missed"),
            target="in_review",
            needs=("handed_in_on",),
            effect="Only where the article is not kept here; else it comes by itself.",
        ),
        Move(
            name="note_published",
            label="Note as published",
            sources=("in_review",),
            target="published",
        ),
        Move(
            name="miss",
            label="No draft was handed in",
            sources=("arranged",),
            target="missed",
            tone="bad",
            effect="The next slot is not delayed.",
        ),
        Move(
            name="take_out",
            label="Take the slot out",
            sources=("arranged", "missed"),
            target="off",
            comment=True,
            tone="warn",
            effect="Nobody owes it any more; the order goes on with the next slot.",
        ),
    ),
)

SWAP_STATES = (
    State("asked", "Waits for the other member", "warn"),
    State("agreed", "Swapped", "ok", closed=True),
    State("declined", "Not swapped", closed=True),
)
SWAP = Workflow(
    record="publicity.swap",
    states=SWAP_STATES,
    moves=(
        Move(
            name="agree",
            label="Agree to the swap",
            sources=("asked",),
            target="agreed",
            tone="ok",
            review=True,
            not_fields=("asked_by",),
            effect="Both slots change hands. Nobody's place in the roster changes.",
        ),
        Move(name="decline", label="Do not swap", sources=("asked",), target="declined"),
    ),
)

PLAN_STATES = (
    State("draft", "Being drawn up"),
    State("review", "With the head of the office", "warn"),
    State("issued", "Issued", "ok"),
    State("archived", "Archived", closed=True),
)
PLAN = Workflow(
    record="publicity.plan",
    states=PLAN_STATES,
    content=("year", "aim"),
    approved=("issued",),
    falls_back="review",
    moves=(
        Move(
            name="submit",
            label="Put to the head of the office",
            sources=("draft",),
            target="review",
        ),
        Move(
            name="issue",
            label="Approve and issue",
            sources=("review",),
            target="issued",
            tone="ok",
            review=True,
            not_fields=(AUTHOR,),
            stamps=("issued_on",),
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("review", "issued"),
            target="draft",
            comment=True,
            tone="warn",
        ),
        Move(name="archive", label="Archive", sources=("issued",), target="archived"),
    ),
)

WORKFLOWS = (ARTICLE, CONSENT, TAKEDOWN, SLOT, SWAP, PLAN)
