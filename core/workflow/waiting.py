"""What waits for somebody's review, and for whom a row waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from core.access.actor import Actor
from core.access.policy import criterion
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import AUTHOR, Move, Workflow
from core.workflow.gathering import Gathered, gathered
from core.workflow.models import MOVED
from core.workflow.moves import case_of
from core.workflow.obstacles import deciders


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


def waiting_rows(catalogue: Catalogue, actor: Actor, record: str) -> ColumnElement[bool] | None:
    """Rows of *record* whose present state has a review the actor may make; None: there is none.

    One condition on the record's model: in a state that such a move leaves, inside the move's scope,
    not written by the actor, and not yet confirmed by the actor.
    """
    workflow = catalogue.workflow(record)
    if workflow is None:
        return None
    parts = [
        _waits(catalogue, actor, workflow, move)
        for move in workflow.moves
        if move.review and actor.may(record, move.name)
        if not _only_stands_in(catalogue, actor, record, move)
    ]
    return or_(*parts) if parts else None


def _only_stands_in(catalogue: Catalogue, actor: Actor, record: str, move: Move) -> bool:
    """True where the actor decides in need only: whose turn that is stands on the page of the row."""
    ordinary = {g.role for g in catalogue.grants if g.record == record and move.name in g.actions}
    ordinary -= set(move.stand_ins)
    return not actor.roles.isdisjoint(move.stand_ins) and actor.roles.isdisjoint(ordinary)


def _waits(
    catalogue: Catalogue, actor: Actor, workflow: Workflow, move: Move
) -> ColumnElement[bool]:
    model = catalogue.model(workflow.record)
    state = getattr(model, workflow.field)
    parts = [state.in_(move.sources), criterion(actor, catalogue, workflow.record, move.name)]
    parts += list(_not_mine(model, actor, move))
    return and_(*parts)


def _not_mine(model: type[RecordBase], actor: Actor, move: Move) -> Iterator[ColumnElement[bool]]:
    for name in move.not_fields:
        column = model.created_by if name == AUTHOR else getattr(model, name)
        me = actor.user if name == AUTHOR else actor.person
        if me is not None:
            yield or_(column.is_(None), column != me)
    m = MOVED.c
    mine = (m.record == model.record.name, m.row == model.id, m.user == actor.user)
    if move.not_moves:
        # Nothing can change between the last step and a review without leaving its state.
        same = m.content == _present(model)
        yield ~select(m.id).where(*mine, m.move.in_(move.not_moves), same).exists()
    if move.gather:
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
