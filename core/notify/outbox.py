"""The outbox: a server that is down can never lose or block a record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import String, Text, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, Moment, pieces, table_of
from core.declare import Notice, Stop
from core.notify import outside
from core.notify.stop import stop


class Outcome(StrEnum):
    """What became of a message when it was shared out; empty while it waits.

    ``nobody``: there was no active account to tell. ``stopped``: all who would be told want no more
    of its kind. ``aside``: an administrator left a message to nobody at that.
    """

    NONE = ""
    TOLD = "told"
    NOBODY = "nobody"
    STOPPED = "stopped"
    ASIDE = "aside"


class Message(Base):
    """One message to a person, all holders of a role, or (``outside``: which row holds the address)
    somebody without an account; ``sent_at`` is empty while it waits.

    ``key`` is empty or unique: what is queued twice under one key is sent once.
    """

    __tablename__ = "core_outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[dt.datetime] = mapped_column(Moment())
    person: Mapped[int | None] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(String(20), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text())
    fill_in: Mapped[str] = mapped_column(Text())
    sent_at: Mapped[dt.datetime | None] = mapped_column(Moment(), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="record")
    key: Mapped[str | None] = mapped_column(String(160), unique=True)
    link: Mapped[str] = mapped_column(String(200), default="")
    outcome: Mapped[str] = mapped_column(String(12), default=Outcome.NONE)
    outside: Mapped[str | None] = mapped_column(Text())


def put(session: Session, notices: Iterable[Notice | Stop], now: dt.datetime) -> None:
    """Queue *notices* inside the caller's transaction; those whose key stands already are left out.

    A Stop among them holds from here on.
    """
    asked = []
    for n in notices:
        if isinstance(n, Stop):
            stop(session, n, now)
        else:
            asked.append(n)
    known = _known(session, [n.key for n in asked if n.key])
    rows = []
    for n in asked:
        if n.key and n.key in known:
            continue
        known.add(n.key)
        rows.append(_row(n, now))
    if rows:
        session.execute(insert(table_of(Message)), rows)


def _known(session: Session, keys: list[str]) -> set[str]:
    table, found = table_of(Message), set[str]()
    for some in pieces(keys):
        ask = select(table.c.key).where(table.c.key.in_(some))
        found |= set(session.execute(ask).scalars())
    return found


def _row(n: Notice, now: dt.datetime) -> dict[str, object]:
    return {
        "created_at": now,
        "person": n.person,
        "role": n.role,
        "subject": n.subject,
        "body": n.body,
        "fill_in": json.dumps(dict(n.values), ensure_ascii=False, default=str),
        "kind": n.kind[:20],
        "key": n.key or None,
        "link": n.link,
        "outcome": Outcome.NONE,
        "outside": outside.pack(n.outside) if n.outside else None,
    }
