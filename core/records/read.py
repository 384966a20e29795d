"""Questions about records that pages, API, pickers and exports share. All go through the gate.

A list asks for the numbers of one page first, from the index of its order, and for labels only
then (outer joins), so that page 1000 costs what page 1 costs. Limits are bound values: with a
literal one SQLite can choose a plan that is a thousand times slower.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.access.policy import criterion, seen_fields
from core.db.base import RecordBase
from core.declare import Field, Kind, Record
from core.records.filters import condition
from core.records.find import OFTEN, Finder, Found, like
from core.records.labels import Asker, Parts, Title, joined, title_of, with_joins
from core.records.query import ListQuery
from core.records.totals import MOST_COUNTED, Counts, Totals, ask_totals, summable, totals_of_rows

PICKED = 20
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: values of the fields asked for, and names of what it refers to."""

    id: int
    version: int
    deleted_at: dt.datetime | None
    values: dict[str, Any]
    names: dict[str, Parts]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and the totals of everything it found."""

    rows: tuple[Row, ...]
    has_next: bool
    totals: Totals

    @property
    def count(self) -> int:
        """How many rows there are; exact up to MOST_COUNTED."""
        return self.totals.count

    @property
    def more(self) -> bool:
        """True when there are more rows than were counted."""
        return self.totals.more


@dataclass(slots=True)
class _Shape:
    """Columns of a list's statement, and where each value and each piece of a name stands."""

    columns: list[Any]
    wanted: list[Field] = field(default_factory=list)
    fields: list[tuple[str, int]] = field(default_factory=list)
    names: list[tuple[str, list[tuple[Field, int]]]] = field(default_factory=list)
    joins: Title = field(default_factory=Title)

    def add(self, name: str, title: Title) -> None:
        """Take up the pieces and joins of a name."""
        start = len(self.columns)
        self.columns += [column for _, column in title.leaves]
        spots = [(declared, start + n) for n, (declared, _) in enumerate(title.leaves)]
        self.names.append((name, spots))
        self.joins.joins += title.joins

    def row(self, found: Sequence[Any]) -> Row:
        """One fetched row."""
        return Row(
            found[0],
            found[1],
            found[2],
            {name: found[spot] for name, spot in self.fields},
            {
                name: tuple((declared, found[spot]) for declared, spot in spots)
                for name, spots in self.names
            },
        )


def _shape(asker: Asker, model: type[RecordBase], fields: Sequence[Field]) -> _Shape:
    shape = _Shape([model.id, model.version, model.deleted_at])
    for declared in fields:
        shape.wanted.append(declared)
        shape.fields.append((declared.name, len(shape.columns)))
        shape.columns.append(getattr(model, declared.name))
    for declared in fields:
        if declared.kind is Kind.REF and asker.reaches(declared.target):
            shape.add(declared.name, joined(asker, declared, model))
    return shape


def page(
    session: Session,
    asker: Asker,
    record: str,
    query: ListQuery,
    fields: Sequence[Field] | None = None,
    counts: Counts | None = None,
) -> Page:
    """One page of *record*: *fields* are the columns wanted (default: all the asker may see)."""
    model = asker.catalogue.model(record)
    shape = _shape(asker, model, _wanted(asker, model.record, fields))
    summed = summable(shape.wanted) if fields is not None else ()
    total = _Total(session, asker, record, query, summed, counts)
    # Where an index narrows a search, how often the text stands says how to read the page.
    early = total.ask() if _narrowed(session, asker, model, query) else None
    often = early is not None and early.count > OFTEN
    ids = _ids(session, asker, model, query, in_order=often)
    ids = _ordered(ids, model, query).limit(query.size + 1).offset((query.page - 1) * query.size)
    chosen = ids.subquery()
    statement = select(*shape.columns).select_from(model).join(chosen, chosen.c.id == model.id)
    statement = _ordered(with_joins(statement, shape.joins), model, query)
    options = {"deleted": query.deleted}
    found = session.execute(statement, execution_options=options).all()
    rows = tuple(shape.row(r) for r in found[: query.size])
    has_next = len(found) > query.size
    if early is not None:
        return Page(rows, has_next, early)
    if query.page == 1 and not has_next:
        return Page(rows, False, totals_of_rows(rows, summed))
    if rows and not has_next and not summed:
        return Page(rows, False, Totals((query.page - 1) * query.size + len(rows)))
    return Page(rows, has_next, total.ask())


