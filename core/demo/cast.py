"""The people of the demonstration college: units, staff, posts, the calendar, an account for each."""

from __future__ import annotations

import datetime as dt
import random
import secrets
from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import accounts
from core.calendar import Calendar
from core.db import RecordBase
from core.declare.stage import Place, Term, Year
from core.demo import units
from core.demo.names import names
from core.directory.calendar_models import AcademicYear, Semester
from core.directory.models import Person, Post, Unit, UnitTag

R = TypeVar("R", bound=RecordBase)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LEAST_OF_A_UNIT = 5


@dataclass(kw_only=True)
class Cast:
    """Who there is. ``users`` are accounts by person, ``words`` the fresh passwords by user name."""

    years: tuple[Year, ...] = ()
    units: tuple[Place, ...] = ()
    leaders: tuple[int, ...] = ()
    names: dict[int, str] = field(default_factory=dict)
    users: dict[int, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    words: list[tuple[str, str, int, tuple[str, ...]]] = field(default_factory=list)

    def unit(self, code: str) -> Place:
        """The unit of this short code."""
        return next(u for u in self.units if u.code == code)


@dataclass
class Casting:
    """Makes the cast in a session of the system, and commits."""

    session: Session
    chance: random.Random
    first: dt.date
    now: dt.datetime

    def __post_init__(self) -> None:
        self._names = names(self.chance)
        self._number = 0

    def make(self, staff: int, today: dt.date) -> Cast:
        """Everybody, and the calendar up to the year after *today*."""
        cast = Cast(years=self._years(today))
        cast.units = self._units(staff - len(units.COMMITTEE))
        self._committee(cast)
        self._posts(cast)
        self.session.commit()
        people = self.session.scalars(select(Person).order_by(Person.id)).all()
        cast.names = {p.id: p.name for p in people}
        self._accounts(cast, {p.id: p.pinyin or f"g{p.id}" for p in people})
        self.session.commit()
        return cast

    # -- calendar --------------------------------------------------------------------------------

    def _years(self, today: dt.date) -> tuple[Year, ...]:
        """Enter what is missing; the three years of the play."""
        calendar, day = Calendar(), self.first
        while day <= calendar.next_year(calendar.academic_year(today)).end:
            year = calendar.academic_year(day)
            ask = select(AcademicYear.id).where(AcademicYear.name == year.name)
            if self.session.scalar(ask) is None:
                row = self._keep(AcademicYear(name=year.name, starts=year.start, ends=year.end))
                for term in calendar.semesters_of(year):
                    days = {"starts": term.start, "ends": term.end}
                    weeks = term.teaching_weeks
                    self.session.add(
                        Semester(
                            academic_year=row.id, number=term.number, teaching_weeks=weeks, **days
                        )
                    )
            day = year.end + dt.timedelta(days=1)
        self.session.flush()
        rows = self.session.scalars(select(AcademicYear).order_by(AcademicYear.starts)).all()
        return tuple(self._year(r) for r in rows if self.first <= r.starts <= today)

    def _year(self, row: AcademicYear) -> Year:
        ask = select(Semester).where(Semester.academic_year == row.id).order_by(Semester.number)
        terms = tuple(
            Term(id=t.id, number=t.number, starts=t.starts, ends=t.ends)
            for t in self.session.scalars(ask)
        )
        return Year(id=row.id, name=row.name, starts=row.starts, ends=row.ends, terms=terms)

    # -- units and people ------------------------------------------------------------------------

    def _units(self, staff: int) -> tuple[Place, ...]:
        every = [(*u, "teaching") for u in units.TEACHING]
        every += [(*u, "department") for u in units.DEPARTMENTS]
        shares = self._shares(staff)
        made = [
            self._unit(name, code, kind, size)
            for (name, code, kind), size in zip(every, shares, strict=True)
        ]
        of = {p.code: p.id for p in made}
        for code, via in units.SHARED.items():
            row = self.session.get_one(Unit, of[code])
            row.liaison_via = of[via]
        return tuple(made)

    def _shares(self, staff: int) -> list[int]:
        """How many people each unit has: two thirds teach."""
        teaching, other = len(units.TEACHING), len(units.DEPARTMENTS)
        weights = [2.0 / teaching] * teaching + [1.0 / other] * other
        spread = [w / 3 * self.chance.uniform(0.75, 1.25) for w in weights]
        free = max(0, staff - LEAST_OF_A_UNIT * len(spread))
        sizes = [LEAST_OF_A_UNIT + int(free * s / sum(spread)) for s in spread]
        sizes[0] += max(0, staff - sum(sizes))
        return sizes

    def _unit(self, name: str, code: str, kind: str, size: int) -> Place:
        unit = self._keep(Unit(name=name, code=code, kind=kind))
        if kind == "teaching":
            self.session.add(UnitTag(unit=unit.id, tag="sanbu_liuyuan", since=self.first))
        titles = units.TEACHERS if kind == "teaching" else units.OFFICERS
        head = units.HEADS_OF.get(code, units.HEADS[kind])
        rows = [self._person(unit.id, head)]
        rows += [self._person(unit.id, self.chance.choice(titles)) for _ in range(size - 1)]
        self.session.flush()
        ids = tuple(r.id for r in rows)
        officers = () if code in units.SHARED else (ids[-1], ids[-2])
        return Place(
            id=unit.id,
            name=name,
            code=code,
            kind=kind,
            head=ids[0],
            officers=officers,
            staff=ids,
            writer=ids[1] if code in units.WRITERS else None,
        )

    def _person(self, unit: int, title: str) -> Person:
        self._number += 1
        row = Person(
            name=next(self._names),
            unit=unit,
            post_title=title,
            staff_number=f"G{self._number:05d}",
            office_phone=f"0000-{self.chance.randrange(2000000, 2999999)}",
        )
        self.session.add(row)
        return row

    def _keep(self, row: R) -> R:
        self.session.add(row)
        self.session.flush()
        return row

    # -- posts -----------------------------------------------------------------------------------

    def _committee(self, cast: Cast) -> None:
        rows = [self._person(cast.unit(c).id, t) for c, t in units.COMMITTEE]
        self.session.flush()
        for row in rows:
            self._post(row.id, "committee_leader", row.unit, str(row.post_title))
        chief = rows[units.IN_CHARGE]
        self._post(chief.id, "in_charge", chief.unit, "分管统一战线工作")
        cadres = [u.head for u in cast.units if u.kind == "teaching" or u.code in ("jwc", "kyc")]
        cast.leaders = (*(r.id for r in rows), *cadres)
        for person in cadres:
            of = next(u for u in cast.units if u.head == person)
            self._post(person, "leading_cadre", of.id, f"{of.name}党员领导干部")

    def _posts(self, cast: Cast) -> None:
        change = cast.years[-1].starts
        for place in cast.units:
            title = units.HEADS_OF.get(place.code, units.HEADS[place.kind])
            self._post(place.head, "unit_head", place.id, f"{place.name}{title}")
            if not place.officers:
                continue
            before, since = place.officers
            last = change - dt.timedelta(days=1)
            self._post(before, "liaison", place.id, "统战联络员", ends=last)
            self._post(since, "liaison", place.id, "统战联络员", starts=change)

    def _post(
        self,
        person: int,
        kind: str,
        unit: int,
        title: str,
        starts: dt.date | None = None,
        ends: dt.date | None = None,
    ) -> None:
        starts = starts or self.first
        self.session.add(
            Post(person=person, kind=kind, unit=unit, title=title, starts=starts, ends=ends)
        )

    # -- accounts --------------------------------------------------------------------------------

    def _accounts(self, cast: Cast, spelt: dict[int, str]) -> None:
        """One for everybody, named as they are spoken. Those of the roles get a fresh password."""
        held, taken = self._held(cast), Counter[str]()

        def make(person: int, word: str | None) -> str:
            taken[spelt[person]] += 1
            again = taken[spelt[person]]
            name = spelt[person] + (str(again) if again > 1 else "")
            roles = held.get(person, ())
            made = accounts.create(self.session, name, word, roles, self.now, person)
            cast.users[person] = made
            return name

        for key, roles, code in units.ACCOUNTS:
            person = self._who(cast, key, code, set(cast.roles.values()))
            for role in roles or ("ME",):
                cast.roles[role] = person
            had = held.get(person, ())
            held[person] = had + tuple(r for r in roles if r not in had)
            word = fresh_word()
            cast.words.append((make(person, word), word, person, held[person]))
        for person in spelt:
            if person not in cast.users:
                make(person, None)

    def _held(self, cast: Cast) -> dict[int, tuple[str, ...]]:
        held: dict[int, tuple[str, ...]] = {p: ("CL",) for p in cast.leaders}
        for place in cast.units:
            held[place.head] = (*held.get(place.head, ()), "UH")
            for officer in place.officers:
                held[officer] = ("LI",)
            if place.writer is not None:
                held[place.writer] = ("PU",)
        return held

    def _who(self, cast: Cast, name: str, code: str, taken: set[int]) -> int:
        """The person behind one of these accounts."""
        if not code:
            return cast.leaders[units.IN_CHARGE if name == "cm" else 4]
        place = cast.unit(code)
        if name in ("ufh", "uh"):
            return place.head
        if name == "li":
            return place.officers[1]
        free = [p for p in place.staff[1:] if p not in taken and p not in place.officers]
        return free[0]


def fresh_word() -> str:
    """A password nobody has seen before."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
