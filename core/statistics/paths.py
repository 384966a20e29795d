"""Fields that a chart names, as columns of one statement that the gate watches over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, and_, or_, type_coerce
from sqlalchemy.orm import aliased

from core.access.policy import may_see
from core.db.base import RecordBase
from core.declare import Field, Kind, Where
from core.records.filters import escaped
from core.records.labels import Asker


class Unseen(Exception):
    """The reader may not see a field, or a record, that the statistics are made of."""


@dataclass
class Paths:
    """Columns of *model* and of what it refers to; each reference is joined once."""

    asker: Asker
    model: type[RecordBase]
    joins: dict[str, tuple[Any, ColumnElement[bool]]] = field(default_factory=dict)

    def at(self, path: str) -> tuple[Field, ColumnElement[Any]]:
        """The declaration and the column of ``field`` or ``ref.field``. Raises Unseen."""
        head, _, tail = path.partition(".")
        declared, column = self._seen(self.model, self.model, head)
        if not tail:
            return declared, column
        if not self.asker.reaches(declared.target):
            raise Unseen(declared.target)
        target = self.asker.catalogue.model(declared.target)
        if head not in self.joins:
            other = aliased(target)
            self.joins[head] = (other, other.id == column)
        return self._seen(target, self.joins[head][0], tail)

    def _seen(
        self, model: type[RecordBase], entity: Any, name: str
    ) -> tuple[Field, ColumnElement[Any]]:
        declared, asker = model.record.field(name), self.asker
        if declared is None or not may_see(
            asker.actor, asker.catalogue, model.record.name, declared
        ):
            raise Unseen(f"{model.record.name}.{name}")
        return declared, getattr(entity, name)

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
        for target, on in self.joins.values():
            statement = statement.outerjoin(target, on)
        return statement
