"""What is not owed yet but will be: the periods to come, judged by today's records.

Nothing is written. The same statements as an evaluation are asked as of a day to come, with the
parameters and the calendar that will hold then; what already stands in the ledger is left out. Rules
that count from the day of a row (deadlines, freshness) have nothing to project: their due dates stand
in the ledger as soon as the row does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, column, or_, select, union_all
from sqlalchemy.orm import Session

from core.calendar import Calendar
from core.calendar.days import DAY
from core.declare import Period, Rotation, Rule
from core.duties.ledger import subject_record
from core.duties.models import DUTY, RUNNING
from core.duties.outcomes import CHUNK, Outcomes, Stretch, asked
from core.duties.planner import plan_for_sets
from core.duties.scene import CATCH_UP, Scene, World
from core.duties.slots import turns_to_come


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """One duty to come. ``subject`` is None for a turn of a rotation whose slot nobody wrote yet."""

    rule: str
    article: int
    subject_record: str
    subject: int | None
    period: str
    owner: int | None
    unit: int | None
    office: str
    due_on: dt.date


def horizon(calendar: Calendar, today: dt.date) -> dt.date:
    """The last day of the semester after the running (or, in a vacation, the last) one."""
    running = calendar.semester(today)
    after = running.end if running else today
    year = calendar.academic_year(today)
    for _ in range(2):
        for semester in calendar.semesters_of(year):
            if semester.start > after:
                return min(semester.end, today + CATCH_UP)
        year = calendar.next_year(year)
    return today + CATCH_UP


def projected(
    session: Session,
    world: World,
    today: dt.date,
    until: dt.date,
    people: Collection[int] | None = None,
) -> Iterator[Projected]:
    """Duties that will fall due after *today* and up to *until*, which is at most 400 days ahead.

    With *people* only what they will owe, and what an office will owe. Hints, and rules that are
    off, are left out. A chunk at a time: memory does not grow with the number of duties.
    """
    until = min(until, today + CATCH_UP)
    plan_for_sets(session.connection())
    for chapter, rule in world.rules():
        if world.runs(chapter, rule) and not rule.hint:
            scene = world.scene(chapter, rule, until)
            if isinstance(rule, Rotation):
                yield from _turns(session, scene, today, people)
            else:
                yield from _of_periods(session, scene, today, people)


def _of_periods(
    session: Session, scene: Scene[Rule], today: dt.date, people: Collection[int] | None
) -> Iterator[Projected]:
    stretches = [s for s in _stretches(scene) if _falls_due(s, today)]
    if not stretches:
        return
    wanted = _owed_by(people)
    ask = union_all(*(asked(s, n).where(*_to_come(s), *wanted) for n, s in enumerate(stretches)))
    for row in session.connection().execute(ask, execution_options={"yield_per": CHUNK}):
        found = stretches[row.stretch].outcome(row)
        if found.due_on is not None and today < found.due_on <= scene.as_of:
            yield Projected(
                rule=scene.key,
                article=scene.rule.article,
                subject_record=subject_record(scene.rule),
                subject=found.subject,
                period=found.period,
                owner=found.owner,
                unit=found.unit,
                office=scene.rule.office,
                due_on=found.due_on,
            )


def _stretches(scene: Scene[Rule]) -> Iterator[Stretch]:
    """The periods with an end; of the others the ledger knows all there is."""
    for found in Outcomes(scene).periods.values():
        yield from (s for s in found if s.span.period is not Period.NONE)


def _falls_due(stretch: Stretch, today: dt.date) -> bool:
    due = stretch.kind.due_on(stretch.scene, stretch.span, None)
    return due is None or today < due <= stretch.scene.as_of


def _to_come(stretch: Stretch) -> list[ColumnElement[bool]]:
    """Still to be done then, and not in the ledger."""
    kept = select(DUTY.c.subject_id).where(
        DUTY.c.rule == stretch.scene.key,
        DUTY.c.subject_record == subject_record(stretch.scene.rule),
        DUTY.c.period == stretch.span.key,
    )
    running = column("state").in_([s.value for s in RUNNING])
    return [running, column("subject").not_in(kept)]


def _owed_by(people: Collection[int] | None) -> list[ColumnElement[bool]]:
    if people is None:
        return []
    owner: ColumnElement[int] = column("owner", Integer)
    return [or_(owner.is_(None), owner.in_(sorted(people)))]


def _turns(
    session: Session, scene: Scene[Any], today: dt.date, people: Collection[int] | None
) -> Iterator[Projected]:
    """Turns of the next semester, in the order that holds if nothing changes."""
    for slot, person in turns_to_come(session, scene, today + DAY):
        if people is None or person is None or person in people:
            yield Projected(
                rule=scene.key,
                article=scene.rule.article,
                subject_record=scene.rule.record,
                subject=None,
                period=slot.key,
                owner=person,
                unit=None,
                office=scene.rule.office,
                due_on=slot.day,
            )
