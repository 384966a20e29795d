"""Rows of any record, made from its declaration alone: for tests that every chapter must pass."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from core.db import table_of
from core.db.catalogue import Catalogue
from core.declare import Field, Kind
from tests.builders import NOW

_NUMBERS = itertools.count(1)


def any_row(session: Session, catalogue: Catalogue, record: str, depth: int = 3) -> int:
    """The number of a new row with every field filled that can be; put beside the door, which would
    ask what only the chapter knows."""
    number = next(_NUMBERS)
    values: dict[str, Any] = {"version": 1, "created_at": NOW}
    for declared in catalogue.record(record).fields:
        values[declared.name] = _value(session, catalogue, declared, number, depth)
    made = session.execute(insert(table_of(catalogue.model(record))).values(values))
    key = made.inserted_primary_key
    assert key is not None
    return int(key[0])


def _value(session: Session, catalogue: Catalogue, declared: Field, number: int, depth: int) -> Any:
    if declared.kind is Kind.REF:
        return _reference(session, catalogue, declared, depth)
    if declared.choices:
        value = declared.choices[number % len(declared.choices)].value
        return (value,) if declared.kind is Kind.CHOICES else value
    made: dict[Kind, Any] = {
        Kind.DATE: NOW.date() - dt.timedelta(days=number % 60),
        Kind.MOMENT: NOW - dt.timedelta(days=number % 60),
        Kind.YES_NO: number % 2 == 0,
        Kind.INTEGER: max(declared.minimum or 0, number),
        Kind.DECIMAL: Decimal(number),
    }
    return made.get(declared.kind, f"T{number}")


def _reference(session: Session, catalogue: Catalogue, declared: Field, depth: int) -> int | None:
    if declared.target not in catalogue.models:
        return None
    table = table_of(catalogue.model(declared.target))
    found = session.scalar(select(func.max(table.c.id)))
    if found is not None and not declared.unique:
        return int(found)
    if depth == 0 and not declared.required:
        return None
    return any_row(session, catalogue, declared.target, depth - 1)
