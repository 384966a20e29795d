"""Versions of the regulation as they were imported; nothing of them is ever changed."""

from __future__ import annotations

import datetime as dt
from typing import cast

from sqlalchemy import Date, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment


class RegulationVersion(Base):
    """One version: the text as it was, what was read from it, and from which day it holds."""

    __tablename__ = "core_regulation"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(200))
    effective_on: Mapped[dt.date | None] = mapped_column(Date())
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text())
    imported_at: Mapped[dt.datetime] = mapped_column(Moment())
    imported_by: Mapped[int | None]


VERSION = cast(Table, RegulationVersion.__table__)
