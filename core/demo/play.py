"""The play: all stories in the order of their days, the rules evaluated as the months go by."""

from __future__ import annotations

import datetime as dt
import heapq
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from core.access.actor import act_as, system
from core.access.load import Actors
from core.calendar import Calendar
from core.chapters import Chapters
from core.chapters.post_office import post_office
from core.chapters.world import world_of
from core.db import table_of, writing
from core.declare.stage import Story
from core.demo import directory
from core.demo.cast import Cast, Casting
from core.demo.refuse import DemoError
from core.demo.stage import Clock, Company, PlayedStage
from core.directory.calendar import calendar_data
from core.duties import evaluate, evaluate_rule, rule_key
from core.duties.models import DUTY, State
from core.duties.waive import Decision, waive
from core.notify.deliver import deliver
from core.notify.models import Delivery
from core.records.door import Door
from core.records.files import shelf_in
from core.records.refused import OutOfScope, Refused
from core.settings import Settings

SEED = "tongxin"
Waiting = tuple[dt.date, int, int | None, Story]
"""Day, place among those of the day, who acts, and the story."""
WAIVED_IN = (2, 6, 10)
WAIVED = "因机构调整，该项工作并入学校统一安排，经研究同意免除。"
READ_AFTER = dt.timedelta(days=10)


@dataclass(frozen=True, kw_only=True)
class Played:
    """What was made: the cast with its fresh passwords, the number of steps and chapters."""

    cast: Cast
    steps: int
    chapters: tuple[str, ...]


def first_day(today: dt.date) -> dt.date:
    """The first day of the play: that of the academic year before the last."""
    calendar = Calendar()
    year = calendar.academic_year(today)
    for _ in range(2):
        year = calendar.academic_year(year.start - dt.timedelta(days=1))
    return year.start


def opening(settings: Settings, end: dt.datetime) -> Clock:
    """The clock at the beginning of the play that ends at *end*."""
    zone = ZoneInfo(settings.time_zone)
    day = first_day(end.astimezone(zone).date())
    return Clock(zone, dt.datetime.combine(day, dt.time(9), zone).astimezone(dt.UTC))


def dice(name: str) -> random.Random:
    """The same throws in every run: not for secrets."""
    return random.Random(f"{SEED}:{name}")  # noqa: S311


