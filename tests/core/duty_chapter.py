"""A small chapter with one rule of each kind, and a ledger to evaluate it into."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from sqlalchemy import Engine, Table, create_engine, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session

from core.calendar import AcademicYear, Calendar, Semester
from core.db import Base, RecordBase, field, make_engine, session_factory
from core.db.catalogue import Catalogue
from core.declare import (
    Anchor,
    Choice,
    DataClass,
    Deadline,
    Due,
    Freshness,
    Kind,
    Manifest,
    Parameter,
    Period,
    Quota,
    Record,
    Rule,
    Where,
)
from core.directory.absences import Absence
from core.directory.models import Person, Post, Unit
from core.duties import Duty, DutyEvent, DutyRun, Report, World, evaluate
from core.duties.models import DutyCount, DutyStep, MonthlyList
from core.duties.settings import Setting, Value, default
from core.notify.outbox import Message
from tests.missing import missing

D = dt.date
NOW = dt.datetime(2027, 8, 31, 16, 0, tzinfo=dt.UTC)
YEAR = "2026-2027"
END = D(2027, 8, 31)
CALENDAR = Calendar(
    years=(
        AcademicYear("2025-2026", D(2025, 9, 1), D(2026, 8, 31)),
        AcademicYear(YEAR, D(2026, 9, 1), D(2027, 8, 31)),
    ),
    semesters=(
        Semester(YEAR, 1, D(2026, 9, 7), D(2027, 1, 17)),
        Semester(YEAR, 2, D(2027, 3, 1), D(2027, 7, 11)),
    ),
)
PARAMETERS: dict[str, Value] = {
    "min_per_year": 1,
    "count_rule": "distinct_days",
    "grace_days": 90,
    "group_max": 1,
    "remote_counts": True,
}
MANIFEST = Manifest(
    name="mentor",
    title="Mentor",
    version="1",
    core=">=0",
    parameters=tuple(
        Parameter(name=n, label=n, default=v, minimum=0, maximum=999) for n, v in PARAMETERS.items()
    ),
)
STATES = (Choice("active", "Active"), Choice("ended", "Ended"), Choice("draft", "Draft"))
MODES = (Choice("talk", "Talk"), Choice("remote", "By telephone"))


class Leader(RecordBase):
    record = Record(name="mentor.leader", label="Leader", fields=(), title=("name",))

    name: Mapped[str] = field(Kind.TEXT, "Name", required=True)


class Pair(RecordBase):
    record = Record(name="mentor.pair", label="Pair", fields=(), title=("leader", "friend"))

    code: Mapped[str | None] = field(Kind.TEXT, "Number")
    leader: Mapped[int | None] = field(Kind.REF, "Leader", target="mentor.leader")
    friend: Mapped[str | None] = field(
        Kind.TEXT, "Friend", personal=DataClass.S, purpose="friendship"
    )
    status: Mapped[str | None] = field(Kind.CHOICE, "State", choices=STATES)
    year: Mapped[str | None] = field(Kind.TEXT, "Year")
    start: Mapped[dt.date | None] = field(Kind.DATE, "Start")
    end: Mapped[dt.date | None] = field(Kind.DATE, "End")


class Meeting(RecordBase):
    record = Record(name="mentor.meeting", label="Meeting", fields=(), title=("date",))

    pair: Mapped[int | None] = field(Kind.REF, "Pair", target="mentor.pair")
    date: Mapped[dt.date | None] = field(Kind.DATE, "Date", filtered=True)
    mode: Mapped[str | None] = field(Kind.CHOICE, "Mode", choices=MODES)
    status: Mapped[str | None] = field(Kind.CHOICE, "State", choices=STATES)
    group_event: Mapped[bool | None] = field(Kind.YES_NO, "Group event")
    both_present: Mapped[bool | None] = field(Kind.YES_NO, "Both present")
    year: Mapped[str | None] = field(Kind.TEXT, "Year")
    unit_no: Mapped[int | None] = field(Kind.INTEGER, "Unit")


class Task(RecordBase):
    record = Record(name="mentor.task", label="Task", fields=(), title=("code",))

    code: Mapped[str | None] = field(Kind.TEXT, "Number")
    pair: Mapped[int | None] = field(Kind.REF, "Pair", target="mentor.pair")
    status: Mapped[str | None] = field(Kind.CHOICE, "State", choices=STATES)
    begun: Mapped[dt.date | None] = field(Kind.DATE, "Begun")
    extra: Mapped[dt.date | None] = field(Kind.DATE, "Extended to")
    unit_no: Mapped[int | None] = field(Kind.INTEGER, "Unit")
    done: Mapped[dt.date | None] = field(Kind.DATE, "Done")


MODELS: tuple[type[RecordBase], ...] = (Leader, Pair, Meeting, Task)
YEARLY = Quota(
    name="Q1",
    title="Each pair meets each academic year",
    article=7,
    record="mentor.pair",
    where=(Where("status", ("active", "ended")),),
    year_field="year",
    owner="leader",
    counts="mentor.meeting",
    link="pair",
    counted_where=(Where("status", ("active",)),),
    at_least="@min_per_year",
    distinct="@count_rule",
    group="group_event",
    group_present="both_present",
    group_max="@group_max",
    remote=("mode", "remote", "@remote_counts"),
    starts="start",
    ends="end",
    grace_days="@grace_days",
    overdue_on_due_day=True,
)
COLLEGE = Quota(
    name="Q2",
    title="The college meets each semester",
    article=6,
    record="",
    period=Period.SEMESTER,
    counts="mentor.meeting",
)
TASKS = Deadline(
    name="D1",
    title="Tasks are done",
    article=15,
    record="mentor.task",
    owner="pair.leader",
    starts="begun",
    done="done",
    due=Due(Anchor.FIELD, 5, working=True),
    lead_days=3,
)
SILENCE = Freshness(
    name="F1",
    title="No pair is forgotten",
    article=12,
    record="mentor.pair",
    where=(Where("status", ("active",)),),
    counts="mentor.meeting",
    link="pair",
    starts="start",
    days=60,
    lead_days=10,
)
LEDGER = (Duty, DutyCount, DutyEvent, DutyStep, DutyRun, MonthlyList, Message)
DIRECTORY = (Unit, Person, Post, Absence)
TABLES = [
    cast(Table, model.__table__)
    for model in cast("tuple[type[Base], ...]", (*MODELS, *LEDGER, *DIRECTORY))
]


def world_of(
    *rules: Rule, calendar: Calendar = CALENDAR, enabled: bool = True, **parameters: Value
) -> World:
    """The world of the chapter with these rules only."""
    values = PARAMETERS | parameters

    def settings(chapter: str, name: str) -> tuple[Setting, ...]:
        assert chapter == "mentor"
        return default(values[name])

    catalogue = Catalogue(
        models={m.record.name: m for m in MODELS},
        manifests={"mentor": MANIFEST},
        rules={"mentor": tuple(rules)},  # type: ignore[arg-type]
    )
    return World(
        catalogue=catalogue, calendar=calendar, settings=settings, enabled=lambda _: enabled
    )


@dataclasses.dataclass
class College:
    """An open session with short words for what the tests do again and again."""

    session: Session
    world: World = dataclasses.field(default_factory=lambda: world_of(YEARLY))

    def add(self, *rows: RecordBase) -> None:
        """Store rows and commit."""
        self.session.add_all(rows)
        self.session.commit()

    def pair(self, **values: Any) -> Pair:
        """An active pair of the whole academic year."""
        made = Pair(**({"status": "active", "year": YEAR, "start": D(2026, 9, 1)} | values))
        self.add(made)
        return made

    def met(self, pair: Pair, *days: dt.date, **values: Any) -> list[Meeting]:
        """Meetings of the pair on these days."""
        made = [
            Meeting(**({"pair": pair.id, "date": d, "status": "active", "mode": "talk"} | values))
            for d in days
        ]
        self.add(*made)
        return made

    def run(self, as_of: dt.date = END, world: World | None = None) -> Report:
        """Evaluate; no rule may fail."""
        report = evaluate(self.session, world or self.world, as_of=as_of, now=NOW)
        assert "".join(r.error for r in report.failed) == ""
        return report

    def duty(self, subject: RecordBase | None = None, **where: Any) -> Duty:
        """The one duty of the subject (or of the college itself)."""
        ask = select(Duty).where(Duty.subject_id == (subject.id if subject else 0))
        self.session.expire_all()
        return self.session.scalars(ask.filter_by(**where)).one()

    def numbers(self) -> tuple[int, int]:
        """How many duties and how many events the ledger holds."""
        count = [
            self.session.execute(select(func.count()).select_from(t)).scalar_one()
            for t in (Duty, DutyEvent)
        ]
        return count[0], count[1]


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a new PostgreSQL database, dropped afterwards."""
    given = os.environ.get("TONGXIN_TEST_POSTGRES", "")
    server = (given or "postgresql+psycopg://postgres@127.0.0.1:5432/").rpartition("/")[0]
    name = f"duties_{uuid.uuid4().hex[:12]}"
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        if given:
            raise
        missing("no PostgreSQL server here; name one in TONGXIN_TEST_POSTGRES")
    try:
        yield f"{server}/{name}"
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def make_tables(engine: Engine) -> None:
    """Empty tables of the chapter and of the ledger."""
    Base.metadata.drop_all(engine, tables=TABLES)
    Base.metadata.create_all(engine, tables=TABLES)


@pytest.fixture(
    name="college_url",
    scope="module",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def each_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('duties') / 'duties.db'}"
    else:
        with postgres() as made:
            yield made


@pytest.fixture(name="college")
def open_college(college_url: str) -> Iterator[College]:
    """A college with empty tables."""
    engine = make_engine(college_url)
    make_tables(engine)
    with session_factory(engine)() as session:
        yield College(session)
    engine.dispose()
