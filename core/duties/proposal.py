"""A change that somebody thinks of: other parameters, a rule on or off, other numbers in a rule."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.declare import Rule
from core.duties.ladder import ladder_of
from core.duties.scene import World
from core.duties.settings import Setting, Value, default

Numbers = Mapping[str, int]
DUE_DAYS = "due.days"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What would be different in one chapter.

    ``values`` are parameters by name, ``switched`` rules by name (on or off), ``numbers`` literal
    numbers of a rule by the rule's name and the key (``lead_days``, ``due.days`` …).
    """

    chapter: str
    values: Mapping[str, Value] = field(default_factory=dict)
    switched: Mapping[str, bool] = field(default_factory=dict)
    numbers: Mapping[str, Numbers] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.switched or self.numbers)


def at_once(world: World, proposal: Proposal, today: dt.date) -> World:
    """The world in which the change holds from *today* on, for running periods too."""

    def settings(chapter: str, name: str) -> Sequence[Setting]:
        found = world.settings(chapter, name)
        if chapter != proposal.chapter or name not in proposal.values:
            return found
        new = Setting(value=proposal.values[name], since=today, running=True)
        past = [s for s in found if s.since is None or s.since < today]
        later = [s for s in found if s.since is not None and s.since > today]
        return (*past, new, *later)

    return dataclasses.replace(_changed(world, proposal), settings=settings)


def always(world: World, proposal: Proposal) -> World:
    """The world in which the change had held all the time."""

    def settings(chapter: str, name: str) -> Sequence[Setting]:
        if chapter == proposal.chapter and name in proposal.values:
            return default(proposal.values[name])
        return world.settings(chapter, name)

    return dataclasses.replace(_changed(world, proposal), settings=settings)


def touched(world: World, proposal: Proposal) -> Iterator[tuple[str, Rule]]:
    """(chapter, rule) of the rules whose duties or messages the change can move, as they stand."""
    for chapter, rule in world.rules():
        if chapter == proposal.chapter and _moved(world, chapter, rule, proposal):
            yield chapter, rule
        elif tells_otherwise(chapter, rule, proposal):
            yield chapter, rule


def _moved(world: World, chapter: str, rule: Rule, proposal: Proposal) -> bool:
    used = world.scene(chapter, rule, dt.date.min).names()
    named = rule.name in proposal.switched or rule.name in proposal.numbers
    return named or not set(proposal.values).isdisjoint(used)


def tells_otherwise(chapter: str, rule: Rule, proposal: Proposal) -> bool:
    """True when a parameter of the change says on which day a step of the rule's ladder is taken."""
    for step in ladder_of(rule):
        of, _dot, name = str(step.days).partition("@")[2].rpartition(".")
        if (of or chapter) == proposal.chapter and name in proposal.values:
            return True
    return False


def _changed(world: World, proposal: Proposal) -> World:
    """*world* with other rules, and some of them on or off."""
    mine = proposal.chapter
    rules = dict(world.catalogue.rules)
    rules[mine] = tuple(_renumbered(r, proposal) for r in rules.get(mine, ()))
    switched = {f"{mine}.{name}": on for name, on in proposal.switched.items()}

    def rule_on(key: str) -> bool:
        return switched.get(key, world.rule_on(key))

    catalogue = dataclasses.replace(world.catalogue, rules=rules)
    return dataclasses.replace(world, catalogue=catalogue, rule_on=rule_on)


def _renumbered(rule: Rule, proposal: Proposal) -> Rule:
    numbers: dict[str, Any] = dict(proposal.numbers.get(rule.name, {}))
    if DUE_DAYS in numbers:
        numbers["due"] = dataclasses.replace(rule.due, days=numbers.pop(DUE_DAYS))
    return dataclasses.replace(rule, **numbers) if numbers else rule


def numbers_of(rule: Rule) -> dict[str, int]:
    """The literal numbers of a rule that a preview can change, by key."""
    found = {f.name: getattr(rule, f.name) for f in dataclasses.fields(rule) if f.name != "article"}
    found[DUE_DAYS] = rule.due.days
    return {k: v for k, v in found.items() if type(v) is int}
