"""Who moved or confirmed what, on which content: the memory of reviews."""

from __future__ import annotations

import datetime as dt
from typing import cast

from sqlalchemy import Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment


class Moved(Base):
    """One move, or one confirmation of a move that needs several (``became`` is empty then).

    ``content`` is the hash of what was looked at. ``roles`` and ``units`` (``|UF|``, ``|3|``) say for
    whom somebody confirmed.
    """

    __tablename__ = "core_moved"
    __table_args__ = (Index("ix_core_moved_row", "record", "row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(80))
    row: Mapped[int]
    move: Mapped[str] = mapped_column(String(40))
    was: Mapped[str] = mapped_column(String(40))
    became: Mapped[str | None] = mapped_column(String(40))
    user: Mapped[int | None]
    person: Mapped[int | None]
    roles: Mapped[str] = mapped_column(String(200), default="")
    units: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[dt.datetime] = mapped_column(Moment())
    comment: Mapped[str] = mapped_column(Text(), default="")
    content: Mapped[str] = mapped_column(String(64), default="")


MOVED = cast(Table, Moved.__table__)
