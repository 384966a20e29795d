"""Values nobody types: number, article, year, semester, unit, owner and declared defaults."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from sqlalchemy import BigInteger, Integer, String, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.access.actor import Actor
from core.calendar import Calendar
from core.db import Base, table_of
from core.db.base import RecordBase
from core.declare import Kind
from core.declare.shown import Hidden


class Counter(Base):
    """The last number given out under a name."""

    __tablename__ = "core_counter"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))


class Filler(Protocol):
    """What filling needs to know."""

    @property
    def session(self) -> Session: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def today(self) -> dt.date: ...
    @property
    def calendar(self) -> Calendar: ...


def next_number(session: Session, name: str) -> int:
    """The next number under *name*, without gaps between committed rows."""
    table = table_of(Counter)
    ask = update(table).where(table.c.name == name).values(last=table.c.last + 1)
    found = session.execute(ask.returning(table.c.last)).scalar()
    if found is None:
        session.execute(insert(table).values(name=name, last=1))
        return 1
    return int(found)


def fill_declared(row: RecordBase) -> None:
    """Declared defaults of a new row's empty fields, as far as they apply."""
    fields = row.record.fields
    for declared in sorted(fields, key=lambda f: f.shown_if is not None):
        if declared.default is not None and getattr(row, declared.name) is None:
            hidden = Hidden.of(fields, {f.name: getattr(row, f.name) for f in fields})
            if declared.name not in hidden:
                setattr(row, declared.name, declared.default)


def fill_common(row: RecordBase, about: Filler) -> None:
    """The common parts of a new row, as far as the record has them and they are empty."""
    names = {f.name for f in row.record.fields}
    if not {"academic_year", "basis", "code"} <= names:
        return
    if {"owner", "unit"} <= names:
        _set(row, "owner", about.actor.person)
        _set(row, "unit", _unit_of(row, about))
    day = _day_of(row) or about.today
    year = about.calendar.academic_year(day)
    semester = about.calendar.semester(day)
    _set(row, "academic_year", year.name)
    _set(row, "semester", semester.number if semester else None)
    _set(row, "basis", row.record.article)
    if row.code is None:  # type: ignore[attr-defined]
        name = f"TZ-{row.record.chapter}-{row.academic_year}"  # type: ignore[attr-defined]
        _set(row, "code", f"{name}-{next_number(about.session, name):04d}")


def follow_date(row: RecordBase, calendar: Calendar) -> None:
    """Keep year and semester in step when the date of a row changes (article 7 counts by date)."""
    day = _day_of(row)
    if day is not None and row.record.field("semester") and row.record.field("date"):
        row.academic_year = calendar.academic_year(day).name  # type: ignore[attr-defined]
        semester = calendar.semester(day)
        row.semester = semester.number if semester else None  # type: ignore[attr-defined]


def _day_of(row: RecordBase) -> dt.date | None:
    declared = row.record.field("date")
    value = getattr(row, "date", None) if declared and declared.kind is Kind.DATE else None
    return value if isinstance(value, dt.date) else None


def _unit_of(row: RecordBase, about: Filler) -> int | None:
    owner: Any = row.owner  # type: ignore[attr-defined]
    if owner is None:
        return next(iter(sorted(about.actor.units)), None)
    people = Base.metadata.tables["directory_person"]
    return about.session.execute(select(people.c.unit).where(people.c.id == owner)).scalar()


def _set(row: RecordBase, name: str, value: object) -> None:
    if getattr(row, name) is None and value not in (None, ""):
        setattr(row, name, value)


class RowDraft:
    """A ``declare.Draft`` over a row about to be flushed."""

    def __init__(self, row: RecordBase, action: str, today: dt.date, actor: Actor) -> None:
        self._row, self.action, self.today = row, action, today
        self.person, self.roles = actor.person, actor.roles
        self.record, self.key = row.record.name, row.id
        self._names = frozenset(f.name for f in row.record.fields)

    def get(self, name: str) -> object:
        """The present value of a declared field. Raises KeyError for another name."""
        return getattr(self._row, self._known(name))

    def set(self, name: str, value: object) -> None:
        """Set a declared field. Raises KeyError for another name."""
        if getattr(self._row, self._known(name)) != value:
            setattr(self._row, name, value)

    def _known(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(f"{self.record} has no field {name!r}. Fields: {sorted(self._names)}")
        return name
