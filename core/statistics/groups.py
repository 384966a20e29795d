"""One axis of a chart: its expression in SQL, and the heads that its values get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal
from sqlalchemy.orm import Session

from core.calendar import Span
from core.declare import By, Field, Kind, Period, Workflow
from core.records import read
from core.records.labels import Asker, words
from core.records.paths import Paths
from core.statistics.periods import DAY, When
from core.statistics.table import Ask, Head
from core.texts import N_

Say = Callable[..., str]
OUTSIDE = -1
"""The key of days that lie in none of the periods."""
NO_LABEL = N_("Not stated")
OUTSIDE_LABEL = N_("Outside the semesters")
SEMESTER_LABEL = N_("%(year)s, semester %(number)s")
QUARTER_LABEL = N_("%(year)s, quarter %(number)s")
HALF_LABEL = N_("%(year)s, half %(number)s")


def period_label(span: Span, say: Say) -> str:
    """A period as a head of a table has it."""
    if span.period is Period.SEMESTER:
        year, _, number = span.key.partition("/")
        return say(SEMESTER_LABEL, {"year": year, "number": number})
    if span.period in (Period.QUARTER, Period.HALF_YEAR):
        label = QUARTER_LABEL if span.period is Period.QUARTER else HALF_LABEL
        return say(label, {"year": span.key[:4], "number": span.key[-1]})
    return span.key


@dataclass(kw_only=True)
class Axis:
    """What ``by`` or ``split`` means in one statement, for one reader."""

    by: By
    declared: Field
    column: ColumnElement[Any]
    when: When
    workflow: Workflow | None = None
    spans: tuple[Span, ...] = field(default=())

    @classmethod
    def of(cls, by: By, paths: Paths, when: When, workflow: Workflow | None) -> Axis:
        """The axis of a declaration. Raises Unseen."""
        declared, column = paths.at(by.field)
        spans = when.begun(by.every) if by.every else ()
        return cls(
            by=by, declared=declared, column=column, when=when, workflow=workflow, spans=spans
        )

    @property
    def key(self) -> ColumnElement[Any]:
        """The expression that rows are grouped by."""
        if self.spans:
            found = [(self._inside(s), literal(n)) for n, s in enumerate(self.spans)]
            return case(*found, else_=literal(OUTSIDE))
        if self.declared.kind is Kind.YES_NO:
            return case((self.column.is_(True), literal(1)), else_=literal(0))
        return self.column

    def _inside(self, span: Span) -> ColumnElement[bool]:
        return within(self.declared, self.column, self.when, self.when.days(span))

    def heads(self, keys: Iterable[Any], session: Session, asker: Asker, say: Say) -> list[Head]:
        """Heads in order: what was found, and of periods and choices also what was not."""
        found = set(keys)
        if self.spans:
            heads = [self._of_span(n, s, say) for n, s in enumerate(self.spans)]
            rest = [Head(OUTSIDE, say(OUTSIDE_LABEL), None)] if OUTSIDE in found else []
            return heads + rest
        if self.declared.kind is Kind.YES_NO:
            return [Head(1, say("Yes"), self._is("1")), Head(0, say("No"), self._is("0"))]
        if self.declared.kind is Kind.REF:
            heads = self._of_rows(found - {None}, session, asker, say)
        else:
            heads = self._of_choices(found - {None}, say)
        return heads + ([Head(None, say(NO_LABEL), self._empty())] if None in found else [])

    def _of_span(self, number: int, span: Span, say: Say) -> Head:
        first, last = self.when.days(span)
        return Head(
            number, period_label(span, say), self._listed(between(self.by.field, first, last))
        )

    def _of_choices(self, found: set[Any], say: Say) -> list[Head]:
        state = self.workflow if self.workflow and self.workflow.field == self.by.field else None
        heads = []
        for choice in self.declared.choices:
            named = state.state(choice.value) if state else None
            label, tone = (named.label, named.tone) if named else (choice.label, choice.tone)
            heads.append(Head(choice.value, say(label), self._is(choice.value), tone))
        known = {h.key for h in heads}
        return heads + [Head(v, str(v), None) for v in sorted(found - known, key=str)]

    def _of_rows(self, found: set[int], session: Session, asker: Asker, say: Say) -> list[Head]:
        """Rows by their names; without a name for those the reader may not see."""
        names = read.labels(session, asker, self.declared.target, sorted(found))
        named = {key: words(parts, say) or f"#{key}" for key, parts in names.items()}
        order = sorted(found, key=lambda k: (named.get(k, "~"), k))
        return [Head(k, named.get(k, f"#{k}"), self._is(str(k))) for k in order]

    def _is(self, value: str) -> Ask | None:
        return self._listed(((self.by.field, value),))

    def _empty(self) -> Ask | None:
        return self._listed(((f"{self.by.field}.empty", "1"),))

    def _listed(self, ask: Ask) -> Ask | None:
        """*ask*, unless the field stands in another record: no list is narrowed by that."""
        return None if "." in self.by.field else ask


def between(name: str, first: dt.date, last: dt.date) -> Ask:
    """How a list is narrowed to a range of days."""
    return ((f"{name}.from", first.isoformat()), (f"{name}.to", last.isoformat()))


def within(
    declared: Field, column: ColumnElement[Any], when: When, days: tuple[dt.date, dt.date]
) -> ColumnElement[bool]:
    """The column lies between these days, both included."""
    first, last = days
    if declared.kind is Kind.MOMENT:
        return and_(column >= when.midnight(first), column < when.midnight(last + DAY))
    return column.between(first, last)