@dataclass(frozen=True, slots=True)
class _Total:
    """The totals of a question, asked once they are needed."""

    session: Session
    asker: Asker
    record: str
    query: ListQuery
    fields: tuple[Field, ...]
    counts: Counts | None

    def ask(self) -> Totals:
        """The totals, from the last seconds where they are kept."""
        query = self.query
        ask = functools.partial(totals, self.session, self.asker, self.record, query, self.fields)
        if self.counts is None:
            return ask()
        names = tuple(f.name for f in self.fields)
        asked = (query.search, query.filters, query.deleted, query.keys, query.sums)
        return self.counts.get((self.record, self.asker.actor.user, *asked, names), ask)


def totals(
    session: Session, asker: Asker, record: str, query: ListQuery, fields: Sequence[Field] = ()
) -> Totals:
    """Number of rows the question finds and sums of *fields*: of at most MOST_COUNTED + 1 rows,
    or of all when the question asks for sums."""
    model = asker.catalogue.model(record)
    found = _ids(session, asker, model, query)
    found = found.add_columns(*(getattr(model, f.name) for f in fields))
    options = {"deleted": query.deleted}
    if query.sums:
        whole = ask_totals(session, found, fields, options)
        return Totals(whole.count, whole.sums, whole=True)
    return ask_totals(session, found.limit(MOST_COUNTED + 1), fields, options)


def numbers(session: Session, asker: Asker, record: str, query: ListQuery, most: int) -> Any:
    """A select of the numbers of at most *most* rows that the question finds."""
    return _ids(session, asker, asker.catalogue.model(record), query).limit(most)


def stream(
    session: Session,
    asker: Asker,
    record: str,
    query: ListQuery,
    fields: Sequence[Field],
    chunk: int = 2000,
) -> Iterator[Row]:
    """All rows of a question in order of their number, a chunk at a time (export). Only rows on
    which the asker may do ``export``."""
    model = asker.catalogue.model(record)
    shape = _shape(asker, model, _wanted(asker, model.record, fields))
    may = criterion(asker.actor, asker.catalogue, record, "export")
    after = 0
    while True:
        ids = _ids(session, asker, model, query).where(may, model.id > after)
        chosen = ids.order_by(model.id).limit(chunk).subquery()
        statement = select(*shape.columns).select_from(model).join(chosen, chosen.c.id == model.id)
        statement = with_joins(statement, shape.joins).order_by(model.id)
        found = session.execute(statement, execution_options={"deleted": query.deleted}).all()
        for fetched in found:
            yield shape.row(fetched)
        if len(found) < chunk:
            return
        after = found[-1][0]


def rows_of(
    session: Session, asker: Asker, record: str, keys: Sequence[int], fields: Sequence[Field]
) -> tuple[Row, ...]:
    """Rows by number, in the order of *keys*, with their own names under ''."""
    model = asker.catalogue.model(record)
    shape = _shape(asker, model, _wanted(asker, model.record, fields))
    shape.add("", title_of(asker, model.record, model))
    statement = with_joins(select(*shape.columns).select_from(model), shape.joins)
    found = {r[0]: shape.row(r) for r in session.execute(statement.where(model.id.in_(keys)))}
    return tuple(found[k] for k in keys if k in found)


def row(
    session: Session, asker: Asker, record: str, key: int, *, deleted: bool = False
) -> RecordBase | None:
    """The row of that number, or None when there is none that the asker may see."""
    model = asker.catalogue.model(record)
    statement = select(model).where(model.id == key)
    if deleted:
        may = criterion(asker.actor, asker.catalogue, record, "delete")
        statement = statement.where(model.deleted_at.is_not(None), may)
    options = {"deleted": deleted}
    found: RecordBase | None = session.execute(statement, execution_options=options).scalar()
    return found


def names_of(
    session: Session, asker: Asker, record: str, key: int, *, deleted: bool = False
) -> dict[str, Parts]:
    """Names of everything a row refers to, and its own under ''."""
    model = asker.catalogue.model(record)
    refs = [f for f in seen_fields(asker.actor, asker.catalogue, model.record)]
    shape = _shape(asker, model, [f for f in refs if f.kind is Kind.REF])
    shape.add("", title_of(asker, model.record, model))
    statement = with_joins(select(*shape.columns).select_from(model), shape.joins)
    statement = statement.where(model.id == key)
    found = session.execute(statement, execution_options={"deleted": deleted}).first()
    return shape.row(found).names if found is not None else {}


