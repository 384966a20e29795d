"""Values nobody types: versions, years, responsible people, days that a button sets."""

from __future__ import annotations

import datetime as dt

from core.sdk import Draft, Look


def pair_list(draft: Draft, look: Look) -> None:
    """The next version of the year, the year's name, the day of decision, the key of the list."""
    year = look.row("directory.academic_year", draft.get("year"))
    name = year["name"] if year else None
    if name is not None:
        draft.set("academic_year", name)
        if draft.get("edition") is None:
            rows = look.rows("befriending.pair_list", year=draft.get("year"))
            used = [n for row in rows if isinstance(n := row["edition"], int)]
            draft.set("edition", max(used, default=0) + 1)
    if draft.action == "approve" and draft.get("decided_on") is None:
        draft.set("decided_on", draft.today)
    stands = draft.get("status") == "in_force" and draft.action != "delete"
    draft.set("active_key", f"list-{draft.get('year')}" if stands else None)


def pair(draft: Draft, look: Look) -> None:
    """The list's year, the leader as the one responsible, and the days of an adjustment."""
    listed = look.row("befriending.pair_list", draft.get("pair_list"))
    if listed is not None:
        draft.set("academic_year", listed["academic_year"])
    if draft.get("owner") is None:
        draft.set("owner", draft.get("leader"))
    if draft.action == "release":
        draft.set("asked_on", draft.today)
        if draft.get("end") is None:
            start = draft.get("start")
            begun = start if isinstance(start, dt.date) else draft.today
            draft.set("end", max(begun, draft.today))
    if draft.action == "settle":
        draft.set("settled_on", draft.today)
    stands = draft.get("status") == "active" and draft.action != "delete"
    key = "-".join(str(draft.get(n)) for n in ("leader", "person", "academic_year"))
    draft.set("active_key", key if stands else None)


def contact(draft: Draft, look: Look) -> None:
    """The pair's leader as the one responsible, and the day on which the person read it."""
    if draft.get("owner") is None:
        of = look.row("befriending.pair", draft.get("pair"))
        draft.set("owner", of["leader"] if of else None)
    if draft.action == "acknowledge":
        draft.set("seen_on", draft.today)


FILLS = {
    "befriending.pair_list": pair_list,
    "befriending.pair": pair,
    "befriending.contact": contact,
}
"""What fills each record that has something to fill."""
