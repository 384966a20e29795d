"""Models of the stock application: two organisations, their suppliers, items and parts.

They live in a metadata of their own, so that neither the product's tables nor the library's
can be affected by a test of the traps.
"""

import enum
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_appbuilder.models.mixins import FileColumn
from sqlalchemy import JSON, Enum, ForeignKey, Numeric, String, Time, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class StockBase(DeclarativeBase):
    """Base of the stock models; not the library's Model, whose metadata is process-wide."""


class Level(enum.Enum):
    """A choice that may be left empty in the database."""

    low = "Low"
    high = "High"


class StockOrg(StockBase):
    """An organisation; a row of another one is what a user must not see."""

    __tablename__ = "stock_org"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)

    def __repr__(self) -> str:
        return self.name


class StockSupplier(StockBase):
    """A parent row with a column that no page lists."""

    __tablename__ = "stock_supplier"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    secret_note: Mapped[str | None] = mapped_column(String(50))
    org_id: Mapped[int] = mapped_column(ForeignKey("stock_org.id"))
    org: Mapped[StockOrg] = relationship()

    def __repr__(self) -> str:
        return self.name


class StockItem(StockBase):
    """A child row with every kind of column the default forms get wrong."""

    __tablename__ = "stock_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    note: Mapped[str | None] = mapped_column(String(50))
    weight: Mapped[Decimal | None] = mapped_column(Numeric(12, 3))
    seen_at: Mapped[datetime | None] = mapped_column()
    active: Mapped[bool] = mapped_column(default=True)
    level: Mapped[Level | None] = mapped_column(Enum(Level))
    document: Mapped[str | None] = mapped_column(FileColumn)
    org_id: Mapped[int] = mapped_column(ForeignKey("stock_org.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("stock_supplier.id"))
    org: Mapped[StockOrg] = relationship()
    supplier: Mapped[StockSupplier | None] = relationship()

    def __repr__(self) -> str:
        return self.name


class StockPart(StockBase):
    """A row that belongs to an item and a supplier, and through them to an organisation."""

    __tablename__ = "stock_part"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("stock_supplier.id"))
    supplier: Mapped[StockSupplier] = relationship()


class StockClock(StockBase):
    """A row with a time of day."""

    __tablename__ = "stock_clock"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Any] = mapped_column(Time, nullable=True)


class StockKey(StockBase):
    """A row with a UUID."""

    __tablename__ = "stock_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[Any] = mapped_column(Uuid, nullable=True)


class StockPaper(StockBase):
    """A row with a JSON document."""

    __tablename__ = "stock_paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[Any] = mapped_column(JSON, nullable=True)
