"""What must hold when plans, sessions and reflections are saved. Pure functions of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import Change, Complaint, Look
from plugins.study.workflows import HELD, ISSUED

MOST_YEARS_AHEAD = 1


def plan(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 3: a plan has topics before it is submitted, and is not of a far year."""
    year = change.after.get("year")
    if isinstance(year, int) and year > change.today.year + MOST_YEARS_AHEAD:
        yield Complaint("A plan is made for this year or the next.", "year", "3")
    if change.became("status", "review") and change.action == "submit":
        if not look.count("study.plan_item", plan=change.key):
            yield Complaint("Enter its topics first.", "level", "3")


def plan_item(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 3: topics of an issued plan stand as they were approved."""
    of = look.row("study.plan", change.after.get("plan")) or {}
    if of.get("status") in ISSUED and change.changed("plan", "topic", "is_uf", "month"):
        yield Complaint(
            "The plan is issued. Send it back first, then change its topics.", "topic", "3"
        )
    held = change.after.get("held_on")
    if isinstance(held, dt.date) and held > change.today:
        yield Complaint("It is entered after it took place.", "held_on", "3")


def session(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 4: held when its day has come, complete with signatures, numbers that fit."""
    after = change.after
    day = after.get("date")
    if after.get("status") in HELD and isinstance(day, dt.date) and day > change.today:
        yield Complaint("Its day has not come yet.", "date", "4")
    expected, present = after.get("expected"), after.get("present")
    if isinstance(expected, int) and isinstance(present, int) and present > expected:
        yield Complaint(
            "More were present than expected. Correct one of the numbers.", "present", "4"
        )
    if change.became("status", "complete") and not (
        after.get("signed") or after.get("sheet_filed")
    ):
        yield Complaint(
            "Nobody signed in by code. Attach the sheet of signatures and say so here.",
            "sheet_filed",
            "4",
        )


def signin(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 4: people sign in at sessions that are not closed or called off."""
    of = look.row("study.session", change.after.get("session")) or {}
    if of.get("status") in ("archived", "cancelled"):
        yield Complaint("This session takes no more signatures.", "session", "4")


def online_item(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 4: the last day lies after the first; addresses are web addresses."""
    given, due = change.after.get("date"), change.after.get("due")
    if isinstance(given, dt.date) and isinstance(due, dt.date) and due < given:
        yield Complaint("The last day lies before the first.", "due", "4")
    address = change.after.get("address")
    if address and not str(address).startswith(("https://", "http://")):
        yield Complaint("An address begins with https:// or http://.", "address", "4")


def reflection(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 4: only who wrote it decides on printing; without consent it is not chosen."""
    after = change.after
    if change.became("status", "selected") and not after.get("may_print"):
        yield Complaint("Whoever wrote it does not agree to printing.", "may_print", "4")
    given = after.get("may_print") and not change.before.get("may_print")
    if given and change.roles and change.person != after.get("writer"):
        yield Complaint("Only whoever wrote it can agree to printing.", "may_print", "4")


CHECKS = {
    "study.plan": plan,
    "study.plan_item": plan_item,
    "study.session": session,
    "study.signin": signin,
    "study.online_item": online_item,
    "study.reflection": reflection,
}
"""The check of each record."""
