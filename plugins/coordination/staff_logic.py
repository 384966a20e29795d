"""The office's own people, their training and pledges, good deeds (article 17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from core.sdk import Change, Complaint, Draft, Look
from plugins.coordination.parts import not_of_tomorrow, number, stands

ROLES = {"UF": "office", "LI": "liaison"}
"""Roles that rest without a pledge, and the part somebody has on the list for it."""


def fill_of_member(draft: Draft, look: Look) -> None:
    """Training and pledges belong to the unit and the hand of the person themself."""
    of = look.row("coordination.member", draft.get("member"))
    if of is not None:
        draft.set("unit", of["unit"])
        draft.set("owner", of["person"])


def fill_member(draft: Draft, look: Look) -> None:
    """The person is the one responsible, in their own unit."""
    draft.set("owner", draft.get("person"))


def fill_deed(draft: Draft, look: Look) -> None:
    """The date that was given anew becomes the one that is promised."""
    if draft.action == "finish_part":
        draft.set("promised_for", draft.get("new_date"))
        draft.set("new_date", None)


def member(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 17: once at a time, for days in order."""
    starts, ends = change.after.get("starts"), change.after.get("ends")
    if isinstance(starts, dt.date) and isinstance(ends, dt.date) and ends < starts:
        yield Complaint("The last day lies before the first.", "ends", "17")
    same = {n: change.after.get(n) for n in ("person", "part")}
    if not change.before and look.count("coordination.member", ends=None, **same):
        yield Complaint("This person is on the list already.", "person", "17")


def took_place(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 17: training took place, a pledge was given."""
    yield from not_of_tomorrow(change, "date", "17")


def resting(person: int, roles: frozenset[str], today: dt.date, look: Look) -> Iterator[str]:
    """Article 17: without a pledge that holds the role rests; duties stay where they are."""
    if not look.parameter("coordination", "pledge_rests"):
        return
    oldest = today - dt.timedelta(days=number(look, "pledge_days"))
    for role, part in ROLES.items():
        if role in roles:
            rows = look.rows("coordination.member", person=person, part=part)
            members = [r["id"] for r in rows if stands(r["starts"], r["ends"], today)]
            days = [p["date"] for m in members for p in look.rows("coordination.pledge", member=m)]
            if members and not any(isinstance(d, dt.date) and d > oldest for d in days):
                yield role


def deed(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 17: a promised date is moved only with part of it done, and forward."""
    if change.action == "edit" and change.changed("promised_for"):
        if change.before.get("status") != "promised":
            yield Complaint(
                "Say how far it is done, and give the rest a new date.", "promised_for", "17"
            )
    promised = change.after.get("promised_for")
    if change.action == "finish_part" and isinstance(promised, dt.date):
        if promised <= change.today:
            yield Complaint("The new date lies ahead.", "new_date", "17")
