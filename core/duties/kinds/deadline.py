"""Deadline: a row that entered a condition on a day leaves it within so many (working) days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, or_, select, true
from typing_extensions import override

from core.calendar import Span
from core.declare import Anchor, Deadline, Period
from core.duties.columns import conditions, field_of, optional
from core.duties.due import add_days, last_due_soon, last_overdue, latest_start
from core.duties.kinds.kind import NO_DATE, NO_NUMBER, Kind, outcome
from core.duties.models import Reason, State
from core.duties.owners import owed_by
from core.duties.scene import CATCH_UP, Scene
from core.duties.sentence import N_, Sentence
from core.duties.why.clauses import Clause, filled
from core.duties.why.subject import covered, not_long_done

SINCE = N_("It runs since %(start)s.")
ALLOWED = N_("%(days)s days are allowed.")
ALLOWED_WORKING = N_("%(days)s working days are allowed.")
MONTHS = N_("%(months)s months are allowed.")
DONE = N_("It was done on %(done)s.")


class DeadlineKind(Kind):
    """Compiles ``declare.Deadline``. There is one duty per row for all time.

    Its periods are the stretches of days between changes of its parameters: a row keeps the days
    that were allowed when it began.
    """

    name = "deadline"
    rounds = True

    @override
    def spans(self, scene: Scene[Deadline]) -> Sequence[Span]:
        (whole,) = scene.calendar.spans(Period.NONE, scene.as_of, scene.as_of)
        return scene.stretches(whole)

    @override
    def outcomes(self, scene: Scene[Deadline], span: Span) -> Select[Any]:
        rule = scene.rule
        _check(scene)
        s = scene.table(rule.record).alias("s")
        start, done = _dates(scene, s)
        finished = _finished(scene, done)
        granted = optional(scene, rule.record, s, rule.extended, NO_DATE)
        owner, source = owed_by(scene, s, s, lambda x: _day(scene, x))
        columns = outcome(
            subject=s.c.id,
            owner=owner,
            unit=optional(scene, rule.record, s, rule.unit, NO_NUMBER),
            state=case(
                (finished, State.MET.value),
                (_due_by(scene, start, granted, last_overdue(scene)), State.OVERDUE.value),
                (_due_by(scene, start, granted, last_due_soon(scene)), State.DUE_SOON.value),
                else_=State.OPEN.value,
            ),
            from_on=start,
            until_on=case((finished, done), else_=NO_DATE),
            granted_on=granted,
        )
        recent = or_(done.is_(None), done > scene.as_of, done >= scene.as_of - CATCH_UP)
        begun = true() if span.whole else start.between(span.start, span.end)
        ask = select(*columns).select_from(source)
        return ask.where(*_running(scene, s), begun, recent)

    @override
    def owed(
        self, scene: Scene[Deadline], span: Span, subject: ColumnElement[int]
    ) -> ColumnElement[bool]:
        s = scene.table(scene.rule.record).alias("s")
        return exists().where(s.c.id == subject, *_running(scene, s))

    @override
    def threshold(self, scene: Scene[Deadline]) -> int:
        return scene.number(scene.rule.due.days)

    @override
    def left(self, scene: Scene[Deadline]) -> tuple[State, Reason]:
        if scene.rule.done:
            return State.VOID, Reason.GONE
        return State.MET, Reason.LEFT

    @override
    def due_on(self, scene: Scene[Deadline], span: Span, from_on: dt.date | None) -> dt.date | None:
        return None if from_on is None else add_days(scene, from_on)

    @override
    def evidence(self, scene: Scene[Deadline], span: Span) -> dict[str, object]:
        return {"working": scene.rule.due.working, "months": scene.number(scene.rule.due.months)}

    @override
    def clauses(self, scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
        yield from covered(scene, rows)
        yield filled(scene, scene.rule.record, rows, scene.rule.starts)
        if scene.rule.done:
            yield not_long_done(scene, rows, scene.rule.done, CATCH_UP)

    @override
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        values = {
            "start": evidence["from"],
            "done": evidence["until"],
            "days": evidence["needed"],
            "months": evidence.get("months"),
        }
        out = [Sentence(SINCE, values)]
        if evidence.get("months"):
            out.append(Sentence(MONTHS, values))
        if evidence["needed"]:
            out.append(Sentence(ALLOWED_WORKING if evidence["working"] else ALLOWED, values))
        if evidence["until"]:
            out.append(Sentence(DONE, values))
        return out


def _check(scene: Scene[Deadline]) -> None:
    if scene.rule.due.anchor is not Anchor.FIELD:
        raise scene.complain(
            f"counts from {scene.rule.due.anchor}, but a deadline counts from its own field.",
            "Write due = Due(Anchor.FIELD, days).",
        )
    if scene.rule.lapses:
        _check_lapse(scene)


def _check_lapse(scene: Scene[Deadline]) -> None:
    """What the system does by itself needs nobody's words."""
    workflow = scene.world.catalogue.workflow(scene.rule.record)
    move = workflow.move(scene.rule.lapses) if workflow else None
    if move is None or move.comment or move.needs or move.gather:
        names = [m.name for m in workflow.moves] if workflow else []
        raise scene.complain(
            f"lapses by {scene.rule.lapses!r}, which is no move that can be made by itself.",
            f"Name a move without needs, comment and gather, of: {', '.join(names) or 'none'}.",
        )


def _dates(
    scene: Scene[Deadline], s: FromClause
) -> tuple[ColumnElement[dt.date], ColumnElement[dt.date]]:
    rule = scene.rule
    start = field_of(scene, rule.record, s, rule.starts)
    return start, optional(scene, rule.record, s, rule.done, NO_DATE)


def _finished(scene: Scene[Deadline], done: ColumnElement[dt.date]) -> ColumnElement[bool]:
    return and_(done.is_not(None), done <= scene.as_of)


def _day(scene: Scene[Deadline], x: FromClause) -> ColumnElement[dt.date]:
    """The day that decides who owes it: the day on which it was done, else that of evaluation."""
    done = optional(scene, scene.rule.record, x, scene.rule.done, NO_DATE)
    return case((_finished(scene, done), done), else_=scene.as_of)


def _due_by(
    scene: Scene[Deadline],
    start: ColumnElement[dt.date],
    granted: ColumnElement[dt.date],
    day: dt.date,
) -> ColumnElement[bool]:
    """Due on *day* or earlier, by the date that was granted or by the computed one."""
    computed = start <= latest_start(scene, day)
    if not scene.rule.extended:
        return computed
    return case((granted.is_not(None), granted <= day), else_=computed)


def _running(scene: Scene[Deadline], s: FromClause) -> list[ColumnElement[bool]]:
    start, _ = _dates(scene, s)
    return [*conditions(scene, scene.rule.record, s, scene.rule.where), start.is_not(None)]
