"""One move: who may, from where, what must be filled, why; the trail keeps it as part of the history."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.access.actor import Actor, actor_of
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Complaint, Move
from core.records.refused import OutOfScope, Refused


def moves_for(catalogue: Catalogue, actor: Actor, row: RecordBase) -> tuple[Move, ...]:
    """Moves the actor may make from the row's present state, by role (the row's scope is asked at saving)."""
    workflow = catalogue.workflow(row.record.name)
    if workflow is None:
        return ()
    state = getattr(row, workflow.field)
    return tuple(m for m in workflow.moves_from(state) if actor.may(row.record.name, m.name))


def make_move(
    session: Session, catalogue: Catalogue, row: RecordBase, name: str, comment: str = ""
) -> Move:
    """Put *row* into the move's target state; the caller saves.

    Raises OutOfScope when the actor may not make it, Refused with what is missing.
    """
    workflow = catalogue.workflow(row.record.name)
    move = workflow.move(name) if workflow else None
    if workflow is None or move is None or not actor_of(session).may(row.record.name, name):
        raise OutOfScope(f"{row.record.name} {row.id}: no move {name!r} for this account.")
    state = workflow.state(getattr(row, workflow.field))
    if state is None or state.name not in move.sources:
        raise Refused(
            [Complaint("This step is not possible in the present state. Reload the page.")]
        )
    missing = [
        Complaint("Fill in this field before this step.", n)
        for n in move.needs
        if getattr(row, n) in (None, "", ())
    ]
    if move.comment and not comment.strip():
        missing.append(Complaint("Give a reason.", "comment"))
    if missing:
        raise Refused(missing)
    session.info.setdefault("moves", {})[id(row)] = name
    if comment.strip():
        session.info["reason"] = comment.strip()
    setattr(row, workflow.field, move.target)
    return move
