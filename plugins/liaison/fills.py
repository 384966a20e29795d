"""Values nobody types: days, years, the result of the check of age, the keys of what is under way."""

from __future__ import annotations

import datetime as dt

from core.sdk import Draft, Look
from plugins.liaison.age import AgeRule, LeapRule, within
from plugins.liaison.workflows import HANDED_IN, PENDING

LIMITS = {"B": "age_limit", "C": "young_member_age"}
"""The parameter with the age limit of each category that has one."""


def nomination(draft: Draft, look: Look) -> None:
    """The day of nomination, the result of the check, and what falls away when its subject changes."""
    if draft.get("nominated_on") is None:
        draft.set("nominated_on", draft.today)
    _age(draft, look)
    agreed, nominee = draft.get("agreed_key"), draft.get("nominee")
    if draft.get("agreed_on") is not None and agreed not in (None, nominee):
        draft.set("agreed_on", None)  # somebody else had agreed
    draft.set("agreed_key", nominee if draft.get("agreed_on") is not None else None)
    pending = draft.get("status") in PENDING and draft.action != "delete"
    draft.set("pending_key", f"unit-{draft.get('unit')}" if pending else None)


def _age(draft: Draft, look: Look) -> None:
    """Judge the age for the day of nomination; a result for something else is no result."""
    tier, day, born = draft.get("tier"), draft.get("nominated_on"), draft.get("born")
    about = f"{draft.get('nominee')}-{tier}-{day}"
    limit = (
        look.parameter("liaison", LIMITS[tier]) if isinstance(tier, str) and tier in LIMITS else 0
    )
    if isinstance(born, dt.date) and isinstance(day, dt.date) and limit:
        rule = AgeRule(str(look.parameter("liaison", "age_rule")))
        leap = LeapRule(str(look.parameter("liaison", "leap_rule")))
        draft.set("age_ok", within(born, day, int(limit), rule, leap))
        draft.set("age_rule", rule.value)
        draft.set("age_day", day)
        draft.set("age_key", about)
    elif draft.get("age_key") not in (None, about):
        for name in ("age_ok", "age_rule", "age_day", "age_key"):
            draft.set(name, None)


def assignment(draft: Draft, look: Look) -> None:
    """The last day of a usual term."""
    starts = draft.get("starts")
    if draft.action == "create" and draft.get("ends") is None and isinstance(starts, dt.date):
        years = int(look.parameter("liaison", "term_years"))
        draft.set("ends", _years_on(starts, years) - dt.timedelta(days=1))
    if draft.action == "undo_leave":
        draft.set("end_reason", None)


def _years_on(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def report(draft: Draft, look: Look) -> None:
    """Year and semester of what is reported on, and the day of handing in."""
    term = look.row("directory.semester", draft.get("period"))
    year = look.row("directory.academic_year", term["academic_year"]) if term else None
    if term is not None and year is not None:
        draft.set("academic_year", year["name"])
        draft.set("semester", term["number"])
    if draft.action == "submit":
        draft.set("submitted_on", draft.today)
    if draft.action == "send_back":
        draft.set("submitted_on", None)


def matter(draft: Draft, look: Look) -> None:
    """Unit, officer and semester of the report; from when an answer is waited for."""
    of = look.row("liaison.report", draft.get("report"))
    if of is not None:
        for name in ("unit", "academic_year", "semester"):
            draft.set(name, of[name])
        if draft.get("owner") is None:
            draft.set("owner", of["owner"])
        if not draft.get("wants_answer"):
            draft.set("asked_on", None)
        elif draft.get("asked_on") is None and of["status"] in HANDED_IN:
            draft.set("asked_on", draft.today)
    if draft.action == "reopen":
        draft.set("settled_on", None)


FILLS = {
    "liaison.nomination": nomination,
    "liaison.assignment": assignment,
    "liaison.report": report,
    "liaison.matter": matter,
}
"""What fills each record that has something to fill."""
