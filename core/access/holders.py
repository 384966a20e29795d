"""Who could do this? The accounts whose grants reach an action on one row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
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
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actor import Actor
from core.access.load import Actors
from core.access.policy import criterion
from core.db.base import RecordBase
from core.db.catalogue import Catalogue

_USER: Any = User.__table__
_ROLE: Any = Role.__table__
MOST = 200
"""More accounts than this are not asked one by one; the first made are."""


def actors_who_may(
    session: Session, catalogue: Catalogue, row: RecordBase, action: str, today: dt.date
) -> list[Actor]:
    """Actors of active accounts that hold *action* on this very row through an assigned role."""
    found = holders_of(session, row.record.name, action, today)
    return [a for a in found if _reaches(session, catalogue, row, action, a)]


def holders_of(session: Session, record: str, action: str, today: dt.date) -> list[Actor]:
    """Actors of active accounts that hold *action* on rows of a record through an assigned role."""
    loaded = Actors()
    found = (loaded.get(session, user, 0, today) for user in _users(session, record, action))
    return [actor for actor in found if actor is not None]


def roles_granted(session: Session, record: str, action: str) -> frozenset[str]:
    """Codes of the roles that hold *action* on a record, in whatever scope."""
    ask = select(_ROLE.c.name).where(_ROLE.c.id.in_(_role_ids(record, action)))
    return frozenset(session.execute(ask).scalars())


def roles_of(session: Session, users: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Codes of the roles each of these accounts holds now."""
    held = assoc_user_role
    ask = (
        select(held.c.user_id, _ROLE.c.name)
        .join(_ROLE, _ROLE.c.id == held.c.role_id)
        .where(held.c.user_id.in_(sorted(set(users))))
        .order_by(_ROLE.c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for user, role in session.execute(ask):
        found[user] = (*found.get(user, ()), role)
    return found


def _role_ids(record: str, action: str) -> Any:
    link = assoc_permissionview_role
    return (
        select(link.c.role_id)
        .join(PermissionView, PermissionView.id == link.c.permission_view_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .where(ViewMenu.name == record, Permission.name.startswith(f"{action}:", autoescape=True))
    )


def _users(session: Session, record: str, action: str) -> list[int]:
    held = assoc_user_role
    ask = (
        select(_USER.c.id)
        .join(held, held.c.user_id == _USER.c.id)
        .where(_USER.c.active.is_(True), held.c.role_id.in_(_role_ids(record, action)))
        .distinct()
        .order_by(_USER.c.id)
        .limit(MOST)
    )
    return list(session.execute(ask).scalars())


def _reaches(
    session: Session, catalogue: Catalogue, row: RecordBase, action: str, actor: Actor
) -> bool:
    model = type(row)
    condition = criterion(actor, catalogue, model.record.name, action)
    ask = select(model.id).where(model.id == row.id, condition)
    with session.no_autoflush:
        return session.execute(ask.execution_options(gate=False)).first() is not None
