"""The bare program's connection for many rows: transactions, cursors that stream, plain inserts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from bench.raw_app import Database
from core.duties.planner import FOR_SETS

FETCHED = 1000


class Bulk(Database):
    """One connection, used by one thread."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All inside or nothing; PostgreSQL plans for whole tables, as it does for ours."""
        made = self._connection()
        if self.sqlite:
            made.isolation_level = None
            made.execute("BEGIN IMMEDIATE")
        else:
            made.autocommit = False
            for name, value in FOR_SETS.items():
                made.execute("SELECT set_config(%s, %s, true)", (name, value))
        try:
            yield
        except BaseException:
            made.rollback()
            raise
        made.commit()

    def run(self, statement: str, **values: object) -> None:
        """A statement that answers nothing."""
        self._connection().execute(self._sql(statement), values)

    def stream(self, statement: str, **values: object) -> Iterator[Any]:
        """Rows of the statement, without holding all of them."""
        made = self._connection()
        cursor = made.cursor() if self.sqlite else made.cursor(name="stream")
        if not self.sqlite:
            cursor.itersize = FETCHED
        yield from cursor.execute(self._sql(statement), values)
        cursor.close()

    def insert(self, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Rows into a table."""
        if rows:
            marks = ", ".join(["?" if self.sqlite else "%s"] * len(names))
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
            self._connection().cursor().executemany(statement, rows)
