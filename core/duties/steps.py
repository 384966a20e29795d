"""The ladder of one duty as a page tells it: steps taken, to come, and cancelled."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.declare import Rule, Step
from core.duties.ladder import day_of, days_of, ladder_of
from core.duties.models import RUNNING, STEP
from core.duties.scene import Scene


class Standing(StrEnum):
    """Where a step stands. ``left_out``: a reminder whose due date had passed before it could be sent."""

    TAKEN = "taken"
    COMING = "coming"
    CANCELLED = "cancelled"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOf:
    """One step of one duty. ``day`` is when it was taken, or is or was to come.

    ``told`` are pairs of a part and an address (``p12``, ``rUF``); for a step that was not taken,
    ``to`` says whom it would tell.
    """

    name: str
    standing: Standing
    day: dt.date
    at: dt.datetime | None = None
    told: tuple[tuple[str, str], ...] = ()
    to: tuple[str, ...] = ()
    listed: bool = False


def steps_of(session: Session, scene: Scene[Rule], duty: Any) -> list[StepOf]:
    """The steps of the duty *duty*, a row of the ledger: those taken first, in their order."""
    rows = session.execute(select(STEP).where(STEP.c.duty == duty.id).order_by(STEP.c.id)).all()
    taken = {r.step for r in rows if r.round_on == duty.round_on}
    return [*map(_taken, rows), *_others(scene, duty, taken)]


def _taken(row: Any) -> StepOf:
    told = tuple((part, address) for part, address in json.loads(row.told))
    return StepOf(
        name=row.step,
        standing=Standing.TAKEN,
        day=row.on_day,
        at=row.at,
        told=told,
        listed=row.listed,
    )


def _others(scene: Scene[Rule], duty: Any, taken: set[str]) -> Iterator[StepOf]:
    """Steps of the present round that were not taken, by their day."""
    if duty.due_on is None:
        return
    left = [s for s in ladder_of(scene.rule) if s.name not in taken]
    days = {step.name: _day(scene, step, duty) for step in left}
    for step in sorted(left, key=lambda s: days[s.name]):
        yield StepOf(
            name=step.name,
            standing=_standing(scene, step, duty),
            day=days[step.name],
            to=step.to,
            listed=step.monthly,
        )


def _day(scene: Scene[Rule], step: Step, duty: Any) -> dt.date:
    days = days_of(scene, step)
    base = duty.due_on if days < 0 else max(duty.due_on, duty.known_from)
    return day_of(scene.calendar, step, days, base)


def _standing(scene: Scene[Rule], step: Step, duty: Any) -> Standing:
    runs = duty.state in RUNNING
    until = scene.as_of if runs else duty.closed_on
    if days_of(scene, step) < 0 and until is not None and duty.due_on < until:
        return Standing.LEFT_OUT
    return Standing.COMING if runs else Standing.CANCELLED
