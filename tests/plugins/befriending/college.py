"""A small college on a real database: guarded sessions, the duty engine, short words for tests."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self, TypeVar, cast
from zoneinfo import ZoneInfo

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from core.access.actor import Actor, act_as, system
from core.app import open_store
from core.chapters import Chapters
from core.db import Base, RecordBase, make_engine, session_factory
from core.declare import Scope
from core.directory.calendar import calendar_data
from core.directory.calendar_models import AcademicYear, Semester
from core.directory.models import Person, Post, Unit, UnitTag
from core.duties import Duty, World, evaluate
from core.notify.outbox import Message
from core.records.save import save
from core.workflow.moves import make_move
from plugins.befriending.models import Contact, Pair, PairList
from tests.conftest import chapters_of, make_settings

D = dt.date
YEAR = "2026-2027"


@dataclass
class College:
    """One database. ``today`` is the civil date; ``session`` acts for whoever ``be`` names last."""

    engine: Engine
    session: Session
    chapters: Chapters
    today: dt.date = D(2026, 9, 20)
    numbers: int = field(default=0)
    chapter: str = "befriending"

    # -- who acts

    def be(self, *roles: str, person: int | None = None, unit: int | None = None) -> Self:
        """Act with these roles, as this person, in this unit; without roles as the system."""
        self.session.commit()
        everybody = frozenset({*roles, "ME"} if person is not None else roles)
        found: dict[str, dict[str, set[Scope]]] = defaultdict(lambda: defaultdict(set))
        for grant in self.chapters.catalogue.grants:
            for action in grant.actions if grant.role in everybody else ():
                found[grant.record][action].add(grant.scope)
        grants = {r: {a: frozenset(s) for a, s in acts.items()} for r, acts in found.items()}
        actor = Actor(
            user=1 + (person or 0),
            name="-".join(roles),
            person=person,
            roles=everybody,
            units=frozenset({unit} if unit is not None else ()),
            grants=grants,
        )
        self.session.expunge_all()
        act_as(self.session, actor if roles or person else system("test"))
        return self

    def set(self, parameter: str, value: int | str | bool) -> None:
        """Change a parameter of the chapter."""
        self.chapters.set_parameters(self.session, self.chapter, {parameter: value}, self.now())
        self.session.commit()
        self.chapters.refresh(self.session)

    # -- what is entered

    def add(self, row: RecordBase) -> Any:
        """Store a row through the one door."""
        self.session.add(row)
        save(self.session, self.chapters.catalogue)
        return row

    def save(self) -> None:
        """Commit what was changed."""
        save(self.session, self.chapters.catalogue)

    def move(self, row: RecordBase, *names: str, comment: str = "") -> Any:
        """Make these moves, each in a transaction of its own."""
        for name in names:
            make_move(self.session, self.chapters.catalogue, row, name, comment)
            self.save()
        return row

    def unit(self, name: str = "", tag: str = "") -> Unit:
        """A teaching unit, in a group when *tag* names one."""
        self.numbers += 1
        made = self.add(
            Unit(name=name or f"Unit {self.numbers}", code=f"U{self.numbers}", kind="teaching")
        )
        if tag:
            self.add(UnitTag(unit=made.id, tag=tag))
        return cast(Unit, made)

    def person(self, name: str, post: str = "") -> int:
        """A person, with a post of this kind."""
        unit = self.session.scalars(select(Unit.id).order_by(Unit.id)).first() or self.unit().id
        made = self.add(Person(name=name, unit=unit))
        if post:
            self.add(Post(person=made.id, kind=post, title="post", unit=unit))
        return int(made.id)

    def year(self, name: str = YEAR) -> int:
        """The number of an academic year."""
        return self.session.scalars(select(AcademicYear.id).where(AcademicYear.name == name)).one()

    def listed(self, *moves: str, year: str = YEAR) -> PairList:
        """A list of pairs, brought through these moves."""
        made = self.add(PairList(year=self.year(year), decision="Meeting 12"))
        return cast(PairList, self.move(made, *moves))

    def in_force(self, year: str = YEAR) -> PairList:
        """The list in force, made when there is none."""
        ask = select(PairList).where(PairList.status == "in_force", PairList.academic_year == year)
        found = self.session.scalars(ask).first()
        return found or self.listed("ask", "submit", "approve", year=year)

    def pair(self, leader: int, person: int, *moves: str, **values: Any) -> Pair:
        """A pair on the list in force, confirmed unless *moves* say otherwise (``"-"``: none)."""
        listed = values.pop("list", None) or self.in_force()
        given = {
            "start": D(2026, 9, 1),
            "kind": "ordinary",
            "decision": "Meeting 12",
            "informed_on": D(2026, 9, 2),
        } | values
        made = self.add(Pair(pair_list=listed.id, leader=leader, person=person, **given))
        steps = [] if moves == ("-",) else list(moves or ("confirm",))
        return cast(Pair, self.move(made, *steps))

    def contact(self, pair: Pair, day: dt.date, **values: Any) -> Contact:
        """A contact, entered on the day after it unless ``today`` was set later."""
        self.today = max(self.today, day)
        given = {"mode": "talk", "topics": ("teaching",)} | values
        return cast(Contact, self.add(Contact(pair=pair.id, date=day, **given)))

    # -- what is owed

    def duties(self, rule: str, as_of: dt.date, year: str = YEAR) -> dict[int, Duty]:
        """Duties of a rule as of a day, by subject; only of the academic year, or of no year."""
        world = World(
            catalogue=self.chapters.catalogue,
            calendar=calendar_data(self.session),
            settings=self.chapters.settings,
            enabled=self.chapters.enabled,
            since=self.chapters.since,
        )
        self.session.commit()
        with session_factory(self.engine)() as session:
            done = evaluate(session, world, as_of=as_of, now=self.now())
            assert [r.error for r in done.failed] == []
            rows = session.scalars(select(Duty).where(Duty.rule == f"{self.chapter}.{rule}"))
            return {d.subject_id: d for d in rows if d.academic_year in (year, None, "")}

    def state(self, rule: str, subject: RecordBase, as_of: dt.date) -> str:
        """The state of one subject's duty, '' when it owes nothing."""
        found = self.duties(rule, as_of).get(subject.id)
        return found.state if found else ""

    def told(self, kind: str = "record") -> list[tuple[int | None, str, str]]:
        """(person, role, subject) of every message of a kind that waits."""
        return [(m.person, m.role, m.subject) for m in self.messages(kind)]

    def messages(self, kind: str = "record") -> list[Message]:
        """Every message of a kind that waits."""
        ask = select(Message).where(Message.kind == kind).order_by(Message.id)
        return list(self.session.scalars(ask))

    def now(self) -> dt.datetime:
        """The moment that belongs to ``today``: noon in the college."""
        noon = dt.datetime.combine(self.today, dt.time(12), ZoneInfo("Asia/Shanghai"))
        return noon.astimezone(dt.UTC)


