"""What the institution changed over the chapters' defaults: the values of parameters in time, and rules
that are off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.chapters import parameters, rule_switch
from core.chapters.life_cycle import by_of
from core.chapters.state import Snapshot
from core.db.catalogue import Catalogue
from core.duties.settings import Setting, Value, in_force


class Overlaid:
    """The part of ``Chapters`` that reads and changes the overlay; the caller commits."""

    catalogue: Catalogue
    _now: Snapshot
    _zone: ZoneInfo

    def settings(self, chapter: str, name: str) -> tuple[Setting, ...]:
        """A parameter's values in time, the default first. Raises KeyError for an unknown one."""
        declared = self.catalogue.manifests[chapter].parameter(name)
        if declared is None:
            raise KeyError(name)
        return parameters.settings_of(declared, self._now.overlays.get((chapter, name), ()))

    def parameter(self, chapter: str, name: str, day: dt.date) -> Value:
        """The value in force on *day*. Raises KeyError for a parameter that is not declared."""
        return in_force(self.settings(chapter, name), day, day).value

    def set_parameters(
        self,
        session: Session,
        name: str,
        values: Mapping[str, Value],
        now: dt.datetime,
        *,
        user: int | None = None,
        since: dt.date | None = None,
    ) -> list[str]:
        """Change parameters inside their bounds; names of those changed. Raises LifeCycleError.

        At once, for running periods too; with *since*, for what begins on that day or later.
        """
        by = by_of(session, now, user)
        start = parameters.start_of(now.astimezone(self._zone).date(), since)
        return parameters.set_parameters(session, self.catalogue, name, values, by, start)

    def withdraw_parameter(
        self,
        session: Session,
        name: str,
        parameter: str,
        since: dt.date,
        now: dt.datetime,
        *,
        user: int | None = None,
    ) -> bool:
        """Take back a value that was to hold from a later day; False when there is none."""
        if since <= now.astimezone(self._zone).date():
            return False
        by = by_of(session, now, user)
        return parameters.withdraw(session, self.catalogue, name, parameter, since, by)

    @property
    def rules_off(self) -> frozenset[str]:
        """Rules that were switched off, by their names in the ledger."""
        return self._now.off

    def rule_on(self, key: str) -> bool:
        """False for a rule that was switched off; *key* is its name in the ledger."""
        return key not in self._now.off

    def switch_rule(
        self,
        session: Session,
        name: str,
        rule: str,
        on: bool,
        now: dt.datetime,
        *,
        user: int | None = None,
    ) -> bool:
        """Switch one rule of a chapter on or off; False when it stands so already. Its duties stay.

        Raises LifeCycleError for an unknown rule.
        """
        by = by_of(session, now, user)
        return rule_switch.switch(session, self.catalogue, name, rule, on, by)
