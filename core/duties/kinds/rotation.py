"""Rotation: the slot of a period is served by the member who takes it, on the slot's own day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session
from typing_extensions import override

from core.calendar import Span
from core.declare import Period, Rotation
from core.duties.columns import conditions, field_of, optional
from core.duties.due import last_due_soon, last_overdue
from core.duties.kinds.kind import NO_DATE, NO_NUMBER, Kind, outcome
from core.duties.models import State
from core.duties.owners import owed_by
from core.duties.scene import CATCH_UP, Scene
from core.duties.sentence import N_, Sentence
from core.duties.slots import keep_slots
from core.duties.why.clauses import Clause, filled
from core.duties.why.subject import covered, not_long_done

SLOT = N_("The slot is of %(start)s.")
DONE = N_("It was done on %(done)s.")


class RotationKind(Kind):
    """Compiles ``declare.Rotation``: one duty per slot that was written, whoever takes it."""

    name = "rotation"
    rounds = True

    @override
    def spans(self, scene: Scene[Rotation]) -> Sequence[Span]:
        return scene.calendar.spans(Period.NONE, scene.as_of, scene.as_of)

    @override
    def prepare(self, session: Session, scene: Scene[Rotation]) -> None:
        if scene.part.after is None:  # the first part writes for all
            keep_slots(session, scene)

    @override
    def outcomes(self, scene: Scene[Rotation], span: Span) -> Select[Any]:
        rule = scene.rule
        s = scene.table(rule.record).alias("s")
        day, done = _dates(scene, s)
        finished = and_(done.is_not(None), done <= scene.as_of)
        owner, source = owed_by(scene, s, s, lambda _: scene.as_of)
        if not (rule.owner or rule.serving):
            owner = field_of(scene, rule.record, s, f"{rule.taker}.{rule.roster.person}")
        columns = outcome(
            subject=s.c.id,
            owner=owner,
            unit=optional(scene, rule.record, s, rule.unit, NO_NUMBER),
            state=case(
                (finished, State.MET.value),
                (day <= last_overdue(scene), State.OVERDUE.value),
                (day <= last_due_soon(scene), State.DUE_SOON.value),
                else_=State.OPEN.value,
            ),
            from_on=day,
            until_on=case((finished, done), else_=NO_DATE),
        )
        recent = or_(done.is_(None), done > scene.as_of, done >= scene.as_of - CATCH_UP)
        return select(*columns).select_from(source).where(*_running(scene, s), recent)

    @override
    def owed(
        self, scene: Scene[Rotation], span: Span, subject: ColumnElement[int]
    ) -> ColumnElement[bool]:
        s = scene.table(scene.rule.record).alias("s")
        return exists().where(s.c.id == subject, *_running(scene, s))

    @override
    def due_on(self, scene: Scene[Rotation], span: Span, from_on: dt.date | None) -> dt.date | None:
        return from_on

    @override
    def evidence(self, scene: Scene[Rotation], span: Span) -> dict[str, object]:
        return {}

    @override
    def clauses(self, scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
        rule = scene.rule
        yield from covered(scene, rows)
        yield filled(scene, rule.record, rows, rule.date)
        yield not_long_done(scene, rows, rule.done, CATCH_UP)

    @override
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        values = {"start": evidence["from"], "done": evidence["until"]}
        return [Sentence(SLOT, values), *([Sentence(DONE, values)] if evidence["until"] else [])]


def _dates(
    scene: Scene[Rotation], s: FromClause
) -> tuple[ColumnElement[dt.date], ColumnElement[dt.date]]:
    rule = scene.rule
    return field_of(scene, rule.record, s, rule.date), field_of(scene, rule.record, s, rule.done)


def _running(scene: Scene[Rotation], s: FromClause) -> list[ColumnElement[bool]]:
    rows = conditions(scene, scene.rule.record, s, scene.rule.where)
    return [*rows, _dates(scene, s)[0].is_not(None)]
