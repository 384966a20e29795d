"""Duties by state in periods: counted from the ledger, for what a reader sees of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.orm import Session

from core.calendar import Span
from core.duties.models import DUTY, State
from core.statistics.groups import OUTSIDE, OUTSIDE_LABEL, Say, period_label
from core.statistics.periods import When
from core.statistics.table import Ask, Figure, Head, Table

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, kw_only=True)
class DutyQuestion:
    """What is counted of the ledger: duties that *of* lets through, due in *spans*.

    ``states`` are the columns in order, each with its word and its tone. ``ask`` narrows the list of
    duties to them; None where the reader may not open it.
    """

    session: Session
    of: ColumnElement[bool]
    spans: Sequence[Span]
    when: When
    states: Sequence[tuple[State, str, str]]
    ask: Ask | None
    say: Say


def tabulate_duties(question: DutyQuestion) -> Table:
    """The table of duties by state in periods. Hints are no duties."""
    spans, when, say = question.spans, question.when, question.say
    days = [when.days(s) for s in spans]
    lines = [
        Head(n, period_label(s, say), _between(d))
        for n, (s, d) in enumerate(zip(spans, days, strict=True))
    ]
    columns = [
        Head(s.value, say(word), (("state", s.value),), tone) for s, word, tone in question.states
    ]
    found = _counted(question, days)
    if any(number == OUTSIDE for number, _ in found):
        lines.append(Head(OUTSIDE, say(OUTSIDE_LABEL), None))
    return Table(
        lines=tuple(lines),
        columns=tuple(columns),
        figures=_figures(found, lines, columns),
        ask=None if question.ask is None else (*question.ask, *_between(_whole(days))),
        line_totals=True,
        column_totals=True,
        timed=True,
    )


def _whole(days: Sequence[Days]) -> Days:
    return days[0][0], days[-1][1]


def _counted(question: DutyQuestion, days: Sequence[Days]) -> dict[tuple[int, str], int]:
    """Numbers by the place of the period and by state, in one statement."""
    line = case(*((_due(d), literal(n)) for n, d in enumerate(days)), else_=literal(OUTSIDE))
    rows = (
        select(line.label("line"), DUTY.c.state)
        .where(question.of, DUTY.c.hint.is_(False), _due(_whole(days)))
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
