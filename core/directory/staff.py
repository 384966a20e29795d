"""Who can be told on a day: who is in service, who is away and who stands in, who heads which unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Select, or_, select
from sqlalchemy.orm import Session

from core.db import pieces, table_of
from core.directory.absences import Absence
from core.directory.models import Person, Post, Unit

_PERSON, _POST = table_of(Person), table_of(Post)
_UNIT, _ABSENCE = table_of(Unit), table_of(Absence)
HEADS, IN_CHARGE = "unit_head", "in_charge"
"""Kinds of posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The college on one day. ``units`` holds everybody who was asked for, ``serving`` who of them
    can act.

    ``away`` maps a person who is away to the deputy, or to None where none was named.
    """

    units: Mapping[int, int]
    serving: frozenset[int]
    away: Mapping[int, int | None] = field(default_factory=dict)
    heads: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    above: Mapping[int, int | None] = field(default_factory=dict)
    in_charge: tuple[int, ...] = ()

    def acting(self, person: int) -> int | None:
        """Who acts in the place of *person*: that person, or the end of the chain of deputies.

        None when the chain ends with somebody who left or is away without a deputy, or leads in a
        circle.
        """
        seen: set[int] = set()
        at: int | None = person
        while at is not None and at in self.serving and at not in seen:
            if at not in self.away:
                return at
            seen.add(at)
            at = self.away[at]
        return None

    def heads_of(self, unit: int | None) -> tuple[int, ...]:
        """Heads of the unit; of the nearest unit above that has one, when it has none itself."""
        for at in self._upwards(unit):
            if self.heads.get(at):
                return self.heads[at]
        return ()

    def _upwards(self, unit: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            yield unit
            seen.add(unit)
            unit = self.above.get(unit)


def away_on(session: Session, day: dt.date) -> frozenset[int]:
    """Who is away on *day*."""
    ask = select(_ABSENCE.c.person).where(*_on(_ABSENCE, day))
    return frozenset(session.execute(ask).scalars())


def staff_on(session: Session, day: dt.date, people: Collection[int] | None = None) -> Staff:
    """The college on *day*, in four statements; of *people* only, when some are named, with those who
    stand in for others, and those who head a unit or are in charge."""
    a, u = _ABSENCE.c, _UNIT.c
    ask_away = select(a.person, a.deputy).where(*_on(_ABSENCE, day)).order_by(a.id)
    away = {person: deputy for person, deputy in session.execute(ask_away)}
    held = session.execute(
        select(_POST.c.person, _POST.c.unit, _POST.c.kind)
        .where(_POST.c.kind.in_((HEADS, IN_CHARGE)), *_on(_POST, day))
        .order_by(_POST.c.id)
    ).all()
    if people is not None:
        people = {*people, *away, *(d for d in away.values() if d), *(h.person for h in held)}
    known = _people(session, people)
    serving = frozenset(r.id for r in known if r.active and r.deleted_at is None)
    heads: dict[int, tuple[int, ...]] = {}
    in_charge: list[int] = []
    for person, unit, kind in held:
        if person not in serving:
            continue
        if kind == IN_CHARGE:
            in_charge.append(person)
        elif unit is not None:
            heads[unit] = (*heads.get(unit, ()), person)
    return Staff(
        units={r.id: r.unit for r in known},
        serving=serving,
        away=away,
        heads=heads,
        above={unit: parent for unit, parent in session.execute(select(u.id, u.parent))},
        in_charge=tuple(dict.fromkeys(in_charge)),
    )


def _people(session: Session, wanted: Collection[int] | None) -> list[Row[Any, Any, Any, Any]]:
    p = _PERSON.c
    ask = select(p.id, p.unit, p.active, p.deleted_at)
    if wanted is None:
        return list(session.execute(ask))
    return [
        r for some in pieces(sorted(wanted)) for r in session.execute(ask.where(p.id.in_(some)))
    ]


def is_in_charge(session: Session, person: int, day: dt.date) -> bool:
    """True when *person* holds the post of the committee member in charge on *day*."""
    ask = select(_POST.c.id).where(_POST.c.person == person, _POST.c.kind == IN_CHARGE)
    return session.execute(ask.where(*_on(_POST, day)).limit(1)).first() is not None


def stood_in_for(person: int, day: dt.date) -> Select[Any]:
    """Numbers of those who are away on *day* and whose deputy *person* is, along chains of absences.

    A question to be used inside another; *person* is not among the answers.
    """
    a = _ABSENCE.alias("a")
    first = select(a.c.person).where(a.c.deputy == person, *_on(a, day))
    chain = first.cte(recursive=True)  # without a name: it may occur twice in a statement
    b = _ABSENCE.alias("b")
    further = select(b.c.person).join(chain, b.c.deputy == chain.c.person).where(*_on(b, day))
    chain = chain.union(further)
    return select(chain.c.person).where(chain.c.person != person)


def _on(table: FromClause, day: dt.date) -> list[ColumnElement[bool]]:
    c = table.c
    return [
        c.deleted_at.is_(None),
        or_(c.starts.is_(None), c.starts <= day),
        or_(c.ends.is_(None), c.ends >= day),
    ]
