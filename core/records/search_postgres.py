"""The search index on PostgreSQL: a GIN index over the pieces of a row's texts.

It needs no extension (``pg_trgm`` cannot be had everywhere, and finds no two characters), keeps itself up
to date, and leaves out deleted rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, literal_column, text
from sqlalchemy.orm import Session

from core.db.base import RecordBase
from core.records.grams import PAIR, TRIPLE, pieces
from core.records.story import Story

PREFIX = "xgrams_"
FUNCTION = """
CREATE OR REPLACE FUNCTION core_grams(whole text, shortest integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE found text[] := '{}'; before text; last text; here text;
BEGIN
  FOREACH here IN ARRAY string_to_array(lower(whole), NULL) LOOP
    IF last IS NOT NULL AND shortest < 3 THEN found := found || (last || here); END IF;
    IF before IS NOT NULL THEN found := found || (before || last || here); END IF;
    before := last; last := here;
  END LOOP;
  RETURN found;
END $$
"""


def index_name(model: type[RecordBase]) -> str:
    """Name of the index of a record."""
    return PREFIX + model.record.table


def _texts(model: type[RecordBase], fields: Sequence[str]) -> str:
    """The expression that is indexed; a query must write it the same way."""
    name = model.record.table
    return " || chr(10) || ".join(f"""coalesce("{name}"."{f}", '')""" for f in fields)


class Gin:
    """Pieces of texts in a GIN index."""

    def condition(
        self, model: type[RecordBase], fields: Sequence[str], text: str
    ) -> ColumnElement[bool] | None:
        """The row has all pieces of *text*; None for less than a pair."""
        size = next((n for n in (TRIPLE, PAIR) if pieces(text, n)), None)
        if size is None:
            return None
        has: Any = literal_column(f"core_grams({_texts(model, fields)}, 2)")
        # The least piece is written out: the server counts rows by what it can see.
        asked: Any = func.core_grams(text, literal_column(str(size)))
        return and_(has.op("@>")(asked), model.deleted_at.is_(None))

    def create(self, connection: Connection, model: type[RecordBase]) -> None:
        """The function the index is made of; the index itself is built in one go."""
        connection.execute(text(FUNCTION))

    def drop(self, connection: Connection, model: type[RecordBase]) -> None:
        """Remove the index."""
        connection.execute(text(f'DROP INDEX IF EXISTS "{index_name(model)}"'))

    def build(self, engine: Engine, model: type[RecordBase], fields: Sequence[str]) -> bool:
        """Build while others read and write; True because nothing is left to fill in."""
        name, table = index_name(model), model.record.table
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("SET lock_timeout = 0")
            try:
                connection.exec_driver_sql(f'DROP INDEX IF EXISTS "{name}"')
                connection.exec_driver_sql(
                    f'CREATE INDEX CONCURRENTLY "{name}" ON "{table}" USING gin '
                    f"(core_grams({_texts(model, fields)}, 2)) WITH (gin_pending_list_limit = 512) "
                    "WHERE deleted_at IS NULL"
                )
            finally:
                connection.exec_driver_sql("RESET statement_timeout")
                connection.exec_driver_sql("RESET lock_timeout")
        return True

    def fill(
        self, connection: Connection, model: type[RecordBase], fields: Sequence[str], after: int
    ) -> int | None:
        """Nothing is left to fill in."""
        return None

    def note(self, session: Session, story: Story, fields: Sequence[str], upto: int | None) -> None:
        """The database keeps the index by itself."""

    def forget(
        self, session: Session, model: type[RecordBase], fields: Sequence[str], keys: Sequence[int]
    ) -> None:
        """The database forgets a row that is removed by itself."""

    def remember(
        self, session: Session, model: type[RecordBase], fields: Sequence[str], keys: Sequence[int]
    ) -> None:
        """And it keeps up with a row that is changed."""
