"""Whom a step of the ladder tells: people and roles, with deputies, and never nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from core.declare import Step
from core.declare.ladder import IN_CHARGE, OWNER, UNIT_HEAD
from core.directory.staff import Staff

OFFICE, DEPUTY, ROLE = "office", "deputy", "role"
CLERK, CHIEF = "UF", "UFH"
"""Roles that are told where nobody else can be."""


@dataclass(frozen=True, slots=True)
class Told:
    """One addressee, a person or a role, and as what it is told."""

    part: str
    person: int | None = None
    role: str = ""

    @property
    def address(self) -> str:
        """One word for it: ``p12`` or ``rUF``."""
        return f"r{self.role}" if self.person is None else f"p{self.person}"


class Owed(Protocol):
    """What is asked of a duty: who owes it, for which unit, and the role of the office."""

    @property
    def owner(self) -> int | None: ...
    @property
    def unit(self) -> int | None: ...
    @property
    def office(self) -> str: ...


def recipients(step: Step, duty: Owed, staff: Staff) -> tuple[Told, ...]:
    """Everybody the step tells, each address once."""
    found: dict[str, Told] = {}
    for to in step.to:
        for told in _of(to, duty, staff):
            found.setdefault(told.address, told)
    return tuple(found.values())


def _of(to: str, duty: Owed, staff: Staff) -> Iterator[Told]:
    if to == OWNER:
        yield from _owner(duty, staff)
    elif to == UNIT_HEAD:
        unit = unit_of(duty, staff)
        if unit is not None:
            yield from _head(unit, staff) or [Told(OFFICE, role=duty.office or CLERK)]
    elif to == IN_CHARGE:
        yield from in_charge(staff)
    else:
        yield Told(ROLE, role=to)


def unit_of(duty: Owed, staff: Staff) -> int | None:
    """The unit a duty belongs to: its own, else the owner's."""
    if duty.unit is not None or duty.owner is None:
        return duty.unit
    return staff.units.get(duty.owner)


def _owner(duty: Owed, staff: Staff) -> Iterator[Told]:
    """The owner, and during an absence the deputy too; who left is replaced by the head of the unit."""
    office = Told(OFFICE, role=duty.office or CLERK)
    if duty.owner is None:
        yield office
        return
    told = _with_deputy(OWNER, duty.owner, staff)
    yield from told
    if not told or told[-1].person == duty.owner and duty.owner in staff.away:
        unit = unit_of(duty, staff)
        yield from (_head(unit, staff) if unit is not None else ()) or [office]


def in_charge(staff: Staff) -> list[Told]:
    """The committee members in charge; the head of the department while none is entered."""
    found = [t for p in staff.in_charge for t in _with_deputy(IN_CHARGE, p, staff)]
    return found or [Told(ROLE, role=CHIEF)]


def _head(unit: int, staff: Staff) -> list[Told]:
    return [t for p in staff.heads_of(unit) for t in _with_deputy(UNIT_HEAD, p, staff)]


def _with_deputy(part: str, person: int, staff: Staff) -> list[Told]:
    """The person, followed by whoever acts in their place; nobody for one who left."""
    if person not in staff.serving:
        return []
    acting = staff.acting(person)
    told = [Told(part, person)]
    if acting is not None and acting != person:
        told.append(Told(DEPUTY, acting))
    return told
