"""Making and changing accounts: users of the library's table, the person behind them, their roles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_appbuilder.security.sqla.models import Role, User, assoc_user_role
from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, select, update
from sqlalchemy.orm import Session

from core.access import generation
from core.access.models import Account
from core.access.passwords import complaint, hashed
from core.db import Base, new_number, rows_changed
from core.texts import N_

_USER: Any = User.__table__
_ROLE: Any = Role.__table__
_ACCOUNT: Any = Account.__table__
FIRST_ROLES = ("AD", "UF", "UFH")
"""The first administrator also does the office's work until somebody else is given it."""
APART = ("AD", "SA", "AU")
"""Three administrators who must be three people (spec of the three separated powers)."""


class AccountError(Exception):
    """An account cannot be made or changed so; ``field`` names what to mend."""

    def __init__(self, field: str, text: str) -> None:
        self.field, self.text = field, text
        super().__init__(text)


def any_user(db: Session) -> bool:
    """True when there is at least one account."""
    return db.execute(select(_USER.c.id).limit(1)).first() is not None


def name_complaint(db: Session, name: str, but: int | None = None) -> str:
    """Why a user name cannot be used, as a msgid; '' when it can."""
    if not 2 <= len(name) <= 64 or not all(c.isalnum() or c in "._-@" for c in name):
        return N_("A user name has 2 to 64 letters, digits or . _ - @.")
    ask = select(_USER.c.id).where(func.lower(_USER.c.username) == name.lower())
    found = db.execute(ask).scalar()
    return N_("This user name is taken.") if found is not None and found != but else ""


def roles_complaint(roles: set[str]) -> str:
    """Why these roles cannot be held together, as a msgid; '' when they can."""
    if len(roles & set(APART)) > 1:
        return N_("System, security and audit administrator must be three different people.")
    if {"UF", "AU"} <= roles:
        return N_("The office's clerk cannot audit the office.")
    return ""


def create(
    db: Session,
    name: str,
    password: str | None,
    roles: tuple[str, ...],
    now: dt.datetime,
    person: int | None = None,
) -> int:
    """Make an account; the caller commits. Without a password it waits for its set-password link.

    Raises AccountError naming the field to mend.
    """
    if wrong := name_complaint(db, name):
        raise AccountError("username", wrong)
    if password is not None and (wrong := complaint(password, name)):
        raise AccountError("password", wrong)
    if wrong := roles_complaint(set(roles)):
        raise AccountError("roles", wrong)
    stamp = now.replace(tzinfo=None)
    made = db.execute(
        insert(_USER).values(
            first_name=name[:64],
            last_name="",
            username=name,
            password=hashed(password) if password is not None else "",
            active=True,
            email=f"{name}@account.invalid",
            login_count=0,
            fail_login_count=0,
            created_on=stamp,
            changed_on=stamp,
        )
    )
    user = new_number(made)
    db.execute(insert(_ACCOUNT).values(user_id=user, person_id=person, must_change=False))
    set_roles(db, user, roles)
    return user


def set_roles(db: Session, user: int, roles: tuple[str, ...]) -> None:
    """Give *user* exactly these roles."""
    db.execute(delete(assoc_user_role).where(assoc_user_role.c.user_id == user))
    known = {n: i for i, n in db.execute(select(_ROLE.c.id, _ROLE.c.name))}
    if set(roles) - known.keys():
        raise AccountError("roles", "There is no such role. Choose among the roles offered.")
    rows = [{"user_id": user, "role_id": known[r]} for r in roles]
    if rows:
        db.execute(insert(assoc_user_role), rows)
    generation.move(db)


def set_password(db: Session, user: int, password: str) -> None:
    """Keep a new password's hash; the caller ends the user's other sessions. Raises AccountError."""
    name = db.execute(select(_USER.c.username).where(_USER.c.id == user)).scalar_one()
    if wrong := complaint(password, name):
        raise AccountError("password", wrong)
    db.execute(update(_USER).where(_USER.c.id == user).values(password=hashed(password)))


def set_person(db: Session, user: int, person: int | None) -> None:
    """Tie an account to a person of the directory, or untie it."""
    people = Base.metadata.tables["directory_person"]
    there = select(people.c.id).where(people.c.id == person, people.c.deleted_at.is_(None))
    if person is not None and not db.execute(there).first():
        raise AccountError("person", "There is no such person. Choose one from the directory.")
    taken = select(_ACCOUNT.c.user_id).where(
        _ACCOUNT.c.person_id == person, _ACCOUNT.c.user_id != user
    )
    if person is not None and db.execute(taken).first():
        raise AccountError("person", "This person has an account already.")
    done = db.execute(update(_ACCOUNT).where(_ACCOUNT.c.user_id == user).values(person_id=person))
    if not rows_changed(done):
        db.execute(insert(_ACCOUNT).values(user_id=user, person_id=person, must_change=False))
    generation.move(db)


def set_active(db: Session, user: int, active: bool) -> None:
    """Disable or enable an account; takes effect at its next request."""
    db.execute(update(_USER).where(_USER.c.id == user).values(active=active))
    generation.move(db)


def account_names(db: Session, users: list[int]) -> dict[int, str]:
    """User names of these accounts."""
    rows = db.execute(select(_USER.c.id, _USER.c.username).where(_USER.c.id.in_(users)))
    return {i: n for i, n in rows}


def account_people(db: Session, users: list[int]) -> dict[int, int]:
    """The person behind each of these accounts, where there is one."""
    ask = select(_ACCOUNT.c.user_id, _ACCOUNT.c.person_id).where(_ACCOUNT.c.user_id.in_(users))
    return {i: p for i, p in db.execute(ask) if p is not None}


def number_of(db: Session, name: str) -> int | None:
    """The account of that user name, in whatever case it is typed."""
    ask = select(_USER.c.id).where(func.lower(_USER.c.username) == name.lower())
    found: int | None = db.execute(ask).scalar()
    return found


def accounts_with(db: Session, role: str, most: int) -> list[tuple[int, str]]:
    """Number and user name of the accounts that hold a role."""
    return _by_role(db, _USER.c.id.in_(_holding(role)), most)


def accounts_without(db: Session, role: str, most: int) -> list[tuple[int, str]]:
    """Number and user name of the active accounts that do not hold it."""
    return _by_role(db, and_(_USER.c.active, _USER.c.id.not_in(_holding(role))), most)


def _holding(role: str) -> Select[Any]:
    held = assoc_user_role.c
    named = select(_ROLE.c.id).where(_ROLE.c.name == role)
    return select(held.user_id).where(held.role_id.in_(named))


def _by_role(db: Session, where: ColumnElement[bool], most: int) -> list[tuple[int, str]]:
    ask = select(_USER.c.id, _USER.c.username).where(where).order_by(_USER.c.username).limit(most)
    return [(number, name) for number, name in db.execute(ask)]
