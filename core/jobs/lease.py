"""A lease: of several processes and machines one at a time is «it», and another when that one dies.

It saves work and noise; no correctness rests on it. Clocks of the machines may differ by seconds.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.db import rows_changed
from core.db.job_tables import LEASE
from core.jobs.kind import BACK

SCHEDULER = "scheduler"
FREE = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A lease as it stands. ``holder`` is empty when it was given up."""

    holder: str
    since: dt.datetime
    renewed_at: dt.datetime
    until: dt.datetime

    def is_held(self, now: dt.datetime) -> bool:
        """True when somebody holds it and is in time. One far in the future is of a wrong clock."""
        return self.holder != FREE and now < self.until <= now + BACK


def look(session: Session, name: str = SCHEDULER) -> Standing | None:
    """The lease as it stands; None when nobody ever took it."""
    c = LEASE.c
    ask = select(c.holder, c.since, c.renewed_at, c.until).where(c.name == name)
    row = session.execute(ask).first()
    return Standing(*row) if row else None


def take(
    session: Session, holder: str, now: dt.datetime, length: dt.timedelta, name: str = SCHEDULER
) -> bool:
    """Take or renew the lease for a *length* below ``BACK``, and commit; False when another holds it."""
    c, values = LEASE.c, {"holder": holder, "renewed_at": now, "until": now + length}
    out = or_(c.until <= now, c.until > now + BACK, c.holder == FREE)
    since = case((c.holder == holder, c.since), else_=now)
    ask = update(LEASE).where(c.name == name, or_(c.holder == holder, out))
    try:
        if rows_changed(session.execute(ask.values(values | {"since": since}))):
            session.commit()
            return True
        if look(session, name) is not None:
            session.rollback()
            return False
        session.execute(insert(LEASE).values(values | {"name": name, "since": now}))
        session.commit()
    except IntegrityError:  # another made the first row in this very moment
        session.rollback()
        return False
    return True


def give_up(session: Session, holder: str, now: dt.datetime, name: str = SCHEDULER) -> None:
    """Let another take it at once, and commit; nothing happens when it is not ours."""
    mine = (LEASE.c.name == name, LEASE.c.holder == holder)
    session.execute(update(LEASE).where(*mine).values(holder=FREE, until=now))
    session.commit()
