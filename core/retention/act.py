"""What is done with rows whose time is over: fields emptied, rows anonymised, rows erased."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from core.db import table_of
from core.db.catalogue import Catalogue
from core.declare import DataClass, Field, Kind, Then
from core.records.search import Search
from core.retention import traces
from core.retention.kept import DONE_VERSION
from core.retention.terms import PERSON, Term

TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
STAY = ("basis", "academic_year")
"""Texts of the program, not of people."""
WHOSE = ("created_by", "changed_by")
WHEN = ("created_at", "changed_at", "deleted_at")


class Doer:
    """Deals with some rows of one term, inside the caller's transaction."""

    def __init__(self, session: Session, catalogue: Catalogue, search: Search, term: Term) -> None:
        self._session, self._catalogue, self._search = session, catalogue, search
        self._term, self._model = term, catalogue.model(term.record)
        self._table: Table = table_of(self._model)

    def do(self, keys: Sequence[int], now: dt.datetime) -> int:
        """Do it; how many files go with the rows."""
        session, model = self._session, self._model
        self._search.forget(session, model, keys)
        traces.forget_words(session, model, keys)
        if self._term.purpose.then is Then.EMPTY:
            self._empty(keys)
            self._search.remember(session, model, keys)
            return 0
        files = traces.give_up_files(session, model, keys, now)
        traces.drop_moves(session, model, keys)
        anonymous = self._term.purpose.then is Then.ANONYMISE
        copies = self._copies(keys) if anonymous else self._husk(keys, now)
        self._let_go(keys)
        if copies:  # first, so that no new row gets the number of an old one
            session.execute(insert(self._table), copies)
        session.execute(delete(self._table).where(self._table.c.id.in_(keys)))
        return files

    def _empty(self, keys: Sequence[int]) -> None:
        """Empty the term's fields; with a person goes whoever entered the row."""
        c, record = self._table.c, self._model.record
        named = [f for f in record.fields if f.name in self._term.fields]
        values: dict[str, Any] = {f.name: _nothing(f) for f in named}
        if record.name == PERSON or any(f.target == PERSON for f in named):
            values |= dict.fromkeys(WHOSE)
        changed = update(self._table).where(c.id.in_(keys))
        self._session.execute(changed.values(version=c.version + 1, **values))

    def _let_go(self, keys: Sequence[int]) -> None:
        """No other row refers to these any more."""
        for name, declared in self._catalogue.referring(self._model.record.name):
            other = table_of(self._catalogue.model(name))
            column = other.c[declared.name]
            free = update(other).where(column.in_(keys)).values({declared.name: None})
            self._session.execute(free)

    def _copies(self, keys: Sequence[int]) -> list[dict[str, Any]]:
        """The rows as they stay: without what leads to a person, in no order, under new numbers."""
        ask = select(self._table).where(self._table.c.id.in_(keys))
        rows = self._session.execute(ask).mappings()
        made = [self._anonymous(dict(row)) for row in rows]
        random.SystemRandom().shuffle(made)
        return made

    def _husk(self, keys: Sequence[int], now: dt.datetime) -> list[dict[str, Any]]:
        """SQLite gives the highest number anew once its row is gone, and with it the row's history to
        a stranger. An empty, deleted row above it prevents that."""
        if self._session.get_bind().dialect.name != "sqlite":
            return []
        highest = self._session.execute(select(func.max(self._table.c.id))).scalar_one()
        copies = self._copies([highest]) if highest in keys else []
        return [copy | {"deleted_at": _month(now)} for copy in copies]

    def _anonymous(self, row: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {
            f.name: self._left(f, row[f.name]) for f in self._model.record.fields
        }
        values |= {name: _month(row[name]) for name in WHEN} | dict.fromkeys(WHOSE)
        return values | {"version": DONE_VERSION}

    def _left(self, declared: Field, value: Any) -> Any:
        """What stays of one value."""
        if declared.personal is not DataClass.N:
            return _nothing(declared)
        if declared.kind in TEXTS and declared.name not in STAY:
            return "" if declared.required and not declared.shown_if else None
        if declared.kind is Kind.REF:
            return None if self._tells(declared.target) else value
        return _month(value)

    def _tells(self, target: str) -> bool:
        """True when rows of that record say who somebody is."""
        record = self._catalogue.models[target].record if target in self._catalogue.models else None
        return record is None or any(f.personal is not DataClass.N for f in record.fields)


def _nothing(declared: Field) -> Any:
    return () if declared.kind is Kind.CHOICES else None


def _month(value: Any) -> Any:
    """Days and moments become the first of their month; other values stay."""
    if isinstance(value, dt.datetime):
        return value.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return value.replace(day=1) if isinstance(value, dt.date) else value
