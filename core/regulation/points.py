"""The text of one article and its numbered points: （一）, 一、, 1., (1), ① and what stands below them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from core.regulation.lines import joined
from core.regulation.numerals import number_of
from core.regulation.values import Item, Problem
from core.texts import N_

_HAN = "[零〇一二三四五六七八九十百]+"
_STYLES = {
    "（一）": re.compile(rf"([（(]\s*({_HAN})\s*[）)])\s*[、.．]?\s*(.*)", re.DOTALL),
    "一、": re.compile(rf"(({_HAN})\s*[、.．])\s*(.*)", re.DOTALL),
    "（1）": re.compile(r"([（(]\s*([0-9０-９]{1,3})\s*[）)])\s*[、.．]?\s*(.*)", re.DOTALL),
    "1.": re.compile(r"(([0-9０-９]{1,3})\s*[.．、](?![0-9０-９]))\s*(.*)", re.DOTALL),
    "①": re.compile(r"(([①-⑳]))\s*(.*)", re.DOTALL),
}


@dataclass
class _Point:
    line: int
    style: str
    number: int
    label: str
    text: str
    below: list[_Point] = field(default_factory=list)

    def value(self) -> Item:
        """The point as a value."""
        return Item(self.label, self.text, tuple(p.value() for p in self.below))


class Points:
    """Collects the lines of one article."""

    def __init__(self) -> None:
        self.text = ""
        self._top: list[_Point] = []
        self._open: list[_Point] = []

    def more(self, line: int, text: str, *, wrapped: bool) -> None:
        """One more line; *wrapped* when the line before broke off inside a sentence."""
        found = _point(line, text)
        if found is not None and (not wrapped or self._expected(found)):
            self._place(found)
        elif self._open:
            self._open[-1].text = _grown(self._open[-1].text, text, wrapped)
        else:
            self.text = _grown(self.text, text, wrapped)

    def items(self) -> tuple[Item, ...]:
        """The points with what stands below them."""
        return tuple(p.value() for p in self._top)

    def problems(self, article: str) -> list[Problem]:
        """Points whose numbers stand twice or leave a gap."""
        return list(_checked(self._top, article))

    def _siblings(self, style: str) -> list[_Point]:
        """The points of the level that a point of this style belongs to."""
        for depth, point in enumerate(self._open):
            if point.style == style:
                return self._open[depth - 1].below if depth else self._top
        return self._open[-1].below if self._open else self._top

    def _expected(self, point: _Point) -> bool:
        siblings = self._siblings(point.style)
        return point.number == (siblings[-1].number + 1 if siblings else 1)

    def _place(self, point: _Point) -> None:
        self._siblings(point.style).append(point)
        styles = [p.style for p in self._open]
        depth = styles.index(point.style) if point.style in styles else len(self._open)
        self._open[depth:] = [point]


def _point(line: int, text: str) -> _Point | None:
    for style, pattern in _STYLES.items():
        if found := pattern.match(text):
            digits = unicodedata.normalize("NFKC", found[2])
            number = number_of(digits)
            if number:
                return _Point(line, style, number, found[1].strip(), found[3])
    return None


def _grown(before: str, after: str, wrapped: bool) -> str:
    """A wrapped line goes on in its paragraph, any other begins a new one."""
    if not before:
        return after
    return joined(before, after) if wrapped else f"{before}\n{after}"


def _checked(points: list[_Point], article: str) -> list[Problem]:
    problems, last = list[Problem](), 0
    for point in points:
        if point.number != last + 1:
            values = {"article": article, "label": point.label, "expected": last + 1}
            text = N_("%(article)s: point %(label)s stands where number %(expected)s is expected.")
            problems.append(Problem(point.line, text, values))
        last = point.number
        problems += _checked(point.below, f"{article} {point.label}")
    return problems
