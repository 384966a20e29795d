"""The arithmetic of a due date, shown: from which day, how many days, and which were not counted."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator

from core.declare import Anchor, Due, Freshness, Rotation, Rule
from core.duties.due import add_days, due_date
from core.duties.outcomes import Outcome, Stretch
from core.duties.scene import Scene
from core.duties.why.sources import source_of
from core.duties.why.values import DueSteps

DAY = dt.timedelta(days=1)
SATURDAY = 5


def due_steps(stretch: Stretch, outcome: Outcome) -> DueSteps | None:
    """How the due date of *outcome* comes about; None where it has none, or is set by hand."""
    scene = counting_scene(stretch.scene)
    first = _first(stretch, outcome)
    if first is None or outcome.due_on is None or add_days(scene, first) != outcome.due_on:
        return None
    rule = scene.rule
    between = _between(first, outcome.due_on) if rule.due.working else []
    return DueSteps(
        first=first,
        months=scene.number(rule.due.months),
        days=scene.number(rule.due.days),
        working=rule.due.working,
        due=outcome.due_on,
        source=source_of(scene, rule.due.days),
        off=tuple(_stretches(d for d in between if _is_off(scene, d))),
        made_up=tuple(
            d for d in between if d.weekday() >= SATURDAY and scene.calendar.is_working(d)
        ),
    )


def _is_off(scene: Scene[Rule], day: dt.date) -> bool:
    """A day of the working week that does not count: a holiday, or in a vacation when it freezes."""
    frozen = scene.rule.freeze and scene.calendar.semester(day) is None
    return day.weekday() < SATURDAY and (frozen or not scene.calendar.is_working(day))


def counting_scene(scene: Scene[Rule]) -> Scene[Rule]:
    """The scene with a due date that says how it counts, also where the rule says so elsewhere."""
    rule = scene.rule
    if isinstance(rule, Freshness):
        rule = dataclasses.replace(rule, due=Due(Anchor.FIELD, rule.days, rule.working))
    return dataclasses.replace(scene, rule=rule)


def _first(stretch: Stretch, outcome: Outcome) -> dt.date | None:
    """The day from which the days are counted. What is covered still is due on no day."""
    scene = counting_scene(stretch.scene)
    if isinstance(scene.rule, Rotation) or (isinstance(scene.rule, Freshness) and outcome.seen):
        return None
    if scene.rule.due.anchor is Anchor.FIELD:
        return outcome.from_on
    due = dataclasses.replace(scene.rule.due, days=0, months=0)
    at_anchor = dataclasses.replace(scene, rule=dataclasses.replace(scene.rule, due=due))
    return due_date(at_anchor, stretch.span)


def _between(first: dt.date, due: dt.date) -> list[dt.date]:
    """The days that were counted through, in their order, whichever way the count goes."""
    low, high = (first + DAY, due) if due >= first else (due, first - DAY)
    return [low + DAY * n for n in range((high - low).days + 1)]


def _stretches(days: Iterable[dt.date]) -> Iterator[tuple[dt.date, dt.date]]:
    """Days in a row, weekends between them bridged, as first and last."""
    first = last = None
    for day in days:
        if last is not None and all(d.weekday() >= SATURDAY for d in _between(last, day - DAY)):
            last = day
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last
