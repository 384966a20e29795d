"""Who may read this row, and by which grant? The same scopes as the policy, asked from the row's side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
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
from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from core.access.gate import Visible
from core.access.load import EVERYBODY
from core.access.models import Account
from core.access.policy import UNIT_SIGHT
from core.db import pieces
from core.db.base import Base, RecordBase
from core.db.catalogue import Catalogue
from core.declare import Scope

_USER: Any = User.__table__
_ROLE: Any = Role.__table__
_ACCOUNT: Any = Account.__table__
EVERY = frozenset({Scope.ALL, Scope.STAGE})
"""Scopes that reach the row, where they do, for everybody who holds them."""
MOST_AT_ONCE = 50
"""Conditions in one statement, each a column of its answer."""


@dataclass(frozen=True, slots=True)
class Reader:
    """An active account and the person behind it."""

    user: int
    name: str
    person: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """A role that reads the row, in which scopes, and the accounts that do so by it."""

    role: str
    scopes: tuple[Scope, ...]
    readers: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The row that is asked about, the further condition of its chapter, and the day."""

    session: Session
    catalogue: Catalogue
    row: RecordBase
    visible: Visible
    today: dt.date


def readers_of(asked: Asked) -> list[Reach]:
    """The roles by which somebody reads the row, each with those accounts. A role that reaches no
    account at present is left out."""
    scopes = {
        role: _as_reached(asked, held)
        for role, held in _granted(asked.session, asked.row.record.name).items()
    }
    people = {s: _people(asked, s) for s in set().union(*scopes.values()) - EVERY}
    found = []
    for role, held in scopes.items():
        readers = [r for r in _holders(asked.session, role) if _reached(r, held, people)]
        if readers:
            used = [s for s in Scope if s in held and (s in EVERY or people[s])]
            found.append(Reach(role, tuple(used), tuple(readers)))
    seeing = _not_hidden(asked, {r.person for reach in found for r in reach.readers})
    kept = (
        Reach(f.role, f.scopes, tuple(r for r in f.readers if r.person in seeing)) for f in found
    )
    return [reach for reach in kept if reach.readers]


def _reached(reader: Reader, held: Collection[Scope], people: dict[Scope, frozenset[int]]) -> bool:
    return not EVERY.isdisjoint(held) or any(reader.person in people[s] for s in held)


def _as_reached(asked: Asked, held: frozenset[Scope]) -> frozenset[Scope]:
    """Without the scope of a stage that the row has not come to."""
    come = any(
        value in holds.values
        for holds in asked.row.record.stage
        for value in _at_the_end(asked, holds.path)
    )
    return held if come else held - {Scope.STAGE}


def _granted(session: Session, record: str) -> dict[str, frozenset[Scope]]:
    """Role → scopes in which it reads the record, in the order the roles were made."""
    link = assoc_permissionview_role
    ask = (
        select(_ROLE.c.name, Permission.name)
        .join(link, link.c.role_id == _ROLE.c.id)
        .join(PermissionView, PermissionView.id == link.c.permission_view_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .where(ViewMenu.name == record, Permission.name.startswith("read:", autoescape=True))
        .order_by(_ROLE.c.id)
    )
    known = {s.value: s for s in Scope}
    found: dict[str, frozenset[Scope]] = {}
    for role, permission in session.execute(ask):
        scope = known.get(permission.partition(":")[2])
        if scope is not None:
            found[role] = found.get(role, frozenset()) | {scope}
    return found


def _holders(session: Session, role: str) -> list[Reader]:
    joined = _USER.outerjoin(_ACCOUNT, _ACCOUNT.c.user_id == _USER.c.id)
    ask = select(_USER.c.id, _USER.c.username, _ACCOUNT.c.person_id).select_from(joined)
    ask = ask.where(_USER.c.active.is_(True)).order_by(_USER.c.id)
    given = select(assoc_user_role.c.user_id).join(_ROLE, _ROLE.c.id == assoc_user_role.c.role_id)
    holds = _USER.c.id.in_(given.where(_ROLE.c.name == role))
    if role == EVERYBODY:  # held by each person without being assigned
        holds = or_(holds, _ACCOUNT.c.person_id.is_not(None))
    return [Reader(*found) for found in session.execute(ask.where(holds))]


def _people(asked: Asked, scope: Scope) -> frozenset[int]:
    """Persons whom the row's paths of a scope lead to."""
    declared = asked.row.record
    if scope is Scope.UNIT:
        return _people_of_units(asked) if declared.unit else frozenset()
    paths = declared.own if scope is Scope.OWN else declared.party
    return frozenset(v for p in paths for v in _at_the_end(asked, p))


def _at_the_end(asked: Asked, path: str) -> list[Any]:
    """What ``field`` or ``ref.field`` of the row holds."""
    first, _, rest = path.partition(".")
    value = getattr(asked.row, first)
    if value is None or not rest:
        return [] if value is None else [value]
    declared = asked.row.record.field(first)
    assert declared is not None, f"{asked.row.record.name}: path {path!r} starts with no field"
    table = asked.catalogue.model(declared.target).__table__
    found = asked.session.execute(select(table.c[rest]).where(table.c.id == value)).scalars()
    return [v for v in found if v is not None]


def _people_of_units(asked: Asked) -> frozenset[int]:
    """Those who belong to the row's unit or hold a post there today, where units see the row."""
    row = asked.row
    if row.record.field("visibility") is not None:
        if getattr(row, "visibility", None) not in (None, *UNIT_SIGHT):
            return frozenset()
    units = _at_the_end(asked, row.record.unit)
    tables = Base.metadata.tables
    people, posts = tables["directory_person"], tables["directory_post"]
    own = select(people.c.id).where(people.c.unit.in_(units))
    held = select(posts.c.person).where(
        posts.c.unit.in_(units),
        posts.c.deleted_at.is_(None),
        or_(posts.c.starts.is_(None), posts.c.starts <= asked.today),
        or_(posts.c.ends.is_(None), posts.c.ends >= asked.today),
    )
    return frozenset(asked.session.execute(own.union(held)).scalars())


def _not_hidden(asked: Asked, persons: Iterable[int | None]) -> set[int | None]:
    """Those of *persons* for whom the chapter's own condition lets the row through."""
    conditions = {p: asked.visible(p, asked.row.record.name) for p in persons}
    asks = {p: condition for p, condition in conditions.items() if condition is not None}
    seeing = conditions.keys() - asks.keys()
    model = type(asked.row)
    for some in pieces(asks, MOST_AT_ONCE):
        answers: list[Any] = [case((asks[p], 1), else_=0) for p in some]
        ask = select(*answers).where(model.id == asked.row.id)
        found = asked.session.execute(ask, execution_options={"gate": False}).first()
        seeing |= {p for p, yes in zip(some, found or (), strict=False) if yes}
    return seeing
