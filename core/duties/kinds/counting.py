"""Whose rows are counted, and which: what quotas and recurring records have in common.

The date range is aggregated first, once, and then joined to the subjects. Rows outside a subject's
own life do not count; since nearly all lie inside, the aggregate carries its first and last day,
and only a subject whose life cuts through them is counted again by itself.
"""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.sql.elements import KeyedColumnElement
from typing_extensions import override

from core.calendar import Span
from core.declare import Counted, Period
from core.duties.columns import conditions, field_of, optional
from core.duties.due import due_date, unmet
from core.duties.kinds.kind import NO_DATE, NO_NUMBER, NO_WORD, Kind, outcome
from core.duties.models import Reason, State
from core.duties.owners import owed_by
from core.duties.scene import Scene
from core.duties.why.clauses import Clause
from core.duties.why.subject import asks_for_some

Columns = dict[str, ColumnElement[Any]]


@dataclass(frozen=True)
class Parts:
    """What the statement is built from: subjects, their number, what links them, and their life."""

    subjects: FromClause
    number: ColumnElement[int]
    key: ColumnElement[Any] | None
    begin: ColumnElement[Any] | None
    end: ColumnElement[Any] | None


class CountedKind(Kind):
    """Compiles what ``declare.Counted`` says; a kind adds how many are needed and how they count."""

    @abstractmethod
    def needed(self, scene: Scene[Any]) -> int:
        """How many rows a subject needs; 0 when it owes nothing."""

    @abstractmethod
    def number(self, scene: Scene[Any], c: FromClause) -> ColumnElement[int]:
        """How many of the rows *c* count."""

    def further(self, scene: Scene[Any], c: FromClause) -> list[ColumnElement[bool]]:
        """More conditions on the rows that count."""
        return []

    @override
    def threshold(self, scene: Scene[Counted]) -> int:
        return self.needed(scene)

    @override
    def spans(self, scene: Scene[Counted]) -> Sequence[Span]:
        spans = super().spans(scene)
        if scene.rule.starts or scene.rule.year_field:
            return spans
        # What has no beginning of its own owes nothing for times before the chapter was used.
        since = scene.world.since(scene.chapter)
        now = scene.calendar.academic_year(scene.as_of).name
        entered = bool(scene.calendar.years)
        return [
            s
            for s in spans
            if (since is None or s.end >= since) and (s.entered or not entered or s.year == now)
        ]

    @override
    def outcomes(self, scene: Scene[Counted], span: Span) -> Select[Any]:
        parts = parts_of(scene)
        record, s = scene.rule.record, parts.subjects
        counted = self._aggregate(scene, span, parts)
        found = self._found(scene, span, parts, counted)
        void = _void(scene, span, parts)
        due = due_date(scene, span)
        joined = true() if parts.key is None else counted.c.link == parts.key
        owner, source = owed_by(scene, s, s.outerjoin(counted, joined), lambda _: due)
        columns = outcome(
            subject=parts.number,
            owner=owner,
            unit=optional(scene, record, s, scene.rule.unit, NO_NUMBER),
            state=case(
                *((condition, State.VOID.value) for _, condition in void),
                (found["n"] >= self.needed(scene), State.MET.value),
                else_=unmet(scene, due).value,
            ),
            reason=case(*((c, r.value) for r, c in void), else_=NO_WORD) if void else NO_WORD,
            numerator=found["n"],
            seen=found["seen"],
            from_on=_instead(void, parts.begin, found["first"]),
            until_on=_instead(void, parts.end, found["last"]),
        )
        return select(*columns).select_from(source).where(*self._owing(scene, span, parts))

    @override
    def owed(
        self, scene: Scene[Counted], span: Span, subject: ColumnElement[int]
    ) -> ColumnElement[bool]:
        if not scene.rule.record:
            return true() if self.needed(scene) else false()
        parts = parts_of(scene)
        return exists().where(parts.number == subject, *self._owing(scene, span, parts))

    @override
    def due_on(self, scene: Scene[Counted], span: Span, from_on: dt.date | None) -> dt.date:
        return due_date(scene, span)

    @override
    def evidence(self, scene: Scene[Any], span: Span) -> dict[str, object]:
        rule = scene.rule
        grace = {"grace_days": scene.number(rule.grace_days)} if rule.grace_days else {}
        return {"start": span.start, "end": span.end, "counts": rule.counts, **grace}

    @override
    def clauses(self, scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
        if not self.needed(scene):
            yield asks_for_some(0, getattr(scene.rule, "at_least", 0))
        yield from super().clauses(scene, span, rows)

    @override
    def witnesses(
        self, scene: Scene[Counted], span: Span, subjects: Sequence[int]
    ) -> Select[Any] | None:
        parts = parts_of(scene)
        c = scene.table(scene.rule.counts).alias("c")
        number = literal(0) if parts.key is None else parts.number
        ask = select(number, c.c.id).where(
            *self._counted(scene, span, c), *_inside(scene, parts, c)
        )
        if parts.key is not None:
            ask = ask.where(c.c[scene.rule.link] == parts.key, parts.number.in_(subjects))
        return ask.order_by(number, c.c.id)

    def _owing(self, scene: Scene[Counted], span: Span, parts: Parts) -> list[ColumnElement[bool]]:
        """Which subjects owe anything in the period: rule's conditions, year, tag, and a life in it."""
        rule, s = scene.rule, parts.subjects
        out: list[ColumnElement[bool]] = [] if self.needed(scene) else [false()]
        if not rule.record:
            return out
        out += conditions(scene, rule.record, s, rule.where)
        if rule.year_field:
            out.append(field_of(scene, rule.record, s, rule.year_field) == span.year)
        if parts.begin is not None:
            out.append(parts.begin <= min(span.end, scene.as_of))
        if parts.end is not None:
            out.append(or_(parts.end.is_(None), parts.end >= span.start))
        if rule.tag:
            out.append(_tagged(scene, min(span.end, scene.as_of), parts))
        return out

    def _counted(
        self, scene: Scene[Counted], span: Span, c: FromClause
    ) -> list[ColumnElement[bool]]:
        """Which rows count at all: by their own date, never by the day of entry."""
        rule = scene.rule
        out = conditions(scene, rule.counts, c, rule.counted_where)
        if rule.date:
            date = field_of(scene, rule.counts, c, rule.date)
            first = None if rule.counted_year else span.start
            if first is not None:
                out.append(date >= first)
            out.append(date <= (scene.as_of if rule.counted_year else min(span.end, scene.as_of)))
        if rule.counted_year:
            out.append(field_of(scene, rule.counts, c, rule.counted_year) == span.year)
        if rule.counted_semester and span.period is Period.SEMESTER:
            number = int(span.key.rpartition("/")[2])
            out.append(field_of(scene, rule.counts, c, rule.counted_semester) == number)
        return [*out, *self.further(scene, c)]

    def _aggregate(self, scene: Scene[Counted], span: Span, parts: Parts) -> Subquery:
        """The period's rows, counted per subject in one pass."""
        rule = scene.rule
        c = scene.table(rule.counts).alias("c")
        date = field_of(scene, rule.counts, c, rule.date) if rule.date else None
        columns: list[KeyedColumnElement[Any]] = [
            self.number(scene, c).label("n"),
            func.count().label("seen"),
            (NO_DATE if date is None else func.min(date)).label("first"),
            (NO_DATE if date is None else func.max(date)).label("last"),
        ]
        ask = select(*columns).where(*self._counted(scene, span, c))
        if parts.key is not None:
            link = field_of(scene, rule.counts, c, rule.link)
            ask = ask.add_columns(link.label("link")).group_by(link)
            if not rule.key:
                ask = ask.where(*scene.part.holds(link))
        return ask.subquery("a")

    def _found(self, scene: Scene[Counted], span: Span, parts: Parts, a: Subquery) -> Columns:
        """What was found per subject; exact also where the subject's life cuts the period's rows."""
        found: Columns = {
            "n": func.coalesce(a.c.n, 0),
            "seen": func.coalesce(a.c.seen, 0),
            "first": a.c["first"],
            "last": a.c["last"],
        }
        bounds = []
        if scene.rule.date and parts.begin is not None:
            bounds.append(a.c["first"] < parts.begin)
        if scene.rule.date and parts.end is not None:
            bounds.append(a.c["last"] > parts.end)
        if not bounds or parts.key is None:
            return found
        c = scene.table(scene.rule.counts).alias("x")
        mine = [
            c.c[scene.rule.link] == parts.key,
            *self._counted(scene, span, c),
            *_inside(scene, parts, c),
        ]
        date = c.c[scene.rule.date]
        again = {
            "n": self.number(scene, c),
            "seen": func.count(),
            "first": func.min(date),
            "last": func.max(date),
        }
        cut = or_(*bounds)
        return {
            name: case(
                (cut, select(again[name]).where(*mine).correlate(parts.subjects).scalar_subquery()),
                else_=column,
            )
            for name, column in found.items()
        }


# -- the subjects ----------------------------------------------------------------------------------


def parts_of(scene: Scene[Counted]) -> Parts:
    """The rows that owe, or one row for the institution itself."""
    rule = scene.rule
    if not rule.record:
        one: Subquery = select(literal(0).label("id")).subquery("s")
        return Parts(one, one.c.id, None, None, None)
    s = scene.table(rule.record).alias("s")
    return Parts(
        s,
        s.c.id,
        field_of(scene, rule.record, s, rule.key or "id"),
        field_of(scene, rule.record, s, rule.starts) if rule.starts else None,
        field_of(scene, rule.record, s, rule.ends) if rule.ends else None,
    )


def _tagged(scene: Scene[Counted], day: dt.date, parts: Parts) -> ColumnElement[bool]:
    """The unit carries the rule's tag on *day* (三部六院 is a tag with a time, never a number)."""
    t = scene.table("directory.unit_tag").alias("t")
    return exists().where(
        t.c.unit == parts.number,
        t.c.tag == scene.rule.tag,
        t.c.deleted_at.is_(None),
        or_(t.c.since.is_(None), t.c.since <= day),
        or_(t.c.until.is_(None), t.c.until >= day),
    )


def _void(
    scene: Scene[Counted], span: Span, parts: Parts
) -> list[tuple[Reason, ColumnElement[bool]]]:
    """Why a subject owes nothing after all: it ended within the period, or is too young."""
    out: list[tuple[Reason, ColumnElement[bool]]] = []
    if parts.end is not None:
        out.append((Reason.ENDED, and_(parts.end < span.end, parts.end <= scene.as_of)))
    grace = scene.number(scene.rule.grace_days)
    if parts.begin is not None and grace:
        out.append((Reason.YOUNG, parts.begin > span.end - dt.timedelta(days=grace)))
    return out


def _instead(
    void: list[tuple[Reason, ColumnElement[bool]]],
    life: ColumnElement[Any] | None,
    found: ColumnElement[Any],
) -> ColumnElement[Any]:
    """A bound of the subject's life where that decided, else the counted day."""
    if not void:
        return found
    return case(*((c, NO_DATE if life is None else life) for _, c in void), else_=found)


def _inside(scene: Scene[Counted], parts: Parts, c: FromClause) -> list[ColumnElement[bool]]:
    """Bounds of the subject's life on a counted row."""
    if not scene.rule.date:
        return []
    date, out = c.c[scene.rule.date], []
    if parts.begin is not None:
        out.append(or_(parts.begin.is_(None), date >= parts.begin))
    if parts.end is not None:
        out.append(or_(parts.end.is_(None), date <= parts.end))
    return out
