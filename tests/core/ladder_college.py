"""A college whose leaders are people of the directory, and short words for what the ladder told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from sqlalchemy import select

from core.directory.absences import Absence
from core.directory.models import Person, Post, Unit
from core.duties.models import Duty, DutyStep
from core.notify.outbox import Message
from tests.core.duty_chapter import College, Leader, Pair

D = dt.date
AUGUST = D(2027, 8, 1)
LAST = D(2027, 8, 31)
"""The due date of the yearly rule, a Tuesday."""
FIFTEEN = (
    ("due", D(2027, 8, 31)),
    ("again", D(2027, 9, 3)),
    ("office", D(2027, 9, 7)),
    ("head", D(2027, 9, 14)),
    ("list", D(2027, 9, 21)),
)
"""The steps of the default ladder for that date."""


@dataclasses.dataclass
class Office:
    """What the tests of the ladder do again and again."""

    college: College

    def unit(self, name: str = "Library", **values: Any) -> Unit:
        """A unit."""
        made = Unit(name=name, code=name, kind="department", active=True, **values)
        self.college.add(made)
        return made

    def person(self, unit: Unit, name: str = "", **values: Any) -> Person:
        """Somebody of the unit who can keep pairs."""
        made = Person(**{"name": name or "Somebody", "unit": unit.id, "active": True} | values)
        self.college.add(made)
        self.college.add(Leader(id=made.id, name=made.name))
        return made

    def post(self, person: Person, kind: str, unit: Unit | None = None) -> None:
        """A post held since ever."""
        self.college.add(Post(person=person.id, kind=kind, unit=unit and unit.id, title=kind))

    def away(self, person: Person, deputy: Person | None, starts: dt.date = AUGUST) -> None:
        """An absence without a known end."""
        number = deputy.id if deputy else None
        self.college.add(Absence(person=person.id, deputy=number, starts=starts))

    def pair(self, leader: Person | None = None, **values: Any) -> Pair:
        """A pair that owes a meeting."""
        return self.college.pair(leader=leader and leader.id, friend="刘秘密", **values)

    def days(self, *days: dt.date, **options: Any) -> None:
        """An evaluation on each of these days, in their order."""
        for day in sorted(days):
            self.college.run(day, **options)

    def daily(self, first: dt.date, last: dt.date, **options: Any) -> None:
        """An evaluation each day."""
        for n in range((last - first).days + 1):
            self.college.run(first + dt.timedelta(days=n), **options)

    def steps(self, pair: Pair | None = None) -> list[tuple[str, dt.date]]:
        """Steps taken, in their order, with the day of the evaluation."""
        ask = select(DutyStep.step, DutyStep.on_day).join(Duty).order_by(DutyStep.id)
        if pair is not None:
            ask = ask.where(Duty.subject_id == pair.id)
        return [(step, day) for step, day in self.college.session.execute(ask)]

    def told(self, step: str = "") -> list[str]:
        """Whom the steps told, as part and address, in their order."""
        ask = select(DutyStep.told).order_by(DutyStep.id)
        ask = ask.where(DutyStep.step == step) if step else ask
        every = [json.loads(t) for t in self.college.session.scalars(ask)]
        return [f"{part} {address}" for pairs in every for part, address in pairs]

    def messages(self) -> list[Message]:
        """What lies in the outbox, oldest first."""
        self.college.session.expire_all()
        return list(self.college.session.scalars(select(Message).order_by(Message.id)))
