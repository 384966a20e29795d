"""Rows that change because others did: full courses, completions, plans issued, people who left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import Change, Follow, Look
from plugins.cultivation.workflows import TAKEN

COURSE, NOMINATION = "cultivation.course", "cultivation.nomination"
ENTRY = "cultivation.cadre_entry"


def nomination(change: Change, look: Look) -> Iterable[Follow]:
    """Article 8: the course knows since when all its places are taken."""
    of = look.row(COURSE, change.after.get("course"))
    if of is None or not change.changed("status"):
        return
    taken = sum(look.count(NOMINATION, course=of["id"], status=s) for s in TAKEN)
    places, full = of["places"], of["full_on"]
    assert isinstance(places, int) and isinstance(of["id"], int)
    if taken >= places and full is None:
        yield Follow(COURSE, {"full_on": change.today}, of["id"])
    elif taken < places and full is not None:
        yield Follow(COURSE, {"full_on": None}, of["id"])


def course(change: Change, look: Look) -> Iterable[Follow]:
    """Article 8: nominations know when their course ends."""
    if change.before and change.changed("ends"):
        for row in look.rows(NOMINATION, course=change.key):
            assert isinstance(row["id"], int)
            yield Follow(NOMINATION, {"course_ends": change.after.get("ends")}, row["id"])


def completion(change: Change, look: Look) -> Iterable[Follow]:
    """Article 8: a nomination knows when its completion was handed in."""
    of = change.after.get("nomination")
    if isinstance(of, int) and change.changed("handed_in_on"):
        day = None if change.action == "delete" else change.after.get("handed_in_on")
        yield Follow(NOMINATION, {"completed_on": day}, of)


def cadre_plan(change: Change, look: Look) -> Iterable[Follow]:
    """Article 9: with a new plan it is to be said of every entry whether it stands in it."""
    issued = change.after.get("issued_on")
    if change.action != "create" or not isinstance(issued, dt.date):
        return
    for row in look.rows(ENTRY, status="listed"):
        assert isinstance(row["id"], int)
        asked = {"plan_asked_on": issued, "plan_decided_on": None, "plan_choice": None}
        yield Follow(ENTRY, asked | {"plan_no": None, "plan_reason": None}, row["id"])


def person(change: Change, look: Look) -> Iterable[Follow]:
    """Article 9: the entry of somebody who is no longer in service is closed with it."""
    if not (change.before.get("active") and change.after.get("active") is False):
        return
    for row in look.rows(ENTRY, person=change.key):
        if row["status"] != "closed":
            assert isinstance(row["id"], int)
            end = {"status": "closed", "left_on": change.today, "closed_on": change.today}
            yield Follow(ENTRY, end | {"exit_reason": "left"}, row["id"])


FOLLOWS = {
    NOMINATION: nomination,
    COURSE: course,
    "cultivation.completion": completion,
    "cultivation.cadre_plan": cadre_plan,
    "directory.person": person,
}
"""What comes with a change of each record."""
