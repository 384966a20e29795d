"""Whom the ladder of a duty would tell, and when: computed, never sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy.orm import Session

from core.declare import Rule, Step
from core.directory.staff import Staff, staff_on
from core.duties.ladder import day_of, days_of, ladder_of
from core.duties.outcomes import Outcome
from core.duties.recipients import recipients
from core.duties.scene import Scene


class Sent(NamedTuple):
    """One step that would be taken: on which day, and the addresses it tells (``p12``, ``rUF``)."""

    day: dt.date
    step: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a ladder asks of a duty."""

    owner: int | None
    unit: int | None
    office: str


@dataclass
class Teller:
    """Ladders over the college as it was on each day, or always as it was *on* one; what was looked up
    once is kept."""

    session: Session
    on: dt.date | None = None
    _staff: dict[dt.date, Staff] = field(default_factory=dict)
    _days: dict[tuple[Step, int, dt.date], dt.date] = field(default_factory=dict)

    def steps(
        self, scene: Scene[Rule], outcome: Outcome, since: dt.date, start: dt.date
    ) -> Iterator[tuple[Step, dt.date]]:
        """The steps of a duty that runs from *since* on, with the days on which they are taken when
        nobody looked before *start*.

        As in the ledger, a step after the due date counts from the day on which the duty was known,
        when that was later; and a reminder whose due date has passed is not sent.
        """
        due = outcome.due_on
        for step in ladder_of(scene.rule) if due is not None else ():
            assert due is not None
            days = days_of(scene, step)
            day = self._day(scene, step, days, due if days < 0 else max(due, since))
            taken = max(day, start)
            if days >= 0 or taken <= due:
                yield step, taken

    def _day(self, scene: Scene[Rule], step: Step, days: int, base: dt.date) -> dt.date:
        key = (step, days, base)
        if key not in self._days:
            self._days[key] = day_of(scene.calendar, step, days, base)
        return self._days[key]

    def sent(self, scene: Scene[Rule], outcome: Outcome, step: Step, day: dt.date) -> Sent:
        """Taking the step on *day*: whom it tells. A step of the monthly list tells nobody by itself."""
        if step.monthly:
            return Sent(day, step.name, ())
        there = self.on or day
        if there not in self._staff:
            self._staff[there] = staff_on(self.session, there)
        owed = _Owed(outcome.owner, outcome.unit, scene.rule.office)
        told = recipients(step, owed, self._staff[there])
        return Sent(day, step.name, tuple(t.address for t in told))
