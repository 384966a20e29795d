"""Values nobody types: days of calendar years and months, units, ways, numbers of those present."""

from __future__ import annotations

import calendar
import datetime as dt

from core.sdk import Draft, Look
from plugins.study.workflows import ISSUED


def plan(draft: Draft, look: Look) -> None:
    """The first and last day of the plan's year, by which it is counted."""
    year = draft.get("year")
    if isinstance(year, int) and 1 <= year <= 9999:
        draft.set("first_day", dt.date(year, 1, 1))
        draft.set("last_day", dt.date(year, 12, 31))


def plan_item(draft: Draft, look: Look) -> None:
    """What the plan says of itself, and the last day of the month."""
    of = look.row("study.plan", draft.get("plan"))
    if of is None:
        return
    for name in ("unit", "level", "first_day"):
        draft.set(name, of[name])
    draft.set("issued", of["status"] in ISSUED)
    year, month = of["year"], draft.get("month")
    if isinstance(year, int) and isinstance(month, int) and 1 <= month <= 12:
        draft.set("month_end", dt.date(year, month, calendar.monthrange(year, month)[1]))


def joint_issue(draft: Draft, look: Look) -> None:
    """The first day of the year, by which it is counted."""
    plan_year = draft.get("year")
    if isinstance(plan_year, int) and 1 <= plan_year <= 9999:
        draft.set("first_day", dt.date(plan_year, 1, 1))


def session(draft: Draft, look: Look) -> None:
    """Those who signed in were present, unless somebody counted otherwise; R04.4: a hint at few."""
    if draft.action == "complete" and draft.get("present") is None:
        draft.set("present", draft.get("signed"))
    expected, present = draft.get("expected"), draft.get("present")
    few = None
    if isinstance(expected, int) and isinstance(present, int) and expected:
        few = present * 100 < expected * int(look.parameter("study", "quorum_percent"))
    draft.set("few_present", few)


def signin(draft: Draft, look: Look) -> None:
    """Whatever is entered by hand comes from a sheet; the page for codes says so itself."""
    if draft.action == "create" and draft.get("way") is None:
        draft.set("way", "sheet")


def reader(draft: Draft, look: Look) -> None:
    """The person's unit and the day of the study."""
    person = look.row("directory.person", draft.get("person"))
    item = look.row("study.online_item", draft.get("item"))
    draft.set("unit", person["unit"] if person else None)
    draft.set("due", item["due"] if item else None)


def reflection(draft: Draft, look: Look) -> None:
    """Handed in no longer when it was asked back."""
    if draft.action == "ask":
        draft.set("submitted_on", None)


FILLS = {
    "study.plan": plan,
    "study.plan_item": plan_item,
    "study.joint_issue": joint_issue,
    "study.session": session,
    "study.signin": signin,
    "study.reader": reader,
    "study.reflection": reflection,
}
"""What fills each record that has something to fill."""
