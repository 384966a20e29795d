"""What the answers to a survey add up to, with every number hidden that is too small to be shown.

A sheet is counted as names, never kept: one for the sheet itself, one for each answer, each with the
group that the sheet belongs to. So no two answers of a sheet can be joined, except each with its group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.sdk import N_, Totals, hidden_figures
from plugins.research.survey_logic import lines_of
from plugins.research.survey_models import Question

NO_GROUP, NO_ANSWER = 0, 0
UNANSWERED, OTHERS = N_("Left unanswered"), N_("All others together")
"""Labels of what is no answer of a question; all other labels are its own words."""
SHEET = 0
"""Stands where the number of a question would, for the sheets themselves."""
Chosen = Mapping[int, Sequence[int]]
"""The answers chosen, from 1, for each question's number."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as counting sees it: its number, its answers, whether several may be chosen."""

    key: int
    text: str
    answers: tuple[str, ...]
    several: bool = False
    divides: bool = False


def asked_of(row: Question) -> Asked:
    """A question as counting sees it."""
    return Asked(
        key=row.id,
        text=row.text,
        answers=tuple(lines_of(row.answers)),
        several=row.kind == "several",
        divides=bool(row.divides),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One answer with its figures by group and in all; None where a figure is hidden."""

    label: str
    figures: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The results of a question. ``groups`` is empty where they are told of all together only."""

    question: Asked
    groups: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def hides(self) -> bool:
        """True when something is hidden."""
        return any(figure is None for line in self.lines for figure in line.figures)


def names_of(questions: Sequence[Asked], chosen: Chosen) -> Iterator[str]:
    """What a sheet adds one to."""
    divider = next((q for q in questions if q.divides), None)
    group = next(iter(chosen.get(divider.key, ())), NO_GROUP) if divider else NO_GROUP
    yield _name(SHEET, NO_ANSWER, group)
    for question in questions:
        for answer in chosen.get(question.key) or (NO_ANSWER,):
            yield _name(question.key, answer, group)


def sheets(counted: Mapping[str, int]) -> int:
    """How many sheets were handed in."""
    return sum(n for name, n in counted.items() if name.startswith(f"{SHEET}:"))


def results(questions: Sequence[Asked], counted: Mapping[str, int], least: int) -> tuple[Told, ...]:
    """The results of a survey; nothing at all while fewer than *least* sheets were handed in."""
    if sheets(counted) < least:
        return ()
    divider = next((q for q in questions if q.divides), None)
    groups = _groups(divider, counted, least)
    return tuple(
        Told(q, (), tuple(Line(g.label, (g.size,)) for g in groups))
        if q is divider and groups
        else _told(q, groups, counted, least)
        for q in questions
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Answers to the dividing question that are told together."""

    label: str
    members: tuple[int, ...]
    size: int = 0


def _groups(divider: Asked | None, counted: Mapping[str, int], least: int) -> tuple[_Group, ...]:
    """Groups of *least* sheets or more. Smaller ones become one, with the smallest others until it is
    large enough; with fewer than two groups left, there are none."""
    if divider is None:
        return ()
    sizes = {
        group: counted.get(_name(SHEET, NO_ANSWER, group), 0)
        for group in range(len(divider.answers) + 1)
    }
    rest = [g for g, size in sizes.items() if size < least]
    large = sorted((g for g in sizes if g not in rest), key=lambda g: sizes[g])
    while large and 0 < sum(sizes[g] for g in rest) < least:
        rest.append(large.pop(0))
    found = [_Group(_label(divider, g), (g,), sizes[g]) for g in sorted(large)]
    if together := sum(sizes[g] for g in rest):
        found.append(_Group(OTHERS, tuple(rest), together))
    return tuple(found) if len(found) > 1 else ()


def _told(
    question: Asked, groups: Sequence[_Group], counted: Mapping[str, int], least: int
) -> Told:
    """By groups where that can be shown with the size of every group, else of all together."""
    if groups and not question.several:
        table = _table(question, groups, counted)
        dark = hidden_figures(table, least)
        if not any(line == len(table) for line, _column in dark):
            return Told(question, tuple(g.label for g in groups), _lines(question, table, dark))
    together = _Group("", tuple(range(1 + max(_seen_groups(counted), default=0))))
    table = _table(question, (together,), counted)
    if question.several:
        return Told(question, (), _of_several(question, table, sheets(counted), least))
    dark = hidden_figures(table, least, totals=Totals(lines=False, columns=False))
    lines = (
        Line(_label(question, n), (None if (n, 0) in dark else row[0],))
        for n, row in enumerate(table)
    )
    return Told(question, (), tuple(lines))


def _table(
    question: Asked, groups: Sequence[_Group], counted: Mapping[str, int]
) -> list[list[int]]:
    """A line for those who gave no answer, then one for each answer; a column for each group."""
    return [
        [sum(counted.get(_name(question.key, answer, m), 0) for m in g.members) for g in groups]
        for answer in range(len(question.answers) + 1)
    ]


def _lines(
    question: Asked, table: Sequence[Sequence[int]], dark: Collection[tuple[int, int]]
) -> tuple[Line, ...]:
    found = []
    for n, row in enumerate(table):
        shown = [None if (n, c) in dark else value for c, value in enumerate((*row, sum(row)))]
        found.append(Line(_label(question, n), tuple(shown)))
    return tuple(found)


def _of_several(
    question: Asked, table: Sequence[Sequence[int]], all_: int, least: int
) -> tuple[Line, ...]:
    """Each answer was chosen by some and not by the others: both must be large, or nobody."""

    def shown(number: int) -> int | None:
        small = 0 < number < least or 0 < all_ - number < least
        return None if small else number

    return tuple(Line(_label(question, n), (shown(row[0]),)) for n, row in enumerate(table))


def _seen_groups(counted: Mapping[str, int]) -> Iterator[int]:
    return (int(name.rpartition(":")[2]) for name in counted)


def _label(question: Asked, answer: int) -> str:
    return question.answers[answer - 1] if answer else UNANSWERED


def _name(question: int, answer: int, group: int) -> str:
    return f"{question}:{answer}:{group}"
