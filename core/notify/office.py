"""What an administrator sees of the post: parcels that were given up, messages that reached nobody,
and how much waits. Kinds, times and reasons only: what a message says is its reader's business."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select, update
from sqlalchemy.orm import Session

from core.db import rows_changed, table_of
from core.notify.models import Delivery, Parcel, State
from core.notify.outbox import Message, Outcome

_PARCEL, _DELIVERY, _MESSAGE = table_of(Parcel), table_of(Delivery), table_of(Message)
LATE = dt.timedelta(minutes=15)
"""A message that is not shared out after this long means that nobody runs the post."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a channel has sent last and what it still has to send; ``reason`` of its oldest failed try."""

    waiting: int
    sent_at: dt.datetime | None
    reason: str
    detail: str


def dead(session: Session, size: int, skip: int = 0) -> list[Any]:
    """Parcels that were given up, the newest first, each with its number of messages and a kind."""
    inside = (
        select(
            _DELIVERY.c.parcel_id,
            func.count().label("messages"),
            func.min(_DELIVERY.c.kind).label("kind"),
        )
        .where(_DELIVERY.c.state == State.PACKED)
        .group_by(_DELIVERY.c.parcel_id)
        .subquery()
    )
    ask = (
        select(_PARCEL, func.coalesce(inside.c.messages, 0).label("messages"), inside.c.kind)
        .outerjoin(inside, inside.c.parcel_id == _PARCEL.c.id)
        .where(_PARCEL.c.state == State.DEAD)
        .order_by(_PARCEL.c.ended_at.desc(), _PARCEL.c.id.desc())
    )
    return list(session.execute(ask.limit(size).offset(skip)).all())


def unreached(session: Session, size: int, skip: int = 0) -> list[Any]:
    """Messages that nobody could be told of, the newest first."""
    columns = (_MESSAGE.c.id, _MESSAGE.c.created_at, _MESSAGE.c.kind)
    told = (_MESSAGE.c.role, _MESSAGE.c.person, _MESSAGE.c.outside)
    ask = select(*columns, *told).where(*_nobody())
    return list(session.execute(ask.order_by(_MESSAGE.c.id.desc()).limit(size).offset(skip)).all())


def _nobody() -> tuple[ColumnElement[bool], ...]:
    return (_MESSAGE.c.sent_at.is_not(None), _MESSAGE.c.outcome == Outcome.NOBODY)


def numbers(session: Session) -> tuple[int, int]:
    """How many parcels were given up and how many messages reached nobody."""
    row = session.execute(select(*questions())).one()
    return row[0], row[1]


def questions() -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """Both numbers as parts of a larger question."""
    parcels = select(func.count()).select_from(_PARCEL).where(_PARCEL.c.state == State.DEAD)
    messages = select(func.count()).select_from(_MESSAGE).where(*_nobody())
    return parcels.scalar_subquery(), messages.scalar_subquery()


def late(session: Session, now: dt.datetime) -> int:
    """How many messages wait so long that the post cannot be running."""
    ask = select(func.count()).select_from(_MESSAGE)
    ask = ask.where(_MESSAGE.c.sent_at.is_(None), _MESSAGE.c.created_at < now - LATE)
    return session.execute(ask).scalar_one()


def state_of(session: Session, channel: str) -> Waiting:
    """How a channel is doing."""
    mine = _PARCEL.c.channel == channel
    waiting = (
        select(func.count()).select_from(_PARCEL).where(mine, _PARCEL.c.state == State.WAITING)
    )
    collected = (_DELIVERY.c.channel == channel, _DELIVERY.c.state == State.WAITING)
    later = select(func.count()).select_from(_DELIVERY).where(*collected)
    last = select(func.max(_PARCEL.c.ended_at)).where(mine, _PARCEL.c.state == State.SENT)
    failed = select(_PARCEL.c.reason, _PARCEL.c.detail).where(
        mine, _PARCEL.c.state == State.WAITING, _PARCEL.c.tries > 0
    )
    told = session.execute(failed.order_by(_PARCEL.c.id).limit(1)).first()
    return Waiting(
        waiting=session.execute(waiting).scalar_one() + session.execute(later).scalar_one(),
        sent_at=session.execute(last).scalar(),
        reason=told.reason if told else "",
        detail=told.detail if told else "",
    )


def again(session: Session, now: dt.datetime, only: Collection[int] | None = None) -> int:
    """Let given-up parcels (all, or these) be tried anew; return how many. The caller commits."""
    values = {"state": State.WAITING, "tries": 0, "next_at": now, "ended_at": None}
    return _end_of_parcels(session, values, only)


def aside(session: Session, now: dt.datetime, only: Collection[int] | None = None) -> int:
    """Leave given-up parcels (all, or these) at that; return how many. The caller commits."""
    return _end_of_parcels(session, {"state": State.ASIDE, "ended_at": now}, only)


def _end_of_parcels(session: Session, values: dict[str, Any], only: Collection[int] | None) -> int:
    given_up = update(_PARCEL).where(_PARCEL.c.state == State.DEAD)
    if only is not None:
        given_up = given_up.where(_PARCEL.c.id.in_(only))
    return rows_changed(session.execute(given_up.values(**values)))


def share_again(session: Session, only: Collection[int] | None = None) -> int:
    """Look again for whom messages to nobody (all, or these) are meant. The caller commits."""
    return _messages(session, {"sent_at": None, "outcome": Outcome.NONE}, only)


def message_aside(session: Session, only: Collection[int] | None = None) -> int:
    """Leave messages to nobody (all, or these) at that. The caller commits."""
    return _messages(session, {"outcome": Outcome.ASIDE}, only)


def _messages(session: Session, values: dict[str, Any], only: Collection[int] | None) -> int:
    lost = update(_MESSAGE).where(*_nobody())
    if only is not None:
        lost = lost.where(_MESSAGE.c.id.in_(only))
    return rows_changed(session.execute(lost.values(**values)))


def last_failure(session: Session, account: int, channel: str) -> Any:
    """Reason, server's words and moment of the account's latest parcel, when it was given up."""
    columns = (_PARCEL.c.state, _PARCEL.c.reason, _PARCEL.c.detail, _PARCEL.c.ended_at)
    ask = select(*columns).where(_PARCEL.c.account == account, _PARCEL.c.channel == channel)
    row = session.execute(ask.order_by(_PARCEL.c.id.desc()).limit(1)).first()
    return row if row is not None and row.state in (State.DEAD, State.ASIDE) else None
