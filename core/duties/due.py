"""Due dates: forward from a day, and backward as bounds that SQL can compare with."""

from __future__ import annotations

import datetime as dt

from core.calendar import Span
from core.calendar.days import DAY, add_months, latest, next_day_of_year, shifted
from core.declare import Anchor, Due, Period, Rule, month_day
from core.duties.models import State
from core.duties.scene import Scene

YEARLY = (Period.ACADEMIC_YEAR, Period.YEAR)


def add_days(scene: Scene[Rule], day: dt.date, due: Due | None = None) -> dt.date:
    """*day* plus the months and days of *due* (else the rule's), in calendar or in working days."""
    due = due or scene.rule.due
    days, months = scene.number(due.days), scene.number(due.months)
    return counted(scene, add_months(day, months) if months else day, days, due.working)


def counted(scene: Scene[Rule], day: dt.date, days: int, working: bool) -> dt.date:
    """So many days after *day*; working days stand still outside semesters when the rule freezes."""
    if working:
        return scene.calendar.add_working_days(day, days, freeze=scene.rule.freeze)
    return shifted(day, days)


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
            return add_days(scene, _semester_end(scene, span, 0))
        case Anchor.SEMESTER_2_END:
            return add_days(scene, _semester_end(scene, span, 1))
        case Anchor.DAY:
            return add_days(scene, _named_day(scene, span))
        case Anchor.FIELD:
            raise scene.complain(
                "counts its due date from a field, which a rule of this kind cannot.",
                "Set anchor of due to period_start, period_end, semester_1_end, semester_2_end or day.",
            )


def _semester_end(scene: Scene[Rule], span: Span, which: int) -> dt.date:
    year = scene.calendar.academic_year(span.start)
    return scene.calendar.semesters_of(year)[which].end


def _named_day(scene: Scene[Rule], span: Span) -> dt.date:
    """The first such day of the year on or after the beginning of the period."""
    given = scene.value(scene.rule.due.on)
    found = month_day(str(given))
    if found is None:
        raise scene.complain(
            f"key 'on' of due is {given!r}, which is no day of the year.",
            'Write month-day: "03-31".',
        )
    if span.period not in YEARLY:
        raise scene.complain(
            f"is due on a day of the year, but its period is {span.period}.",
            f"Set period to {' or '.join(YEARLY)}, or count from the period's start or end.",
        )
    return next_day_of_year(span.start, *found)


def last_overdue(scene: Scene[Rule]) -> dt.date:
    """The latest due date that is in default on the day of evaluation."""
    return scene.as_of if scene.rule.overdue_on_due_day else scene.as_of - DAY


def last_due_soon(scene: Scene[Rule]) -> dt.date:
    """The latest due date that is announced on the day of evaluation."""
    rule, lead = scene.rule, scene.number(scene.rule.lead_days)
    if not rule.lead_working:
        return shifted(scene.as_of, lead)
    return latest(lambda due: counted(scene, due, -lead, True) <= scene.as_of, scene.as_of)


def unmet(scene: Scene[Rule], due: dt.date) -> State:
    """The state of what is not yet done and due on *due*."""
    if due <= last_overdue(scene):
        return State.OVERDUE
    return State.DUE_SOON if due <= last_due_soon(scene) else State.OPEN


def latest_start(scene: Scene[Rule], target: dt.date, due: Due | None = None) -> dt.date:
    """The latest day from which *due* (else the rule's) leads to *target* or earlier.

    Later starts never fall due earlier, so one comparison with this day judges every row: working
    days need no table inside the database.
    """
    days = scene.number((due or scene.rule.due).days)
    return latest(lambda start: add_days(scene, start, due) <= target, shifted(target, -days))
