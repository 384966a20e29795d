"""Parcels: made of what is due, held by one sender at a time, filled with words, and put away.

Every function works in the caller's transaction.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from core.db import new_number, pieces, rows_changed, table_of, try_lock
from core.notify import letters, outside, wishes
from core.notify.channels import Channels
from core.notify.fan_out import LOCK
from core.notify.letters import Letter, Line, spoken
from core.notify.models import GROUP, OUTSIDE, Delivery, Parcel, State
from core.notify.outbox import Message
from core.notify.outcome import MOST_TRIES, Result, Sent, wait_before

_PARCEL, _DELIVERY, _MESSAGE = table_of(Parcel), table_of(Delivery), table_of(Message)
BATCH, MOST_LINES, MOST_HELD = 500, 100, 20
HOLD = dt.timedelta(minutes=5)
"""How long a sender holds a parcel: much longer than one letter may take."""


def pack(session: Session, names: Iterable[str], now: dt.datetime) -> int:
    """Put deliveries that are due into parcels, one per account and channel; return how many.

    To people without an account each message goes by itself.
    """
    if not try_lock(session, LOCK):
        return 0
    columns = (_DELIVERY.c.id, _DELIVERY.c.account, _DELIVERY.c.channel, _DELIVERY.c.message_id)
    ask = select(*columns).where(
        _DELIVERY.c.state == State.WAITING,
        _DELIVERY.c.due_at <= now,
        _DELIVERY.c.channel.in_(list(names)),
    )
    ordered = ask.order_by(_DELIVERY.c.account, _DELIVERY.c.channel, _DELIVERY.c.id)
    rows = session.execute(ordered.limit(BATCH)).all()
    made = 0

    def together(row: Any) -> tuple[int, str, int]:
        return row.account, row.channel, row.message_id if row.account == OUTSIDE else 0

    for (account, channel, _alone), own in groupby(rows, together):
        for some in pieces(own, MOST_LINES):
            number = _new_parcel(session, account, channel, now)
            mine = update(_DELIVERY).where(_DELIVERY.c.id.in_([r.id for r in some]))
            session.execute(mine.values(parcel_id=number, state=State.PACKED))
            made += 1
    return made


def _new_parcel(session: Session, account: int, channel: str, now: dt.datetime) -> int:
    made = session.execute(
        insert(_PARCEL).values(
            account=account,
            channel=channel,
            token=secrets.token_hex(12),
            made_at=now,
            next_at=now,
            state=State.WAITING,
            tries=0,
            reason="",
            detail="",
        )
    )
    return new_number(made)


def hold(session: Session, channel: str, holder: str, now: dt.datetime) -> list[Any]:
    """Take the oldest parcels that are due and that nobody holds; rows of what was got."""
    free = (
        _PARCEL.c.state == State.WAITING,
        _PARCEL.c.channel == channel,
        _PARCEL.c.next_at <= now,
        or_(_PARCEL.c.held_until.is_(None), _PARCEL.c.held_until <= now),
    )
    order = (_PARCEL.c.next_at, _PARCEL.c.id)
    ask = select(_PARCEL.c.id).where(*free).order_by(*order).limit(MOST_HELD)
    wanted = list(session.execute(ask).scalars())
    if not wanted:
        return []
    # Of two senders that want the same row the second one finds it held, and leaves it.
    taken = update(_PARCEL).where(_PARCEL.c.id.in_(wanted), *free)
    session.execute(taken.values(held_by=holder, held_until=now + HOLD))
    got = select(_PARCEL).where(_PARCEL.c.id.in_(wanted), _PARCEL.c.held_by == holder)
    return list(session.execute(got.order_by(*order)).all())


def still_held(session: Session, parcel: int, holder: str, now: dt.datetime) -> bool:
    """Hold a parcel anew before it is sent; false when another sender has taken it over."""
    mine = (
        _PARCEL.c.id == parcel,
        _PARCEL.c.held_by == holder,
        _PARCEL.c.state == State.WAITING,
    )
    done = session.execute(update(_PARCEL).where(*mine).values(held_until=now + HOLD))
    return bool(rows_changed(done))


def release(session: Session, holder: str) -> None:
    """Let go of what was held and not tried."""
    mine = update(_PARCEL).where(_PARCEL.c.held_by == holder)
    session.execute(mine.values(held_by=None, held_until=None))


def letter_of(session: Session, channels: Channels, parcel: Any, now: dt.datetime) -> Letter | str:
    """The letter of a parcel as it stands now, or the reason why it is not to be sent any more."""
    rows = _contents(session, parcel.id)
    if not rows:
        return "unsubscribed"
    desk, locale = channels.desk, channels.locale
    if parcel.account == GROUP:
        return letters.group(desk, locale, parcel.token, now, Counter(r.kind for r in rows))
    if parcel.account == OUTSIDE:
        return outside.letter(session, channels, parcel.token, rows[0], now)
    reader = channels.book.of_accounts(session, [parcel.account]).get(parcel.account)
    if reader is None:
        return "no_account"
    address = wishes.wishes_of(session, [parcel.account])[parcel.account].address
    if not address:
        return "no_address"
    locale = reader.locale or locale
    lines = [
        Line(
            subject=spoken(desk.say, locale, r.subject, r.fill_in),
            body=spoken(desk.say, locale, r.body, r.fill_in),
            link=r.link,
            at=r.created_at,
        )
        for r in rows
    ]
    return letters.mail(desk, locale, letters.Envelope(parcel.token, now, address), lines)


def _contents(session: Session, parcel: int) -> list[Any]:
    """The messages of a parcel, without those that somebody wants no more."""
    ask = (
        select(_MESSAGE, _DELIVERY.c.id.label("delivery"), _DELIVERY.c.person.label("whose"))
        .join(_DELIVERY, _DELIVERY.c.message_id == _MESSAGE.c.id)
        .where(_DELIVERY.c.parcel_id == parcel, _DELIVERY.c.state == State.PACKED)
        .order_by(_MESSAGE.c.id)
    )
    rows = session.execute(ask).all()
    stopped = wishes.stopped(session, {r.whose for r in rows if r.whose is not None})
    gone = [r.delivery for r in rows if (r.whose, r.kind) in stopped]
    if gone:
        session.execute(
            update(_DELIVERY).where(_DELIVERY.c.id.in_(gone)).values(state=State.CANCELLED)
        )
    return [r for r in rows if (r.whose, r.kind) not in stopped]


def cancel(session: Session, parcel: int, reason: str, now: dt.datetime) -> None:
    """A parcel that is not sent any more, with the reason."""
    ended = update(_PARCEL).where(_PARCEL.c.id == parcel)
    session.execute(
        ended.values(
            state=State.CANCELLED, reason=reason, ended_at=now, held_by=None, held_until=None
        )
    )
    left = (_DELIVERY.c.parcel_id == parcel, _DELIVERY.c.state == State.PACKED)
    session.execute(update(_DELIVERY).where(*left).values(state=State.CANCELLED))


def put_away(session: Session, parcel: Any, sent: Sent, now: dt.datetime, chance: float) -> State:
    """Note the outcome of a try; where the parcel stands now."""
    values: dict[str, Any] = {"reason": sent.reason, "detail": sent.detail[:300]}
    state = State.WAITING
    if sent.result is Result.SENT:
        state = State.SENT
        mine = (_DELIVERY.c.parcel_id == parcel.id, _DELIVERY.c.state == State.PACKED)
        session.execute(update(_DELIVERY).where(*mine).values(state=State.SENT))
    elif sent.result is Result.SLOW:
        values["next_at"] = now + sent.wait
    else:
        values["tries"] = parcel.tries + 1
        values["next_at"] = now + wait_before(parcel.tries + 1, chance)
        if sent.result is Result.DEAD or parcel.tries + 1 >= MOST_TRIES:
            state = State.DEAD
    if state is not State.WAITING:
        values["ended_at"] = now
    values |= {"state": state, "held_by": None, "held_until": None}
    session.execute(update(_PARCEL).where(_PARCEL.c.id == parcel.id).values(**values))
    return state
