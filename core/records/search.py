"""The search index: built per record type because it costs disk, kept up to date with every save.

It only narrows: rows that may contain a text. Whether a row does, in a field the reader may see, is
asked of the row, under the gate as always; so a search finds the same rows with and without it. What
differs between databases stands in ``search_sqlite`` and ``search_postgres``.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    String,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from core.access import generation
from core.db import Base, Moment, alone, table_of, writing
from core.db.base import RecordBase
from core.declare import Field, Record
from core.records.filters import TEXTS
from core.records.search_postgres import Gin
from core.records.search_sqlite import Fts
from core.records.story import Story

OFF, BUILDING, READY = "off", "building", "ready"


class SearchIndex(Base):
    """The index of one record type: which fields it holds, how far it is built."""

    __tablename__ = "core_search"

    record: Mapped[str] = mapped_column(String(120), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    fields: Mapped[str] = mapped_column(Text)
    upto: Mapped[int]
    changed_at: Mapped[dt.datetime] = mapped_column(Moment())


_TABLE = table_of(SearchIndex)


class Backend(Protocol):
    """What an index of one kind of database can do. *fields* are always those it was built of."""

    def condition(
        self, model: type[RecordBase], fields: Sequence[str], text: str
    ) -> ColumnElement[bool] | None: ...
    def create(self, connection: Connection, model: type[RecordBase]) -> None: ...
    def drop(self, connection: Connection, model: type[RecordBase]) -> None: ...
    def fill(
        self, connection: Connection, model: type[RecordBase], fields: Sequence[str], after: int
    ) -> int | None: ...
    def note(
        self, session: Session, story: Story, fields: Sequence[str], upto: int | None
    ) -> None: ...
    def forget(
        self, session: Session, model: type[RecordBase], fields: Sequence[str], keys: Sequence[int]
    ) -> None: ...
    def remember(
        self, session: Session, model: type[RecordBase], fields: Sequence[str], keys: Sequence[int]
    ) -> None: ...
    def build(self, engine: Engine, model: type[RecordBase], fields: Sequence[str]) -> bool: ...


BACKENDS: dict[str, Backend] = {"sqlite": Fts(), "postgresql": Gin()}


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept in memory of one index."""

    state: str
    fields: tuple[str, ...]


def searched_texts(record: Record) -> tuple[Field, ...]:
    """Fields of a record that the index holds."""
    return tuple(f for f in record.fields if f.searched and f.kind in TEXTS)


def backend_of(session: Session) -> Backend | None:
    """The kind of index that the session's database can have."""
    return BACKENDS.get(session.get_bind().dialect.name)


