"""Quota: each subject has at least so many counted rows in the period (article 7: by distinct
days).

The date range is aggregated first, once, and then joined to the subjects. Rows outside a subject's
own life do not count; since nearly all lie inside, the aggregate carries its first and last day,
and only a subject whose life cuts through them is counted again by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.sql.elements import KeyedColumnElement
from typing_extensions import override

from core.calendar import Span
from core.declare import Distinct, Quota
from core.duties.columns import conditions, field_of, optional
from core.duties.due import due_date, unmet
from core.duties.kinds.kind import NO_DATE, NO_NUMBER, NO_WORD, Kind
from core.duties.models import Reason, State
from core.duties.scene import Scene
from core.duties.sentence import N_, Sentence

Columns = dict[str, ColumnElement[Any]]
ANY_DAYS = N_(
    "%(n)s of %(needed)s counted, from %(start)s to %(end)s; several on one day count once."
)
ANY_ROWS = N_("%(n)s of %(needed)s counted, from %(start)s to %(end)s.")
MORE_SEEN = N_(
    "%(seen)s were entered in that time; those of one day, or of group events, count less."
)
GROUPS = N_("Group events count at most %(group_max)s times, and only when both were present.")


@dataclass(frozen=True)
class _Parts:
    """What the statement is built from: subjects, their number, what links them, and their life."""

    subjects: FromClause
    number: ColumnElement[int]
    key: ColumnElement[Any] | None
    begin: ColumnElement[Any] | None
    end: ColumnElement[Any] | None


class QuotaKind(Kind):
    """Compiles ``declare.Quota``."""

    name = "quota"

    @override
    def spans(self, scene: Scene[Quota]) -> Sequence[Span]:
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
    def outcomes(self, scene: Scene[Quota], span: Span) -> Select[Any]:
        parts = _parts(scene)
        counted = _aggregate(scene, span, parts)
        found = _found(scene, span, parts, counted)
        void = _void(scene, span, parts)
        needed = self.threshold(scene)
        late = unmet(scene, due_date(scene, span))
        record, s = scene.rule.record, parts.subjects
        columns: Columns = {
            "subject": parts.number,
            "owner": optional(scene, record, s, scene.rule.owner, NO_NUMBER),
            "unit": optional(scene, record, s, scene.rule.unit, NO_NUMBER),
            "state": case(
                *((condition, State.VOID.value) for _, condition in void),
                (found["n"] >= needed, State.MET.value),
                else_=late.value,
            ),
            "reason": case(*((c, r.value) for r, c in void), else_=NO_WORD) if void else NO_WORD,
            "numerator": found["n"],
            "seen": found["seen"],
            "from_on": _instead(void, parts.begin, found["first"]),
            "until_on": _instead(void, parts.end, found["last"]),
        }
        joined = true() if parts.key is None else counted.c.link == parts.key
        return (
            select(*(column.label(name) for name, column in columns.items()))
            .select_from(s.outerjoin(counted, joined))
            .where(*_owing(scene, span, parts))
        )

    @override
    def owed(
        self, scene: Scene[Quota], span: Span, subject: ColumnElement[int]
    ) -> ColumnElement[bool]:
        if not scene.rule.record:
            return true()
        parts = _parts(scene)
        return exists().where(parts.number == subject, *_owing(scene, span, parts))

    @override
    def threshold(self, scene: Scene[Quota]) -> int:
        return scene.number(scene.rule.at_least)

    @override
    def due_on(self, scene: Scene[Quota], span: Span, from_on: dt.date | None) -> dt.date:
        return due_date(scene, span)

    @override
    def evidence(self, scene: Scene[Quota], span: Span) -> dict[str, object]:
        rule = scene.rule
        more: dict[str, object] = {}
        if rule.group:
            more["group_max"] = scene.number(rule.group_max)
        if rule.grace_days:
            more["grace_days"] = scene.number(rule.grace_days)
        return {
            "start": span.start,
            "end": span.end,
            "counts": rule.counts,
            "counting": scene.counting(rule.distinct).value,
            **more,
        }

    @override
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        values = {k: evidence[k] for k in ("n", "needed", "start", "end", "seen")}
        by_day = evidence["counting"] == Distinct.DAYS
        out = [Sentence(ANY_DAYS if by_day else ANY_ROWS, values)]
        if (evidence["seen"] or 0) > (evidence["n"] or 0):
            out.append(Sentence(MORE_SEEN, values))
            if "group_max" in evidence:
                out.append(Sentence(GROUPS, {"group_max": evidence["group_max"]}))
        return out

    @override
    def witnesses(
        self, scene: Scene[Quota], span: Span, subjects: Sequence[int]
    ) -> Select[Any] | None:
        parts = _parts(scene)
        c = scene.table(scene.rule.counts).alias("c")
        number = literal(0) if parts.key is None else parts.number
        ask = select(number, c.c.id).where(*_counted(scene, span, c), *_inside(scene, parts, c))
        if parts.key is not None:
            ask = ask.where(c.c[scene.rule.link] == parts.key, parts.number.in_(subjects))
        return ask.order_by(number, c.c.id)


# -- the subjects ----------------------------------------------------------------------------------


def _parts(scene: Scene[Quota]) -> _Parts:
    """The rows that owe, or one row for the institution itself."""
    rule = scene.rule
    if not rule.record:
        one: Subquery = select(literal(0).label("id")).subquery("s")
        return _Parts(one, one.c.id, None, None, None)
    s = scene.table(rule.record).alias("s")
    return _Parts(
        s,
        s.c.id,
        field_of(scene, rule.record, s, rule.key or "id"),
        field_of(scene, rule.record, s, rule.starts) if rule.starts else None,
        field_of(scene, rule.record, s, rule.ends) if rule.ends else None,
    )


def _owing(scene: Scene[Quota], span: Span, parts: _Parts) -> list[ColumnElement[bool]]:
    """Which subjects owe anything in the period: rule's conditions, year, tag, and a life in it."""
    rule, s = scene.rule, parts.subjects
    if not rule.record:
        return []
    out = conditions(scene, rule.record, s, rule.where)
    if rule.year_field:
        out.append(field_of(scene, rule.record, s, rule.year_field) == span.year)
    if parts.begin is not None:
        out.append(parts.begin <= min(span.end, scene.as_of))
    if parts.end is not None:
        out.append(or_(parts.end.is_(None), parts.end >= span.start))
    if rule.tag:
        out.append(_tagged(scene, min(span.end, scene.as_of), parts))
    return out


