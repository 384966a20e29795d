"""One text looked for in many records at once: a few numbers of each, all in one question."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from core.access.policy import may_see
from core.db import table_of
from core.db.base import RecordBase
from core.declare import Field, Kind
from core.records.filters import TEXTS, escaped
from core.records.find import Finder, sound_of
from core.records.labels import Asker, title_fields

SOME = 1000
"""So many of the rows an index finds are looked at: whoever has more of them searches in the list."""
LARGE = 100_000
"""A record of more rows is looked into only where its search index stands."""


class Sizes:
    """About how many rows each record has, kept for minutes. One per application."""

    SECONDS = 600.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._until, self._kept = 0.0, dict[str, int]()

    def get(self, session: Session, models: Sequence[type[RecordBase]]) -> dict[str, int]:
        """The largest number of a row by record: no count, and at once there."""
        with self._lock:
            if self._clock() < self._until and all(m.record.name in self._kept for m in models):
                return self._kept
        asks: list[Any] = [
            select(literal(m.record.name), func.max(table_of(m).c.id)) for m in models
        ]
        found = session.execute(union_all(*asks), execution_options={"gate": False})
        kept = {str(name): int(number or 0) for name, number in found}
        with self._lock:
            self._until, self._kept = self._clock() + self.SECONDS, self._kept | kept
        return kept


def look(
    session: Session,
    asker: Asker,
    text: str,
    models: Sequence[type[RecordBase]],
    most: int,
) -> dict[str, list[int]]:
    """Numbers of at most *most* rows of each record that the text finds, best first; one question.

    Records in which nothing was found are missing.
    """
    finder = Finder(session, asker, text)
    asks: list[Any] = []
    for model in models:
        order = (_best(asker, model, text), *_usual(asker, model))
        ask = select(
            literal(model.record.name).label("record"),
            model.id.label("id"),
            func.row_number().over(order_by=order).label("at"),
        )
        inner = ask.where(_where(finder, model)).order_by("at").limit(most).subquery()
        asks.append(select(inner.c.record, inner.c.id, inner.c.at))
    found: dict[str, list[tuple[int, int]]] = {}
    for record, key, at in session.execute(union_all(*asks)) if asks else ():
        found.setdefault(str(record), []).append((int(at), int(key)))
    return {record: [key for _at, key in sorted(keys)] for record, keys in found.items()}


def _usual(asker: Asker, model: type[RecordBase]) -> tuple[Any, ...]:
    """The order in which the record's list stands."""
    name = model.record.order.lstrip("-")
    declared = model.record.field(name)
    down = model.record.order.startswith("-")
    if declared is None or not _seen(asker, model, declared):
        return (model.id.desc(),)
    column = getattr(model, name)
    return (column.desc() if down else column, model.id.desc() if down else model.id)


def _where(finder: Finder, model: type[RecordBase]) -> Any:
    """Rows whose name or searched text contains it; of very many only some are looked at."""
    found = finder.rows(model)
    rows = found.rows
    if found.numbers is not None:
        rows = model.id.in_(select(found.numbers.limit(SOME).subquery().c.id))
    named = [f for n in title_fields(model.record) if (f := model.record.field(n)) is not None]
    if all(f.searched for f in named if f.kind in (*TEXTS, Kind.REF)):
        return rows
    return or_(rows, model.id.in_(finder.named(model)))


def _best(asker: Asker, model: type[RecordBase], text: str) -> Any:
    """0 where a name is the text, 1 where it begins with it, 2 where it only holds it."""
    names = [f for n in title_fields(model.record) if (f := model.record.field(n)) is not None]
    fields = [f for f in names if f.kind in TEXTS and _seen(asker, model, f)][:1]
    sound = sound_of(text)
    if not fields:
        return literal(2)
    spelled = [f for f in model.record.fields if f.spells == fields[0].name]
    columns = [(func.lower(getattr(model, fields[0].name)), text.lower())]
    columns += [
        (getattr(model, f.name), sound) for f in spelled if sound and _seen(asker, model, f)
    ]
    return case(
        (or_(*(c == t for c, t in columns)), 0),
        (or_(*(c.like(f"{escaped(t)}%", escape="\\") for c, t in columns)), 1),
        else_=2,
    )


def _seen(asker: Asker, model: type[RecordBase], declared: Field) -> bool:
    return may_see(asker.actor, asker.catalogue, model.record.name, declared)
