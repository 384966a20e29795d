"""Small numbers of a table are hidden, and with them what would reveal them (decision 0018).

A table with its totals is a network: in each line and each column the cells flow into the total.
What a reader can work out of a hidden cell is how far it could be changed while all figures that are
shown stay as they are; that is the largest flow around it through other hidden cells. Every small
cell is given room from nothing up to the smallest number that may be shown, by hiding further
figures: as few as the cheapest way around needs, totals last.

Nothing here knows of databases, chapters or pages: every statistic of the system can use it.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

Place = tuple[int, int]
"""Line and column of a figure; the line after the last one and the column after it hold totals."""
Node = tuple[str, int]
FREE, HIDE, HIDE_NOTHING, HIDE_TOTAL = 0, 1_000, 10_000, 1_000_000
"""What it costs to use a figure that is hidden anyway; to hide a number, a zero, a total."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Which totals stand beside a table: of its lines, of its columns, of everything."""

    lines: bool = True
    columns: bool = True
    all: bool = True


def hidden(
    values: Sequence[Sequence[int]],
    least: int,
    *,
    small: Collection[Place] = (),
    totals: Totals | None = None,
) -> frozenset[Place]:
    """Places of *values*, and of their totals, that must not be shown.

    Small is what is above 0 and below *least*, and what *small* names besides (a number behind which
    too few people stand). Nothing is hidden with a *least* of 0 or 1.
    """
    table = _Table(values, totals or Totals())
    primary = sorted(p for p in table.shown if 0 < table.figure[p] < least)
    primary += sorted(set(small) & table.shown - set(primary))
    table.hidden.update(primary)
    for place in primary:
        table.protect(place, max(least, table.figure[place] + 1))
    return frozenset(table.hidden & table.shown)


@dataclass(frozen=True, slots=True)
class _Arc:
    """A step along a figure: with the flow, which raises it, or against, which lowers it."""

    to: Node
    place: Place
    raises: bool


class _Table:
    """The network of a table: figures are arcs, lines and columns are where they meet."""

    def __init__(self, values: Sequence[Sequence[int]], totals: Totals) -> None:
        self.lines, self.columns = len(values), len(values[0]) if values else 0
        self.figure = dict(_figures(values, self.lines, self.columns))
        unseen = {p for p in self.figure if not self._is_seen(p, totals)}
        self.shown = frozenset(self.figure.keys() - unseen)
        """What a page would show if nothing were small."""
        self.hidden = unseen
        self._from: dict[Node, list[_Arc]] = {}
        for place in self.figure:
            start, end = self._ends(place)
            self._from.setdefault(start, []).append(_Arc(end, place, True))
            self._from.setdefault(end, []).append(_Arc(start, place, False))

    def _is_seen(self, place: Place, totals: Totals) -> bool:
        line, column = place[0] == self.lines, place[1] == self.columns
        if line and column:
            return totals.all
        return totals.columns if line else totals.lines if column else True

    def _ends(self, place: Place) -> tuple[Node, Node]:
        """Cells flow from their line to their column, totals back, so that nothing is lost."""
        line, column = ("line", place[0]), ("column", place[1])
        back = (place[0] == self.lines) != (place[1] == self.columns)
        return (column, line) if back else (line, column)

    def protect(self, place: Place, least: int) -> None:
        """Hide more, until this figure could be nothing, and could be *least* - 1."""
        figure = self.figure[place]
        start, end = self._ends(place)
        self._give_way(end, start, place, max(least - 1 - figure, 0))
        self._give_way(start, end, place, figure)

    def _give_way(self, start: Node, end: Node, around: Place, amount: int) -> None:
        """Send *amount* from *start* to *end* beside one figure, hiding what has to give way."""
        rest = dict(self.figure)
        while amount > 0:
            way = self._cheapest(start, end, around, rest)
            flow = min([amount, *(rest[a.place] for a in way if not a.raises)])
            for arc in way:
                rest[arc.place] += flow if arc.raises else -flow
                self.hidden.add(arc.place)
            amount -= flow

    def _cheapest(
        self, start: Node, end: Node, around: Place, rest: dict[Place, int]
    ) -> list[_Arc]:
        """The way that hides least. There is always one: along the totals."""
        best: dict[Node, int] = {start: 0}
        came: dict[Node, tuple[Node, _Arc]] = {}
        heap = [(0, start)]
        while heap:
            cost, node = heapq.heappop(heap)
            if node == end:
                break
            if cost > best[node]:
                continue
            for arc in self._from.get(node, ()):
                if arc.place == around or not (arc.raises or rest[arc.place]):
                    continue
                further = cost + self._cost(arc.place)
                if further < best.get(arc.to, further + 1):
                    best[arc.to], came[arc.to] = further, (node, arc)
                    heapq.heappush(heap, (further, arc.to))
        way = []
        while end != start:
            end, arc = came[end]
            way.append(arc)
        return way

    def _cost(self, place: Place) -> int:
        if place in self.hidden:
            return FREE
        if place[0] == self.lines or place[1] == self.columns:
            return HIDE_TOTAL
        return HIDE + self.figure[place] if self.figure[place] else HIDE_NOTHING


def _figures(
    values: Sequence[Sequence[int]], lines: int, columns: int
) -> Iterator[tuple[Place, int]]:
    for i, line in enumerate(values):
        yield from (((i, j), value) for j, value in enumerate(line))
        yield (i, columns), sum(line)
    for j in range(columns):
        yield (lines, j), sum(line[j] for line in values)
    yield (lines, columns), sum(map(sum, values))
