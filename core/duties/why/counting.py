"""The rows that were looked at for one subject: which count, which do not, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, case, null, select, true

from core.declare import Distinct
from core.duties.columns import field_of
from core.duties.outcomes import Stretch
from core.duties.periods import option
from core.duties.sentence import N_
from core.duties.why.asking import columns_of, read
from core.duties.why.rows import within_life
from core.duties.why.values import Counted

MOST = 60
SAME_DAY = N_("of the same day as another, which counts once")
ENOUGH_GROUPS = N_("a group event beyond those that count")


def looked_at(
    connection: Connection, stretch: Stretch, subject: int, about: Any
) -> tuple[tuple[Counted, ...], bool]:
    """At most so many rows, those of the period first, and whether there are more.

    *about* is the subject's row with ``key``, ``first`` and ``last``: what the rows refer to, and the
    days of the subject's own life.
    """
    rule: Any = stretch.scene.rule
    if not getattr(rule, "counts", ""):
        return (), False
    scene, span = stretch.scene, stretch.span
    c = scene.table(rule.counts).alias("c")
    asked = [*stretch.kind.row_clauses(scene, span, c)]
    asked += within_life(scene, c, about.first, about.last) if about else ()
    date = field_of(scene, rule.counts, c, rule.date) if rule.date else null()
    group = field_of(scene, rule.counts, c, rule.group) if getattr(rule, "group", "") else null()
    fit = and_(true(), *(clause.holds for clause in asked))
    ask = select(c.c.id, date.label("day"), group.label("grouped"), *columns_of(asked))
    if rule.link:
        ask = ask.where(
            field_of(scene, rule.counts, c, rule.link) == (about.key if about else subject)
        )
    else:
        ask = ask.where(fit)
    newest = [date.desc()] if rule.date else []  # PostgreSQL orders by no constant
    ask = ask.order_by(case((fit, 0), else_=1), *newest, c.c.id.desc()).limit(MOST + 1)
    found = connection.execute(ask).all()
    rows = [_row(stretch, asked, row) for row in found[:MOST]]
    return tuple(_shared(stretch, rows, {r.id for r in found if r.grouped})), len(found) > MOST


def _row(stretch: Stretch, asked: Sequence[Any], row: Any) -> Counted:
    conditions = read(stretch.scene, asked, row)
    fails = tuple(c for c in conditions if not c.holds)
    return Counted(number=row.id, day=row.day, counts=not fails, fails=fails)


def _shared(stretch: Stretch, rows: Sequence[Counted], grouped: set[int]) -> Iterator[Counted]:
    """Rows that meet every condition and still add nothing: several of one day, and too many group
    events. In the order of their days the first ones count."""
    rule: Any = stretch.scene.rule
    distinct = getattr(rule, "distinct", "")
    by_day = bool(distinct) and option(stretch.scene, distinct, Distinct) is Distinct.DAYS
    left = stretch.scene.number(rule.group_max) if getattr(rule, "group", "") else 0
    shares: dict[int, str] = {}
    days: set[dt.date | None] = set()
    counting = [r for r in rows if r.counts]
    for row in sorted(
        counting, key=lambda r: (r.number in grouped, r.day or dt.date.min, r.number)
    ):
        if by_day and row.day in days:
            shares[row.number] = SAME_DAY
            continue
        if row.number in grouped:
            if not left:
                shares[row.number] = ENOUGH_GROUPS
                continue
            left -= 1
        days.add(row.day)
    return (
        replace(r, counts=False, share=shares[r.number]) if r.number in shares else r for r in rows
    )
