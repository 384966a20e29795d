"""How the jobs do, for pages, /healthz, /metrics and ``doctor``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.db.job_tables import JOB, State
from core.jobs import lease
from core.jobs.kinds.upkeep import VERIFY
from core.texts import N_

EMBEDDED, WORKERS = "embedded", "workers"
LATE = dt.timedelta(minutes=10)
START = {
    EMBEDDED: (N_("Start the program:"), "python run.py serve"),
    WORKERS: (N_("Start a worker:"), "python run.py worker"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who schedules since when, and how long the oldest job waits that could start."""

    engine: str
    scheduler: lease.Standing | None
    alive: bool
    oldest: dt.timedelta | None = None

    @property
    def is_late(self) -> bool:
        """True when a job waits although somebody schedules."""
        return self.alive and self.oldest is not None and self.oldest > LATE


def standing(session: Session, broker_url: str, now: dt.datetime) -> Standing:
    """How the jobs stand at the moment *now* of the machine's clock, in two statements."""
    held = lease.look(session)
    ask = select(func.min(JOB.c.ready_at)).where(JOB.c.state == State.QUEUED, JOB.c.ready_at <= now)
    oldest = session.execute(ask).scalar()
    return Standing(
        engine=WORKERS if broker_url else EMBEDDED,
        scheduler=held,
        alive=held is not None and held.is_held(now),
        oldest=now - oldest if oldest is not None else None,
    )


def numbers(session: Session) -> dict[tuple[str, str], int]:
    """How many jobs there are, by kind and state."""
    ask = select(JOB.c.kind, JOB.c.state, func.count()).group_by(JOB.c.kind, JOB.c.state)
    return {(kind, state): number for kind, state, number in session.execute(ask)}


# -- rows for pages --------------------------------------------------------------------------------


def jobs(state: str = "") -> Select[Any]:
    """Jobs that are not parts of others, newest first; those in one state when it is given."""
    ask = select(JOB).where(JOB.c.parent.is_(None)).order_by(JOB.c.id.desc())
    return ask.where(JOB.c.state == state) if state else ask


def state_numbers(session: Session) -> dict[str, int]:
    """How many jobs, parts left out, are in each state."""
    ask = select(JOB.c.state, func.count()).where(JOB.c.parent.is_(None)).group_by(JOB.c.state)
    return {state: number for state, number in session.execute(ask)}


def one(session: Session, number: int) -> Any:
    """A job; None when it is not there (any more)."""
    return session.execute(select(JOB).where(JOB.c.id == number)).first()


def parts_of(session: Session, number: int, most: int) -> Sequence[Any]:
    """The parts of a job, in their order."""
    ask = select(JOB).where(JOB.c.parent == number).order_by(JOB.c.id)
    return session.execute(ask.limit(most)).all()


# -- the audit trail -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verified:
    """The latest check of the audit trail; ``broken`` is the first broken entry, None = whole."""

    at: dt.datetime
    entries: int
    broken: int | None


def last_verified(session: Session) -> Verified | None:
    """The latest check that ran to its end; None before the first."""
    ask = select(JOB.c.finished_at, JOB.c.result).where(
        JOB.c.kind == VERIFY.name, JOB.c.state == State.DONE
    )
    row = session.execute(ask.order_by(JOB.c.finished_at.desc()).limit(1)).first()
    if row is None:
        return None
    found = json.loads(row.result)
    return Verified(row.finished_at, found["entries"], found["broken"])
