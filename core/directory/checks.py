"""What must hold for units, people, posts and the calendar. Pure functions of a change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from core.declare import Change, Complaint, Look, Values

TAG = re.compile(r"[a-z][a-z0-9_]*")
YEAR = re.compile(r"(\d{4})-(\d{4})")
DEEPEST = 10


def _day(values: Values, name: str) -> dt.date | None:
    value = values.get(name)
    return value if isinstance(value, dt.date) else None


def ends_after_start(change: Change, first: str, last: str) -> Iterable[Complaint]:
    """The last day is not before the first."""
    start, end = _day(change.after, first), _day(change.after, last)
    if start and end and end < start:
        yield Complaint("The last day lies before the first.", field=last)


def unit(change: Change, look: Look) -> Iterable[Complaint]:
    """A unit belongs to no unit that belongs to it."""
    above, steps = change.after.get("parent"), 0
    while above is not None and steps < DEEPEST:
        if change.key is not None and above == change.key:
            yield Complaint("A unit cannot belong to itself, directly or through others.", "parent")
            return
        row = look.row("directory.unit", above)
        above, steps = (row or {}).get("parent"), steps + 1
    if steps == DEEPEST:
        yield Complaint(
            "Units stand at most %(steps)s levels deep.", "parent", values={"steps": DEEPEST}
        )


def unit_tag(change: Change, look: Look) -> Iterable[Complaint]:
    """A group has a plain name, and a unit is in it once at a time."""
    tag = str(change.after.get("tag") or "")
    if not TAG.fullmatch(tag):
        yield Complaint("Use lower-case letters, digits and _ only.", field="tag")
    yield from ends_after_start(change, "since", "until")
    for row in look.rows("directory.unit_tag", unit=change.after.get("unit"), tag=tag):
        if row["id"] != change.key and meet(row, change.after, "since", "until"):
            yield Complaint("The unit is in this group at that time already.", field="since")
            return


def post(change: Change, look: Look) -> Iterable[Complaint]:
    """A post has an order of days, and heads and liaison officers have a unit."""
    yield from ends_after_start(change, "starts", "ends")
    if change.after.get("kind") in ("unit_head", "liaison") and change.after.get("unit") is None:
        yield Complaint("Say for which unit the post is.", field="unit")


def academic_year(change: Change, look: Look) -> Iterable[Complaint]:
    """A year is named by the two years it spans, and no two years share a day."""
    found = YEAR.fullmatch(str(change.after.get("name") or ""))
    start, end = _day(change.after, "starts"), _day(change.after, "ends")
    if found is None or int(found[2]) != int(found[1]) + 1:
        yield Complaint("Write two years that follow each other, as 2026-2027.", field="name")
        return
    if start is None or end is None:
        return
    yield from ends_after_start(change, "starts", "ends")
    if start.year != int(found[1]):
        yield Complaint("The first day lies outside the year that the name gives.", field="starts")
    if end.year != int(found[2]):
        yield Complaint("The last day lies outside the year that the name gives.", field="ends")
    for row in look.rows("directory.academic_year"):
        if row["id"] != change.key and meet(row, change.after, "starts", "ends"):
            yield Complaint(
                "It shares days with the academic year %(name)s.",
                field="starts",
                values={"name": row["name"]},
            )
    for row in look.rows("directory.semester", academic_year=change.key) if change.key else ():
        if not (start <= row["starts"] and row["ends"] <= end):  # type: ignore[operator]
            yield Complaint("One of its semesters would lie outside. Change that first.", "starts")
            return


def semester(change: Change, look: Look) -> Iterable[Complaint]:
    """A semester lies inside its year, and the first ends before the second begins."""
    yield from ends_after_start(change, "starts", "ends")
    start, end = _day(change.after, "starts"), _day(change.after, "ends")
    year = look.row("directory.academic_year", change.after.get("academic_year"))
    if year is None or start is None or end is None:
        return
    if start < year["starts"] or end > year["ends"]:  # type: ignore[operator]
        yield Complaint(
            "A semester lies inside its academic year, from %(start)s to %(end)s.",
            field="starts",
            values={"start": year["starts"], "end": year["ends"]},
        )
    for row in look.rows("directory.semester", academic_year=change.after.get("academic_year")):
        if row["id"] != change.key and meet(row, change.after, "starts", "ends"):
            yield Complaint("The two semesters share days.", field="starts")
            return


def meet(one: Values, other: Values, first: str, last: str) -> bool:
    """True when two stretches of days share a day; an empty bound is open."""
    a, b = _day(one, first) or dt.date.min, _day(one, last) or dt.date.max
    c, d = _day(other, first) or dt.date.min, _day(other, last) or dt.date.max
    return a <= d and c <= b


CHECKS = {
    "directory.unit": unit,
    "directory.unit_tag": unit_tag,
    "directory.post": post,
    "directory.academic_year": academic_year,
    "directory.semester": semester,
}
"""The check of each record that has one."""
