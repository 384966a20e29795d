"""One move: who may, from where, what must be filled, why, and whether others have to agree first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.access.actor import Actor, actor_of
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Complaint, Kind, Move, Workflow
from core.declare.shown import Hidden
from core.records.door import ERASED, Door
from core.records.refused import OutOfScope, Refused
from core.workflow.content import content_hash
from core.workflow.gathering import Gathered, gathered, pack
from core.workflow.models import MOVED
from core.workflow.obstacles import Case, obstacles


def moves_for(catalogue: Catalogue, actor: Actor, row: RecordBase) -> tuple[Move, ...]:
    """Moves granted to the actor from the row's present state (the row's scope is asked at saving)."""
    workflow = catalogue.workflow(row.record.name)
    if workflow is None:
        return ()
    state = getattr(row, workflow.field)
    return tuple(m for m in workflow.moves_from(state) if actor.may(row.record.name, m.name))


def offered(
    session: Session, catalogue: Catalogue, row: RecordBase, moves: Iterable[Move]
) -> tuple[tuple[Move, ...], tuple[tuple[Move, Complaint], ...]]:
    """Of the granted *moves*, those the session's actor may make now, and the others with the reason."""
    workflow = catalogue.workflow(row.record.name)
    if workflow is None:
        return (), ()
    case, actor = case_of(session, catalogue, row, workflow), actor_of(session)
    free, held = [], []
    for move in moves:
        found = obstacles(case, move, actor)
        if found:
            held.append((move, found[0]))
        else:
            free.append(move)
    return tuple(free), tuple(held)


def case_of(session: Session, catalogue: Catalogue, row: RecordBase, workflow: Workflow) -> Case:
    """The row under its workflow, with the parameters in force and the day of the college."""
    door: Door = session.info["door"]

    def number(given: int | str) -> int:
        if isinstance(given, str) and given.startswith("@"):
            given = door.parameter(row.record.chapter, given[1:])
        return int(given)

    return Case(
        session=session,
        catalogue=catalogue,
        row=row,
        workflow=workflow,
        number=number,
        today=door.today(),
    )


def make_move(
    session: Session, catalogue: Catalogue, row: RecordBase, name: str, comment: str = ""
) -> Move:
    """Put *row* into the move's target state, or note one of several confirmations; the caller saves.

    Raises OutOfScope when the actor may not make it, Refused with what is missing.
    """
    workflow = catalogue.workflow(row.record.name)
    move = workflow.move(name) if workflow else None
    actor = actor_of(session)
    if workflow is None or move is None or not actor.may(row.record.name, name):
        raise OutOfScope(f"{row.record.name} {row.id}: no move {name!r} for this account.")
    state = workflow.state(getattr(row, workflow.field))
    if state is None or state.name not in move.sources:
        raise Refused(
            [Complaint("This step is not possible in the present state. Reload the page.")]
        )
    case = case_of(session, catalogue, row, workflow)
    if missing := list(_missing(case, move, actor, comment)):
        raise Refused(missing)
    session.info.setdefault("moves", {})[id(row)] = name
    if comment.strip():
        session.info["reason"] = comment.strip()
    _apply(case, move, actor, comment.strip())
    return move


def _missing(case: Case, move: Move, actor: Actor, comment: str) -> Iterator[Complaint]:
    fields = case.row.record.fields
    hidden = Hidden.of(fields, {f.name: getattr(case.row, f.name) for f in fields})
    for name in move.needs:
        if getattr(case.row, name) in (None, "", ()) and name not in hidden:
            yield Complaint("Fill in this field before this step.", name)
    if move.comment and not comment.strip():
        yield Complaint("Give a reason.", "comment")
    yield from obstacles(case, move, actor)


def _apply(case: Case, move: Move, actor: Actor, comment: str) -> None:
    session, row, workflow = case.session, case.row, case.workflow
    standing = None
    if move.gather is not None:
        standing = gathered(session, case.catalogue, row, move, case.number)
        _note(case, move, actor, (comment, None, standing))
        standing = gathered(session, case.catalogue, row, move, case.number)
        if not standing.complete:
            _touch(session, row)
            return
    target = workflow.entered(move.target, case.number(workflow.levels))
    if target == getattr(row, workflow.field):
        _touch(session, row)
    _note(case, move, actor, (comment, target, None))
    setattr(row, workflow.field, target)
    for name in move.stamps:
        setattr(row, name, case.today)
    for name in move.signs:
        setattr(row, name, actor.person)
    if move.erases:
        for name in move.erases:
            declared = row.record.field(name)
            many = declared is not None and declared.kind is Kind.CHOICES
            setattr(row, name, () if many else None)
        session.info.setdefault(ERASED, set()).add((row.record.name, row.id))


def _touch(session: Session, row: RecordBase) -> None:
    """Change the row though no value of it changes: it is filled, judged and audited all the same, and
    nobody confirms an older version."""
    now: dt.datetime = session.info["door"].clock()
    same = now == row.changed_at  # a clock that stands still
    row.changed_at = now + dt.timedelta(microseconds=1) if same else now


def _note(
    case: Case, move: Move, actor: Actor, how: tuple[str, str | None, Gathered | None]
) -> None:
    comment, became, standing = how
    now: dt.datetime = case.session.info["door"].clock()
    case.session.execute(
        insert(MOVED).values(
            record=case.row.record.name,
            row=case.row.id,
            move=move.name,
            was=getattr(case.row, case.workflow.field),
            became=became,
            user=actor.user,
            person=actor.person,
            roles=pack(standing.for_roles(actor)) if standing else "",
            units=pack(standing.for_units(actor)) if standing else "",
            at=now,
            comment=comment,
            content=content_hash(case.workflow, case.row),
        )
    )
