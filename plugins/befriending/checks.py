"""What must hold when lists, pairs and contacts are saved. Pure functions of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import Change, Complaint, Look

OFFICE = frozenset({"UF", "UFH"})
STOOD = ("active", "needs_adjustment", "ended")
"""States of a pair in which leader and person are fixed."""


def pair_list(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 6: one version is in force per academic year; a decision is not of tomorrow."""
    decided = change.after.get("decided_on")
    if isinstance(decided, dt.date) and decided > change.today:
        yield Complaint("The decision cannot lie in the future.", "decided_on", "6")
    if change.before and change.changed("year"):
        yield Complaint("A list keeps its academic year. Enter a new list instead.", "year", "6")
    if change.became("status", "in_force"):
        year = change.after.get("year")
        if look.count("befriending.pair_list", year=year, status="in_force"):
            yield Complaint(
                "Another version of this year is in force. Replace that one first.", "status", "6"
            )


def pair(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 6: two different people, told before it begins, once at a time."""
    after = change.after
    if after.get("leader") is not None and after.get("leader") == after.get("person"):
        yield Complaint("Leader and person contacted must be two people.", "person", "6")
    fixed = change.before.get("status") in STOOD
    if fixed and change.changed("leader", "person", "academic_year"):
        yield Complaint(
            "Leader, person and year of a pair are fixed. End it and enter a new pair.",
            "leader",
            "6",
        )
    yield from _pair_days(change, look)
    if change.became("status", "active"):
        yield from _pair_begins(change, look)


def _pair_begins(change: Change, look: Look) -> Iterable[Complaint]:
    after = change.after
    listed = look.row("befriending.pair_list", after.get("pair_list")) or {}
    if listed.get("status") != "in_force":
        yield Complaint(
            "The list is not in force yet. Bring it through the committee first.", "pair_list", "6"
        )
    same = {name: after.get(name) for name in ("leader", "person", "academic_year")}
    if look.count("befriending.pair", status="active", **same):
        yield Complaint("This pair is active in this year already.", "person", "6")


def _pair_days(change: Change, look: Look) -> Iterable[Complaint]:
    start, end = change.after.get("start"), change.after.get("end")
    informed = change.after.get("informed_on")
    if isinstance(informed, dt.date) and informed > change.today:
        yield Complaint("The day of telling cannot lie in the future.", "informed_on", "6")
    if not isinstance(start, dt.date):
        return
    if isinstance(end, dt.date) and end < start:
        yield Complaint("The last day lies before the first.", "end", "6")
        return
    listed = look.row("befriending.pair_list", change.after.get("pair_list")) or {}
    year = look.row("directory.academic_year", listed.get("year"))
    if year and _outside(start, end, year["starts"], year["ends"]):
        yield Complaint(
            "The pair does not touch its academic year, %(start)s to %(end)s.",
            "start",
            "6",
            {"start": year["starts"], "end": year["ends"]},
        )
    if change.key is not None and change.changed("start", "end"):
        yield from _contacts_outside(change, look, start, end)


def _outside(start: dt.date, end: object, first: object, last: object) -> bool:
    assert isinstance(first, dt.date) and isinstance(last, dt.date)
    return start > last or (isinstance(end, dt.date) and end < first)


def _contacts_outside(
    change: Change, look: Look, start: dt.date, end: object
) -> Iterable[Complaint]:
    for row in look.rows("befriending.contact", pair=change.key):
        day = row["date"]
        assert isinstance(day, dt.date)
        if day < start or (isinstance(end, dt.date) and day > end):
            yield Complaint(
                "A contact of %(day)s would lie outside these days.",
                "start" if day < start else "end",
                "7",
                {"day": day},
            )
            return


def contact(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 7: inside the pair's life, entered in time, with a day for what is to follow."""
    day = change.after.get("date")
    if not isinstance(day, dt.date):
        return
    if not change.before or change.changed("date", "pair"):
        yield from _contact_of_pair(change, look, day)
    if not change.before or change.changed("date"):
        yield from _entered_in_time(change, look, day)
    yield from _follow_up(change, day)


def _contact_of_pair(change: Change, look: Look, day: dt.date) -> Iterable[Complaint]:
    of = look.row("befriending.pair", change.after.get("pair"))
    if of is None:
        return
    if of["status"] == "pending":
        yield Complaint("This pair is not confirmed yet. Confirm it first.", "pair", "6")
    start, end = of["start"], of["end"]
    assert isinstance(start, dt.date)
    if day < start:
        yield Complaint("The pair began on %(day)s only.", "date", "7", {"day": start})
    if isinstance(end, dt.date) and day > end:
        yield Complaint("The pair ended on %(day)s.", "date", "7", {"day": end})


def _entered_in_time(change: Change, look: Look, day: dt.date) -> Iterable[Complaint]:
    if day > change.today:
        yield Complaint("A contact is entered after it took place.", "date", "7")
        return
    allowed = look.parameter("befriending", "backdate_days")
    assert isinstance(allowed, int)
    late = (change.today - day).days
    # A job without roles (import of old books, demonstration) enters what it is given.
    if late <= allowed or not change.roles:
        return
    if not change.roles & OFFICE:
        yield Complaint(
            "It took place %(late)s days ago; contacts are entered within %(allowed)s days. "
            "Ask the office to enter it.",
            "date",
            "7",
            {"late": late, "allowed": allowed},
        )
    elif not (change.after.get("late_reason") or change.reason):
        yield Complaint(
            "It took place %(late)s days ago. Say why it is entered late.",
            "late_reason",
            "7",
            {"late": late},
        )


def _follow_up(change: Change, day: dt.date) -> Iterable[Complaint]:
    due, done = change.after.get("follow_up_due"), change.after.get("follow_up_done")
    if change.after.get("follow_up") and due is None:
        yield Complaint("Say by when it is to be done.", "follow_up_due", "7")
    if isinstance(due, dt.date):
        if not change.after.get("follow_up"):
            yield Complaint("Say what is to follow.", "follow_up", "7")
        if due < day:
            yield Complaint("It cannot be due before the contact took place.", "follow_up_due", "7")
    if isinstance(done, dt.date):
        if due is None:
            yield Complaint("There is nothing that was to follow.", "follow_up_done", "7")
        elif done > change.today or done < day:
            yield Complaint("It was done between the contact and today.", "follow_up_done", "7")


def visit(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 7: a visit took place, and nobody visits oneself."""
    yield from _took_place(change)
    leader = change.after.get("leader")
    if leader is not None and leader == change.after.get("person"):
        yield Complaint("Leader and person visited must be two people.", "leader", "7")


def unit_round(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 7: a round took place."""
    yield from _took_place(change)


def _took_place(change: Change) -> Iterable[Complaint]:
    day = change.after.get("date")
    if isinstance(day, dt.date) and day > change.today:
        yield Complaint("It is entered after it took place.", "date", "7")


CHECKS = {
    "befriending.pair_list": pair_list,
    "befriending.pair": pair,
    "befriending.contact": contact,
    "befriending.visit": visit,
    "befriending.unit_round": unit_round,
}
"""The check of each record."""
