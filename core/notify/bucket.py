"""Few messages a minute into each group, all processes together: a bucket of tokens in a table.

The services take twenty in any minute and punish more. Five at once and one every four seconds
after that is never more than twenty in sixty seconds.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from core.db import lock, table_of
from core.notify.models import Bucket

SIZE = 5
REFILL = dt.timedelta(seconds=4)
_BUCKET = table_of(Bucket)


def take(session: Session, channel: str, now: dt.datetime) -> dt.datetime | None:
    """Take a token in the caller's transaction; None when there was one, else when there will be."""
    level, at = _level(session, channel, now)
    if level > 0:
        _put(session, channel, level - 1, at)
        return None
    return at + REFILL


def empty(session: Session, channel: str, until: dt.datetime) -> None:
    """No more tokens before *until*: the service said that there were too many."""
    _level(session, channel, until)
    _put(session, channel, 0, until)


def _level(session: Session, channel: str, now: dt.datetime) -> tuple[int, dt.datetime]:
    """What is in the bucket at *now*, and the moment of its last token."""
    lock(session, "bucket")
    row = session.execute(select(_BUCKET).where(_BUCKET.c.channel == channel)).first()
    if row is None:
        session.execute(insert(_BUCKET).values(channel=channel, level=SIZE, at=now))
        return SIZE, now
    new = max((now - row.at) // REFILL, 0)
    if row.level + new >= SIZE:
        return SIZE, max(now, row.at)
    return row.level + new, row.at + REFILL * new


def _put(session: Session, channel: str, level: int, at: dt.datetime) -> None:
    changed = update(_BUCKET).where(_BUCKET.c.channel == channel)
    session.execute(changed.values(level=level, at=at))
