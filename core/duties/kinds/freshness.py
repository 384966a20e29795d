"""Freshness: no subject goes longer than so many days without a counted row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from typing_extensions import override

from core.calendar import Span
from core.declare import Anchor, Due, Freshness, Period
from core.duties.columns import conditions, field_of, optional
from core.duties.due import add_days, last_due_soon, last_overdue, latest_start
from core.duties.kinds.kind import NO_DATE, NO_NUMBER, Kind, outcome
from core.duties.models import State
from core.duties.owners import owed_by
from core.duties.scene import Scene
from core.duties.sentence import N_, Sentence

LATEST = N_("The latest entry, or the beginning, is of %(start)s; at most %(days)s days may pass.")
LATEST_WORKING = N_(
    "The latest entry, or the beginning, is of %(start)s; at most %(days)s working days may pass."
)
HELD = N_("An entry that still holds covers the day.")


@dataclass(frozen=True)
class _Latest:
    """The last covered day of each subject; ``held`` where an entry covers the day of evaluation."""

    source: FromClause
    last: ColumnElement[Any]
    held: ColumnElement[int] | None = None
    since: ColumnElement[Any] | None = None


class FreshnessKind(Kind):
    """Compiles ``declare.Freshness``. One duty per subject; each new row starts it anew."""

    name = "freshness"
    rounds = True

    @override
    def spans(self, scene: Scene[Freshness]) -> Sequence[Span]:
        return scene.calendar.spans(Period.NONE, scene.as_of, scene.as_of)

    @override
    def outcomes(self, scene: Scene[Freshness], span: Span) -> Select[Any]:
        rule = scene.rule
        s = scene.table(rule.record).alias("s")
        found = _covered(scene, s) if rule.until else _seen(scene, s)
        owner, source = owed_by(scene, s, found.source, lambda _: scene.as_of)
        step, last = _step(scene), found.last
        states = [
            (last <= latest_start(scene, last_overdue(scene), step), State.OVERDUE.value),
            (last <= latest_start(scene, last_due_soon(scene), step), State.DUE_SOON.value),
        ]
        begin, covered = last, None
        if found.held is not None:
            covered = func.coalesce(found.held, 0)
            states.insert(0, (covered > 0, State.MET.value))
            begin = case((covered > 0, found.since), else_=last)
        columns = outcome(
            subject=s.c.id,
            owner=owner,
            unit=optional(scene, rule.record, s, rule.unit, NO_NUMBER),
            state=case(*states, else_=State.OPEN.value),
            seen=NO_NUMBER if covered is None else covered,
            from_on=begin,
        )
        known = last.is_not(None) if covered is None else or_(covered > 0, last.is_not(None))
        return select(*columns).select_from(source).where(*_running(scene, s), known)

    @override
    def owed(
        self, scene: Scene[Freshness], span: Span, subject: ColumnElement[int]
    ) -> ColumnElement[bool]:
        s = scene.table(scene.rule.record).alias("s")
        return exists().where(s.c.id == subject, *_running(scene, s))

    @override
    def threshold(self, scene: Scene[Freshness]) -> int:
        return scene.number(scene.rule.days)

    @override
    def due_on(
        self, scene: Scene[Freshness], span: Span, from_on: dt.date | None
    ) -> dt.date | None:
        return None if from_on is None else add_days(scene, from_on, _step(scene))

    @override
    def evidence(self, scene: Scene[Freshness], span: Span) -> dict[str, object]:
        return {"counts": scene.rule.counts, "working": scene.rule.working}

    @override
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        if evidence.get("seen"):
            return [Sentence(HELD)]
        told = LATEST_WORKING if evidence.get("working") else LATEST
        return [Sentence(told, {"start": evidence["from"], "days": evidence["needed"]})]


def _step(scene: Scene[Freshness]) -> Due:
    """How long a row keeps a subject fresh."""
    return Due(Anchor.FIELD, scene.number(scene.rule.days), scene.rule.working)


# -- rows of one day ------------------------------------------------------------------------------


def _seen(scene: Scene[Freshness], s: FromClause) -> _Latest:
    step = _step(scene)
    back = Due(Anchor.FIELD, -scene.number(step.days), step.working)
    recent = _recent(scene, add_days(scene, scene.as_of, back))
    last = func.coalesce(recent.c["last"], _before(scene, s), _start(scene, s))
    return _Latest(s.outerjoin(recent, recent.c.link == s.c.id), last)


def _recent(scene: Scene[Freshness], first: dt.date) -> Any:
    """The latest row per subject among those young enough to settle the matter: one short range."""
    rule = scene.rule
    c = scene.table(rule.counts).alias("c")
    link = field_of(scene, rule.counts, c, rule.link)
    date = field_of(scene, rule.counts, c, rule.date)
    return (
        select(link.label("link"), func.max(date).label("last"))
        .where(date >= first, date <= scene.as_of, *_rows(scene, c))
        .where(*scene.part.holds(link))
        .group_by(link)
        .subquery("a")
    )


def _before(scene: Scene[Freshness], s: FromClause) -> ColumnElement[Any]:
    """The latest row of all, asked only where there is no recent one (coalesce stops early)."""
    rule = scene.rule
    x = scene.table(rule.counts).alias("x")
    date = field_of(scene, rule.counts, x, rule.date)
    return (
        select(func.max(date))
        .where(x.c[rule.link] == s.c.id, date <= scene.as_of, *_rows(scene, x))
        .correlate(s)
        .scalar_subquery()
    )


# -- rows that cover a stretch of time ------------------------------------------------------------


def _covered(scene: Scene[Freshness], s: FromClause) -> _Latest:
    """An entry without first or last day holds from the beginning, or still."""
    rule = scene.rule
    c = scene.table(rule.counts).alias("c")
    link = field_of(scene, rule.counts, c, rule.link)
    date = field_of(scene, rule.counts, c, rule.date)
    until = field_of(scene, rule.counts, c, rule.until)
    holds = or_(until.is_(None), until >= scene.as_of)
    found = (
        select(
            link.label("link"),
            func.sum(case((holds, 1), else_=0)).label("held"),
            func.max(case((holds, date))).label("since"),
            func.max(case((holds, NO_DATE), else_=until)).label("last"),
        )
        .where(or_(date.is_(None), date <= scene.as_of), *_rows(scene, c))
        .where(*scene.part.holds(link))
        .group_by(link)
        .subquery("a")
    )
    last = func.coalesce(found.c["last"], _start(scene, s))
    source = s.outerjoin(found, found.c.link == s.c.id)
    return _Latest(source, last, found.c.held, found.c.since)


# -- both -----------------------------------------------------------------------------------------


def _rows(scene: Scene[Freshness], c: FromClause) -> list[ColumnElement[bool]]:
    return conditions(scene, scene.rule.counts, c, scene.rule.counted_where)


def _start(scene: Scene[Freshness], s: FromClause) -> ColumnElement[Any]:
    """The subject's own beginning, else the day from which the chapter is used."""
    if scene.rule.starts:
        return field_of(scene, scene.rule.record, s, scene.rule.starts)
    since = scene.world.since(scene.chapter)
    return NO_DATE if since is None else literal(since)


def _running(scene: Scene[Freshness], s: FromClause) -> list[ColumnElement[bool]]:
    rows = conditions(scene, scene.rule.record, s, scene.rule.where)
    if not scene.rule.starts:
        return rows
    start = _start(scene, s)
    return [*rows, and_(start.is_not(None), start <= scene.as_of)]
