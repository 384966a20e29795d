"""Due dates: forward from a day, and backward as bounds that SQL can compare with."""

from __future__ import annotations

import datetime as dt

from core.calendar import Span
from core.declare import Anchor, Rule
from core.duties.models import State
from core.duties.scene import Scene

DAY = dt.timedelta(days=1)


def add_days(scene: Scene[Rule], day: dt.date) -> dt.date:
    """*day* plus the rule's days, in calendar or in working days."""
    days = scene.number(scene.rule.due.days)
    if scene.rule.due.working:
        return scene.calendar.add_working_days(day, days)
    return day + dt.timedelta(days=days)


def due_date(scene: Scene[Rule], span: Span) -> dt.date:
    """The due date of everything owed in *span*.

    Raises DeclarationError where the rule counts from a field of each row.
    """
    match scene.rule.due.anchor:
        case Anchor.PERIOD_START:
            return add_days(scene, span.start)
        case Anchor.PERIOD_END:
            return add_days(scene, span.end)
        case Anchor.SEMESTER_1_END:
            year = scene.calendar.academic_year(span.start)
            return add_days(scene, scene.calendar.semesters_of(year)[0].end)
        case Anchor.FIELD:
            raise scene.complain(
                "counts its due date from a field, which a rule of this kind cannot.",
                "Use Anchor.PERIOD_START, PERIOD_END or SEMESTER_1_END.",
            )


def last_overdue(scene: Scene[Rule]) -> dt.date:
    """The latest due date that is in default on the day of evaluation."""
    return scene.as_of if scene.rule.overdue_on_due_day else scene.as_of - DAY


def last_due_soon(scene: Scene[Rule]) -> dt.date:
    """The latest due date that is announced on the day of evaluation."""
    return scene.as_of + dt.timedelta(days=scene.number(scene.rule.lead_days))


def unmet(scene: Scene[Rule], due: dt.date) -> State:
    """The state of what is not yet done and due on *due*."""
    if due <= last_overdue(scene):
        return State.OVERDUE
    return State.DUE_SOON if due <= last_due_soon(scene) else State.OPEN


def latest_start(scene: Scene[Rule], due: dt.date) -> dt.date:
    """The latest day from which the rule's days lead to *due* or earlier.

    Later starts never fall due earlier, so one comparison with this day judges every row: working
    days need no table inside the database.
    """
    days = scene.number(scene.rule.due.days)
    if not scene.rule.due.working:
        return due - dt.timedelta(days=days)
    start = scene.calendar.add_working_days(due, -days)
    while add_days(scene, start) > due:
        start -= DAY
    while add_days(scene, start + DAY) <= due:
        start += DAY
    return start
