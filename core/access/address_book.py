"""Who can be told: active accounts by person, by role, by number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from flask_appbuilder.security.sqla.models import Role, User, assoc_user_role
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.load import EVERYBODY
from core.access.models import Account
from core.db import pieces

_USER: Any = User.__table__
_ROLE: Any = Role.__table__
_ACCOUNT: Any = Account.__table__


@dataclass(frozen=True, slots=True)
class Reader:
    """An active account, the person behind it, and the language it chose."""

    account: int
    person: int | None
    locale: str | None


def _active() -> Any:
    """The question for active accounts, by number."""
    joined = _USER.outerjoin(_ACCOUNT, _ACCOUNT.c.user_id == _USER.c.id)
    ask = select(_USER.c.id, _ACCOUNT.c.person_id, _ACCOUNT.c.locale).select_from(joined)
    return ask.where(_USER.c.active.is_(True)).order_by(_USER.c.id)


def _readers(session: Session, ask: Any) -> Iterable[Reader]:
    return (Reader(i, person, locale) for i, person, locale in session.execute(ask))


class AddressBook:
    """Asks the tables of accounts each time: who is told is decided at that moment."""

    def of_people(self, session: Session, people: Collection[int]) -> dict[int, Reader]:
        """By person, the active account tied to that person."""
        found: dict[int, Reader] = {}
        for some in pieces(sorted(people)):
            readers = _readers(session, _active().where(_ACCOUNT.c.person_id.in_(some)))
            found |= {r.person: r for r in readers if r.person is not None}
        return found

    def of_roles(self, session: Session, roles: Collection[str]) -> dict[str, list[Reader]]:
        """By role, all active accounts that hold it; the role of everybody is held by each person."""
        ask = _active().add_columns(_ROLE.c.name)
        ask = ask.join(assoc_user_role, assoc_user_role.c.user_id == _USER.c.id)
        ask = ask.join(_ROLE, _ROLE.c.id == assoc_user_role.c.role_id)
        found: dict[str, list[Reader]] = {}
        for some in pieces(sorted(set(roles) - {EVERYBODY})):
            for i, person, locale, role in session.execute(ask.where(_ROLE.c.name.in_(some))):
                found.setdefault(role, []).append(Reader(i, person, locale))
        if EVERYBODY in roles:
            people = _active().where(_ACCOUNT.c.person_id.is_not(None))
            found[EVERYBODY] = list(_readers(session, people))
        return found

    def of_accounts(self, session: Session, accounts: Collection[int]) -> dict[int, Reader]:
        """By number, those that are active."""
        found: dict[int, Reader] = {}
        for some in pieces(sorted(accounts)):
            ask = _active().where(_USER.c.id.in_(some))
            found |= {r.account: r for r in _readers(session, ask)}
        return found
