"""How many rows a list finds, and the sums of its columns of numbers; large ones are kept for seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.declare import Field, Kind

MOST_COUNTED = 10_000
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)


@dataclass(frozen=True, slots=True)
class Totals:
    """``count`` is exact up to MOST_COUNTED; above it the sums are of a part and not to be shown,
    unless ``whole`` says that everything was read."""

    count: int
    sums: dict[str, Any] = field(default_factory=dict)
    whole: bool = False

    @property
    def more(self) -> bool:
        """True when there are more rows than were counted."""
        return self.count > MOST_COUNTED and not self.whole


def summable(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Those of *fields* whose sum says something."""
    return tuple(f for f in fields if f.kind in NUMBERS and f.summed and not f.filled)


def totals_of_rows(rows: Sequence[Any], fields: Sequence[Field]) -> Totals:
    """The totals where all rows are at hand."""
    sums = {}
    for declared in fields:
        values = [r.values[declared.name] for r in rows]
        filled = [v for v in values if v is not None]
        sums[declared.name] = sum(filled[1:], filled[0]) if filled else None
    return Totals(len(rows), sums, whole=True)


def ask_totals(session: Session, found: Any, fields: Sequence[Field], options: Any) -> Totals:
    """Count and sum the rows of the select *found*, whose further columns are those of *fields*."""
    inner = found.subquery()
    sums: list[Any] = [func.sum(inner.c[f.name]) for f in fields]
    row = session.execute(select(func.count(), *sums).select_from(inner), execution_options=options)
    count, *values = row.one()
    return Totals(int(count), dict(zip((f.name for f in fields), values, strict=True)))


class Counts:
    """Large totals, kept for seconds so that leafing through a list does not count again."""

    LARGE, SECONDS, MOST = 500, 5.0, 1000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._kept: dict[Hashable, tuple[float, Totals]] = {}

    def get(self, key: Hashable, ask: Callable[[], Totals]) -> Totals:
        """The totals under *key*, asked anew when they are old or were small."""
        now = self._clock()
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and now - kept[0] < self.SECONDS:
            return kept[1]
        found = ask()
        if found.count >= self.LARGE:
            with self._lock:
                if len(self._kept) > self.MOST:
                    self._kept.clear()
                self._kept[key] = (now, found)
        return found