@dataclass(kw_only=True)
class Theatre:
    """The prepared database and its chapters, on a clock that the play moves."""

    settings: Settings
    factory: sessionmaker[Session]
    chapters: Chapters
    clock: Clock
    tell: Callable[[str], None]
    every: int = 2
    """In the years before, the rules are evaluated each so many months."""
    chief: int = 0
    """The account of the head of the office."""

    def play(self, staff: int, end: dt.datetime) -> Played:
        """Fill the prepared, empty database. Raises DemoError when a story cannot be told."""
        today = end.astimezone(self.clock.zone).date()
        with self._session() as session:
            names = self._switch_on(session)
            cast = Casting(session, dice("cast"), first_day(today), self.clock()).make(staff, today)
        self.chief = cast.users[cast.roles["UFH"]]
        self.tell(f"{staff} people in {len(cast.units)} units.")
        with self._session() as session:
            company = self._company(session, cast, staff, today)
            self._run(company, self._stories(company, names))
            session.commit()
        self.clock.at = max(self.clock.at, end - dt.timedelta(minutes=30))
        self._month(today)
        with self._session() as session:
            self._last(session, cast)
        return Played(cast=cast, steps=company.events, chapters=names)

    def _session(self) -> Session:
        session = self.factory()
        act_as(session, system("demo"))
        self.chapters.refresh(session)
        return session

    def _switch_on(self, session: Session) -> tuple[str, ...]:
        """Every chapter on; those that others require come first in their order."""
        names = [n for n in self.chapters.names if not self.chapters.enabled(n)]
        for name in names:
            self.chapters.enable(session, name, self.clock())
        session.commit()
        self.chapters.refresh(session)
        return tuple(self.chapters.names)

    def _company(self, session: Session, cast: Cast, staff: int, today: dt.date) -> Company:
        door: Door = session.info["door"]

        def rests(db: Session, person: int, roles: frozenset[str], day: dt.date) -> frozenset[str]:
            return self.chapters.rests(person, roles, day, door.look(db))

        return Company(
            session=session,
            catalogue=self.chapters.catalogue,
            calendar=calendar_data(session),
            clock=self.clock,
            cast=cast,
            staff=staff,
            today=today,
            actors=Actors(rests),
            shelf=shelf_in(self.settings.data_dir),
            night=self._night,
        )

    def _stories(self, company: Company, names: Iterable[str]) -> Iterator[Story]:
        """The core's own, then those of each chapter that has some."""
        yield from directory.stories(PlayedStage(company, dice("directory")))
        for name in names:
            stage = PlayedStage(company, dice(name))
            yield from self.chapters.demo(name, stage)

    def _run(self, company: Company, stories: Iterable[Story]) -> None:
        """Take up whichever story is next, until the last day; on the first of a month, the rules."""
        waiting: list[Waiting] = []
        company.begun += stories
        number = self._begin(company, waiting, 0)
        month = company.cast.years[0].starts.replace(day=1)
        while waiting:
            day, place, who, story = heapq.heappop(waiting)
            while month <= day:
                company.session.commit()
                self.clock.turn_to(month)
                if month >= company.cast.years[-1].starts or month.month % self.every == 0:
                    self._month(month)
                month = (month + dt.timedelta(days=32)).replace(day=1)
            with writing():
                company.turn(day, who)
                self._wait(company, waiting, place, story)
                number = self._begin(company, waiting, number)

    def _begin(self, company: Company, waiting: list[Waiting], number: int) -> int:
        """Stories that have just begun wait for their first day."""
        while company.begun:
            self._wait(company, waiting, number, company.begun.pop(0))
            number += 1
        return number

    def _wait(self, company: Company, waiting: list[Waiting], number: int, story: Story) -> None:
        """Let a story go on; it is taken up again on the day it names, unless that lies ahead."""
        try:
            day, who = next(story)
        except StopIteration:
            return
        except (Refused, OutOfScope) as error:
            day_told = self.clock().astimezone(self.clock.zone).date()
            raise DemoError(
                f"{day_told}, {getattr(story, '__qualname__', story)}: {told(error)}"
            ) from error
        if day <= company.today:
            heapq.heappush(waiting, (day, number, who, story))

    def _month(self, day: dt.date) -> None:
        """The rules as of that day, and the post."""
        with self._session() as session:
            world = world_of(self.chapters, calendar_data(session))
            done = evaluate(session, world, as_of=day, now=self.clock())
            if day.month in WAIVED_IN:
                self._waive(session, day)
        if done.failed:
            raise DemoError("; ".join(f"{r.rule}: {r.error}" for r in done.failed))
        deliver(self.factory, post_office(self.settings, self.chapters), now=self.clock())
        self.tell(f"{day:%Y-%m}")

    def _night(self, rules: Sequence[str]) -> None:
        """Some rules at the moment of the play, between two months."""
        day = self.clock().astimezone(self.clock.zone).date()
        with self._session() as session, writing():
            act_as(session, system("duties"))
            world = world_of(self.chapters, calendar_data(session))
            for chapter, rule in world.rules():
                if rule_key(chapter, rule) in rules:
                    evaluate_rule(session, world.scene(chapter, rule, day), now=self.clock())
            session.commit()

    def _waive(self, session: Session, day: dt.date) -> None:
        """The head of the office lets go of the oldest duty that is late."""
        late = select(DUTY.c.id).where(DUTY.c.state == State.OVERDUE.value)
        number = session.scalar(late.order_by(DUTY.c.due_on, DUTY.c.id).limit(1))
        if number is not None:
            with writing():
                decision = Decision(by=self.chief, reason=WAIVED, day=day, at=self.clock())
                waive(session, number, decision)
                session.commit()

    def _last(self, session: Session, cast: Cast) -> None:
        """Messages of before the last days were read."""
        table = table_of(Delivery)
        old = table.c.made_at < self.clock() - READ_AFTER
        session.execute(update(table).where(old).values(read_at=table.c.made_at))
        session.commit()


def told(error: Exception) -> str:
    """What a refusal says."""
    if isinstance(error, Refused):
        parts = (f"{c.field}: {c.text % dict(c.values)}" for c in error.complaints)
        return f"{error.record} {error.row}: " + "; ".join(parts)
    return str(error)