def _tagged(scene: Scene[Quota], day: dt.date, parts: _Parts) -> ColumnElement[bool]:
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
    scene: Scene[Quota], span: Span, parts: _Parts
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


# -- the counting ----------------------------------------------------------------------------------


def _counted(scene: Scene[Quota], span: Span, c: FromClause) -> list[ColumnElement[bool]]:
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
    if rule.remote:
        name, value, parameter = rule.remote
        if not scene.value("@" + parameter.lstrip("@")):
            column = field_of(scene, rule.counts, c, name)
            out.append(or_(column.is_(None), column != value))
    if rule.group and rule.group_present:
        present = field_of(scene, rule.counts, c, rule.group_present)
        out.append(or_(_alone(scene, c), present.is_(True)))
    return out


def _alone(scene: Scene[Quota], c: FromClause) -> ColumnElement[bool]:
    return field_of(scene, scene.rule.counts, c, scene.rule.group).is_not(True)


def _number(scene: Scene[Quota], c: FromClause) -> ColumnElement[int]:
    """How many count: rows or days; group events at most as often as the rule allows.

    A day with both a group event and another contact is one day, so the group's share is what all
    days have beyond the days without groups.
    """
    rule = scene.rule
    unit: ColumnElement[Any] = c.c.id
    count = func.count
    if scene.counting(rule.distinct) is Distinct.DAYS:
        if not rule.date:
            raise scene.complain(
                "counts days, but names no date.", "Set date, or count each record."
            )
        unit = field_of(scene, rule.counts, c, rule.date)
    by_day = unit is not c.c.id
    every = count(distinct(unit)) if by_day else count()
    if not rule.group:
        return every
    alone = case((_alone(scene, c), unit))
    single = count(distinct(alone)) if by_day else count(alone)
    most = scene.number(rule.group_max)
    return single + case((every - single > most, most), else_=every - single)


def _aggregate(scene: Scene[Quota], span: Span, parts: _Parts) -> Subquery:
    """The period's rows, counted per subject in one pass."""
    rule = scene.rule
    c = scene.table(rule.counts).alias("c")
    date = field_of(scene, rule.counts, c, rule.date) if rule.date else None
    columns: list[KeyedColumnElement[Any]] = [
        _number(scene, c).label("n"),
        func.count().label("seen"),
        (NO_DATE if date is None else func.min(date)).label("first"),
        (NO_DATE if date is None else func.max(date)).label("last"),
    ]
    ask = select(*columns).where(*_counted(scene, span, c))
    if parts.key is not None:
        link = field_of(scene, rule.counts, c, rule.link)
        ask = ask.add_columns(link.label("link")).group_by(link)
        if not rule.key:
            ask = ask.where(*scene.part.holds(link))
    return ask.subquery("a")


def _inside(scene: Scene[Quota], parts: _Parts, c: FromClause) -> list[ColumnElement[bool]]:
    """Bounds of the subject's life on a counted row."""
    if not scene.rule.date:
        return []
    date, out = c.c[scene.rule.date], []
    if parts.begin is not None:
        out.append(or_(parts.begin.is_(None), date >= parts.begin))
    if parts.end is not None:
        out.append(or_(parts.end.is_(None), date <= parts.end))
    return out


def _found(scene: Scene[Quota], span: Span, parts: _Parts, a: Subquery) -> Columns:
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
    mine = [c.c[scene.rule.link] == parts.key, *_counted(scene, span, c), *_inside(scene, parts, c)]
    date = c.c[scene.rule.date]
    again = {
        "n": _number(scene, c),
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
