"""Reports of units and a roster, beside the small chapter: for rules about posts and turns."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import Mapped

from core.calendar import Calendar
from core.db import Base, RecordBase, field
from core.db.catalogue import Catalogue
from core.declare import (
    Due,
    InPost,
    Kind,
    Period,
    Record,
    Recurring,
    Roster,
    Rotation,
    Rule,
    Where,
)
from core.directory.absences import Absence
from core.directory.models import Person, Post, Unit, UnitTag
from core.duties import World
from core.duties.scene import Value
from tests.core.duty_chapter import CALENDAR, MODELS, STATES, YEAR, College, world_of

D = dt.date


class Officer(RecordBase):
    record = Record(name="mentor.officer", label="Officer", fields=(), title=("person",))

    person: Mapped[int | None] = field(Kind.REF, "Person", target="directory.person")
    unit: Mapped[int | None] = field(Kind.REF, "Unit", target="directory.unit")
    start: Mapped[dt.date | None] = field(Kind.DATE, "Start")
    end: Mapped[dt.date | None] = field(Kind.DATE, "End")
    status: Mapped[str | None] = field(Kind.CHOICE, "State", choices=STATES)


class Report(RecordBase):
    record = Record(name="mentor.report", label="Report", fields=(), title=("date",))

    unit: Mapped[int | None] = field(Kind.REF, "Unit", target="directory.unit")
    date: Mapped[dt.date | None] = field(Kind.DATE, "Date")
    matters: Mapped[str | None] = field(Kind.TEXT, "Matters")
    academic_year: Mapped[str | None] = field(Kind.TEXT, "Academic year")
    semester: Mapped[int | None] = field(Kind.INTEGER, "Semester")
    status: Mapped[str | None] = field(Kind.CHOICE, "State", choices=STATES)


class Writer(RecordBase):
    record = Record(name="mentor.writer", label="Writer", fields=(), title=("place",))

    place: Mapped[int | None] = field(Kind.INTEGER, "Place")
    person: Mapped[int | None] = field(Kind.REF, "Person", target="directory.person")
    since: Mapped[dt.date | None] = field(Kind.DATE, "Since")
    until: Mapped[dt.date | None] = field(Kind.DATE, "Until")
    leave_from: Mapped[dt.date | None] = field(Kind.DATE, "On leave from")
    leave_until: Mapped[dt.date | None] = field(Kind.DATE, "On leave until")


class Turn(RecordBase):
    record = Record(name="mentor.turn", label="Turn", fields=(), title=("slot",))

    slot: Mapped[str | None] = field(Kind.TEXT, "Period", unique=True)
    date: Mapped[dt.date | None] = field(Kind.DATE, "Date")
    turn: Mapped[int | None] = field(Kind.REF, "Turn of", target="mentor.writer")
    taker: Mapped[int | None] = field(Kind.REF, "Taken by", target="mentor.writer")
    done: Mapped[dt.date | None] = field(Kind.DATE, "Done")
    status: Mapped[str | None] = field(Kind.CHOICE, "State", choices=STATES)


OWN: tuple[type[RecordBase], ...] = (Officer, Report, Writer, Turn)
MORE: tuple[type[RecordBase], ...] = (*OWN, UnitTag)
TABLES = [cast(Table, m.__table__) for m in MORE]
IN_OFFICE = InPost(record="mentor.officer", starts="start", ends="end")
HEAD = InPost(where=(Where("kind", ("unit_head",)),))
REPORTS = Recurring(
    name="R5",
    title="Each unit reports each semester",
    article=5,
    record="directory.unit",
    where=(Where("active", (True,)),),
    unit="id",
    period=Period.SEMESTER,
    due=Due(days=-10, working=True),
    serving=(IN_OFFICE, HEAD),
    counts="mentor.report",
    link="unit",
    counted_where=(Where("status", ("active",)),),
)
TURNS = Rotation(
    name="R2",
    title="Members publish in turn",
    article=2,
    record="mentor.turn",
    period=Period.TEACHING_WEEKS,
    every="@slot_weeks",
    roster=Roster(
        record="mentor.writer", place="place", person="person", starts="since", ends="until"
    ),
    skipped="@skip_policy",
    done="done",
    lead_days=5,
    lead_working=True,
)


def posts_world(*rules: Rule, calendar: Calendar = CALENDAR, **parameters: Value) -> World:
    """The world of the small chapter with posts, reports and the roster."""
    world = world_of(
        *rules, calendar=calendar, **({"slot_weeks": 2, "skip_policy": "hold"} | parameters)
    )
    every = (*MODELS, *MORE, Unit, Person, Post, Absence)
    catalogue = Catalogue(
        models={m.record.name: m for m in every},
        manifests=world.catalogue.manifests,
        rules=world.catalogue.rules,
    )
    return dataclasses.replace(world, catalogue=catalogue)


@contextmanager
def posts_tables(college: College) -> Iterator[None]:
    """Their tables in the college's database."""
    bind = college.session.get_bind()
    Base.metadata.create_all(bind, tables=TABLES)
    yield
    college.session.rollback()
    Base.metadata.drop_all(bind, tables=TABLES)


@dataclasses.dataclass
class Posts:
    """Short words for people, units and posts of a college."""

    college: College

    def unit(self, name: str = "A", **values: Any) -> Unit:
        """A unit that is in use."""
        made = Unit(**({"name": name, "code": name, "kind": "teaching", "active": True} | values))
        self.college.add(made)
        return made

    def person(self, unit: Unit, name: str = "P") -> Person:
        """A person of the unit."""
        made = Person(name=name, unit=unit.id, active=True)
        self.college.add(made)
        return made

    def officer(
        self, unit: Unit, start: dt.date | None = None, end: dt.date | None = None, **values: Any
    ) -> int:
        """The number of a person who is the unit's officer at that time."""
        person = self.person(unit)
        self.college.add(Officer(person=person.id, unit=unit.id, start=start, end=end, **values))
        return person.id

    def head(self, unit: Unit, **values: Any) -> int:
        """The number of a person who leads the unit."""
        person = self.person(unit)
        post = {"kind": "unit_head", "title": "Head", "person": person.id, "unit": unit.id}
        self.college.add(Post(**(post | values)))
        return person.id

    def report(self, unit: Unit, day: dt.date, **values: Any) -> Report:
        """A report of the unit that was handed in."""
        made = Report(**({"unit": unit.id, "date": day, "status": "active"} | values))
        self.college.add(made)
        return made


SEMESTER_1 = f"{YEAR}/1"
