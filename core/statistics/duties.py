"""Duties by state, in periods or by posts: counted from the ledger, for what a reader sees of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from core.calendar import Span
from core.db import table_of
from core.directory.models import POST_KINDS, Post
from core.duties.models import DUTY, State
from core.statistics.groups import OUTSIDE, Say, period_label
from core.statistics.periods import When
from core.statistics.table import Ask, Figure, Head, Table

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of duties: its head, and which duties stand in it."""

    head: Head
    holds: ColumnElement[bool]


@dataclass(frozen=True, kw_only=True)
class DutyQuestion:
    """What is counted of the ledger: duties that *of* lets through, due in *days*, by *lines*.

    A duty stands in the first line that holds it, else under ``rest``. ``states`` are the columns in
    order, each with its word and its tone. ``ask`` narrows the list of duties to them; None where the
    reader may not open it.
    """

    session: Session
    of: ColumnElement[bool]
    days: Days
    lines: Sequence[Line]
    rest: str
    states: Sequence[tuple[State, str, str]]
    ask: Ask | None
    say: Say


def by_periods(spans: Sequence[Span], when: When, say: Say) -> list[Line]:
    """A line for each period, by the day on which duties are due."""
    return [
        Line(Head(n, period_label(s, say), _between(when.days(s))), _due(when.days(s)))
        for n, s in enumerate(spans)
    ]


def by_posts(say: Say) -> list[Line]:
    """A line for each kind of post, by the one that who owes a duty holds when it is due; who holds
    several counts under the first."""
    held = table_of(Post).alias("held")
    of_owner = (held.c.deleted_at.is_(None), held.c.person == DUTY.c.owner)
    then = (
        or_(held.c.starts.is_(None), held.c.starts <= DUTY.c.due_on),
        or_(held.c.ends.is_(None), held.c.ends >= DUTY.c.due_on),
    )
    return [
        Line(
            Head(n, say(choice.label), None),
            exists().where(held.c.kind == choice.value, *of_owner, *then),
        )
        for n, choice in enumerate(POST_KINDS)
    ]


def tabulate_duties(question: DutyQuestion, *, timed: bool = True) -> Table:
    """The table of duties by state. Hints are no duties. Without *timed*, lines in which nothing
    stands are left out."""
    say = question.say
    found = _counted(question)
    filled = {number for number, _state in found}
    lines = [line.head for line in question.lines if timed or line.head.key in filled]
    if OUTSIDE in filled:
        lines.append(Head(OUTSIDE, say(question.rest), None))
    columns = [
        Head(s.value, say(word), (("state", s.value),), tone) for s, word, tone in question.states
    ]
    return Table(
        lines=tuple(lines),
        columns=tuple(columns),
        figures=_figures(found, lines, columns),
        ask=None if question.ask is None else (*question.ask, *_between(question.days)),
        line_totals=True,
        column_totals=True,
        timed=timed,
    )


def _counted(question: DutyQuestion) -> dict[tuple[int, str], int]:
    """Numbers by line and by state, in one statement."""
    places = ((line.holds, literal(line.head.key)) for line in question.lines)
    rows = (
        select(case(*places, else_=literal(OUTSIDE)).label("line"), DUTY.c.state)
        .where(question.of, DUTY.c.hint.is_(False), _due(question.days))
        .subquery()
    )
    asked = select(rows.c.line, rows.c.state, func.count()).group_by(rows.c.line, rows.c.state)
    return {(line, state): number for line, state, number in question.session.execute(asked)}


def _figures(
    found: Mapping[tuple[Any, Any], int], lines: Sequence[Head], columns: Sequence[Head]
) -> dict[tuple[int, int], Figure]:
    figures = {}
    for i in range(len(lines) + 1):
        for j in range(len(columns) + 1):
            number = sum(
                found.get((line.key, column.key), 0)
                for line in lines[i : i + 1] or lines
                for column in columns[j : j + 1] or columns
            )
            figures[i, j] = Figure(number, number)
    return figures


def _due(days: Days) -> ColumnElement[bool]:
    return DUTY.c.due_on.between(*days)


def _between(days: Days) -> Ask:
    return (("due_from", days[0].isoformat()), ("due_to", days[1].isoformat()))
