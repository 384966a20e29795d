"""Who acts: a signed-in person's roles, units and grants, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from core.declare import Scope

Grants = Mapping[str, Mapping[str, frozenset[Scope]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """``person`` is the directory person behind the account, ``units`` those they belong to or lead.

    ``grants`` maps record → action → scopes. ``system`` acts for a named job and is bound by nothing.
    """

    user: int | None
    name: str
    person: int | None = None
    units: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    grants: Grants = field(default_factory=dict)
    resting: frozenset[str] = frozenset()
    """Roles that were given but rest for now; they are not among ``roles``."""
    system: bool = False
    single_keys: bool = True
    """False where the person switched off commands by single keys (WCAG 2.1.4)."""

    def scopes(self, record: str, action: str) -> frozenset[Scope]:
        """Scopes in which the actor may do *action* with the record; empty = not at all."""
        if self.system:
            return frozenset({Scope.ALL})
        return self.grants.get(record, {}).get(action, frozenset())

    def may(self, record: str, action: str) -> bool:
        """True when the actor may do this with at least some rows."""
        return bool(self.scopes(record, action))


NOBODY = Actor(user=None, name="")


def system(job: str) -> Actor:
    """The actor of a job, by the job's name; it appears in the audit trail under that name."""
    return Actor(user=None, name=f"system:{job}", system=True)


def actor_of(session: Session) -> Actor:
    """The actor of a session; nobody, who sees nothing, where none was set."""
    found = session.info.get("actor", NOBODY)
    assert isinstance(found, Actor)
    return found


def act_as(session: Session, actor: Actor) -> None:
    """Let *session* act for *actor* from now on; what it compiled for another is dropped."""
    session.info["actor"] = actor
    session.info.pop("criteria", None)
