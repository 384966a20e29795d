"""The outbox: a server that is down can never lose or block a record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from sqlalchemy import String, Text, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, Moment, table_of
from core.declare import Notice


class Message(Base):
    """One message to a person or to all holders of a role; ``sent_at`` is empty while it waits."""

    __tablename__ = "core_outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[dt.datetime] = mapped_column(Moment())
    person: Mapped[int | None] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(String(20), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text())
    fill_in: Mapped[str] = mapped_column(Text())
    sent_at: Mapped[dt.datetime | None] = mapped_column(Moment(), index=True)


def put(session: Session, notices: Iterable[Notice], now: dt.datetime) -> None:
    """Queue *notices* inside the caller's transaction."""
    rows = [
        {
            "created_at": now,
            "person": n.person,
            "role": n.role,
            "subject": n.subject,
            "body": n.body,
            "fill_in": json.dumps(dict(n.values), ensure_ascii=False, default=str),
        }
        for n in notices
    ]
    if rows:
        session.execute(insert(table_of(Message)), rows)
