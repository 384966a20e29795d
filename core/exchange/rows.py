"""Rows of a report with all that their columns say, read in one statement through the gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.access.policy import criterion, sensitive
from core.declare import Column, Field, Kind, Where
from core.records.labels import Asker, Parts, with_joins
from core.records.paths import Leaf, Paths, Unseen

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in one column of one row; ``parts`` are the name of what a reference points at."""

    declared: Field
    record: str
    value: Any
    parts: Parts = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a report: its number, and its values in the order of the columns."""

    id: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a column and the pieces of its name stand among the fetched values."""

    leaf: Leaf
    place: int
    names: tuple[tuple[Field, int], ...] = ()

    def value(self, found: Sequence[Any]) -> Value:
        """The value of one fetched row."""
        parts = tuple((declared, found[place]) for declared, place in self.names)
        return Value(self.leaf.declared, self.leaf.record.name, found[self.place], parts)


@dataclass
class Reading:
    """The rows of *record* that the reader may export, in the columns that the reader may see."""

    session: Session
    asker: Asker
    record: str
    columns: tuple[Column, ...]
    shown: tuple[Column, ...] = field(init=False)
    """Those of *columns* that the reader may see."""

    def __post_init__(self) -> None:
        asker = self.asker
        if not asker.reaches(self.record):
            raise Unseen(self.record)
        self.paths = Paths(asker, asker.catalogue.model(self.record))
        self._leaves = {c: leaf for c in self.columns if (leaf := self._leaf(c.field)) is not None}
        self.shown = tuple(c for c in self.columns if c in self._leaves)

    def _leaf(self, path: str) -> Leaf | None:
        try:
            return self.paths.leaf(path)
        except Unseen:
            return None

    def declared(self, column: Column) -> Field:
        """The field of a column that is shown."""
        return self._leaves[column].declared

    def sensitive(self) -> tuple[str, ...]:
        """Columns whose reading is logged."""
        catalogue = self.asker.catalogue
        return tuple(
            c.field
            for c in self.shown
            if self._leaves[c].declared.name in sensitive(catalogue, self._leaves[c].record)
        )

    def rows(
        self,
        where: Iterable[ColumnElement[bool]] = (),
        order: Iterable[str] = (),
        action: str = "export",
    ) -> Iterator[Row]:
        """The rows, sorted by the columns at the paths in *order*, a chunk in memory at a time."""
        model = self.paths.model
        columns: list[Any] = [model.id]
        spots = [self._spot(self._leaves[c], columns) for c in self.shown]
        may = criterion(self.asker.actor, self.asker.catalogue, self.record, action)
        ordered = [*self._order(order), model.id]
        asked = with_joins(select(*columns).select_from(model), self.paths.title)
        asked = asked.where(may, *where).order_by(*ordered)
        for found in self.session.execute(asked, execution_options={"yield_per": CHUNK}):
            yield Row(found[0], tuple(s.value(found) for s in spots))

    def count(self, where: Iterable[ColumnElement[bool]]) -> int:
        """How many rows there are that the reader may export."""
        may = criterion(self.asker.actor, self.asker.catalogue, self.record, "export")
        model = self.paths.model
        asked: Any = self.paths.joined(select(func.count(model.id)).select_from(model))
        return int(self.session.execute(asked.where(may, *where)).scalar() or 0)

    def _spot(self, leaf: Leaf, columns: list[Any]) -> _Spot:
        columns.append(leaf.column)
        place, names = len(columns) - 1, []
        for declared, column in self.paths.named(leaf) if leaf.declared.kind is Kind.REF else ():
            columns.append(column)
            names.append((declared, len(columns) - 1))
        return _Spot(leaf, place, tuple(names))

    def _order(self, order: Iterable[str]) -> Iterator[Any]:
        for path in order:
            leaf = self._leaf(path.lstrip("-"))
            if leaf is None:
                continue
            named = self.paths.named(leaf)[:1] if leaf.declared.kind is Kind.REF else ()
            column = named[0][1] if named else leaf.column
            yield column.desc() if path.startswith("-") else column

    def conditions(self, where: tuple[Where, ...]) -> list[ColumnElement[bool]]:
        """Declared conditions. Raises Unseen."""
        return self.paths.conditions(where)


def day_between(
    leaf: Leaf, first: dt.date | None, last: dt.date | None, midnight: Any
) -> Iterator[ColumnElement[bool]]:
    """The column lies on or after *first*, on or before *last*; *midnight* begins a day."""
    moment = leaf.declared.kind is Kind.MOMENT
    if first is not None:
        yield leaf.column >= (midnight(first) if moment else first)
    if last is not None:
        after = midnight(last + dt.timedelta(days=1)) if moment else last
        yield leaf.column < after if moment else leaf.column <= after
