"""Switching one rule of a chapter off and on again: in the caller's transaction."""

from __future__ import annotations

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from core.access import generation
from core.chapters.life_cycle import By, LifeCycleError, asked, tell
from core.chapters.state import RULE, State
from core.db.catalogue import Catalogue
from core.declare import Rule
from core.duties import rule_key


def switch(session: Session, catalogue: Catalogue, name: str, rule: str, on: bool, by: By) -> bool:
    """Let the rule be evaluated or not; False when it stands so already. Raises LifeCycleError."""
    _, now = asked(session, catalogue, name)
    found = find(catalogue, name, rule)
    key = rule_key(name, found)
    if (key not in now.off) == on:
        return False
    session.execute(delete(RULE).where(RULE.c.name == key))
    kept = {"name": key, "is_on": on, "changed_at": by.at, "changed_by": by.user}
    session.execute(insert(RULE).values(**kept))
    states = (State.DISABLED.value, State.ENABLED.value)
    tell(session, name, found.title, by, *(states if on else states[::-1]))
    generation.move(session)
    return True


def find(catalogue: Catalogue, name: str, rule: str) -> Rule:
    """A rule of a chapter by its name. Raises LifeCycleError with the names that are known."""
    rules = {r.name: r for r in catalogue.rules.get(name, ())}
    if rule not in rules:
        raise LifeCycleError(
            "There is no rule %(rule)s. Known are: %(names)s.",
            rule=rule,
            names=", ".join(rules) or "none",
        )
    return rules[rule]
