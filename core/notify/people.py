"""Whom a message reaches. The accounts themselves are kept elsewhere; this is what is asked of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from sqlalchemy.orm import Session


class Reader(Protocol):
    """An account that can sign in: its number, the person behind it, the language it reads."""

    @property
    def account(self) -> int: ...
    @property
    def person(self) -> int | None: ...
    @property
    def locale(self) -> str | None: ...


class AddressBook(Protocol):
    """Active accounts, found in three ways. What is not found is left out of the answer."""

    def of_people(self, session: Session, people: Collection[int]) -> Mapping[int, Reader]:
        """By person, the account tied to that person."""
        ...

    def of_roles(self, session: Session, roles: Collection[str]) -> Mapping[str, Sequence[Reader]]:
        """By role, all who hold it at this moment."""
        ...

    def of_accounts(self, session: Session, accounts: Collection[int]) -> Mapping[int, Reader]:
        """By number."""
        ...
