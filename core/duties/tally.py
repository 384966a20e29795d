"""What a preview counts while its differences pass by, so that no list of them is held."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.duties.difference import Difference, Effect
from core.duties.telling import Sent

Who = tuple[int | None, str]
"""A person by number; or None, and the role of the office."""


@dataclass
class Messages:
    """Messages of the ladder: to each address, and the earliest day of one."""

    to: Counter[str] = field(default_factory=Counter)
    first: dt.date | None = None

    def add(self, steps: Iterable[Sent]) -> None:
        """Count the messages of these steps."""
        for step in steps:
            self.to.update(step.to)
            if step.to and (self.first is None or step.day < self.first):
                self.first = step.day

    @property
    def number(self) -> int:
        """How many messages."""
        return self.to.total()


@dataclass
class Tally:
    """Differences by effect, by rule and by who owes the duty; messages without and with the change."""

    effects: Counter[Effect] = field(default_factory=Counter)
    rules: dict[str, Counter[Effect]] = field(default_factory=dict)
    people: dict[Who, Counter[Effect]] = field(default_factory=dict)
    old: Messages = field(default_factory=Messages)
    new: Messages = field(default_factory=Messages)

    def add(self, found: Difference) -> None:
        """Count one difference."""
        owner = found.either.owner
        who = (owner, "" if owner is not None else found.rule.office)
        self.effects[found.effect] += 1
        self.rules.setdefault(found.key, Counter())[found.effect] += 1
        self.people.setdefault(who, Counter())[found.effect] += 1
        self.old.add(found.old)
        self.new.add(found.new)

    @property
    def total(self) -> int:
        """How many duties the change touches."""
        return self.effects.total()
