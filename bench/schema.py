"""The plain tables that bare SQL, Flask-AppBuilder and Django read: the same rows, no framework."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

PLAIN = MetaData()

unit = Table(
    "unit",
    PLAIN,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("tag", String(60), nullable=False),
)
person = Table(
    "person",
    PLAIN,
    Column("id", Integer, primary_key=True),
    Column("name", String(60), nullable=False),
    Column("staff_no", String(20), nullable=False, unique=True),
    Column("unit_id", ForeignKey("unit.id"), nullable=False, index=True),
    Column("title", String(60), nullable=False),
)
pair = Table(
    "pair",
    PLAIN,
    Column("id", Integer, primary_key=True),
    Column("leader_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("basis", String(120), nullable=False),
)
contact = Table(
    "contact",
    PLAIN,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pair.id"), nullable=False),
    Column("date", Date, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("place", String(120), nullable=False),
    Column("topic", String(60), nullable=False),
    Column("summary", String(200), nullable=False),
    Column("raised", Boolean, nullable=False),
    Index("ix_contact_date", "date", "id"),
    Index("ix_contact_pair_date", "pair_id", "date"),
)
