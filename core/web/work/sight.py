"""Which duties a reader sees, and which of them the reader owes, as conditions on the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from core.access.actor import Actor
from core.chapters import Chapters
from core.db import table_of
from core.declare import Scope
from core.directory.models import Person
from core.directory.staff import stood_in_for
from core.duties.models import DUTY, STEP
from core.web.runtime import me, runtime

RECORD = "core.duties"
COLLEGE = "core.articles"
"""Whoever may read this sees the numbers of the whole college, though not every duty behind them."""


@dataclass(frozen=True)
class Sight:
    """One reader's view of the ledger; duties of chapters and rules that are off are out of
    it."""

    actor: Actor
    chapters: Chapters
    today: dt.date

    @property
    def everything(self) -> bool:
        """True when the reader sees all duties."""
        return Scope.ALL in self.actor.scopes(RECORD, "read")

    @property
    def college(self) -> bool:
        """True when the reader sees the numbers of the whole college."""
        return self.everything or Scope.ALL in self.actor.scopes(COLLEGE, "read")

    @property
    def anything(self) -> bool:
        """True when the reader sees some duties at all."""
        return self.actor.may(RECORD, "read")

    @property
    def own_only(self) -> bool:
        """True when the reader sees no duties of others."""
        return self.actor.scopes(RECORD, "read").isdisjoint({Scope.ALL, Scope.UNIT})

    def seen(self) -> ColumnElement[bool]:
        """Duties the reader sees: all, the own unit's, the own."""
        return and_(self._in_scope(), self.running_chapters())

    def _in_scope(self) -> ColumnElement[bool]:
        scopes = self.actor.scopes(RECORD, "read")
        if Scope.ALL in scopes:
            return true()
        parts: list[ColumnElement[bool]] = []
        if Scope.UNIT in scopes and self.actor.units:
            parts += self._of_units()
        if Scope.OWN in scopes:
            parts += self.owed()
        return or_(*parts) if parts else false()

    def _of_units(self) -> list[ColumnElement[bool]]:
        """Duties of the reader's units, and of their people where a duty names no unit."""
        units, people = sorted(self.actor.units), table_of(Person).c
        inside = select(people.id).where(people.unit.in_(units))
        return [DUTY.c.unit.in_(units), and_(DUTY.c.unit.is_(None), DUTY.c.owner.in_(inside))]

    def opened(self) -> ColumnElement[bool]:
        """Duties whose page the reader may open: those seen, and those a step of the ladder told of."""
        if self.everything or self.actor.person is None:
            return self.seen()
        address = STEP.c.told.contains(f'"p{self.actor.person}"', autoescape=True)
        told = select(STEP.c.id).where(STEP.c.duty == DUTY.c.id, address).exists()
        return and_(or_(self._in_scope(), told), self.running_chapters())

    def owed(self) -> list[ColumnElement[bool]]:
        """Duties the reader owes, in person, for somebody who is away, or in an office; no duty
        meets two of the conditions.

        One condition for each office, so that each is read from the index in the order of due dates.
        """
        out: list[ColumnElement[bool]] = []
        if self.actor.person is not None:
            out.append(DUTY.c.owner == self.actor.person)
            out.append(DUTY.c.owner.in_(stood_in_for(self.actor.person, self.today)))
        inside = DUTY.c.unit.in_(sorted(self.actor.units))
        for office in sorted(self.actor.roles & self._offices()):
            held = and_(DUTY.c.owner.is_(None), DUTY.c.office == office)
            out.append(held if self.everything else and_(held, or_(DUTY.c.unit.is_(None), inside)))
        return out

    def _offices(self) -> frozenset[str]:
        """Roles that owe anything under the rules of loaded chapters."""
        rules = self.chapters.catalogue.rules.values()
        return frozenset(rule.office for of_chapter in rules for rule in of_chapter)

    def would_see(self, owner: int | None, unit: int | None, office: str) -> bool:
        """True when the reader would see a duty of these, were it in the ledger."""
        scopes, actor = self.actor.scopes(RECORD, "read"), self.actor
        if Scope.ALL in scopes or (Scope.UNIT in scopes and unit in actor.units):
            return True
        if Scope.OWN not in scopes:
            return False
        if owner is not None:
            return owner == actor.person
        return office in actor.roles and (unit is None or unit in actor.units)

    def running_chapters(self) -> ColumnElement[bool]:
        """Duties of chapters that are on, without those of rules that are off."""
        on = [n for n in self.chapters.catalogue.manifests if self.chapters.enabled(n)]
        seen = or_(false(), *(DUTY.c.rule.startswith(f"{n}.", autoescape=True) for n in on))
        off = sorted(self.chapters.rules_off)
        return and_(seen, DUTY.c.rule.not_in(off)) if off else seen


def sight() -> Sight:
    """The view of whoever is signed in."""
    return Sight(me(), runtime().chapters, runtime().today())
