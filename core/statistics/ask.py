"""A declared chart becomes one statement through the gate, and its answer a table.

The statement counts cells, lines, columns and everything at once, so that totals are right for what
does not add up: medians, and people who stand behind several rows.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, case, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from core.declare import Chart, Measure, Where, Workflow
from core.records.labels import Asker
from core.records.paths import Paths, Unseen
from core.statistics.days import days_between
from core.statistics.groups import Axis, Say, between, within
from core.statistics.periods import When
from core.statistics.suppress import Totals, hidden
from core.statistics.table import HIDDEN, Ask, Figure, Head, Table

CELLS, LINES, COLUMNS, ALL = range(4)
LEVELS = {CELLS: ("line", "column"), LINES: ("line",), COLUMNS: ("column",), ALL: ()}
DAYS = (Measure.MEAN_DAYS, Measure.MEDIAN_DAYS)
ADDS_UP = (Measure.COUNT, Measure.SUM)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is needed to answer: who asks, when, the number from which figures are shown."""

    session: Session
    asker: Asker
    when: When
    say: Say
    least: int = 0


def tabulate(chart: Chart, question: Question) -> Table:
    """The table of a chart. Raises Unseen where the reader may not see what it is made of."""
    made = _Statement(chart, question)
    found = question.session.execute(made.statement()).all()
    lines = made.heads(made.by, {row[1] for row in found if row[0] == CELLS})
    columns = [Head(None, "")]
    if made.split is not None:
        columns = made.heads(made.split, {row[2] for row in found if row[0] == CELLS})
    table = Table(
        lines=tuple(lines),
        columns=tuple(columns),
        figures=_placed(found, lines, columns, chart.measure),
        ask=made.ask(),
        line_totals=made.split is not None,
        column_totals=len(lines) > 1 or made.split is None,
        least=question.least,
        timed=bool(made.by.spans),
    )
    few = (r for r in found if _few(r, chart.measure, question.least))
    return suppressed(table, {_place(r, lines, columns) for r in few})


def can_ask(chart: Chart, asker: Asker) -> bool:
    """True when the reader may see all that a chart is made of."""
    if not asker.reaches(chart.record):
        return False
    paths = Paths(asker, asker.catalogue.model(chart.record))
    named = [chart.by.field, *((chart.split.field,) if chart.split else ())]
    named += [p for p in (chart.of, chart.starts, chart.ends, chart.date, chart.people) if p]
    try:
        paths.conditions((*chart.where, *chart.part))
        for path in named:
            paths.at(path)
    except Unseen:
        return False
    return True


class _Statement:
    """The statement of one chart, for one reader."""

    def __init__(self, chart: Chart, question: Question) -> None:
        asker = question.asker
        if not asker.reaches(chart.record):
            raise Unseen(chart.record)
        self._chart, self._question = chart, question
        self._paths = Paths(asker, asker.catalogue.model(chart.record))
        self._workflow: Workflow | None = asker.catalogue.workflow(chart.record)
        self.by = Axis.of(chart.by, self._paths, question.when, self._workflow)
        self.split = (
            Axis.of(chart.split, self._paths, question.when, self._workflow)
            if chart.split
            else None
        )

    def heads(self, axis: Axis, keys: Iterable[Any]) -> list[Head]:
        """The heads of an axis."""
        question = self._question
        return axis.heads(keys, question.session, question.asker, question.say)

    def _dated(self) -> Axis | None:
        """The axis of dates that bounds the rows where the chart names no date."""
        return next((a for a in (self.by, self.split) if a is not None and a.spans), None)

    def _bounds(self) -> tuple[str, tuple[Any, Any]] | None:
        axis, when = self._dated(), self._question.when
        if self._chart.date:
            return self._chart.date, when.bounds(axis.spans if axis else ())
        return (axis.by.field, when.bounds(axis.spans)) if axis else None

    def ask(self) -> Ask | None:
        """How a list is narrowed to all that is counted."""
        chart = self._chart
        parts = [_asked(w) for w in chart.where]
        if chart.measure in DAYS:
            parts += [_asked(Where(path, present=True)) for path in (chart.starts, chart.ends)]
        if bounds := self._bounds():
            parts.append(between(bounds[0], *bounds[1]))
        known = [p for p in parts if p is not None]
        return tuple(a for p in known for a in p) if len(known) == len(parts) else None

    def _base(self) -> CTE:
        chart, paths = self._chart, self._paths
        where = paths.conditions(chart.where)
        if bounds := self._bounds():
            declared, column = paths.at(bounds[0])
            where.append(within(declared, column, self._question.when, bounds[1]))
        people: ColumnElement[Any] = paths.at(chart.people)[1] if chart.people else null()
        value = self._value(where)
        columns = [
            self.by.key.label("line"),
            (self.split.key if self.split else literal(0)).label("column"),
            value.label("value"),
            people.label("person"),
        ]
        asked: Select[Any] = paths.joined(select(*columns).select_from(paths.model))
        return asked.where(*where).cte("counted")

    def _value(self, where: list[ColumnElement[bool]]) -> ColumnElement[Any]:
        """What is summed or averaged of a row; further conditions that it needs go to *where*."""
        chart, paths = self._chart, self._paths
        if chart.measure is Measure.SUM:
            return paths.at(chart.of)[1]
        if chart.measure is Measure.SHARE:
            holds = paths.conditions(chart.part)
            return case((_all(holds), literal(1)), else_=literal(0))
        if chart.measure in DAYS:
            first, last = paths.at(chart.starts)[1], paths.at(chart.ends)[1]
            where += [first.is_not(None), last.is_not(None)]
            return days_between(first, last)
        return literal(1)

    def statement(self) -> Any:
        """Rows of (level, line, column, rows, value, people)."""
        base = self._base()
        return union_all(*(self._level(base, level) for level in LEVELS))

    def _level(self, base: CTE, level: int) -> Select[Any]:
        rows: Any = base
        if self._chart.measure is Measure.MEDIAN_DAYS:
            rows = _ranked(base, level)
        keys = [rows.c[name] for name in LEVELS[level]]
        heads = [rows.c[n] if n in LEVELS[level] else null() for n in LEVELS[CELLS]]
        people = func.count(rows.c.person.distinct()) if self._chart.people else literal(None)
        columns = [literal(level), *heads, func.count(), self._figure(rows), people]
        return select(*columns).select_from(rows).group_by(*keys)

    def _figure(self, rows: Any) -> ColumnElement[Any]:
        match self._chart.measure:
            case Measure.COUNT:
                return func.count()
            case Measure.MEDIAN_DAYS:
                middle = (rows.c.rank * 2).between(rows.c.rows, rows.c.rows + 2)
                return func.avg(case((middle, rows.c.value)))
            case Measure.MEAN_DAYS:
                return func.avg(rows.c.value)
            case Measure.SHARE:
                return func.avg(rows.c.value * literal(100))
            case _:
                return func.sum(rows.c.value)


