"""Rows into tables by the fastest road each database has: executemany or COPY."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Engine, Table, text

from bench import schema
from bench.data import College

BATCH = 20_000
Row = dict[str, Any]


def load_plain(engine: Engine, college: College) -> None:
    """Make the plain tables and fill them with the college."""
    schema.PLAIN.drop_all(engine)
    schema.PLAIN.create_all(engine)
    plain: dict[Table, Iterable[object]] = {
        schema.unit: college.units,
        schema.person: college.people,
        schema.pair: college.pairs,
        schema.contact: college.contacts(),
    }
    for table, rows in plain.items():
        insert(engine, table, (as_row(row) for row in rows))


def as_row(value: Any) -> Row:
    """The fields of one generated value by name."""
    return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}


def insert(engine: Engine, table: Table, rows: Iterable[Row]) -> int:
    """Write the rows and return how many; the keys of the first row are the columns."""
    source = iter(rows)
    first = next(source, None)
    if first is None:
        return 0
    names = list(first)
    write = _copy if engine.dialect.name == "postgresql" else _executemany
    done = write(engine, table, names, _chain(first, source))
    if engine.dialect.name == "postgresql":
        _continue_sequence(engine, table)
    return done


def _chain(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _binders(engine: Engine, table: Table, names: list[str]) -> list[Callable[[Any], Any] | None]:
    """How each column's type wants its values written (JSON, dates, own types)."""
    return [
        table.c[name].type.dialect_impl(engine.dialect).bind_processor(engine.dialect)
        for name in names
    ]


def _values(
    rows: Iterator[Row], names: list[str], binders: list[Callable[[Any], Any] | None]
) -> Iterator[tuple[Any, ...]]:
    pairs = list(zip(names, binders, strict=True))
    for row in rows:
        yield tuple(bind(row[name]) if bind else row[name] for name, bind in pairs)


def _executemany(engine: Engine, table: Table, names: list[str], rows: Iterator[Row]) -> int:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
    values, done = _values(rows, names, _binders(engine, table, names)), 0
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        while batch := list(islice(values, BATCH)):
            cursor.executemany(statement, batch)
            done += len(batch)
        raw.commit()
    finally:
        raw.close()
    return done


def _copy(engine: Engine, table: Table, names: list[str], rows: Iterator[Row]) -> int:
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    values, done = _values(rows, names, _binders(engine, table, names)), 0
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        # Rows of a table that refers to itself or forward arrive before their target.
        cursor.execute("SET session_replication_role = replica")
        with cursor.copy(statement) as copy:
            for value in values:
                copy.write_row(value)
                done += 1
        cursor.execute("SET session_replication_role = origin")
        raw.commit()
    finally:
        raw.close()
    return done


def _continue_sequence(engine: Engine, table: Table) -> None:
    """Let new ids follow the loaded ones."""
    if "id" not in table.c:
        return
    with engine.begin() as connection:
        name = connection.scalar(text(f"SELECT pg_get_serial_sequence('{table.name}', 'id')"))
        if name:
            last = f'(SELECT max(id) FROM "{table.name}")'
            connection.execute(text(f"SELECT setval('{name}', {last})"))
