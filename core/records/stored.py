"""The table of attachments, and what a row's attachments are known by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, Moment


class StoredFile(Base):
    """One attachment of a row."""

    __tablename__ = "core_file"
    __table_args__ = (Index(None, "record", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(120))
    row_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    stored: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime] = mapped_column(Moment())
    created_by: Mapped[int | None]
    removed_at: Mapped[dt.datetime | None] = mapped_column(Moment())


_TABLE: Any = StoredFile.__table__


def digests_of(session: Session, record: str, row: int) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of each attachment of a row, oldest first."""
    t = _TABLE.c
    ask = select(t.name, t.sha256).where(t.record == record, t.row_id == row)
    found = session.execute(ask.where(t.removed_at.is_(None)).order_by(t.id))
    return tuple((name, digest) for name, digest in found)
