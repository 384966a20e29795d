"""Statistics as data: what is counted, by what, and below which number a figure is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.declare.number import Number
from core.declare.rules import Period, Where


class Measure(StrEnum):
    """What the figure of a cell is.

    ``share`` is the percentage of rows for which ``part`` holds. Days are counted from ``starts`` to
    ``ends``, of the rows that have both.
    """

    COUNT = "count"
    SUM = "sum"
    SHARE = "share"
    MEAN_DAYS = "mean_days"
    MEDIAN_DAYS = "median_days"


class Shape(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class By:
    """What rows are grouped by: a choice, a yes/no, a reference, or a date in periods of ``every``.

    ``field`` is a field of the record or ``ref.field``. A reference to a person is refused: statistics
    are about matters and units.
    """

    field: str
    every: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Rows of one record of the chapter, grouped by one or two things; a table with its picture.

    ``by`` makes the lines, ``split`` the columns. ``of`` is the number that Measure.SUM adds up.
    ``date`` bounds the rows to the academic year that is chosen on the page; without it the date that
    is grouped by does, and with neither all rows count as they stand today.

    Where a figure counts people or opinions, ``min_cell`` is the smallest number that is shown; what
    would reveal a smaller one is hidden with it. ``people`` names the field with the person, where
    one person can have several rows: then so many different people must stand behind a figure.
    """

    name: str
    title: str
    record: str
    by: By
    split: By | None = None
    measure: Measure = Measure.COUNT
    of: str = ""
    part: tuple[Where, ...] = ()
    starts: str = ""
    ends: str = ""
    where: tuple[Where, ...] = ()
    date: str = ""
    shape: Shape = Shape.BARS
    article: int | None = None
    min_cell: Number = 0
    people: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChart:
    """Duties of the chapter's ``rules`` by state, in periods of ``every``; of all rules without any.

    With ``posts`` they are told apart by the kind of post of who owes them (n of N by kind of leader).
    Every chapter with rules has one by months already, called ``duties``.
    """

    name: str
    title: str
    rules: tuple[str, ...] = ()
    every: Period = Period.ACADEMIC_YEAR
    posts: bool = False
    help: str = ""


AnyChart = Chart | DutyChart
