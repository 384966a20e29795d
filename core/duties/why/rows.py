"""The conditions on a counted row, whatever the kind of the rule: why it counts, or why it does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, FromClause, or_

from core.calendar import Span
from core.declare import Period, Rule
from core.duties.columns import field_of
from core.duties.scene import Scene
from core.duties.sentence import N_
from core.duties.why import clauses
from core.duties.why.clauses import Clause, kept, of_field, of_where

NOT_COUNTED = N_("is not %(wanted)s")
WITH_BOTH = N_("both present, as a group event asks for")


def row_clauses(scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
    """What each row of the counted record is asked; the subject's own life comes with its dates."""
    rule: Any = scene.rule
    yield kept(rows)
    yield from _in_time(scene, span, rows)
    for where in getattr(rule, "counted_where", ()):
        yield of_where(scene, rule.counts, rows, where)
    if getattr(rule, "remote", None):
        yield from _remote(scene, rows)
    if getattr(rule, "group", "") and rule.group_present:
        alone = field_of(scene, rule.counts, rows, rule.group).is_not(True)
        present = field_of(scene, rule.counts, rows, rule.group_present)
        yield of_field(
            scene, rule.counts, rows, rule.group_present, holds=or_(alone, present.is_(True)),
            asked=WITH_BOTH,
        )  # fmt: skip


def _in_time(scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
    rule: Any = scene.rule
    year = getattr(rule, "counted_year", "")
    if rule.date:
        date = field_of(scene, rule.counts, rows, rule.date)
        if year or span.whole:
            yield of_field(
                scene, rule.counts, rows, rule.date, holds=_begun(rule, date, scene.as_of),
                asked=clauses.LATEST, wanted=(scene.as_of,),
            )  # fmt: skip
        else:
            last = min(span.end, scene.as_of)
            yield of_field(
                scene, rule.counts, rows, rule.date, holds=date.between(span.start, last),
                asked=clauses.BETWEEN, wanted=(span.start, last),
            )  # fmt: skip
    if getattr(rule, "counted_semester", "") and span.period is Period.SEMESTER:
        number = int(span.key.rpartition("/")[2])
        semester = rule.counted_semester
        column = field_of(scene, rule.counts, rows, semester)
        yield of_field(
            scene, rule.counts, rows, semester, holds=column == number, asked=clauses.IS,
            wanted=(number,),
        )  # fmt: skip
    if year:
        column = field_of(scene, rule.counts, rows, year)
        yield of_field(
            scene, rule.counts, rows, year, holds=column == span.year, asked=clauses.IS,
            wanted=(span.year,),
        )  # fmt: skip


def _begun(rule: Any, date: Any, day: dt.date) -> ColumnElement[bool]:
    """Entered for *day* or earlier; an entry that covers a stretch of time may have no first day."""
    held: ColumnElement[bool] = date <= day
    return or_(date.is_(None), held) if getattr(rule, "until", "") else held


def _remote(scene: Scene[Any], rows: FromClause) -> Iterator[Clause]:
    """Left out while the parameter says so."""
    name, value, parameter = scene.rule.remote
    given = "@" + parameter.lstrip("@")
    if not scene.value(given):
        column = field_of(scene, scene.rule.counts, rows, name)
        yield of_field(
            scene, scene.rule.counts, rows, name, holds=or_(column.is_(None), column != value),
            asked=NOT_COUNTED, wanted=(value,), given=given,
        )  # fmt: skip


def within_life(
    scene: Scene[Rule], rows: FromClause, first: object, last: object
) -> Iterator[Clause]:
    """A row counts inside the life of its subject only, whose days are *first* and *last*."""
    rule: Any = scene.rule
    if not rule.date:
        return
    date: Any = field_of(scene, rule.counts, rows, rule.date)
    if first is not None:
        yield of_field(
            scene, rule.counts, rows, rule.date, holds=date >= first, asked=clauses.NO_LATER,
            wanted=(first,),
        )  # fmt: skip
    if last is not None:
        yield of_field(
            scene, rule.counts, rows, rule.date, holds=date <= last, asked=clauses.LATEST,
            wanted=(last,),
        )  # fmt: skip
