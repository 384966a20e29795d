"""Templates that the office put in the place of the delivered ones; every version is kept."""

from __future__ import annotations

import datetime as dt
from typing import cast

from sqlalchemy import Index, LargeBinary, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment


class TemplateVersion(Base):
    """One version of a document's template; without ``content`` it is the delivered one again."""

    __tablename__ = "core_template"
    __table_args__ = (Index(None, "document", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary())
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(Moment())
    by: Mapped[int | None]


TEMPLATE = cast(Table, TemplateVersion.__table__)
