"""What waits for somebody's review, and for whom a row waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session

from core.access.actor import Actor
from core.access.holders import holders_of
from core.access.policy import criterion
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import AUTHOR, Move, Workflow
from core.directory.staff import away_on
from core.records.door import Door
from core.workflow.gathering import Gathered, gathered
from core.workflow.models import MOVED
from core.workflow.moves import case_of
from core.workflow.obstacles import deciders, fallback_of, ordinary_roles, steps_in


@dataclass(frozen=True, slots=True)
class Waiting:
    """One decision that a row waits for: by whom it could be made, and what was confirmed."""

    move: Move
    people: tuple[Actor, ...]
    standing: Gathered | None


def waits_for(session: Session, catalogue: Catalogue, row: RecordBase) -> tuple[Waiting, ...]:
    """The reviews open in the row's present state, each with those who could still decide."""
    workflow = catalogue.workflow(row.record.name)
    if workflow is None:
        return ()
    case = case_of(session, catalogue, row, workflow)
    found = []
    for move in workflow.moves_from(getattr(row, workflow.field)):
        if move.review:
            standing = gathered(session, catalogue, row, move, case.number) if move.gather else None
            people = deciders(case, move)
            if standing is not None:
                people = [a for a in people if standing.wanted(a)]
            found.append(Waiting(move, tuple(people), standing))
    return tuple(found)


def stands_in(session: Session, catalogue: Catalogue, row: RecordBase, name: str) -> str:
    """The role that has to step in for a review of the row; '' while others are left, or none may."""
    workflow = catalogue.workflow(row.record.name)
    move = workflow.move(name) if workflow else None
    if workflow is None or move is None:
        return ""
    return steps_in(case_of(session, catalogue, row, workflow), move)


def waiting_rows(
    session: Session, catalogue: Catalogue, actor: Actor, record: str
) -> ColumnElement[bool] | None:
    """Rows of *record* whose present state has a review the actor may make; None: there is none.

    One condition on the record's model: in a state that such a move leaves, inside the move's scope,
    not written by the actor, and not yet confirmed by the actor; for who only steps in, where nobody
    else is left.
    """
    workflow = catalogue.workflow(record)
    if workflow is None:
        return None
    parts = []
    for move in workflow.moves:
        if not move.review or not actor.may(record, move.name):
            continue
        waits = _waits(catalogue, actor, workflow, move)
        role = fallback_of(session, record, move)
        if not actor.roles.isdisjoint({role, *move.stand_ins}):
            ordinary = ordinary_roles(session, record, move)
            if actor.roles.isdisjoint(ordinary):
                if role not in actor.roles or not _is_any(session, catalogue.model(record), waits):
                    continue
                waits = and_(waits, *_left_alone(session, catalogue, workflow, move))
        parts.append(waits)
    return or_(*parts) if parts else None


def _is_any(session: Session, model: type[RecordBase], waits: ColumnElement[bool]) -> bool:
    ask = select(model.id).where(waits, model.deleted_at.is_(None)).limit(1)
    return session.execute(ask, execution_options={"gate": False}).first() is not None


def _left_alone(
    session: Session, catalogue: Catalogue, workflow: Workflow, move: Move
) -> Iterator[ColumnElement[bool]]:
    """Rows on which none of those who make the move otherwise, and are here today, could make it."""
    record, door = workflow.record, session.info["door"]
    assert isinstance(door, Door)
    ordinary, today = ordinary_roles(session, record, move), door.today()
    away, model = away_on(session, today), catalogue.model(record)
    for other in holders_of(session, record, move.name, today):
        if other.roles & ordinary and other.person not in away:
            may = [criterion(other, catalogue, record, move.name), *_uninvolved(model, other, move)]
            yield not_(func.coalesce(and_(*may), false()))


def _waits(
    catalogue: Catalogue, actor: Actor, workflow: Workflow, move: Move
) -> ColumnElement[bool]:
    model = catalogue.model(workflow.record)
    state = getattr(model, workflow.field)
    parts = [state.in_(move.sources), criterion(actor, catalogue, workflow.record, move.name)]
    parts += [*_uninvolved(model, actor, move), *_unconfirmed(model, actor, move)]
    return and_(*parts)


def _uninvolved(model: type[RecordBase], actor: Actor, move: Move) -> Iterator[ColumnElement[bool]]:
    """The actor neither wrote it nor decided on it before."""
    for name in move.not_fields:
        column = model.created_by if name == AUTHOR else getattr(model, name)
        me = actor.user if name == AUTHOR else actor.person
        if me is not None:
            yield or_(column.is_(None), column != me)
    if move.not_moves:
        m = MOVED.c
        mine = (m.record == model.record.name, m.row == model.id, m.user == actor.user)
        # Nothing can change between the last step and a review without leaving its state.
        same = m.content == _present(model)
        yield ~select(m.id).where(*mine, m.move.in_(move.not_moves), same).exists()


def _unconfirmed(
    model: type[RecordBase], actor: Actor, move: Move
) -> Iterator[ColumnElement[bool]]:
    """The actor has not confirmed it yet."""
    if move.gather:
        m = MOVED.c
        mine = (m.record == model.record.name, m.row == model.id, m.user == actor.user)
        done = MOVED.alias("done")
        since = select(func.coalesce(func.max(done.c.id), 0)).where(
            done.c.record == model.record.name, done.c.row == model.id, done.c.became.is_not(None)
        )
        yield (
            ~select(m.id).where(*mine, m.move == move.name, m.id > since.scalar_subquery()).exists()
        )


def _present(model: type[RecordBase]) -> ColumnElement[str]:
    """The content that the row's latest step was made on."""
    latest, inner = MOVED.alias("latest"), MOVED.alias("inner")
    number = select(func.max(inner.c.id)).where(
        inner.c.record == model.record.name, inner.c.row == model.id
    )
    return select(latest.c.content).where(latest.c.id == number.scalar_subquery()).scalar_subquery()
