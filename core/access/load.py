"""Build the actor behind an account: roles, grants, person, units; kept per generation."""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    User,
    ViewMenu,
    assoc_permissionview_role,
    assoc_user_role,
)
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.access.actor import Actor, Grants
from core.access.models import Account
from core.db.base import Base
from core.declare import Scope

_USER: Any = User.__table__
_ROLE: Any = Role.__table__
_ACCOUNT: Any = Account.__table__
EVERYBODY = "ME"
"""The role everybody with a person has, without it being assigned."""


Resting = Callable[[Session, int, frozenset[str], dt.date], frozenset[str]]
"""Which of a person's roles rest on a day."""


def none_rests(
    _session: Session, _person: int, _roles: frozenset[str], _today: dt.date
) -> frozenset[str]:
    """Every role stands."""
    return frozenset()


class Actors:
    """Actors by user, kept while generation and day stand. One per application; safe between threads."""

    def __init__(self, resting: Resting = none_rests) -> None:
        self._lock = threading.Lock()
        self._resting = resting
        self._kept_for: tuple[int, dt.date | None] = (-1, None)
        self._kept: dict[int, Actor] = {}
        self._grants: dict[frozenset[str], Grants] = {}

    def get(self, session: Session, user: int, generation: int, today: dt.date) -> Actor | None:
        """The actor of an active user, or None when the account is disabled or gone."""
        with self._lock:
            if (generation, today) != self._kept_for:
                self._kept.clear()
                self._grants.clear()
                self._kept_for = (generation, today)
            if user in self._kept:
                return self._kept[user]
        actor = self._load(session, user, today)
        if actor is not None:
            with self._lock:
                if (generation, today) == self._kept_for:
                    self._kept[user] = actor
        return actor

    def _load(self, session: Session, user: int, today: dt.date) -> Actor | None:
        row = session.execute(
            select(_USER.c.username, _USER.c.active, _ACCOUNT.c.person_id, _ACCOUNT.c.single_keys)
            .select_from(_USER.outerjoin(_ACCOUNT, _ACCOUNT.c.user_id == _USER.c.id))
            .where(_USER.c.id == user)
        ).first()
        if row is None or not row.active:
            return None
        names = session.execute(
            select(_ROLE.c.name)
            .join(assoc_user_role, assoc_user_role.c.role_id == _ROLE.c.id)
            .where(assoc_user_role.c.user_id == user)
        ).scalars()
        given = frozenset(names)
        rests = (
            self._resting(session, row.person_id, given, today) if row.person_id else frozenset()
        )
        roles = (given - rests) | ({EVERYBODY} if row.person_id else frozenset())
        with self._lock:
            grants = self._grants.get(roles)
        if grants is None:
            grants = load_grants(session, roles)
            with self._lock:
                self._grants[roles] = grants
        return Actor(
            user=user,
            name=row.username,
            person=row.person_id,
            units=units_of(session, row.person_id, today) if row.person_id else frozenset(),
            roles=roles,
            resting=rests,
            grants=grants,
            single_keys=row.single_keys is not False,
        )


def load_grants(session: Session, roles: frozenset[str]) -> Grants:
    """Grants of all these roles together: record → action → scopes."""
    link = assoc_permissionview_role
    rows = session.execute(
        select(ViewMenu.name, Permission.name)
        .select_from(PermissionView)
        .join(Permission, PermissionView.permission_id == Permission.id)
        .join(ViewMenu, PermissionView.view_menu_id == ViewMenu.id)
        .join(link, link.c.permission_view_id == PermissionView.id)
        .join(Role, Role.id == link.c.role_id)
        .where(Role.name.in_(roles))
        .distinct()
    )
    found: dict[str, dict[str, set[Scope]]] = defaultdict(lambda: defaultdict(set))
    for record, permission in rows:
        action, _, scope = permission.partition(":")
        if scope in {s.value for s in Scope}:
            found[record][action].add(Scope(scope))
    return {r: {a: frozenset(s) for a, s in actions.items()} for r, actions in found.items()}


def units_of(session: Session, person: int, today: dt.date) -> frozenset[int]:
    """The unit a person belongs to and those where they hold a post on *today*."""
    people, posts = Base.metadata.tables["directory_person"], Base.metadata.tables["directory_post"]
    own = session.execute(select(people.c.unit).where(people.c.id == person)).scalars()
    held = session.execute(
        select(posts.c.unit).where(
            posts.c.person == person,
            posts.c.deleted_at.is_(None),
            or_(posts.c.starts.is_(None), posts.c.starts <= today),
            or_(posts.c.ends.is_(None), posts.c.ends >= today),
        )
    ).scalars()
    return frozenset(u for u in (*own, *held) if u is not None)
