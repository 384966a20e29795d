"""Tables of the library of accounts and roles, for those who make tables or count rows."""

from __future__ import annotations

from typing import Any

from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    User,
    ViewMenu,
    assoc_permissionview_role,
    assoc_user_role,
)
from sqlalchemy import MetaData, func, select
from sqlalchemy.orm import Session

TABLES: MetaData = User.metadata


def grants_on(session: Session, prefix: str) -> tuple[int, int]:
    """How many grants stand on records whose names begin with *prefix*, and how many accounts
    hold a role that has one of them."""
    link: Any = assoc_permissionview_role
    ours = (
        select(link.c.role_id)
        .join(PermissionView, PermissionView.id == link.c.permission_view_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .where(ViewMenu.name.startswith(prefix, autoescape=True))
    )
    grants = session.execute(select(func.count()).select_from(ours.subquery())).scalar_one()
    holders: Any = assoc_user_role
    people = session.execute(
        select(func.count(holders.c.user_id.distinct())).where(holders.c.role_id.in_(ours))
    ).scalar_one()
    return int(grants), int(people)
