"""Accounts, sessions, tries to sign in, saved views. Users and roles are Flask-AppBuilder's tables."""

from __future__ import annotations

import datetime as dt

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment


class Account(Base):
    """What belongs to a user beside the library's own columns: the person, and personal settings."""

    __tablename__ = "core_account"

    user_id: Mapped[int] = mapped_column(
        ForeignKey(User.__table__.c.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("directory_person.id"), unique=True, index=True
    )
    locale: Mapped[str | None] = mapped_column(String(10))
    theme: Mapped[str | None] = mapped_column(String(10))
    must_change: Mapped[bool] = mapped_column(default=False)
    single_keys: Mapped[bool] = mapped_column(default=True, server_default=true())
    script: Mapped[str | None] = mapped_column(String(10))
    density: Mapped[str | None] = mapped_column(String(10))
    start: Mapped[str | None] = mapped_column(String(200))


class SignedIn(Base):
    """One open session, token, API key or secret address; only a hash of its secret is kept."""

    __tablename__ = "core_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey(User.__table__.c.id, ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[dt.datetime] = mapped_column(Moment())
    seen_at: Mapped[dt.datetime] = mapped_column(Moment())
    ends_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    address: Mapped[str] = mapped_column(String(64), default="")
    agent: Mapped[str] = mapped_column(String(200), default="")


class Try(Base):
    """One failed try to sign in, by account name or by address (both hashed): the basis of lockout."""

    __tablename__ = "core_sign_in_try"
    __table_args__ = (Index(None, "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(Moment())


class AppliedGrant(Base):
    """A default grant that was put into force once; an administrator's later change stays."""

    __tablename__ = "core_applied_grant"

    role: Mapped[str] = mapped_column(String(64), primary_key=True)
    record: Mapped[str] = mapped_column(String(120), primary_key=True)
    permission: Mapped[str] = mapped_column(String(100), primary_key=True)


class Generation(Base):
    """One number that every process compares at each request: it moves when roles, grants, people's
    posts, chapters or parameters change, and what was kept in memory is read again."""

    __tablename__ = "core_generation"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int]


class ListView(Base):
    """One saved view of a record's list; without a name, what its owner last chose for the list."""

    __tablename__ = "core_list_view"
    __table_args__ = (UniqueConstraint("record", "owner_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(120))
    owner_id: Mapped[int] = mapped_column(
        ForeignKey(User.__table__.c.id, ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(60))
    audience: Mapped[str] = mapped_column(String(10))
    role: Mapped[str] = mapped_column(String(64))
    standard: Mapped[bool]
    query: Mapped[str] = mapped_column(Text)
    opens: Mapped[int | None]
    made_at: Mapped[dt.datetime] = mapped_column(Moment())
