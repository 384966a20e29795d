"""Generated rows into the product's own tables, by the names and types of their columns.

The tables belong to the product and grow with it. Here is said only which generated value goes into
which column; every other column gets the default of its declaration, or an empty value of its type.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, Numeric, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from bench.load import Row
from core.db.types import Words

MOMENT = dt.datetime(2027, 8, 31, 12, 0, tzinfo=dt.UTC)
"""When all loaded rows were entered."""

Value = Callable[[Row], Any]


class MappingError(Exception):
    """A table wants something that the generated rows cannot give."""


def filler(
    table: Table, given: Mapping[str, str | Value], fixed: Mapping[str, object] | None = None
) -> Callable[[Row], Row]:
    """A function from a generated row to a row of the table.

    ``given`` names for a column the generated field, or a function of the row; ``fixed`` a value
    for all rows. A column in neither gets its default. Raises MappingError with every column that
    is required, refers to another table and has no source, and every source without a column.
    """
    fixed = fixed or {}
    columns = {column.name: column for column in table.columns}
    unknown = sorted((set(given) | set(fixed)) - set(columns))
    lost = [
        name
        for name, column in columns.items()
        if name not in given and name not in fixed and column.foreign_keys and not column.nullable
    ]
    if unknown or lost:
        raise MappingError(
            f"Table {table.name}: no such columns {unknown}; without a source {lost}. "
            f"It has {sorted(columns)}. Correct its entry in bench/ours_data.py."
        )
    # A key nobody gives is left to the database.
    unnamed = {n: c for n, c in columns.items() if n not in {*given, *fixed} and not c.primary_key}
    rest = {name: _default(column) for name, column in unnamed.items()}
    same = {**rest, **fixed}
    sources = {name: _source(columns[name], wanted) for name, wanted in given.items()}
    return lambda row: {**same, **{name: source(row) for name, source in sources.items()}}


def _source(column: Column[Any], wanted: str | Value) -> Value:
    """Read the generated value; a value the column does not offer becomes one of its choices."""
    read: Value = wanted if callable(wanted) else (lambda row: row[wanted])
    choices = [choice.value for choice in getattr(column.info.get("field"), "choices", ())]
    if not choices:
        return read
    several = isinstance(column.type, Words)

    def chosen(row: Row) -> Any:
        value = read(row)
        if value is not None and value not in choices:
            value = choices[sum(map(ord, str(value))) % len(choices)]
        return (value,) if several else value

    return chosen


def _default(column: Column[Any]) -> Any:
    declared = column.info.get("field")
    default = getattr(declared, "default", None)
    if default is None and column.default is not None and column.default.is_scalar:
        default = getattr(column.default, "arg", None)
    if default is None and not column.nullable:
        choices = getattr(declared, "choices", ())
        default = choices[0].value if choices else _empty(column.type)
    return default


def _empty(kind: TypeEngine[Any]) -> Any:
    """A value that says nothing, of this type."""
    inner = kind.impl if isinstance(kind, TypeDecorator) else kind
    empties: tuple[tuple[type[Any], Any], ...] = (
        (Boolean, False),
        (DateTime, MOMENT),
        (Date, MOMENT.date()),
        (Integer, 1),
        (Numeric, 0),
        (JSON, {}),
    )
    return next((value for type_, value in empties if isinstance(inner, type_)), "")
