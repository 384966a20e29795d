"""The inbox of an account: what it was told, the unread first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Column, ScalarSelect, func, select, update
from sqlalchemy.orm import Session

from core.db import rows_changed, table_of
from core.notify.models import INBOX, Delivery
from core.notify.outbox import Message

_DELIVERY, _MESSAGE = table_of(Delivery), table_of(Message)
MOST_COUNTED = 100
"""Unread messages are counted up to this; a page shows «99+»."""
_COLUMNS = (
    _DELIVERY.c.id,
    _DELIVERY.c.read_at,
    _DELIVERY.c.kind,
    _MESSAGE.c.created_at,
    _MESSAGE.c.subject,
    _MESSAGE.c.body,
    _MESSAGE.c.fill_in,
    _MESSAGE.c.link,
)


def unread_of(account: Any) -> ScalarSelect[Any]:
    """How many messages are unread, as part of another question; *account* may be its column."""
    waiting = (
        select(_DELIVERY.c.id)
        .where(
            _DELIVERY.c.account == account,
            _DELIVERY.c.channel == INBOX,
            _DELIVERY.c.read_at.is_(None),
        )
        .limit(MOST_COUNTED)
    )
    if isinstance(account, Column):
        waiting = waiting.correlate(account.table)
    return select(func.count()).select_from(waiting.subquery()).scalar_subquery()


def unread(session: Session, account: int) -> int:
    """How many messages of an account are unread, at most MOST_COUNTED."""
    return int(session.execute(select(unread_of(account))).scalar_one())


def entries(
    session: Session, account: int, *, unread_only: bool = False, size: int = 50, skip: int = 0
) -> list[Any]:
    """Rows of the inbox, the unread first and the newest of both first; one more than *size* where
    there are more."""
    ask = (
        select(*_COLUMNS)
        .join(_MESSAGE, _MESSAGE.c.id == _DELIVERY.c.message_id)
        .where(_DELIVERY.c.account == account, _DELIVERY.c.channel == INBOX)
        .order_by(_DELIVERY.c.read_at.is_not(None), _DELIVERY.c.id.desc())
    )
    if unread_only:
        ask = ask.where(_DELIVERY.c.read_at.is_(None))
    return list(session.execute(ask.limit(size + 1).offset(skip)).all())


def entry(session: Session, account: int, number: int) -> Any:
    """One row of the account's inbox, or None."""
    ask = select(*_COLUMNS).join(_MESSAGE, _MESSAGE.c.id == _DELIVERY.c.message_id)
    mine = (
        _DELIVERY.c.id == number,
        _DELIVERY.c.account == account,
        _DELIVERY.c.channel == INBOX,
    )
    return session.execute(ask.where(*mine)).first()


def mark_read(session: Session, account: int, now: dt.datetime, number: int | None = None) -> int:
    """Mark one message, or all, as read; return how many were unread. The caller commits."""
    mine = [
        _DELIVERY.c.account == account,
        _DELIVERY.c.channel == INBOX,
        _DELIVERY.c.read_at.is_(None),
    ]
    if number is not None:
        mine.append(_DELIVERY.c.id == number)
    return rows_changed(session.execute(update(_DELIVERY).where(*mine).values(read_at=now)))
