"""Tables of jobs: what is to be done, when the schedule last asked for it, and who holds a lease.

Only ``core.jobs`` reads and writes them. They stand here because the core's tables are made by
``core.chapters``, which lies below it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, table_of
from core.db.types import Moment


class State(StrEnum):
    """Where a job stands. A job with parts is ``running`` until the last of them has ended."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.QUEUED, State.RUNNING)
ENDED = (State.DONE, State.FAILED, State.CANCELLED)


class Job(Base):
    """One thing to do, or done. All its moments are of the machine's clock.

    ``key`` is unique: the same thing is not queued twice. ``holds`` is unique and set while a job
    runs that suffers no other of its name beside it. ``token`` is of one attempt: a worker that was
    taken for dead can no longer write. A running job without ``heartbeat_at`` waits for its parts.
    ``arguments``, ``words``, ``bookmark``, ``result`` and ``error`` are JSON.
    """

    __tablename__ = "core_job"
    __table_args__ = (
        Index("ix_core_job_next", "state", "ready_at"),
        Index("ix_core_job_parent", "parent", "state"),
        Index("ix_core_job_kind", "kind", "finished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[str] = mapped_column(Text())
    state: Mapped[str] = mapped_column(String(10))
    key: Mapped[str | None] = mapped_column(String(160), unique=True)
    holds: Mapped[str | None] = mapped_column(String(160), unique=True)
    parent: Mapped[int | None] = mapped_column(ForeignKey("core_job.id", ondelete="CASCADE"))
    asked_by: Mapped[int | None] = mapped_column(index=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    words: Mapped[str | None] = mapped_column(Text())
    bookmark: Mapped[str | None] = mapped_column(Text())
    result: Mapped[str | None] = mapped_column(Text())
    error: Mapped[str | None] = mapped_column(Text())
    attempts: Mapped[int] = mapped_column(default=0)
    cancel: Mapped[bool] = mapped_column(default=False)
    worker: Mapped[str] = mapped_column(String(80), default="")
    token: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[dt.datetime] = mapped_column(Moment())
    ready_at: Mapped[dt.datetime] = mapped_column(Moment())
    started_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    heartbeat_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment())


class Scheduled(Base):
    """When the schedule last queued a kind, by the college's clock."""

    __tablename__ = "core_job_schedule"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    last_at: Mapped[dt.datetime] = mapped_column(Moment())


class Mark(Base):
    """How far a kind of job has read something that only grows, such as the audit trail."""

    __tablename__ = "core_job_mark"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger())


class Lease(Base):
    """Who may do something alone, until when. It is renewed, or another takes it over."""

    __tablename__ = "core_lease"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    since: Mapped[dt.datetime] = mapped_column(Moment())
    renewed_at: Mapped[dt.datetime] = mapped_column(Moment())
    until: Mapped[dt.datetime] = mapped_column(Moment())


JOB = table_of(Job)
SCHEDULED = table_of(Scheduled)
MARK = table_of(Mark)
LEASE = table_of(Lease)
