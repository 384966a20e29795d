"""Who has confirmed a move that needs several, and who is still missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from core.access.actor import Actor
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Gather, Move, Parties
from core.workflow.models import MOVED

Number = Callable[[int | str], int]
"""A literal, or a parameter's value in force."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What stands: the confirmations so far, and what is missing until the move takes effect."""

    votes: tuple[Row[Any], ...]
    people: int
    roles: tuple[str, ...]
    units: frozenset[int]
    persons: frozenset[int]

    @property
    def complete(self) -> bool:
        """True when nobody is missing."""
        return not (self.people or self.roles or self.units or self.persons)

    def voted(self, actor: Actor) -> bool:
        """True when the actor is among those who confirmed."""
        return any(v.user == actor.user for v in self.votes)

    def wanted(self, actor: Actor) -> bool:
        """True when the actor's confirmation would bring the move further."""
        if self.voted(actor):
            return False
        if self.roles or self.units or self.persons:
            return bool(self.for_roles(actor) or self.for_units(actor)) or (
                actor.person in self.persons
            )
        return self.people > 0

    def for_roles(self, actor: Actor) -> tuple[str, ...]:
        """The one missing role the actor would confirm for: nobody counts twice."""
        return next(((r,) for r in self.roles if r in actor.roles), ())

    def for_units(self, actor: Actor) -> tuple[int, ...]:
        """The missing units the actor speaks for."""
        return tuple(sorted(self.units & actor.units))


def gathered(
    session: Session, catalogue: Catalogue, row: RecordBase, move: Move, number: Number
) -> Gathered:
    """Confirmations of *move* since the row last changed its state; *move* must gather."""
    assert move.gather is not None
    votes = _votes(session, row, move)
    return _missing(session, catalogue, row, move.gather, (votes, number(move.gather.count)))


def _votes(session: Session, row: RecordBase, move: Move) -> Sequence[Row[Any]]:
    m = MOVED.c
    mine = (m.record == row.record.name, m.row == row.id)
    last = select(func.max(m.id)).where(*mine, m.became.is_not(None)).scalar_subquery()
    ask = select(MOVED).where(*mine, m.move == move.name, m.became.is_(None))
    return session.execute(ask.where(m.id > func.coalesce(last, 0)).order_by(m.id)).all()


def _missing(
    session: Session,
    catalogue: Catalogue,
    row: RecordBase,
    gather: Gather,
    found: tuple[Sequence[Row[Any]], int],
) -> Gathered:
    votes, count = found
    roles = [r for v in votes for r in unpack(v.roles)]
    units = {int(u) for v in votes for u in unpack(v.units)}
    people = {v.user for v in votes}
    persons = {v.person for v in votes}
    return Gathered(
        votes=tuple(votes),
        people=max(0, count - len(people)),
        roles=tuple(r for r in gather.roles if r not in roles),
        units=frozenset(party_ids(session, catalogue, row, gather.units) - units),
        persons=frozenset(party_ids(session, catalogue, row, gather.persons) - persons),
    )


def party_ids(
    session: Session, catalogue: Catalogue, row: RecordBase, parties: Sequence[Parties]
) -> set[int]:
    """Numbers of the units or people that a declaration names, for this row."""
    found: set[int | None] = set()
    for party in parties:
        if not party.record:
            found.add(getattr(row, party.field))
        elif party.record in catalogue.models:
            t = catalogue.model(party.record).__table__
            ask = select(t.c[party.field]).where(
                t.c[party.link] == row.id, t.c.deleted_at.is_(None)
            )
            found |= set(session.execute(ask, execution_options={"gate": False}).scalars())
    return {n for n in found if n is not None}


def pack(values: Sequence[object]) -> str:
    """``|UF|CO|``: several short words in one column."""
    return "".join(f"|{v}" for v in values) + "|" if values else ""


def unpack(text: str) -> list[str]:
    """The words of ``pack``."""
    return [part for part in text.split("|") if part]
