"""What a row is called: the columns that make its name, and the joins that reach them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from core.access.actor import Actor
from core.access.policy import may_see
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Field, Kind, Record

Parts = tuple[tuple[Field, Any], ...]
"""Pieces of a name in order, each with its declaration; empty when the row is not to be seen."""
Enabled = Callable[[str], bool]
DEPTH = 3
_ALIASES: WeakKeyDictionary[Any, dict[str, tuple[Any, ColumnElement[bool]]]] = WeakKeyDictionary()


def always(_chapter: str) -> bool:
    """Every chapter counts as switched on."""
    return True


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, of what, and which chapters are switched on."""

    catalogue: Catalogue
    actor: Actor
    enabled: Enabled = always

    def reaches(self, record: str) -> bool:
        """True when rows of *record* can be shown at all."""
        return (
            record in self.catalogue.models
            and self.enabled(record.partition(".")[0])
            and self.actor.may(record, "read")
        )


@dataclass(slots=True)
class Title:
    """Columns of a name (leaves) and the outer joins they need, in order."""

    leaves: list[tuple[Field, Any]] = field(default_factory=list)
    joins: list[tuple[Any, ColumnElement[bool]]] = field(default_factory=list)


def title_fields(record: Record) -> tuple[str, ...]:
    """Fields that make a row's name: those declared, else the first text."""
    if record.title:
        return record.title
    return tuple(f.name for f in record.fields if f.kind is Kind.TEXT)[:1]


def title_of(asker: Asker, record: Record, entity: Any, depth: int = DEPTH) -> Title:
    """The name of *entity*'s rows (a model or an alias of it), as far as the asker may see it."""
    title = Title()
    for name in title_fields(record):
        declared = record.field(name)
        if declared is None or not may_see(asker.actor, asker.catalogue, record.name, declared):
            continue
        if declared.kind is not Kind.REF:
            title.leaves.append((declared, getattr(entity, name)))
        elif depth > 0 and asker.reaches(declared.target):
            inner = joined(asker, declared, entity, depth - 1)
            title.leaves += inner.leaves
            title.joins += inner.joins
    return title


def joined(asker: Asker, declared: Field, entity: Any, depth: int = DEPTH) -> Title:
    """The name of what the reference *declared* of *entity* points at."""
    target, on = alias_of(entity, declared.name, asker.catalogue.model(declared.target))
    inner = title_of(asker, asker.catalogue.record(declared.target), target, depth)
    inner.joins.insert(0, (target, on))
    return inner


def alias_of(entity: Any, name: str, model: type[RecordBase]) -> tuple[Any, ColumnElement[bool]]:
    """The alias that the reference *name* of *entity* leads to, and the condition of the join.

    Making one costs more than asking the database, so each place in a statement keeps its own.
    """
    kept = _ALIASES.setdefault(entity, {})
    found = kept.get(name)
    if found is None:
        target = aliased(model)
        found = kept[name] = (target, target.id == getattr(entity, name))
    return found


def with_joins(statement: Any, title: Title) -> Any:
    """*statement* with the outer joins of a title; a place two names share is joined once."""
    for target, on in {id(target): (target, on) for target, on in title.joins}.values():
        statement = statement.outerjoin(target, on)
    return statement


def words(parts: Parts, say: Callable[[str], str] = str) -> str:
    """A name as text; *say* translates the labels of choices."""
    return " · ".join(_pieces(parts, say))


def _pieces(parts: Parts, say: Callable[[str], str]) -> Iterator[str]:
    for declared, value in parts:
        if value is None or value == "":
            continue
        choice = declared.choice(value) if declared.choices else None
        if choice is not None:
            yield say(choice.label)
        elif isinstance(value, dt.datetime):
            yield value.strftime("%Y-%m-%d %H:%M")
        elif isinstance(value, bool):
            yield say(declared.label) if value else ""
        else:
            yield str(value)
