"""Values nobody types: keys, first days, closing days, what a button means."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.sdk import Draft, Look

GONE = ("gave_up", "not_admitted")


def training_plan(draft: Draft, look: Look) -> None:
    """The first day of the year that the plan is for."""
    year = draft.get("year")
    whole = isinstance(year, int) and dt.MINYEAR <= year <= dt.MAXYEAR
    draft.set("for_day", dt.date(year, 1, 1) if isinstance(year, int) and whole else None)


def closing(values: object, extended: object) -> dt.datetime | None:
    """The moment at which a registration closes: the later of both, where one was prolonged."""
    found = [m for m in (values, extended) if isinstance(m, dt.datetime)]
    return max(found, default=None)


def course(draft: Draft, look: Look) -> None:
    """The civil day of the closing time; a longer time counts once the registration was reopened."""
    extended = draft.get("extended_to") if draft.get("status") == "open" else None
    moment = closing(draft.get("closes_at"), extended)
    zone = ZoneInfo("Asia/Shanghai")
    draft.set("closes_on", moment.astimezone(zone).date() if moment else None)


def nomination(draft: Draft, look: Look) -> None:
    """The own wish by the person's own buttons, the unit, the end of the course, the key."""
    if draft.action == "agree":
        draft.set("wish", "yes")
    if draft.action == "decline":
        draft.set("wish", "no")
    if draft.action == "create":
        draft.set("visibility", "unit")  # its unit says what it thinks of it
        if draft.person is not None and draft.person == draft.get("person"):
            draft.set("wish", "yes")
    person = look.row("directory.person", draft.get("person")) or {}
    if person and draft.get("unit") is None:
        draft.set("unit", person["unit"])
    of = look.row("cultivation.course", draft.get("course")) or {}
    draft.set("course_ends", of.get("ends"))
    stands = draft.get("status") not in GONE and draft.action != "delete"
    key = f"{draft.get('course')}-{draft.get('person')}"
    draft.set("active_key", key if stands else None)


def completion(draft: Draft, look: Look) -> None:
    """The unit of the nomination."""
    of = look.row("cultivation.nomination", draft.get("nomination"))
    if of is not None and draft.get("unit") is None:
        draft.set("unit", of["unit"])


def cadre_entry(draft: Draft, look: Look) -> None:
    """The party that the person takes back, the day of what is said of the plan, the key."""
    if draft.action == "drop_party":
        draft.set("party", None)
        draft.set("party_agreed_on", None)
    if draft.get("plan_choice") is None:
        draft.set("plan_decided_on", None)
    elif draft.get("plan_decided_on") is None:
        draft.set("plan_decided_on", draft.today)
    person = look.row("directory.person", draft.get("person")) or {}
    if person and draft.get("unit") is None:
        draft.set("unit", person["unit"])
    stands = draft.get("status") != "closed" and draft.action != "delete"
    draft.set("active_key", f"entry-{draft.get('person')}" if stands else None)


FILLS = {
    "cultivation.training_plan": training_plan,
    "cultivation.course": course,
    "cultivation.nomination": nomination,
    "cultivation.completion": completion,
    "cultivation.cadre_entry": cadre_entry,
}
"""What fills each record that has something to fill."""
