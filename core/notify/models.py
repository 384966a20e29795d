"""Tables of the way of a message: deliveries, the parcels they travel in, and what people wish."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment

INBOX, MAIL, WECOM, DINGTALK = "inbox", "mail", "wecom", "dingtalk"
GROUP = 0
"""The account of a delivery that goes into a group; accounts begin with 1."""
OUTSIDE = -1
"""The account of a delivery to somebody who has none."""


class State(StrEnum):
    """Where a delivery or a parcel stands. ``aside``: an administrator decided not to send it."""

    WAITING = "waiting"
    PACKED = "packed"
    SENT = "sent"
    DEAD = "dead"
    CANCELLED = "cancelled"
    ASIDE = "aside"


class Parcel(Base):
    """What is sent at once: one mail to one account, or one message into one group.

    ``token`` makes its Message-ID: a mail that is sent again after a crash can be recognised.
    A process that sends it holds it by ``held_by`` until ``held_until``.
    """

    __tablename__ = "core_parcel"
    __table_args__ = (Index("ix_core_parcel_due", "state", "channel", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int]
    channel: Mapped[str] = mapped_column(String(20))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    made_at: Mapped[dt.datetime] = mapped_column(Moment())
    state: Mapped[str] = mapped_column(String(12), default=State.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[dt.datetime] = mapped_column(Moment())
    held_by: Mapped[str | None] = mapped_column(String(32))
    held_until: Mapped[dt.datetime | None] = mapped_column(Moment())
    reason: Mapped[str] = mapped_column(String(20), default="")
    detail: Mapped[str] = mapped_column(String(300), default="")
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment())


class Delivery(Base):
    """One message for one account by one channel. In the inbox it is what the account reads.

    ``person`` and ``kind`` repeat what the account and the message say: a person who wants no more
    of a kind is found by them.
    """

    __tablename__ = "core_delivery"
    __table_args__ = (
        UniqueConstraint("message_id", "account", "channel", name="uq_core_delivery_once"),
        Index("ix_core_delivery_reader", "account", "channel", "read_at"),
        Index("ix_core_delivery_due", "state", "due_at"),
        Index("ix_core_delivery_person", "person", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("core_outbox.id"))
    account: Mapped[int]
    channel: Mapped[str] = mapped_column(String(20))
    person: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[dt.datetime] = mapped_column(Moment())
    due_at: Mapped[dt.datetime] = mapped_column(Moment())
    read_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    parcel_id: Mapped[int | None] = mapped_column(ForeignKey("core_parcel.id"), index=True)


class Habit(Base):
    """How an account wants to be told: the mail address, the rhythm, the quiet hours.

    ``quiet_from`` and ``quiet_to`` are minutes of the day; without quiet hours both are empty.
    """

    __tablename__ = "core_notice_habit"

    account: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(254), default="")
    rhythm: Mapped[str] = mapped_column(String(10))
    hour: Mapped[int]
    weekday: Mapped[int]
    quiet_from: Mapped[int | None]
    quiet_to: Mapped[int | None]
    quiet_days: Mapped[bool]


class Choice(Base):
    """A kind of message that an account switched off, or on again, in one channel."""

    __tablename__ = "core_notice_choice"

    account: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    wanted: Mapped[bool]


class Stopped(Base):
    """A person gets no more messages of this kind, in no channel."""

    __tablename__ = "core_notice_stop"

    person: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    since: Mapped[dt.datetime] = mapped_column(Moment())


class SecretLink(Base):
    """A link that somebody without an account holds: it opens one page for one row.

    Only the hash of its secret is kept, so that nobody who reads the table can use a link.
    """

    __tablename__ = "core_secret_link"
    __table_args__ = (Index("ix_core_secret_link_row", "record", "row_id"),)

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    page: Mapped[str] = mapped_column(String(120))
    record: Mapped[str] = mapped_column(String(120))
    row_id: Mapped[int]
    made_at: Mapped[dt.datetime] = mapped_column(Moment())


class Bucket(Base):
    """Messages a channel may still send now: ``level`` as of ``at``; shared by all processes."""

    __tablename__ = "core_notice_bucket"

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    level: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(Moment())
