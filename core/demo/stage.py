"""The stage: what chapters act on. Every row and every step goes through the product's own door."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actor import act_as, system
from core.access.generation import current
from core.access.load import Actors
from core.calendar import Calendar
from core.db.catalogue import Catalogue
from core.declare.stage import Act, Place, Story, Turn, Year
from core.demo.cast import Cast
from core.records.door import Door
from core.records.files import Shelf, Upload, attach
from core.records.save import save
from core.records.tallies import count_one
from core.workflow import make_move

OFFICE_HOURS = dt.time(8, 30)
R = TypeVar("R")
STEP, HASTE, LATE = dt.timedelta(minutes=6, seconds=43), dt.timedelta(seconds=20), dt.time(16, 30)
"""Between two steps of a day, and when it is late."""
FULL = 600
"""The number of people that volumes are said for."""


@dataclass
class Clock:
    """The moment of the play. It only ever moves forward, within office hours as far as they reach."""

    zone: ZoneInfo
    at: dt.datetime

    def __call__(self) -> dt.datetime:
        return self.at

    def turn_to(self, day: dt.date) -> None:
        """A little later, or the morning of a later day."""
        late = self.at.astimezone(self.zone).time() > LATE
        morning = dt.datetime.combine(day, OFFICE_HOURS, self.zone).astimezone(dt.UTC)
        self.at = max(morning, self.at + (HASTE if late else STEP))


@dataclass
class Company:
    """What all chapters share: the session, the cast, the clock, and who acts."""

    session: Session
    catalogue: Catalogue
    calendar: Calendar
    clock: Clock
    cast: Cast
    staff: int
    today: dt.date
    actors: Actors
    shelf: Shelf
    night: Callable[[Sequence[str]], None]
    """Evaluates rules at the moment of the play."""
    events: int = field(default=0)
    begun: list[Story] = field(default_factory=list)

    def turn(self, day: dt.date, who: int | None) -> None:
        """The next step is made on *day* by *who*."""
        self.clock.turn_to(day)
        self.session.expunge_all()
        self.events += 1
        if who is None:
            act_as(self.session, system("demo"))
            return
        user = self.cast.users[who]
        # By the month: posts begin and end with months here, and everything else moves the generation.
        actor = self.actors.get(self.session, user, current(self.session), day.replace(day=1))
        assert actor is not None
        act_as(self.session, actor)


@dataclass
class PlayedCollege:
    """A ``declare.stage.College``."""

    company: Company

    @property
    def today(self) -> dt.date:
        return self.company.today

    @property
    def years(self) -> Sequence[Year]:
        return self.company.cast.years

    @property
    def units(self) -> Sequence[Place]:
        return self.company.cast.units

    @property
    def leaders(self) -> Sequence[int]:
        return self.company.cast.leaders

    def role(self, code: str) -> int:
        return self.company.cast.roles[code]

    def unit(self, code: str) -> Place:
        return self.company.cast.unit(code)

    def officer(self, unit: Place, day: dt.date) -> int:
        if not unit.officers:
            return unit.head
        return unit.officers[day >= self.years[-1].starts]

    def name(self, person: int) -> str:
        return self.company.cast.names[person]


@dataclass
class PlayedStage(PlayedCollege):
    """A ``declare.stage.Stage`` of one chapter, with dice of its own."""

    chance: random.Random

    def some(self, number: int, least: int = 1) -> int:
        return max(least, round(number * self.company.staff / FULL))

    def workday(self, day: dt.date, days: int = 0) -> dt.date:
        if days:
            return self.company.calendar.add_working_days(day, days)
        while not self.company.calendar.is_working(day):
            day += dt.timedelta(days=1)
        return day

    def days(self, first: dt.date, last: dt.date, number: int) -> list[dt.date]:
        if last < first:
            return []
        span = (last - first).days
        drawn = (first + dt.timedelta(days=self.chance.randint(0, span)) for _ in range(number))
        return sorted(self.workday(day) for day in drawn)

    def add(self, row: R) -> R:
        self.keep(row)
        return row

    def keep(self, *rows: object) -> None:
        self._save(lambda: self.company.session.add_all(rows))

    def change(self, row: object, **values: object) -> None:
        held = self._held(row)
        for name, value in values.items():
            setattr(held, name, value)
        self._save(lambda: None)

    def move(self, row: object, name: str, comment: str = "") -> None:
        session, held = self.company.session, self._held(row)
        make_move(session, self.company.catalogue, held, name, comment)
        self._save(lambda: None)

    def count(self, row: Any, *names: str) -> None:
        session = self.company.session
        count_one(session, type(row).record.name, row.id, names)
        session.commit()

    def find(self, model: type[R], **equal: object) -> list[R]:
        kind: Any = model
        ask = select(kind).filter_by(**equal).order_by(kind.id)
        return list(self.company.session.scalars(ask))

    def attach(self, row: object, name: str, content: bytes) -> None:
        session = self.company.session
        door: Door = session.info["door"]
        upload = Upload(name, io.BytesIO(content))
        at = self.company.clock()
        attach(session, door.trail, self.company.shelf, self._held(row), upload, at)

    def evaluate(self, *rules: str) -> None:
        self.company.session.commit()
        self.company.night(rules)

    def begin(self, story: Story) -> None:
        self.company.begun.append(story)

    def walk(
        self, row: object, day: dt.date, acts: Sequence[Act]
    ) -> Generator[Turn, None, dt.date]:
        for act in acts:
            day = self.workday(day, act.days)
            yield day, act.who
            if act.values:
                self.change(row, **act.values)
            if act.move:
                self.move(row, act.move, act.comment)
        return day

    def _held(self, row: Any) -> Any:
        """The row as the present actor may read it."""
        session = self.company.session
        return row if row in session else session.get_one(type(row), row.id)

    def _save(self, work: Callable[[], None]) -> None:
        save(self.company.session, self.company.catalogue, work)
        self.company.clock.at += dt.timedelta(seconds=1)