C = TypeVar("C", bound=College)


def make_tables(url: str) -> None:
    """Every table of the core and of all chapters, empty, in an empty database."""
    engine = make_engine(url)
    for tables in (User.metadata, Base.metadata):
        tables.create_all(engine)
    engine.dispose()


@cache
def _blank_file() -> bytes:
    """An SQLite database with every table."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "blank.db"
        make_tables(f"sqlite:///{made}")
        return made.read_bytes()


def open_college(url: str, folder: Path, kind: type[C]) -> C:
    """A college with empty books and the calendar of the acceptance cases.

    The database at *url* is a file to be made, or a copy of one that ``make_tables`` prepared.
    """
    settings = make_settings(url, folder)
    chapters = chapters_of(settings)
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).write_bytes(_blank_file())
    engine = make_engine(url)
    college = kind(engine, Session(engine), chapters)
    _, factory, _ = open_store(settings, chapters, college.now, engine=engine)
    college.session = factory()
    college.be()
    chapters.install(college.session, college.now())
    chapters.enable(college.session, college.chapter, college.now())
    college.session.commit()
    chapters.refresh(college.session)
    _enter_calendar(college)
    return college


def _enter_calendar(college: College) -> None:
    for first in (2025, 2026):
        name = f"{first}-{first + 1}"
        year = college.add(AcademicYear(name=name, starts=D(first, 9, 1), ends=D(first + 1, 8, 31)))
        for number, starts, ends in (
            (1, D(first, 9, 7), D(first + 1, 1, 17)),
            (2, D(first + 1, 3, 1), D(first + 1, 7, 11)),
        ):
            college.add(
                Semester(
                    academic_year=year.id,
                    number=number,
                    starts=starts,
                    ends=ends,
                    teaching_weeks=18,
                )
            )
    college.session.commit()
