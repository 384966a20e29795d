"""Tables of the trail."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment


class Entry(Base):
    """One entry. ``body`` is canonical JSON; ``mac`` chains it to the entry before."""

    __tablename__ = "core_audit"
    __table_args__ = (Index(None, "record", "row_id"), Index(None, "at"))

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[dt.datetime] = mapped_column(Moment())
    user_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    record: Mapped[str] = mapped_column(String(120))
    row_id: Mapped[int | None]
    body: Mapped[str] = mapped_column(Text())
    mac: Mapped[str] = mapped_column(String(64))


class RowKey(Base):
    """The key that seals the personal values of one row in the trail; deleting it erases them."""

    __tablename__ = "core_audit_key"

    record: Mapped[str] = mapped_column(String(120), primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
