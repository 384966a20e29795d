"""States and moves of plans, courses, nominations, entries and checks."""

from __future__ import annotations

from core.sdk import Choice, Gather, Move, State, Workflow

PLAN_STATES = (
    State("draft", "Draft"),
    State("submitted", "With the head of the office", "info"),
    State("issued", "Issued", "ok"),
    State("archived", "Archived", closed=True),
)
COURSE_STATES = (
    State("planned", "In planning"),
    State("open", "Registration open", "info"),
    State("closed", "Registration closed", "warn"),
    State("finished", "Finished", "ok", closed=True),
    State("cancelled", "Cancelled", closed=True),
)
NOMINATION_STATES = (
    State("draft", "Asking for the own wish"),
    State("unit", "With the unit", "info"),
    State("office", "With the office", "info"),
    State("cadre", "With the cadre section", "info", from_level=2, otherwise="ready"),
    State("ready", "Ready to be sent", "info"),
    State("waiting", "On the waiting list", "warn"),
    State("sent", "Sent to the organiser", "info"),
    State("admitted", "Admitted", "ok"),
    State("done", "Course completed", "ok"),
    State("not_admitted", "Not admitted", closed=True),
    State("gave_up", "Does not take part", closed=True),
)
ENTRY_STATES = (
    State("proposed", "Proposed"),
    State("checking", "Being confirmed by both offices", "info"),
    State("with_person", "With the person", "info"),
    State("listed", "On the register", "ok"),
    State("closed", "Off the register", closed=True),
)
CHECK_STATES = (State("open", "To be confirmed", "info"), State("confirmed", "Confirmed", "ok"))
BEFORE_SENT = ("draft", "unit", "office", "cadre", "ready", "waiting")
TAKEN = ("sent", "admitted", "done")
"""States of a nomination in which it takes one of the places."""
OFFICES = ("UF", "CO")


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


PLAN = Workflow(
    record="cultivation.training_plan",
    states=PLAN_STATES,
    content=("year", "title", "aim", "places"),
    approved=("issued",),
    falls_back="submitted",
    moves=(
        Move(
            name="submit",
            label="Put to the head of the office",
            sources=("draft",),
            target="submitted",
        ),
        Move(
            name="issue",
            label="Approve and issue",
            sources=("submitted",),
            target="issued",
            tone="ok",
            review=True,
            stamps=("issued_on",),
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("submitted",),
            target="draft",
            comment=True,
            tone="warn",
        ),
        Move(name="archive", label="Archive", sources=("issued",), target="archived"),
    ),
)

COURSE = Workflow(
    record="cultivation.course",
    states=COURSE_STATES,
    moves=(
        Move(
            name="open",
            label="Open the registration",
            sources=("planned",),
            target="open",
            tone="ok",
            effect="Everybody with an account sees the course and can register.",
        ),
        Move(name="close", label="Close the registration", sources=("open",), target="closed"),
        Move(
            name="reopen",
            label="Open the registration again",
            sources=("open", "closed"),
            target="open",
            needs=("extended_to",),
            comment=True,
            effect="Registration is possible until the later time.",
        ),
        Move(
            name="finish",
            label="The course has taken place",
            sources=("closed",),
            target="finished",
        ),
        Move(
            name="cancel",
            label="Cancel the course",
            sources=("planned", "open", "closed"),
            target="cancelled",
            comment=True,
            tone="bad",
        ),
    ),
)