class Search:
    """Which indexes stand, kept while the generation does. One per application; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation = -1
        self._kept: dict[str, Known] = {}

    def refresh(self, session: Session, number: int) -> None:
        """Read the indexes anew when something moved since."""
        with self._lock:
            if number == self._generation:
                return
        found = _read(session)
        with self._lock:
            self._generation, self._kept = number, found

    def narrows(self, session: Session, model: type[RecordBase], text: str) -> Any:
        """A condition that every row which contains *text* meets; None where no index can tell."""
        known, backend = self._kept.get(model.record.name), backend_of(session)
        fields = tuple(f.name for f in searched_texts(model.record))
        if backend is None or known is None or known.state != READY or known.fields != fields:
            return None
        return backend.condition(model, fields, text)

    def state(self, record: Record) -> str:
        """The state of a record's index; off too when the record's fields changed since."""
        known = self._kept.get(record.name)
        fields = tuple(f.name for f in searched_texts(record))
        return known.state if known is not None and known.fields == fields else OFF

    def note(self, session: Session, stories: Iterable[Story]) -> None:
        """Bring the indexes of changed rows up to date, in the transaction of the change."""
        backend = backend_of(session)
        told = [s for s in stories if searched_texts(s.row.record)]
        if backend is None or not told or isinstance(backend, Gin):
            return
        c = _TABLE.c
        ask = select(c.record, c.state, c.fields, c.upto).where(c.state != OFF)
        rows = {r.record: r for r in session.execute(ask, execution_options={"gate": False})}
        for story in told:
            row = rows.get(story.row.record.name)
            if row is not None:
                upto = row.upto if row.state == BUILDING else None
                backend.note(session, story, tuple(row.fields.split()), upto)

    def forget(self, session: Session, model: type[RecordBase], keys: Sequence[int]) -> None:
        """Take rows out of the index, before somebody removes them for good beside the door."""
        backend = backend_of(session)
        known = _read(session).get(model.record.name)
        if backend is not None and known is not None and known.state != OFF:
            backend.forget(session, model, known.fields, keys)

    def remember(self, session: Session, model: type[RecordBase], keys: Sequence[int]) -> None:
        """Put rows back into the index that were taken out and changed beside the door."""
        backend = backend_of(session)
        known = _read(session).get(model.record.name)
        if backend is not None and known is not None and known.state != OFF:
            backend.remember(session, model, known.fields, keys)


def _read(session: Session) -> dict[str, Known]:
    c = _TABLE.c
    ask = select(c.record, c.state, c.fields).execution_options(gate=False)
    return {r: Known(state, tuple(fields.split())) for r, state, fields in session.execute(ask)}


# -- switching and building ------------------------------------------------------------------------


def switch_on(session: Session, model: type[RecordBase], now: dt.datetime) -> None:
    """An empty index, to be built; whatever stood before is dropped. The caller commits."""
    backend = backend_of(session)
    if backend is None:
        return
    connection = session.connection()
    backend.drop(connection, model)
    backend.create(connection, model)
    fields = " ".join(f.name for f in searched_texts(model.record))
    _set(session, model.record.name, state=BUILDING, fields=fields, upto=0, changed_at=now)


def switch_off(session: Session, model: type[RecordBase], now: dt.datetime) -> None:
    """Drop the index; searches go on without it. The caller commits."""
    backend = backend_of(session)
    if backend is not None:
        backend.drop(session.connection(), model)
    _set(session, model.record.name, state=OFF, fields="", upto=0, changed_at=now)


def _set(session: Session, record: str, **values: Any) -> None:
    session.execute(delete(_TABLE).where(_TABLE.c.record == record))
    session.execute(insert(_TABLE).values(record=record, **values))
    generation.move(session)


def states(session: Session) -> dict[str, tuple[str, int]]:
    """State of each index that was ever decided on, and how far it is built."""
    c = _TABLE.c
    ask = select(c.record, c.state, c.upto).execution_options(gate=False)
    return {record: (state, upto) for record, state, upto in session.execute(ask)}


def waiting(session: Session) -> list[str]:
    """Records whose index was switched on and does not stand yet."""
    return sorted(r for r, (state, _upto) in states(session).items() if state == BUILDING)


def last_number(session: Session, model: type[RecordBase]) -> int:
    """The largest number of a row: how far a building has to go, and about how many rows there are."""
    rows = table_of(model)
    ask = select(func.max(rows.c.id)).execution_options(gate=False)
    return session.execute(ask).scalar() or 0


def propose(session: Session, models: Iterable[type[RecordBase]], now: dt.datetime) -> list[str]:
    """Switch on what the declarations propose and nobody decided on yet; names of what waits to be
    built. The caller commits."""
    decided = states(session)
    for model in models:
        name = model.record.name
        if model.record.indexed and searched_texts(model.record) and name not in decided:
            switch_on(session, model, now)
    return waiting(session)


def build(factory: sessionmaker[Session], model: type[RecordBase]) -> Iterator[int]:
    """Build an index that was switched on, a piece at a time; yields how far it is (a row number).

    Can be stopped and taken up again; saves in between are noted by the door. Nothing is done while
    another process builds the same index: ``still_waits`` tells afterwards.
    """
    name = model.record.name
    with factory() as session:
        backend, engine = backend_of(session), session.get_bind()
    if backend is None or not isinstance(engine, Engine):
        return
    fields = tuple(f.name for f in searched_texts(model.record))
    if not fields:
        return
    with alone(engine, f"search.build {name}") as mine:
        if mine and still_waits(factory, name):
            yield from _build(factory, engine, backend, model, fields)


def still_waits(factory: sessionmaker[Session], name: str) -> bool:
    """True while the index of the record *name* is switched on and does not stand, asked anew."""
    with factory() as session:
        return name in waiting(session)


def _build(
    factory: sessionmaker[Session],
    engine: Engine,
    backend: Backend,
    model: type[RecordBase],
    fields: Sequence[str],
) -> Iterator[int]:
    if backend.build(engine, model, fields):
        with writing(), factory.begin() as session:
            _advance(session, model.record.name, None)
        return
    at: int | None = 0
    while at is not None:
        with writing(), factory.begin() as session:
            at = _piece(session, backend, model, fields)
        if at is not None:
            yield at


def _piece(
    session: Session, backend: Backend, model: type[RecordBase], fields: Sequence[str]
) -> int | None:
    """Fill in some rows after the last one; None when all are in, or nobody wants the index any more."""
    c = _TABLE.c
    ask = select(c.state, c.upto).where(c.record == model.record.name)
    row = session.execute(ask, execution_options={"gate": False}).first()
    if row is None or row.state != BUILDING:
        return None
    after = backend.fill(session.connection(), model, fields, row.upto)
    _advance(session, model.record.name, after)
    return after


def _advance(session: Session, record: str, upto: int | None) -> None:
    values: dict[str, Any] = {"state": READY} if upto is None else {"upto": upto}
    where = (_TABLE.c.record == record, _TABLE.c.state == BUILDING)
    session.execute(update(_TABLE).where(*where).values(**values))
    if upto is None:
        generation.move(session)
