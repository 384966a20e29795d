"""Sessions in a table: opening, finding and ending them; only hashes of their secrets are kept.

Design: OWASP ASVS 5.0 chapters 6 and 7. A browser session ends after 30 idle minutes or 8 hours, an
API token after 12 hours; keys and addresses of calendars live until they are revoked.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from core.access.models import Generation, SignedIn, Try
from core.db import table_of
from core.notify import inbox

_TABLE = table_of(SignedIn)
_TRIES = table_of(Try)
IDLE = dt.timedelta(minutes=30)
LIFE = {
    "browser": dt.timedelta(hours=8),
    "token": dt.timedelta(hours=12),
    "reset": dt.timedelta(hours=24),
    "key": None,
    "calendar": None,
}
TOUCH = dt.timedelta(seconds=60)
TRIES, ADDRESS_TRIES, WINDOW = 10, 50, dt.timedelta(minutes=5)
KEY_PREFIX = "txk_"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sign-in comes from."""

    address: str
    agent: str


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def start(
    db: Session, user: int, kind: str, now: dt.datetime, origin: Origin, label: str = ""
) -> str:
    """Open a session, token, key, or link for *user*; return its secret, shown only once."""
    secret = (KEY_PREFIX if kind == "key" else "") + secrets.token_urlsafe(32)
    life = LIFE[kind]
    db.execute(
        insert(_TABLE).values(
            digest=digest(secret),
            user_id=user,
            kind=kind,
            label=label[:100],
            created_at=now,
            seen_at=now,
            ends_at=now + life if life else None,
            address=origin.address[:64],
            agent=origin.agent[:200],
        )
    )
    return secret


@functools.cache
def _open_session(kinds: tuple[str, ...]) -> Any:
    """The question of every request, put together once; with pages it counts the unread messages too."""
    number = select(Generation.number).where(Generation.id == 1).scalar_subquery()
    unread = inbox.unread_of(_TABLE.c.user_id) if "browser" in kinds else literal(0)
    ask = select(_TABLE, func.coalesce(number, 0).label("generation"), unread.label("unread"))
    found = ask.where(_TABLE.c.digest == bindparam("secret"), _TABLE.c.kind.in_(kinds))
    return found.execution_options(gate=False)


def find(db: Session, secret: str, kinds: tuple[str, ...], now: dt.datetime) -> Any:
    """The open session of a secret, with the present generation, in one question; None when it ended."""
    row = db.execute(_open_session(kinds), {"secret": digest(secret)}).first()
    if row is None or (row.ends_at is not None and row.ends_at <= now):
        return None
    if row.kind == "browser" and now - row.seen_at > IDLE:
        return None
    return row


def touch(db: Session, row_id: int, now: dt.datetime) -> None:
    """Note that a session is in use."""
    db.execute(update(_TABLE).where(_TABLE.c.id == row_id).values(seen_at=now))


def end(db: Session, secret: str) -> None:
    """End one session."""
    db.execute(delete(_TABLE).where(_TABLE.c.digest == digest(secret)))


def end_all(db: Session, user: int, but: str = "") -> None:
    """End every session, token and key of a user, except the one whose secret is given."""
    ask = delete(_TABLE).where(_TABLE.c.user_id == user)
    db.execute(ask.where(_TABLE.c.digest != digest(but)) if but else ask)


def locked(db: Session, name: str, address: str, now: dt.datetime) -> bool:
    """True when the account or the address has failed too often within the last minutes."""
    since = now - WINDOW
    for subject, limit in ((f"n:{name.lower()}", TRIES), (f"a:{address}", ADDRESS_TRIES)):
        ask = select(func.count()).where(_TRIES.c.subject == digest(subject), _TRIES.c.at > since)
        if (db.execute(ask).scalar() or 0) >= limit:
            return True
    return False


def failed(db: Session, name: str, address: str, now: dt.datetime) -> None:
    """Note a failed try; tries of more than a day ago are dropped."""
    db.execute(delete(_TRIES).where(_TRIES.c.at < now - dt.timedelta(days=1)))
    subjects = (f"n:{name.lower()}", f"a:{address}")
    db.execute(insert(_TRIES), [{"subject": digest(s), "at": now} for s in subjects])


def succeeded(db: Session, name: str) -> None:
    """A good sign-in clears the account's tries (not the address's)."""
    db.execute(delete(_TRIES).where(_TRIES.c.subject == digest(f"n:{name.lower()}")))
