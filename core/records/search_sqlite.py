"""The search index on SQLite: an FTS5 table per record type that keeps pieces of texts only.

Its rows have no content of their own (a third of the disk, and no second copy of a text); so a row is
taken out by saying again what was put in, which the door knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    TableClause,
    column,
    insert,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from core.db import table_of
from core.db.base import RecordBase
from core.records.grams import document, wanted
from core.records.story import Story

PIECE = 2000
PREFIX = "xgrams_"


def index_name(model: type[RecordBase]) -> str:
    """Name of the FTS5 table of a record."""
    return PREFIX + model.record.table


def _index(model: type[RecordBase]) -> TableClause:
    return table(index_name(model), column("rowid"), column("grams"))


class Fts:
    """Pieces of texts in FTS5."""

    def condition(
        self, model: type[RecordBase], fields: Sequence[str], text: str
    ) -> ColumnElement[bool] | None:
        """The row is among those that have all pieces of *text*; None for less than a pair."""
        asked = wanted(text)
        if not asked:
            return None
        index, match = _index(model), " AND ".join(f'"{piece}"' for piece in sorted(asked))
        name: Any = literal_column(f'"{index_name(model)}"')
        return model.id.in_(select(index.c.rowid).where(name.op("MATCH")(match)))

    def create(self, connection: Connection, model: type[RecordBase]) -> None:
        """An empty index."""
        connection.execute(
            text(
                f'CREATE VIRTUAL TABLE "{index_name(model)}" USING fts5'
                "(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
            )
        )

    def drop(self, connection: Connection, model: type[RecordBase]) -> None:
        """Remove the index with all its tables."""
        connection.execute(text(f'DROP TABLE IF EXISTS "{index_name(model)}"'))

    def build(self, engine: Engine, model: type[RecordBase], fields: Sequence[str]) -> bool:
        """Not at once: it is filled piece by piece."""
        return False

    def fill(
        self, connection: Connection, model: type[RecordBase], fields: Sequence[str], after: int
    ) -> int | None:
        """Put in the next rows; the number of the last one, None when there are no more."""
        rows = table_of(model).c
        ask = select(rows.id, rows.deleted_at, *(rows[f] for f in fields)).where(rows.id > after)
        found = connection.execute(ask.order_by(rows.id).limit(PIECE)).all()
        kept = [{"rowid": r[0], "grams": document(r[2:])} for r in found if r[1] is None]
        if any(r["grams"] for r in kept):
            connection.execute(insert(_index(model)), [r for r in kept if r["grams"]])
        return int(found[-1][0]) if len(found) == PIECE else None

    def note(self, session: Session, story: Story, fields: Sequence[str], upto: int | None) -> None:
        """One row was changed; rows that the building has not reached yet are left to it."""
        row = story.row
        if upto is not None and row.id > upto:
            return
        now = {name: getattr(row, name) for name in fields}
        was = now | {n: v for n, v in story.old.items() if n in now}
        gone_before = story.action == "create" or story.old.get("deleted_at", row.deleted_at)
        before = "" if gone_before is not None and gone_before else document(was.values())
        after = document(now.values()) if row.deleted_at is None else ""
        if before != after:
            self._replace(session, type(row), row.id, before, after)

    def forget(
        self, session: Session, model: type[RecordBase], fields: Sequence[str], keys: Sequence[int]
    ) -> None:
        """Take rows out."""
        rows = table_of(model).c
        ask = select(rows.id, *(rows[f] for f in fields)).where(
            rows.id.in_(keys), rows.deleted_at.is_(None)
        )
        for found in session.execute(ask, execution_options={"gate": False}).all():
            self._replace(session, model, found[0], document(found[1:]), "")

    def remember(
        self, session: Session, model: type[RecordBase], fields: Sequence[str], keys: Sequence[int]
    ) -> None:
        """Put rows in."""
        rows = table_of(model).c
        ask = select(rows.id, *(rows[f] for f in fields)).where(
            rows.id.in_(keys), rows.deleted_at.is_(None)
        )
        for found in session.execute(ask, execution_options={"gate": False}).all():
            self._replace(session, model, found[0], "", document(found[1:]))

    def _replace(
        self, session: Session, model: type[RecordBase], key: int, before: str, after: str
    ) -> None:
        index, name = _index(model), index_name(model)
        if before:
            # FTS5 takes its commands in a column of the table's own name.
            command = table(name, column(name), column("rowid"), column("grams"))
            gone = {name: "delete", "rowid": key, "grams": before}
            session.execute(insert(command).values(gone))
        if after:
            session.execute(insert(index).values(rowid=key, grams=after))
