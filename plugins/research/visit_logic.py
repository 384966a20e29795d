"""Visits: values nobody types, what must hold, what follows, who is told (article 10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from core.sdk import N_, Change, Complaint, Draft, Follow, Look, Notice
from plugins.research.parts import heads, in_order, not_of_tomorrow, number, to_persons
from plugins.research.visit_flow import APPROVED, WAITING

PLAN, UNIT, VISITOR = "research.visit_plan", "research.visit_unit", "research.visitor"
STEPS = ("submit", "countersign", "approve", "hold")
"""Moves that a joint visit makes only with a further unit."""
NUMBERS = {
    "country": (
        "party_no",
        N_("A visit outside the province needs the number of the Party committee's approval."),
    ),
    "abroad": (
        "foreign_no",
        N_("A visit abroad needs the number of the foreign affairs approval."),
    ),
}


# -- values nobody types ---------------------------------------------------------------------------


def fill_plan(draft: Draft, look: Look) -> None:
    """The unit that leads answers for it; money is reserved with the approval and released again."""
    draft.set("unit", draft.get("lead"))
    if draft.action == "approve" and draft.get("budget"):
        draft.set("reserved_on", draft.today)
        draft.set("released_on", None)
    if draft.action == "cancel" and draft.get("reserved_on"):
        draft.set("released_on", draft.today)


# -- what must hold --------------------------------------------------------------------------------


def plan(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 10: joint means two units; approved in time, with the numbers that the way asks for."""
    after = change.after
    yield from in_order(change, "date", "until", "10")
    if after.get("budget") and not after.get("source"):
        yield Complaint("Say where the money comes from.", "source", "10")
    if change.action in STEPS and after.get("joint") and not _further(change, look):
        yield Complaint(
            "A joint visit needs a unit that leads and at least one more. Add it, or take the mark away.",
            "joint",
            "10",
        )
    if change.action in ("submit", "submit_alone") and (
        bool(after.get("joint")) != (change.action == "submit")
    ):
        yield Complaint(
            "A joint visit is sent to its units, a visit of one unit for approval at once.",
            "joint",
            "10",
        )
    asks = change.action in ("submit", "submit_alone", "countersign", "approve")
    if asks and change.roles:  # people ask before it begins; the system may enter what is over
        yield from _in_time(change, look)
    if change.action == "approve":
        yield from _numbers(change)
    begins = after.get("date")
    if change.action == "hold" and isinstance(begins, dt.date) and begins > change.today:
        yield Complaint("The first day of the visit has not come yet.", "date", "10")


def _further(change: Change, look: Look) -> bool:
    lead = change.after.get("lead")
    return any(row["unit"] != lead for row in look.rows(UNIT, visit=change.key))


def _in_time(change: Change, look: Look) -> Iterator[Complaint]:
    begins = change.after.get("date")
    assert isinstance(begins, dt.date)
    last = look.working_day(begins, -number(look, "lock_workdays"))
    if change.today >= last:
        yield Complaint(
            "It begins too soon to be approved: that was possible before %(day)s. Choose a later day.",
            "date",
            "10",
            {"day": last},
        )


def _numbers(change: Change) -> Iterator[Complaint]:
    name, text = NUMBERS.get(str(change.after.get("reach")), ("", ""))
    if name and not change.after.get(name):
        yield Complaint(text, name, "10")


