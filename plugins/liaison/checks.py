"""What must hold when nominations and terms are saved. Pure functions of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import Change, Complaint, Look, Values
from plugins.liaison import report_checks
from plugins.liaison.fills import LIMITS
from plugins.liaison.workflows import PENDING

CONFIRMED = ("checking", "review", "published", "appointed")
"""States in which the unit stands by its nomination."""


def nomination(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 5: one nominee per unit, under a category whose conditions hold."""
    after = change.after
    agreed = after.get("agreed_on")
    if isinstance(agreed, dt.date) and agreed > change.today:
        yield Complaint("Nobody agrees in the future.", "agreed_on", "5")
    yield from _has_own_officer(change, look)
    yield from _category(after, look)
    if after.get("tier") == "C":
        yield from _fallback(after, look)
    yield from _age(change, look)
    if after.get("status") in PENDING and (
        not change.before or change.changed("unit", "starts", "nominated_on", "status")
    ):
        yield from _alone(change, look)


def _has_own_officer(change: Change, look: Look) -> Iterable[Complaint]:
    unit = look.row("directory.unit", change.after.get("unit")) or {}
    if unit.get("liaison_via") is not None and change.changed("unit"):
        yield Complaint("This unit shares the officer of another unit.", "unit", "5")


def _category(after: Values, look: Look) -> Iterable[Complaint]:
    """Categories B and C are for teachers; an order between A and B asks for a declaration."""
    unit, tier = look.row("directory.unit", after.get("unit")) or {}, after.get("tier")
    if tier in ("B", "C") and unit.get("kind") == "department":
        yield Complaint(
            "Categories B and C are for teachers. A department recommends under A, or shares the "
            "officer of another unit.",
            "tier",
            "5",
        )
    second = {"A_first": "B", "B_first": "A"}.get(str(look.parameter("liaison", "tier_order")))
    if tier is not None and tier == second and not after.get("first_checked"):
        yield Complaint(
            "The other category comes first. Declare that nobody there is suitable and willing.",
            "first_checked",
            "5",
        )
    if tier == "B" and after.get("status") in CONFIRMED and not after.get("studied_abroad"):
        months = look.parameter("liaison", "study_abroad_min_months")
        text = "Category B asks for completed studies abroad; the nominee declares them."
        if months:
            text = "Category B asks for at least %(months)s months of completed studies abroad."
        yield Complaint(text, "studied_abroad", "5", {"months": months} if months else {})


def _fallback(after: Values, look: Look) -> Iterable[Complaint]:
    """Category C needs the unit's declaration, and a reason while no age is set for it."""
    if not after.get("none_of_ab"):
        yield Complaint(
            "Category C needs the unit's declaration that nobody of A or B is suitable and willing.",
            "none_of_ab",
            "5",
        )
    if not look.parameter("liaison", "young_member_age") and not after.get("young_reason"):
        yield Complaint(
            "Say why this young teacher is recommended: no age limit is set for category C.",
            "young_reason",
            "5",
        )


def _age(change: Change, look: Look) -> Iterable[Complaint]:
    after = change.after
    tier = str(after.get("tier"))
    limit = look.parameter("liaison", LIMITS[tier]) if tier in LIMITS else 0
    if after.get("age_ok") is False and (not change.before or change.changed("age_ok", "age_key")):
        yield Complaint(
            "On %(day)s the nominee is past the age limit of %(limit)s years for this category.",
            "born",
            "5",
            {"day": after.get("age_day"), "limit": limit},
        )
    elif change.became("status", "review") and limit and after.get("age_ok") is not True:
        yield Complaint(
            "The age was not judged for the day of nomination. Enter the date of birth; it is not kept.",
            "born",
            "5",
        )


def _alone(change: Change, look: Look) -> Iterable[Complaint]:
    """Only one nomination is under way, for a time after the term that runs."""
    unit, key = change.after.get("unit"), change.key
    others = look.rows("liaison.nomination", unit=unit)
    if any(n["id"] != key and n["status"] in PENDING for n in others):
        yield Complaint(
            "This unit has a nomination under way. Withdraw it before another is made.", "unit", "5"
        )
    begins = change.after.get("starts") or change.after.get("nominated_on")
    if not isinstance(begins, dt.date):
        return
    for term in look.rows("liaison.assignment", unit=unit):
        if _reaches(term, begins):
            yield Complaint(
                "The unit has an officer until %(day)s. Name a later day for taking office, or let "
                "that term end first.",
                "starts",
                "5",
                {"day": term["ends"] or "-"},
            )
            return


def _reaches(term: Values, day: dt.date) -> bool:
    ends = term["ends"]
    return not isinstance(ends, dt.date) or ends >= day


def assignment(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 5: one officer per unit at a time; a gap may be, an overlap may not."""
    after = change.after
    starts, ends, unit = after.get("starts"), after.get("ends"), after.get("unit")
    if isinstance(starts, dt.date) and isinstance(ends, dt.date) and ends < starts:
        yield Complaint("The last day lies before the first.", "ends", "5")
        return
    yield from _has_own_officer(change, look)
    of = look.row("liaison.nomination", after.get("nomination"))
    if of is not None and (of["unit"], of["nominee"]) != (unit, after.get("officer")):
        yield Complaint("The nomination is of another unit or person.", "nomination", "5")
    if of is not None and of["status"] not in ("published", "appointed"):
        yield Complaint("The nomination is not published yet.", "nomination", "5")
    if change.before and change.changed("unit", "officer"):
        yield Complaint(
            "Unit and officer of a term are fixed. End it and enter a new one.", "officer"
        )
    if isinstance(starts, dt.date) and (not change.before or change.changed("starts", "ends")):
        yield from _overlap(change, look, starts)


def _overlap(change: Change, look: Look, starts: dt.date) -> Iterable[Complaint]:
    ends = change.after.get("ends")
    for term in look.rows("liaison.assignment", unit=change.after.get("unit")):
        begins = term["starts"]
        assert isinstance(begins, dt.date)
        before_it = isinstance(ends, dt.date) and ends < begins
        if term["id"] != change.key and _reaches(term, starts) and not before_it:
            yield Complaint(
                "The unit has another officer from %(start)s to %(end)s. Two terms may not overlap.",
                "starts",
                "5",
                {"start": begins, "end": term["ends"] or "-"},
            )
            return


def training(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 5: trainings are entered after they took place."""
    day = change.after.get("date")
    if isinstance(day, dt.date) and day > change.today:
        yield Complaint("It is entered after it took place.", "date", "5")


CHECKS = {
    "liaison.nomination": nomination,
    "liaison.assignment": assignment,
    "liaison.report": report_checks.report,
    "liaison.matter": report_checks.matter,
    "liaison.training": training,
}
"""The check of each record."""
