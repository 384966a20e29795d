"""Fields by path, ``field`` or ``ref.field``, as columns of one statement that the gate watches over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, and_, or_, type_coerce

from core.access.policy import may_see
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Field, Kind, Record, Where
from core.records.filters import escaped
from core.records.labels import Asker, Title, alias_of, joined, with_joins


class Unseen(Exception):
    """The reader may not see a field, or a record, that a path leads to."""


class Leaf(NamedTuple):
    """Where a path ends: the record, its field, and the model or alias that the field is of."""

    record: Record
    declared: Field
    entity: Any

    @property
    def column(self) -> ColumnElement[Any]:
        """The column."""
        found: ColumnElement[Any] = getattr(self.entity, self.declared.name)
        return found


def declared_at(catalogue: Catalogue, record: Record, path: str) -> tuple[Record, Field | None]:
    """The record in which a path ends, and the field; None where there is none."""
    *heads, last = path.split(".")
    for head in heads:
        step = record.field(head)
        if step is None or step.kind is not Kind.REF or step.target not in catalogue.models:
            return record, None
        record = catalogue.record(step.target)
    return record, record.field(last)


@dataclass
class Paths:
    """Columns of *model* and of what it refers to; each reference is joined once."""

    asker: Asker
    model: type[RecordBase]
    title: Title = field(default_factory=Title)

    def at(self, path: str) -> tuple[Field, ColumnElement[Any]]:
        """The declaration and the column of a path. Raises Unseen."""
        leaf = self.leaf(path)
        return leaf.declared, leaf.column

    def leaf(self, path: str) -> Leaf:
        """Where a path ends. Raises Unseen."""
        *heads, last = path.split(".")
        record, entity = self.model.record, self.model
        for head in heads:
            declared = self._seen(record, head)
            if not self.asker.reaches(declared.target):
                raise Unseen(declared.target)
            target = self.asker.catalogue.model(declared.target)
            join = alias_of(entity, head, target)
            self.title.joins.append(join)
            record, entity = target.record, join[0]
        return Leaf(record, self._seen(record, last), entity)

    def named(self, leaf: Leaf) -> list[tuple[Field, Any]]:
        """The pieces of the name of what a reference points at; none where it cannot be shown."""
        if not self.asker.reaches(leaf.declared.target):
            return []
        title = joined(self.asker, leaf.declared, leaf.entity)
        self.title.joins += title.joins
        return title.leaves

    def _seen(self, record: Record, name: str) -> Field:
        declared, asker = record.field(name), self.asker
        if declared is None or not may_see(asker.actor, asker.catalogue, record.name, declared):
            raise Unseen(f"{record.name}.{name}")
        return declared

    def conditions(self, wheres: tuple[Where, ...]) -> list[ColumnElement[bool]]:
        """Declared conditions as SQL. Raises Unseen."""
        return [self._condition(where) for where in wheres]

    def _condition(self, where: Where) -> ColumnElement[bool]:
        declared, column = self.at(where.field)
        parts: list[ColumnElement[bool]] = []
        if where.present is not None:
            parts.append(column.is_not(None) if where.present else column.is_(None))
        if where.values and declared.kind is Kind.CHOICES:
            text = type_coerce(column, String)
            wanted = (f"%|{escaped(str(v))}|%" for v in where.values)
            parts.append(or_(*(text.like(w, escape="\\") for w in wanted)))
        elif where.values:
            parts.append(column.in_(where.values))
        return and_(*parts)

    def joined(self, statement: Any) -> Any:
        """*statement* with the outer joins that its columns need."""
        return with_joins(statement, self.title)