def visit_unit(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 10: the unit that leads is no further unit; a joint visit keeps those that agreed."""
    of = look.row(PLAN, change.after.get("visit")) or {}
    if of.get("lead") == change.after.get("unit"):
        yield Complaint("This unit leads the visit already.", "unit", "10")
    settled = WAITING[1:] if not of.get("joint") else (*WAITING[1:], *APPROVED)
    if of.get("status") in settled:
        yield Complaint(
            "Units are added while the visit is drawn up. Send it back first.", "unit", "10"
        )


def visitor(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 10: people sign in at approved visits, from their first day on."""
    signed = change.after.get("signed_on")
    if not isinstance(signed, dt.date) or not change.changed("signed_on"):
        return
    of = look.row(PLAN, change.after.get("visit")) or {}
    begins = of.get("date")
    if of.get("status") not in APPROVED:
        yield Complaint("This visit is not approved. Nobody can sign in.", "signed_on", "10")
    elif signed > change.today or (isinstance(begins, dt.date) and signed < begins):
        yield Complaint("People sign in from the first day of the visit on.", "signed_on", "10")


def consent(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 10: a consent was given before today, and withdrawn after it was given."""
    yield from not_of_tomorrow(change, "given_on", "10")
    yield from in_order(change, "given_on", "withdrawn_on", "10")


def log(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 10: a record is of a visit that took place; photos need the consent of those there."""
    after = change.after
    of = look.row(PLAN, after.get("visit")) or {}
    if of.get("status") != "held":
        yield Complaint("Mark the visit as having taken place first.", "visit", "10")
    yield from not_of_tomorrow(change, "settled_on", "10")
    if (after.get("settlement") is None) != (after.get("settled_on") is None):
        yield Complaint("Give the settled amount and its day together.", "settled_on", "10")
    if after.get("photos"):
        missing = _without_consent(after.get("visit"), look)
        if missing:
            yield Complaint(
                "%(number)s of those who signed in did not agree to photos.",
                "photos",
                "10",
                {"number": missing},
            )


def _without_consent(visit: object, look: Look) -> int:
    agreed = {
        row["person"]
        for row in look.rows("research.photo_consent", visit=visit)
        if row["withdrawn_on"] is None
    }
    there = {row["person"] for row in look.rows(VISITOR, visit=visit) if row["signed_on"]}
    return len(there - agreed)


# -- what follows ----------------------------------------------------------------------------------


def follow_log(change: Change, look: Look) -> Iterable[Follow]:
    """The visit knows when its record was entered and its money settled."""
    visit = change.after.get("visit") or change.before.get("visit")
    if not isinstance(visit, int):
        return
    if change.action == "create":
        values = {"logged_on": change.today, "settled_on": change.after.get("settled_on")}
        yield Follow(PLAN, values, visit)
    elif change.action == "delete":
        yield Follow(PLAN, {"logged_on": None, "settled_on": None}, visit)
    elif change.changed("settled_on"):
        yield Follow(PLAN, {"settled_on": change.after.get("settled_on")}, visit)


# -- who is told -----------------------------------------------------------------------------------


def tell_plan(change: Change, look: Look) -> Iterable[Notice]:
    """Units that countersign, whoever approves, and those taking part of what changed for them."""
    after = change.after
    if change.action == "submit":
        units = [after.get("lead"), *(r["unit"] for r in look.rows(UNIT, visit=change.key))]
        told = [p for unit in units for p in heads(look, unit, change.today)]
        yield from to_persons(N_("A study visit waits for your countersignature."), *told)
    if change.became("status", "approval"):
        yield Notice("A study visit waits for approval.", role="CM")
    if change.action in ("approve", "send_back"):
        texts = {
            "approve": N_("A study visit was approved."),
            "send_back": N_("A study visit was sent back."),
        }
        yield from to_persons(texts[change.action], after.get("owner"), after.get("leader"))
    if change.became("status", "locked"):
        yield Notice("A study visit was locked: it is about to begin without approval.", role="UF")
        text = N_("A study visit was locked: it is about to begin without approval.")
        yield from to_persons(text, after.get("leader"))
    if change.became("status", "cancelled") and change.before.get("status") == "approved":
        people = [r["person"] for r in look.rows(VISITOR, visit=change.key)]
        text = N_("A study visit in which you take part was cancelled.")
        yield from to_persons(text, after.get("leader"), *people)


FILLS = {PLAN: fill_plan}
CHECKS = {
    PLAN: plan,
    UNIT: visit_unit,
    VISITOR: visitor,
    "research.photo_consent": consent,
    "research.visit_log": log,
}
FOLLOWS = {"research.visit_log": follow_log}
NOTICES = {PLAN: tell_plan}
