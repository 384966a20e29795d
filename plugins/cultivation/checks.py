"""What must hold when courses, nominations and completions are saved. Pure functions of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import N_, Change, Complaint, Look
from plugins.cultivation.fills import closing
from plugins.cultivation.workflows import TAKEN

REGISTERING = ("agree", "submit")


def course(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 8: the days follow each other, and registration closes before the course is over."""
    after = change.after
    starts, ends, closes = after.get("starts"), after.get("ends"), after.get("closes_at")
    if isinstance(starts, dt.date) and isinstance(ends, dt.date) and ends < starts:
        yield Complaint("The last day lies before the first.", "ends", "8")
    if isinstance(closes, dt.datetime) and isinstance(ends, dt.date) and closes.date() > ends:
        yield Complaint("Registration cannot close after the course.", "closes_at", "8")
    extended = after.get("extended_to")
    if isinstance(extended, dt.datetime) and isinstance(closes, dt.datetime):
        if extended <= closes:
            yield Complaint(
                "The longer time must lie after the first closing time.", "extended_to", "8"
            )
        elif change.action == "reopen" and extended <= look.now():
            yield Complaint("The longer time has passed already.", "extended_to", "8")
    places = after.get("places")
    if change.key is not None and change.changed("places") and isinstance(places, int):
        taken = _taken(look, change.key)
        if places < taken:
            yield Complaint("%(taken)s places are taken already.", "places", "8", {"taken": taken})


def _taken(look: Look, course_id: object) -> int:
    return sum(look.count("cultivation.nomination", course=course_id, status=s) for s in TAKEN)


def nomination(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 8: own wish, in time, once, and no more than there are places."""
    if change.before and change.changed("person", "course"):
        yield Complaint(
            "Person and course are fixed. Enter another nomination instead.", "person", "8"
        )
    of = look.row("cultivation.course", change.after.get("course"))
    if of is None:
        return
    if not change.before or change.action in REGISTERING:
        yield from _registration(of, look)
    if change.action == "submit" and change.after.get("wish") != "yes":
        yield Complaint(
            "Without the person's own wish it is not passed on. Ask the person first.", "wish", "8"
        )
    if not change.before:
        yield from _once(change, look)
    if change.action == "send":
        yield from _place(
            of, look, N_("All places of the course are taken. Put it on the waiting list.")
        )
    if change.action in ("advance", "prefer"):
        yield from _place(of, look, N_("All places of the course are taken."))
    if change.action == "advance":
        yield from _next(change, look)
    if change.action == "complete" and change.after.get("completed_on") is None:
        yield Complaint("Enter the completion first: hours, certificate, summary.", "", "8")


def _registration(of: object, look: Look) -> Iterable[Complaint]:
    assert isinstance(of, dict)
    if of["status"] != "open":
        yield Complaint("The registration for this course is not open.", "course", "8")
        return
    until = closing(of["closes_at"], of["extended_to"])
    if until is not None and look.now() > until:
        yield Complaint(
            "The registration has closed. The office can open it again with a reason.",
            "course",
            "8",
        )


def _once(change: Change, look: Look) -> Iterable[Complaint]:
    key = change.after.get("active_key")
    if key and look.count("cultivation.nomination", active_key=key):
        yield Complaint("This person stands for this course already.", "person", "8")


def _place(of: object, look: Look, text: str) -> Iterable[Complaint]:
    assert isinstance(of, dict)
    if _taken(look, of["id"]) >= of["places"]:
        yield Complaint(text, "", "8")


def _next(change: Change, look: Look) -> Iterable[Complaint]:
    """The waiting list goes by registration; another order is a decision with its reason."""
    waiting = look.rows(
        "cultivation.nomination", course=change.after.get("course"), status="waiting"
    )
    earlier = [r for r in waiting if isinstance(r["id"], int) and r["id"] < (change.key or 0)]
    if earlier:
        yield Complaint(
            "Somebody registered earlier. The head of the office can decide out of order.", "", "8"
        )


def completion(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 8: of an admitted person, after the course began, not of tomorrow."""
    of = look.row("cultivation.nomination", change.after.get("nomination"))
    day = change.after.get("handed_in_on")
    if of is not None and not change.before and of["status"] not in ("admitted", "done"):
        yield Complaint("The person was not admitted to this course.", "nomination", "8")
    if isinstance(day, dt.date) and day > change.today:
        yield Complaint("It is entered after it was handed in.", "handed_in_on", "8")


def cadre_entry(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 9: outside the Party, once, the party by consent only, the plan with number or reason."""
    after = change.after
    if after.get("outside") is False:
        yield Complaint(
            "The register is for cadres outside the Party. Close the entry with its reason.",
            "outside",
            "9",
        )
    if after.get("party") and not after.get("party_agreed_on"):
        yield Complaint(
            "Only with the person's consent. Enter its day, or leave the party empty.",
            "party_agreed_on",
            "9",
        )
    for name in ("party_agreed_on", "in_post_since", "left_on"):
        day = after.get(name)
        if isinstance(day, dt.date) and day > change.today:
            yield Complaint("This day lies in the future.", name, "9")
    if after.get("plan_choice") == "listed" and not after.get("plan_no"):
        yield Complaint("Give the number of the plan.", "plan_no", "9")
    if after.get("plan_choice") == "not_listed" and not after.get("plan_reason"):
        yield Complaint("Choose why it is not in the plan.", "plan_reason", "9")
    key = after.get("active_key")
    if not change.before and key and look.count("cultivation.cadre_entry", active_key=key):
        yield Complaint("There is an entry of this person already.", "person", "9")
    if change.before and change.changed("person"):
        yield Complaint("An entry keeps its person. Enter another instead.", "person", "9")


def yearly_check(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 9: only what stands on the register is checked."""
    of = look.row("cultivation.cadre_entry", change.after.get("entry"))
    # A job without roles (import of old books, demonstration) enters what it is given.
    if not change.before and change.roles and of is not None and of["status"] != "listed":
        yield Complaint("This entry does not stand on the register.", "entry", "9")


def cadre_plan(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 9: a plan is entered when it was issued."""
    day = change.after.get("issued_on")
    if isinstance(day, dt.date) and day > change.today:
        yield Complaint("This day lies in the future.", "issued_on", "9")


CHECKS = {
    "cultivation.course": course,
    "cultivation.nomination": nomination,
    "cultivation.completion": completion,
    "cultivation.cadre_entry": cadre_entry,
    "cultivation.yearly_check": yearly_check,
    "cultivation.cadre_plan": cadre_plan,
}
"""The check of each record."""
