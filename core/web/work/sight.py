"""Which duties a reader sees, and which of them the reader owes, as conditions on the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, true

from core.access.actor import Actor
from core.chapters import Chapters
from core.declare import Scope
from core.duties.models import DUTY
from core.web.runtime import me, runtime

RECORD = "core.duties"
COLLEGE = "core.articles"
"""Whoever may read this sees the numbers of the whole college, though not every duty behind them."""


@dataclass(frozen=True)
class Sight:
    """One reader's view of the ledger; duties of a chapter that is off are out of it."""

    actor: Actor
    chapters: Chapters

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

    def seen(self) -> ColumnElement[bool]:
        """Duties the reader sees: all, the own unit's, the own."""
        return and_(self._in_scope(), self.running_chapters())

    def _in_scope(self) -> ColumnElement[bool]:
        scopes = self.actor.scopes(RECORD, "read")
        if Scope.ALL in scopes:
            return true()
        parts: list[ColumnElement[bool]] = []
        if Scope.UNIT in scopes and self.actor.units:
            parts.append(DUTY.c.unit.in_(sorted(self.actor.units)))
        if Scope.OWN in scopes:
            parts += self.owed()
        return or_(*parts) if parts else false()

    def owed(self) -> list[ColumnElement[bool]]:
        """Duties the reader owes, in person or in an office; no duty meets two of the conditions."""
        out: list[ColumnElement[bool]] = []
        if self.actor.person is not None:
            out.append(DUTY.c.owner == self.actor.person)
        if self.actor.roles:
            held = and_(DUTY.c.owner.is_(None), DUTY.c.office.in_(sorted(self.actor.roles)))
            if not self.everything:
                inside = DUTY.c.unit.in_(sorted(self.actor.units))
                held = and_(held, or_(DUTY.c.unit.is_(None), inside))
            out.append(held)
        return out

    def running_chapters(self) -> ColumnElement[bool]:
        """Duties of chapters that are on."""
        on = [n for n in self.chapters.catalogue.manifests if self.chapters.enabled(n)]
        return or_(false(), *(DUTY.c.rule.startswith(f"{n}.", autoescape=True) for n in on))


def sight() -> Sight:
    """The view of whoever is signed in."""
    return Sight(me(), runtime().chapters)