def _ranked(base: CTE, level: int) -> Any:
    """The rows with their rank inside a cell, a line, a column or all, and how many it has."""
    keys = [base.c[name] for name in LEVELS[level]]
    rank = func.row_number().over(partition_by=keys or None, order_by=base.c.value)
    rows = func.count().over(partition_by=keys or None)
    return select(base, rank.label("rank"), rows.label("rows")).subquery()


def _all(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *rest = conditions
    for condition in rest:
        first = first & condition
    return first


def _asked(where: Where) -> Ask | None:
    if "." in where.field:
        return None
    found: list[tuple[str, str]] = []
    if where.present is not None:
        found.append((f"{where.field}.empty", "0" if where.present else "1"))
    for value in where.values:
        text = str(int(value)) if isinstance(value, bool) else str(value)
        found.append((where.field, text))
    return tuple(found)


def _place(row: Any, lines: Sequence[Head], columns: Sequence[Head]) -> tuple[int, int]:
    """Where a fetched row stands in the table."""
    places = {h.key: n for n, h in enumerate(lines)}, {h.key: n for n, h in enumerate(columns)}
    line = places[0][row[1]] if row[0] in (CELLS, LINES) else len(lines)
    if len(columns) == 1 and columns[0].label == "":
        return line, 0 if row[0] in (CELLS, COLUMNS) else 1
    return line, places[1][row[2]] if row[0] in (CELLS, COLUMNS) else len(columns)


def _placed(
    found: Sequence[Any], lines: Sequence[Head], columns: Sequence[Head], measure: Measure
) -> dict[tuple[int, int], Figure]:
    figures = {}
    for row in found:
        figures[_place(row, lines, columns)] = Figure(_rounded(row[4], measure), row[3])
    if measure in ADDS_UP:
        for place in ((i, j) for i in range(len(lines) + 1) for j in range(len(columns) + 1)):
            figures.setdefault(place, Figure(0))
    return figures


def _rounded(value: Any, measure: Measure) -> Any:
    if measure in ADDS_UP:
        return value or 0
    return None if value is None else round(float(value), 1)


def _few(row: Any, measure: Measure, least: int) -> bool:
    """True when too few people stand behind a figure that counts enough rows, or behind a part of it."""
    _level, _line, _column, rows, value, people = row
    if people is not None and rows and people < least:
        return True
    part = round(float(value) * rows / 100) if measure is Measure.SHARE and rows else 0
    return 0 < part < least or (part > 0 and 0 < rows - part < least)


def suppressed(table: Table, few: Collection[tuple[int, int]] = ()) -> Table:
    """The table without what is too small, and without what would give it away. *few* are places
    where too few people stand behind the rows."""
    if table.least <= 1:
        return table
    values = [
        [table.figure(i, j).rows for j in range(len(table.columns))]
        for i in range(len(table.lines))
    ]
    both = table.line_totals and table.column_totals
    totals = Totals(table.line_totals, table.column_totals, both)
    gone = hidden(values, table.least, small=few, totals=totals)
    figures = {p: HIDDEN if p in gone else f for p, f in table.figures.items() if table.shows(*p)}
    return dataclasses.replace(table, figures=figures)
