"""Roles and default grants of all chapters into Flask-AppBuilder's tables, in a fixed number of statements.

Runs in ``init`` and in an upgrade, never in web workers. A default is applied once: what an
administrator grants or takes away later is never touched. A default that its chapter no longer
declares is taken back; those of a chapter that is not there stay until it returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    ViewMenu,
    assoc_permissionview_role,
)
from sqlalchemy import Table, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from core.access import generation
from core.access.models import AppliedGrant
from core.db import table_of
from core.db.catalogue import Catalogue
from core.declare import Grant, Scope

Wanted = tuple[str, str, str]
"""role, record, ``action:scope``"""

SYSTEM_GRANTS = (
    Grant("AD", "core.chapters", ("manage",)),
    Grant("AD", "core.accounts", ("manage",)),
    Grant("AD", "core.roles", ("manage",)),
    Grant("AD", "core.notices", ("manage",)),
    Grant("AD", "core.jobs", ("read", "manage")),
    Grant("SA", "core.jobs", ("read",)),
    Grant("SA", "core.roles", ("read",)),
    Grant("SA", "core.audit", ("read",)),
    Grant("AU", "core.audit", ("read",)),
    Grant("DPO", "core.retention", ("read", "manage")),
    *(Grant(role, "core.retention", ("read",)) for role in ("AU", "AD")),
    *(Grant(role, "core.consents", ("read",)) for role in ("DPO", "UF", "UFH")),
    Grant("AD", "core.search", ("manage",)),
    Grant("AD", "core.views", ("share",)),
    Grant("UF", "core.views", ("share",)),
    Grant("UFH", "core.views", ("share",)),
    Grant("UF", "core.duties", ("read", "manage")),
    Grant("UFH", "core.duties", ("read", "manage")),
    Grant("CM", "core.duties", ("read",), Scope.OWN),
    Grant("CL", "core.duties", ("read",), Scope.OWN),
    Grant("UH", "core.duties", ("read",), Scope.UNIT),
    Grant("ME", "core.duties", ("read",), Scope.OWN),
    *(
        Grant(role, "core.regulation", ("read",))
        for role in ("AD", "UF", "UFH", "CM", "CL", "UH", "LI", "PU", "PB", "CO", "FD", "DPB", "ME")
    ),
    *(Grant(role, "core.regulation", ("manage",)) for role in ("AD", "UF", "UFH")),
    *(Grant(role, "core.templates", ("manage",)) for role in ("AD", "UF", "UFH")),
    Grant("LI", "core.duties", ("read",), Scope.UNIT),
    Grant("ME", "core.duties", ("read",), Scope.OWN),
    Grant("CM", "core.articles", ("read",)),
)
"""Grants on pages of the core that belong to no chapter."""


def _insert_missing(session: Session, table: Table, names: Iterable[str]) -> dict[str, int]:
    known: dict[str, int] = {n: i for i, n in session.execute(select(table.c.id, table.c.name))}
    missing = sorted(set(names) - known.keys())
    if missing:
        session.execute(insert(table), [{"name": n} for n in missing])
        known = {n: i for i, n in session.execute(select(table.c.id, table.c.name))}
    return known


def _pairs(session: Session, wanted: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    table: Any = PermissionView.__table__
    ask = select(table.c.id, table.c.permission_id, table.c.view_menu_id)
    known = {(p, v): i for i, p, v in session.execute(ask)}
    missing = sorted(wanted - known.keys())
    if missing:
        session.execute(
            insert(table), [{"permission_id": p, "view_menu_id": v} for p, v in missing]
        )
        known = {(p, v): i for i, p, v in session.execute(ask)}
    return known


def wanted_grants(grants: Iterable[Grant]) -> set[Wanted]:
    """Default grants as (role, record, ``action:scope``)."""
    return {(g.role, g.record, f"{a}:{g.scope}") for g in grants for a in g.actions}


def sync(session: Session, catalogue: Catalogue) -> int:
    """Bring roles and defaults into the tables; return how many grants were new."""
    wanted = wanted_grants((*SYSTEM_GRANTS, *catalogue.grants))
    roles = _insert_missing(session, _table(Role), {*catalogue.roles, *(w[0] for w in wanted)})
    stood, here = applied(session), {"core", *catalogue.manifests}
    gone = sorted(w for w in stood - wanted if w[1].partition(".")[0] in here)
    new = sorted(wanted - stood)
    if gone:
        unlink_grants(session, roles, gone)
        _forget(session, gone)
    if new:
        link_grants(session, roles, new)
        session.execute(
            insert(table_of(AppliedGrant)),
            [{"role": r, "record": n, "permission": p} for r, n, p in new],
        )
    if gone or new:
        generation.move(session)
    return len(new)


def _forget(session: Session, gone: Sequence[Wanted]) -> None:
    c = table_of(AppliedGrant).c
    keys = (c.role == bindparam("r"), c.record == bindparam("n"), c.permission == bindparam("p"))
    rows = [{"r": r, "n": n, "p": p} for r, n, p in gone]
    session.execute(delete(table_of(AppliedGrant)).where(*keys), rows)


def applied(session: Session) -> set[Wanted]:
    """Defaults that were put into force before."""
    table = table_of(AppliedGrant)
    rows = session.execute(select(table.c.role, table.c.record, table.c.permission))
    return {(r, n, p) for r, n, p in rows}


def link_grants(session: Session, roles: dict[str, int], new: Sequence[Wanted]) -> None:
    """Grant each (role, record, permission), making the rows they need; those that stand are kept."""
    permissions = _insert_missing(session, _table(Permission), {p for _, _, p in new})
    records = _insert_missing(session, _table(ViewMenu), {n for _, n, _ in new})
    pairs = _pairs(session, {(permissions[p], records[n]) for _, n, p in new})
    link = assoc_permissionview_role
    have = {(r, v) for r, v in session.execute(select(link.c.role_id, link.c.permission_view_id))}
    rows = {(roles[r], pairs[permissions[p], records[n]]) for r, n, p in new} - have
    if rows:
        session.execute(
            insert(link), [{"role_id": r, "permission_view_id": v} for r, v in sorted(rows)]
        )


def _table(model: Any) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def unlink_grants(session: Session, roles: dict[str, int], gone: Sequence[Wanted]) -> None:
    """Take grants back, in two statements; the rows they were made of stay for later."""
    ask = (
        select(PermissionView.id, Permission.name, ViewMenu.name)
        .join(Permission, PermissionView.permission_id == Permission.id)
        .join(ViewMenu, PermissionView.view_menu_id == ViewMenu.id)
    )
    pairs = {(record, permission): i for i, permission, record in session.execute(ask)}
    rows = [
        {"role": roles[r], "pair": pairs[n, p]}
        for r, n, p in gone
        if r in roles and (n, p) in pairs
    ]
    if rows:
        c = assoc_permissionview_role.c
        keys = (c.role_id == bindparam("role"), c.permission_view_id == bindparam("pair"))
        session.execute(delete(assoc_permissionview_role).where(*keys), rows)
