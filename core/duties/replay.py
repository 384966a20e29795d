"""A stretch of the past once more, day by day, as if a change had held: what each duty went through.

The records are those of today: what was entered late counts on its own date, and what was deleted
since is not there. Nothing is written; the duties of one rule at a time are held in memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from core.declare import Period, Rule
from core.duties.models import EVER, RUNNING, State
from core.duties.outcomes import Outcome, Outcomes
from core.duties.scene import Scene, World
from core.duties.sentence import N_
from core.duties.telling import Sent, Teller

DAY = dt.timedelta(days=1)
MOST = 100_000
Key = tuple[str, int]
"""A duty of a rule: period and subject."""


class ReplayTooLarge(Exception):
    """More duties than a replay holds in memory. ``text`` is an English msgid."""

    text = N_("A replay holds at most %(most)s duties of a rule. Look at today's records instead.")

    def __init__(self) -> None:
        self.values = {"most": MOST}
        super().__init__(self.text % self.values)


@dataclass(slots=True)
class Course:
    """What one duty went through: its last outcome, the first day of default, and its messages.

    ``since`` is the first day of the present round, None while nothing is owed; steps before
    ``looked`` were judged already.
    """

    last: Outcome
    overdue_on: dt.date | None = None
    sent: list[Sent] = field(default_factory=list)
    since: dt.date | None = None
    looked: dt.date = EVER
    taken: set[str] = field(default_factory=set)

    @property
    def told(self) -> int:
        """How many messages its ladder sent."""
        return sum(len(s.to) for s in self.sent)


def days_between(first: dt.date, last: dt.date, step: int) -> list[dt.date]:
    """Every *step*-th day, and always the last."""
    days = [first + DAY * n for n in range(0, (last - first).days + 1, step)]
    return days if not days or days[-1] == last else [*days, last]


@dataclass
class Replay:
    """One rule of one world over these days, in order."""

    world: World
    chapter: str
    rule: Rule
    days: Sequence[dt.date]
    teller: Teller
    courses: dict[Key, Course] = field(default_factory=dict)

    def run(self, connection: Connection) -> dict[Key, Course]:
        """Go through the days. Raises ReplayTooLarge."""
        for day in self.days:
            self._day(connection, day)
            if len(self.courses) > MOST:
                raise ReplayTooLarge
        for course in self.courses.values():
            self._settle(course, self.days[-1] + DAY)
        return self.courses

    def _day(self, connection: Connection, day: dt.date) -> None:
        outcomes = Outcomes(self._scene(day))
        seen: set[Key] = set()
        for period in self._periods(outcomes):
            for outcome in outcomes.rows(connection, period):
                key = (period, outcome.subject)
                seen.add(key)
                self._step(key, outcome, day)
        for key in self.courses.keys() - seen:
            self._close(self.courses[key], day)

    def _scene(self, day: dt.date) -> Scene[Rule]:
        return self.world.scene(self.chapter, self.rule, day)

    def _periods(self, outcomes: Outcomes) -> Iterator[str]:
        """Periods that were not over before the first day."""
        for key, stretches in outcomes.periods.items():
            span = stretches[-1].span
            if span.period is Period.NONE or span.end >= self.days[0]:
                yield key

    def _step(self, key: Key, outcome: Outcome, day: dt.date) -> None:
        course = self.courses.get(key)
        if course is None:
            course = self.courses[key] = Course(outcome)
        if outcome.state not in RUNNING:
            self._close(course, day)
        elif course.since is None:
            course.since = course.looked = day
            if day == self.days[0]:  # it may have run before: steps of earlier days were taken then
                course.since = EVER
                steps = self.teller.steps(self._scene(day), outcome, EVER, EVER)
                course.taken = {step.name for step, on in steps if on < day}
        elif outcome.due_on != course.last.due_on:
            self._settle(course, day)
        if outcome.state is State.OVERDUE and course.overdue_on is None:
            course.overdue_on = day
        course.last = outcome

    def _close(self, course: Course, day: dt.date) -> None:
        self._settle(course, day)
        course.since = None
        course.taken = set()

    def _settle(self, course: Course, until: dt.date) -> None:
        """Take the steps of the days before *until*."""
        if course.since is None:
            return
        scene = self._scene(until)
        for step, day in self.teller.steps(scene, course.last, course.since, course.looked):
            if step.name not in course.taken and day < until:
                course.taken.add(step.name)
                course.sent.append(self.teller.sent(scene, course.last, step, day))
        course.looked = until
