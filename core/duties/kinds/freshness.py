"""Freshness: no subject goes longer than so many days without a counted row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, case, exists, func, select
from typing_extensions import override

from core.calendar import Span
from core.declare import Freshness, Period
from core.duties.columns import conditions, field_of, optional
from core.duties.due import last_due_soon, last_overdue
from core.duties.kinds.kind import NO_DATE, NO_NUMBER, NO_WORD, Kind
from core.duties.models import State
from core.duties.scene import Scene
from core.duties.sentence import N_, Sentence

LATEST = N_("The latest entry, or the beginning, is of %(start)s; at most %(days)s days may pass.")


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
        days = dt.timedelta(days=self.threshold(scene))
        recent = _recent(scene, scene.as_of - days)
        last = func.coalesce(recent.c["last"], _before(scene, s), _start(scene, s))
        columns: dict[str, ColumnElement[Any]] = {
            "subject": s.c.id,
            "owner": optional(scene, rule.record, s, rule.owner, NO_NUMBER),
            "unit": optional(scene, rule.record, s, rule.unit, NO_NUMBER),
            "state": case(
                (last <= last_overdue(scene) - days, State.OVERDUE.value),
                (last <= last_due_soon(scene) - days, State.DUE_SOON.value),
                else_=State.OPEN.value,
            ),
            "reason": NO_WORD,
            "numerator": NO_NUMBER,
            "seen": NO_NUMBER,
            "from_on": last,
            "until_on": NO_DATE,
        }
        return (
            select(*(column.label(name) for name, column in columns.items()))
            .select_from(s.outerjoin(recent, recent.c.link == s.c.id))
            .where(*_running(scene, s))
        )

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
        return None if from_on is None else from_on + dt.timedelta(days=self.threshold(scene))

    @override
    def evidence(self, scene: Scene[Freshness], span: Span) -> dict[str, object]:
        return {"counts": scene.rule.counts}

    @override
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        return [Sentence(LATEST, {"start": evidence["from"], "days": evidence["needed"]})]


def _recent(scene: Scene[Freshness], first: dt.date) -> Any:
    """The latest row per subject among those young enough to settle the matter: one short range."""
    rule = scene.rule
    c = scene.table(rule.counts).alias("c")
    link = field_of(scene, rule.counts, c, rule.link)
    date = field_of(scene, rule.counts, c, rule.date)
    return (
        select(link.label("link"), func.max(date).label("last"))
        .where(date >= first, date <= scene.as_of, *conditions(scene, rule.counts, c, ()))
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
        .where(
            x.c[rule.link] == s.c.id, date <= scene.as_of, *conditions(scene, rule.counts, x, ())
        )
        .correlate(s)
        .scalar_subquery()
    )


def _start(scene: Scene[Freshness], s: FromClause) -> ColumnElement[Any]:
    return field_of(scene, scene.rule.record, s, scene.rule.starts)


def _running(scene: Scene[Freshness], s: FromClause) -> list[ColumnElement[bool]]:
    rows = conditions(scene, scene.rule.record, s, scene.rule.where)
    start = _start(scene, s)
    return [*rows, start.is_not(None), start <= scene.as_of]