def labels(
    session: Session, asker: Asker, record: str, keys: Sequence[int], *, deleted: bool = False
) -> dict[int, Parts]:
    """Names of rows by number; rows the asker may not see are missing."""
    if not keys or not asker.reaches(record):
        return {}
    model = asker.catalogue.model(record)
    shape = _Shape([model.id, model.version, model.deleted_at])
    shape.add("", title_of(asker, model.record, model))
    statement = with_joins(select(*shape.columns).select_from(model), shape.joins)
    statement = statement.where(model.id.in_(sorted(set(keys))))
    if deleted:
        statement = statement.where(criterion(asker.actor, asker.catalogue, record, "delete"))
    found = session.execute(statement, execution_options={"deleted": deleted})
    return {fetched[0]: shape.row(fetched).names[""] for fetched in found}


def _wanted(asker: Asker, record: Record, fields: Sequence[Field] | None) -> list[Field]:
    seen = {f.name: f for f in seen_fields(asker.actor, asker.catalogue, record)}
    return list(seen.values()) if fields is None else [f for f in fields if f.name in seen]


def _narrowed(session: Session, asker: Asker, model: type[RecordBase], query: ListQuery) -> bool:
    found = _search(session, asker, model, query)
    return found is not None and found.numbers is not None


def _search(
    session: Session, asker: Asker, model: type[RecordBase], query: ListQuery
) -> Found | None:
    """What the text of the question finds; in the recycle bin without the index, which forgot it."""
    if not query.search:
        return None
    found = Finder(session, asker, query.search).rows(model)
    return Found(found.rows) if query.deleted else found


def _ids(
    session: Session,
    asker: Asker,
    model: type[RecordBase],
    query: ListQuery,
    *,
    in_order: bool = False,
) -> Any:
    """The numbers a question finds; *in_order*: so many that the list's order is the way to read them."""
    part = functools.partial(like, session)
    conditions = [condition(model, f, part) for f in query.filters]
    if query.keys:
        conditions.append(model.id.in_(query.keys))
    found = _search(session, asker, model, query)
    if found is not None:
        along = in_order or found.numbers is None
        conditions.append(found.rows if along else model.id.in_(found.numbers))
    if query.deleted:
        conditions.append(model.deleted_at.is_not(None))
        conditions.append(criterion(asker.actor, asker.catalogue, model.record.name, "delete"))
    return select(model.id).where(*conditions)


def _ordered(statement: Any, model: type[RecordBase], query: ListQuery) -> Any:
    keys = [(getattr(model, o.name), o.descending) for o in query.orders if o.name != "id"]
    number = next((o for o in query.orders if o.name == "id"), None)
    keys.append((model.id, number.descending if number else query.descending))
    return statement.order_by(*((k.desc() if down else k.asc()) for k, down in keys))


def picker(
    session: Session,
    asker: Asker,
    record: str,
    text: str,
    limit: int = PICKED,
    only: Mapping[str, object] = NOTHING,
) -> list[tuple[int, Parts, Parts]]:
    """Rows that match *text* and can be referred to: number, name, what else tells them apart;
    *only* those with these values."""
    if not asker.reaches(record):
        return []
    model = asker.catalogue.model(record)
    shape = _Shape([model.id, model.version, model.deleted_at])
    title = title_of(asker, model.record, model)
    shape.add("", title)
    in_title = {declared.name for declared, _ in title.leaves}
    seen = seen_fields(asker.actor, asker.catalogue, model.record)
    further = [f for f in seen if f.searched and f.kind is Kind.TEXT and f.name not in in_title]
    more = Title([(f, getattr(model, f.name)) for f in further if not f.filled])
    shape.add("more", more)
    statement = with_joins(select(*shape.columns).select_from(model), shape.joins)
    statement = statement.where(*(getattr(model, name) == value for name, value in only.items()))
    if text:
        named = model.id.in_(Finder(session, asker, text).named(model))
        others = [like(session, getattr(model, f.name), text) for f in further if not f.spells]
        statement = statement.where(or_(named, *others))
        statement = statement.order_by(*(c for f, c in title.leaves[:1]))
    found = session.execute(statement.order_by(model.id).limit(limit))
    rows = [shape.row(fetched) for fetched in found]
    return [(r.id, r.names[""], r.names["more"]) for r in rows]
