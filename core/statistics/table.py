"""A table of figures as pages, pictures and workbooks show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Number = int | float | Decimal
Ask = tuple[tuple[str, str], ...]
"""Names and values of a list's address."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a line or a column is about. ``ask`` is how a list is narrowed to it; None where none can be."""

    key: object
    label: str
    ask: Ask | None = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and how many rows stand behind it; a ``hidden`` one is too small to be shown."""

    value: Number | None = None
    rows: int = 0
    hidden: bool = False

    @property
    def shown(self) -> Number | None:
        """The value, unless it is hidden."""
        return None if self.hidden else self.value


NOTHING = Figure()
HIDDEN = Figure(hidden=True)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Figures by place; the line and the column after the last ones are totals.

    ``ask`` narrows a list to all that the table counts. ``totals`` says which of lines, columns and all
    have a total, ``least`` below which number figures are hidden, ``timed`` that its lines are periods.
    """

    lines: tuple[Head, ...]
    columns: tuple[Head, ...]
    figures: Mapping[tuple[int, int], Figure] = field(default_factory=dict)
    ask: Ask | None = ()
    line_totals: bool = False
    column_totals: bool = False
    least: int = 0
    timed: bool = False

    def figure(self, line: int, column: int) -> Figure:
        """The figure at a place."""
        return self.figures.get((line, column), NOTHING)

    def shows(self, line: int, column: int) -> bool:
        """True for a cell, and for a total that stands in the table."""
        of_line, of_column = column == len(self.columns), line == len(self.lines)
        return (self.line_totals or not of_line) and (self.column_totals or not of_column)

    @property
    def rows(self) -> int:
        """How many rows were counted."""
        return self.figure(len(self.lines), len(self.columns)).rows

    @property
    def hides(self) -> bool:
        """True when something is hidden."""
        return any(f.hidden for f in self.figures.values())

    def ask_of(self, line: int, column: int) -> Ask | None:
        """How a list is narrowed to the rows behind a figure; None where it cannot be."""
        parts = [self.ask]
        parts += [self.lines[line].ask] if line < len(self.lines) else []
        parts += [self.columns[column].ask] if column < len(self.columns) else []
        found: dict[str, list[str]] = {}
        for part in parts:
            if part is None:
                return None
            names = {name for name, _ in part}
            found = {k: v for k, v in found.items() if k not in names}
            for name, value in part:
                found.setdefault(name, []).append(value)
        return tuple((k, v) for k, values in found.items() for v in values)
