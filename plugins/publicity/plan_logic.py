"""The plan of the year and its topics, and the meetings: what must hold."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Complaint, Look
from plugins.publicity.parts import not_of_tomorrow


def check_plan(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 1: a plan has topics before it is decided on, and is of this year or the next."""
    year = change.after.get("year")
    if isinstance(year, int) and year > change.today.year + 1:
        yield Complaint("A plan is made for this year or the next.", "year", "1")
    if change.action == "submit" and not look.count("publicity.plan_item", plan=change.key):
        yield Complaint("Enter the topics of the plan first.", "year", "1")


def check_item(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 1: the topics of an issued plan stand as they were approved."""
    of = look.row("publicity.plan", change.after.get("plan")) or {}
    if of.get("status") in ("issued", "archived") and change.changed(
        "plan", "column", "topic", "unit", "month"
    ):
        yield Complaint(
            "The plan is issued. Send it back first, then change its topics.", "topic", "1"
        )


def check_meeting(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 1: a meeting is entered when it was held."""
    return not_of_tomorrow(change, "date", "1")