NOMINATION = Workflow(
    record="cultivation.nomination",
    states=NOMINATION_STATES,
    levels="@review_levels",
    content=("course", "person", "post", "reason"),
    approved=("ready", "waiting"),
    falls_back="unit",
    moves=(
        Move(
            name="agree",
            label="I want to take part",
            sources=("draft",),
            target="unit",
            tone="ok",
            effect="Your wish is noted, and your unit is asked.",
        ),
        Move(
            name="submit",
            label="Pass on to the unit",
            sources=("draft",),
            target="unit",
            effect="Only with the person's own wish.",
        ),
        Move(
            name="recommend",
            label="The unit agrees",
            sources=("unit",),
            target="office",
            needs=("unit_note",),
            tone="ok",
            review=True,
            not_fields=("person",),
        ),
        Move(
            name="approve",
            label="The office agrees",
            sources=("office",),
            target="cadre",
            needs=("office_note",),
            tone="ok",
            review=True,
            not_fields=("person",),
        ),
        Move(
            name="countersign",
            label="The cadre section agrees",
            sources=("cadre",),
            target="ready",
            tone="ok",
            review=True,
            not_fields=("person",),
        ),
        Move(
            name="send",
            label="Send to the organiser",
            sources=("ready",),
            target="sent",
            tone="ok",
            stamps=("sent_on",),
            bulk=True,
        ),
        Move(
            name="queue",
            label="Put on the waiting list",
            sources=("ready",),
            target="waiting",
            effect="The order is that of registration.",
        ),
        Move(
            name="advance",
            label="A place is free: take the next",
            sources=("waiting",),
            target="ready",
            effect="Possible for the earliest on the waiting list only.",
        ),
        Move(
            name="prefer",
            label="Decide out of order",
            sources=("waiting",),
            target="ready",
            comment=True,
            tone="warn",
            effect="The reason is kept with the nomination.",
        ),
        Move(name="admit", label="Admitted", sources=("sent",), target="admitted", tone="ok"),
        Move(name="refuse", label="Not admitted", sources=("sent",), target="not_admitted"),
        Move(name="complete", label="Completed", sources=("admitted",), target="done", tone="ok"),
        Move(
            name="send_back",
            label="Send back",
            sources=("unit", "office", "cadre"),
            target="draft",
            comment=True,
            tone="warn",
        ),
        Move(
            name="decline",
            label="I do not want to take part",
            sources=(*BEFORE_SENT, "sent", "admitted"),
            target="gave_up",
            effect="Nobody asks why, and the place is free for others.",
        ),
    ),
)

ENTRY = Workflow(
    record="cultivation.cadre_entry",
    states=ENTRY_STATES,
    content=("person", "outside", "admin_post", "in_post_since", "title", "education", "file_no"),
    approved=("listed",),
    falls_back="checking",
    moves=(
        Move(
            name="propose",
            label="Ask both offices",
            sources=("proposed",),
            target="checking",
            needs=("file_no",),
        ),
        Move(
            name="confirm",
            label="Confirm for my office",
            sources=("checking",),
            target="with_person",
            tone="ok",
            review=True,
            gather=Gather(roles=OFFICES),
            effect="It goes to the person when both offices have confirmed it.",
            bulk=True,
        ),
        Move(
            name="accept",
            label="That is right",
            sources=("with_person",),
            target="listed",
            tone="ok",
            stamps=("confirmed_on",),
            effect="The entry stands on the register.",
        ),
        Move(
            name="object",
            label="That is not right",
            sources=("with_person",),
            target="proposed",
            comment=True,
            tone="warn",
        ),
        Move(
            name="still_needed",
            label="The entry is still needed",
            sources=("listed",),
            target="listed",
            stamps=("need_said_on",),
            effect="The office is asked again when nobody has read the entry for as long once more.",
        ),
        Move(
            name="drop_party",
            label="Delete my party",
            sources=("listed",),
            target="listed",
            effect="Only the party is deleted. The entry stays as it is.",
        ),
        Move(
            name="send_back",
            label="Send back",
            sources=("checking", "with_person"),
            target="proposed",
            comment=True,
            tone="warn",
        ),
        Move(
            name="close",
            label="Close the entry",
            sources=("proposed", "checking", "with_person", "listed"),
            target="closed",
            needs=("exit_reason", "left_on"),
            tone="warn",
            stamps=("closed_on",),
            effect="It leaves all lists at once. Only the person still sees it, until it is deleted.",
        ),
    ),
)

CHECK = Workflow(
    record="cultivation.yearly_check",
    states=CHECK_STATES,
    moves=(
        Move(
            name="confirm",
            label="Confirm for my office",
            sources=("open",),
            target="confirmed",
            tone="ok",
            review=True,
            gather=Gather(roles=OFFICES),
            stamps=("confirmed_on",),
            bulk=True,
        ),
    ),
)

WORKFLOWS = (PLAN, COURSE, NOMINATION, ENTRY, CHECK)
