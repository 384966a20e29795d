"""The queue is a table: jobs are put in, claimed by one worker each, taken back from the dead.

Claiming is one UPDATE that only one worker can win. Nothing is sent to a worker that would be lost
with it: an engine may be told of a job twice, late, or never.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.db import new_number, rows_changed
from core.db.job_tables import JOB, State
from core.jobs.kind import Arguments, Kinds
from core.jobs.words import as_json

LOOKED_AT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A job to be queued. ``by`` is the account that asks; None is the system."""

    kind: str
    arguments: Arguments = field(default_factory=dict)
    by: int | None = None
    key: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A job that one worker has in hand, for one attempt: the ``token`` is known to no other."""

    id: int
    kind: str
    token: str
    attempts: int
    arguments: dict[str, Any]
    bookmark: Any = None
    asked_by: int | None = None


def put(session: Session, wish: Wish, now: dt.datetime) -> int:
    """Queue a job in the caller's transaction; its number, or that of the open job with its key."""
    if (standing := _standing(session, wish.key)) is not None:
        return standing
    values = {
        "kind": wish.kind,
        "arguments": as_json(wish.arguments),
        "state": State.QUEUED,
        "key": wish.key or None,
        "parent": wish.parent,
        "asked_by": wish.by,
        "created_at": now,
        "ready_at": now,
    }
    try:
        with session.begin_nested():
            return new_number(session.execute(insert(JOB).values(values)))
    except IntegrityError:  # somebody else queued it in this very moment
        standing = _standing(session, wish.key)
        if standing is None:
            raise
        return standing


def _standing(session: Session, key: str) -> int | None:
    if not key:
        return None
    found: int | None = session.execute(select(JOB.c.id).where(JOB.c.key == key)).scalar()
    return found


# -- claiming --------------------------------------------------------------------------------------


def ready(
    session: Session, kinds: Kinds, now: dt.datetime, *, most: int = LOOKED_AT
) -> dict[int, str]:
    """Jobs of these kinds that may start, with their kinds, the longest waiting first."""
    ask = select(JOB.c.id, JOB.c.kind).where(JOB.c.state == State.QUEUED, JOB.c.ready_at <= now)
    ask = ask.where(JOB.c.kind.in_(sorted(kinds))).order_by(JOB.c.ready_at, JOB.c.id)
    return {number: kind for number, kind in session.execute(ask.limit(most))}


def claim(
    session: Session, kinds: Kinds, number: int, worker: str, now: dt.datetime
) -> Claim | None:
    """Take one job in hand, and commit; None when it is no longer to be had.

    A job that must run alone stays in the queue while another holds its name; one of a kind that
    this version does not know stays there for a newer worker.
    """
    row = session.execute(select(JOB).where(JOB.c.id == number)).first()
    kind = kinds.get(row.kind) if row is not None else None
    if row is None or kind is None or row.state != State.QUEUED or row.ready_at > now:
        session.rollback()
        return None
    arguments = json.loads(row.arguments)
    token = secrets.token_hex(8)
    values: dict[str, Any] = {
        "state": State.RUNNING,
        "attempts": JOB.c.attempts + 1,
        "token": token,
        "worker": worker[:80],
        "started_at": now,
        "heartbeat_at": now,
        "holds": kind.alone(arguments) if kind.alone else None,
    }
    if kind.again:
        values["key"] = None
    if not _took(session, number, values):
        return None
    return Claim(
        id=number,
        kind=row.kind,
        token=token,
        attempts=row.attempts + 1,
        arguments=arguments,
        bookmark=json.loads(row.bookmark) if row.bookmark else None,
        asked_by=row.asked_by,
    )


def _took(session: Session, number: int, values: dict[str, Any]) -> bool:
    mine = (JOB.c.id == number, JOB.c.state == State.QUEUED)
    if values["holds"]:
        held = select(JOB.c.id).where(JOB.c.holds == values["holds"])
        if session.execute(held).first() is not None:
            session.rollback()
            return False
    try:
        won = rows_changed(session.execute(update(JOB).where(*mine).values(values))) == 1
        session.commit()
    except IntegrityError:  # another of its name began in this very moment
        session.rollback()
        return False
    return won
