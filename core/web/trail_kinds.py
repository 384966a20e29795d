"""Kinds of entries of the audit trail, as the page of the trail and the home page filter and count them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, not_, or_

from core.audit.models import Entry
from core.db import table_of
from core.texts import N_

_E = table_of(Entry).c


@dataclass(frozen=True, slots=True)
class Kind:
    """Entries whose action begins with one of these words; without words all that no other kind takes."""

    name: str
    label: str
    actions: tuple[str, ...] = ()

    @property
    def condition(self) -> ColumnElement[bool]:
        """What selects the entries."""
        if not self.actions:
            return not_(or_(*(k.condition for k in WATCHED)))
        exact = [a for a in self.actions if not a.endswith("_")]
        begins = [_E.action.startswith(a, autoescape=True) for a in self.actions if a.endswith("_")]
        return or_(_E.action.in_(exact), *begins)


WATCHED = (
    Kind("reads", N_("Reads of sensitive data"), ("read",)),
    Kind("sign_ins", N_("Sign-ins"), ("sign_", "api_sign_", "session_")),
    Kind(
        "rights",
        N_("Accounts and roles"),
        ("account_", "role_", "password_", "api_key_", "first_administrator"),
    ),
    Kind("rules", N_("Chapters and rules"), ("chapter_", "parameters_", "rule_", "regulation_")),
)
KINDS = (*WATCHED, Kind("records", N_("Records and other")))


def kind_of(name: str) -> Kind | None:
    """The kind of that name."""
    return next((k for k in KINDS if k.name == name), None)
