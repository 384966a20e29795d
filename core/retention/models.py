"""Tables of keeping: certificates of what was done, and legal holds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Date, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment, table_of


class Certificate(Base):
    """What one run did for one purpose of one record type: numbers and the rule, never a value.

    ``run`` is the number of the job. A run that was killed and goes on adds to its own line.
    """

    __tablename__ = "core_certificate"
    __table_args__ = (
        UniqueConstraint("run", "record", "purpose", "action", name="uq_core_certificate"),
        Index("ix_core_certificate_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(Moment())
    on_day: Mapped[dt.date] = mapped_column(Date())
    record: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(40))
    months: Mapped[int]
    after: Mapped[str] = mapped_column(String(200))
    counts_from: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(12))
    rows: Mapped[int]
    files: Mapped[int]


class LegalHold(Base):
    """Rows of a record type, or one row, that stay until a day although their time is over."""

    __tablename__ = "core_legal_hold"
    __table_args__ = (Index("ix_core_legal_hold_record", "record", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(120))
    row_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text())
    until: Mapped[dt.date] = mapped_column(Date())
    placed_at: Mapped[dt.datetime] = mapped_column(Moment())
    placed_by: Mapped[int | None]
    lifted_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    lifted_by: Mapped[int | None]


CERTIFICATE, HOLD = table_of(Certificate), table_of(LegalHold)
