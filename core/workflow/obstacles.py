"""Why somebody may not make a move, beyond what is granted: the separation of those who decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actor import Actor
from core.access.holders import actors_who_may, roles_granted
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import AUTHOR, Complaint, Move, Workflow
from core.directory.staff import away_on
from core.records.door import Door
from core.workflow.content import content_hash
from core.workflow.gathering import Number, gathered
from core.workflow.models import MOVED


@dataclass(frozen=True, kw_only=True)
class Case:
    """One row under one workflow, on one day."""

    session: Session
    catalogue: Catalogue
    row: RecordBase
    workflow: Workflow
    number: Number
    today: dt.date

    def made_by(self, moves: tuple[str, ...]) -> dict[str, set[int | None]]:
        """Who made each of *moves* on the content that stands now: move → accounts."""
        m = MOVED.c
        ask = select(m.move, m.user).where(
            m.record == self.row.record.name,
            m.row == self.row.id,
            m.move.in_(moves),
            m.content == content_hash(self.workflow, self.row),
        )
        found: dict[str, set[int | None]] = {}
        for move, user in self.session.execute(ask):
            found.setdefault(move, set()).add(user)
        return found


def obstacles(case: Case, move: Move, actor: Actor) -> list[Complaint]:
    """Why *actor*, to whom the move is granted, may not make it with this row; empty: it may be made.

    Whether fields are filled and a reason is given is asked when the move is made.
    """
    if actor.system:
        return list(_unapproved(case, move))
    found = list(_involved(case, move, actor))
    if not found:
        found = list(_only_in_need(case, move, actor))
    if move.gather is not None and not found:
        standing = gathered(case.session, case.catalogue, case.row, move, case.number)
        if standing.voted(actor):
            found.append(Complaint("You have confirmed already. Others still have to."))
        elif not standing.complete and not standing.wanted(actor):
            found.append(Complaint("This confirmation belongs to other departments or people."))
    return found or list(_unapproved(case, move))


def _involved(case: Case, move: Move, actor: Actor) -> Iterator[Complaint]:
    """Whoever wrote it, or decided on it before, does not decide on it now."""
    for name in move.not_fields:
        if name == AUTHOR:
            mine = actor.user is not None and case.row.created_by == actor.user
        else:
            mine = actor.person is not None and getattr(case.row, name) == actor.person
        if mine:
            yield Complaint(
                "Whoever wrote or entered this does not decide on it. Leave it to others."
            )
            return
    made = case.made_by(move.not_moves) if move.not_moves else {}
    if any(actor.user in users for users in made.values()):
        yield Complaint("You have decided on this before. The next decision is somebody else's.")


def _unapproved(case: Case, move: Move) -> Iterator[Complaint]:
    """What stands now must be what was approved."""
    if move.after_moves:
        made = case.made_by(move.after_moves)
        missing = [n for n in move.after_moves if n not in made]
        if missing:
            labels = [m.label for m in case.workflow.moves if m.name in missing]
            text = "What stands now was not reviewed: «%(step)s» is missing for this version."
            yield Complaint(text, values={"step": labels[0] if labels else missing[0]})


def _only_in_need(case: Case, move: Move, actor: Actor) -> Iterator[Complaint]:
    """Holders of the fallback role step in only where nobody else is left; roles that could be the
    fallback and are not, never."""
    record = case.row.record.name
    role = fallback_of(case.session, record, move)
    if actor.roles.isdisjoint({role, *move.stand_ins}):
        return
    ordinary = ordinary_roles(case.session, record, move)
    if actor.roles & ordinary:
        return
    if role not in actor.roles:
        yield Complaint("Your role was not chosen to step in here. Leave it to others.")
    elif _at_hand(case, move, ordinary):
        yield Complaint(
            "Others can still decide on this; you step in only where nobody else is left."
        )


def fallback_of(session: Session, record: str, move: Move) -> str:
    """The role that steps in where nobody else is left, '' where none was chosen."""
    if not move.fallback.startswith("@"):
        return move.fallback
    door: Door = session.info["door"]
    return str(door.parameter(record.partition(".")[0], move.fallback[1:]))


def ordinary_roles(session: Session, record: str, move: Move) -> frozenset[str]:
    """Roles that make the move without need."""
    granted = roles_granted(session, record, move.name)
    return granted - {fallback_of(session, record, move), *move.stand_ins}


def steps_in(case: Case, move: Move) -> str:
    """The role that has to step in for the move now; '' while others are left, or where none may."""
    record = case.row.record.name
    role = fallback_of(case.session, record, move)
    if role not in roles_granted(case.session, record, move.name):
        return ""
    return "" if _at_hand(case, move, ordinary_roles(case.session, record, move)) else role


def _at_hand(case: Case, move: Move, ordinary: frozenset[str]) -> bool:
    """True while somebody of the *ordinary* roles could make the move and is not away today."""
    away = away_on(case.session, case.today)
    return any(a.person not in away for a in eligible(case, move, ordinary))


def eligible(case: Case, move: Move, roles: frozenset[str] | None = None) -> list[Actor]:
    """Actors who could make the move now, by one of *roles* (None: by whatever role)."""
    found = actors_who_may(case.session, case.catalogue, case.row, move.name, case.today)
    return [
        a
        for a in found
        if (roles is None or a.roles & roles) and not list(_involved(case, move, a))
    ]


def deciders(case: Case, move: Move) -> list[Actor]:
    """Actors for whom the move waits: who stands in is among them only where nobody else is left."""
    return [a for a in eligible(case, move) if not list(_only_in_need(case, move, a))]
