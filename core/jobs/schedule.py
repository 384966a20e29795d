"""The schedule: which kinds are due by the college's clock, each queued once however many ask."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Mapping

from sqlalchemy import insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.db import lock, rows_changed, writing
from core.db.job_tables import SCHEDULED
from core.jobs import queue
from core.jobs.bench import Workbench
from core.jobs.kind import Every, Kind, is_due

log = logging.getLogger(__name__)
Last = Mapping[str, dt.datetime]


class Timetable:
    """One per engine. It remembers which kinds it has asked in vain, so as not to ask every second."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._asked: dict[str, float] = {}

    def queue_due(self) -> None:
        """Queue what is due. A kind that cannot be asked is told of and stops no other."""
        with self._bench.factory() as session:
            known = _known(session)
        for kind in self._bench.kinds.values():
            if self._is_due(kind, known):
                self._try(kind)

    def _is_due(self, kind: Kind, known: Last) -> bool:
        if kind.schedule is None:
            return False
        last = known.get(kind.name)
        return is_due(kind.schedule, last, self._bench.local()) and not self._asked_lately(kind)

    def _asked_lately(self, kind: Kind) -> bool:
        """True when ``wanted`` said no within the present turn of an interval."""
        if kind.wanted is None or not isinstance(kind.schedule, Every):
            return False
        asked = self._asked.get(kind.name)
        return asked is not None and time.monotonic() - asked < kind.schedule.seconds

    def _try(self, kind: Kind) -> None:
        try:
            if kind.wanted is not None and not self._is_wanted(kind):
                self._asked[kind.name] = time.monotonic()
                return
            self._queue(kind)
        except SQLAlchemyError:
            raise
        except Exception as fault:  # a kind's question can fail in any way
            self._asked[kind.name] = time.monotonic()
            log.warning("%s could not be queued: %s", kind.name, type(fault).__name__)

    def _is_wanted(self, kind: Kind) -> bool:
        """Asked without a place in the queue of writers: mostly nothing is wanted."""
        with self._bench.factory() as session:
            self._bench.chapters.refresh(session)
            return kind.wanted is None or kind.wanted(session, self._bench)

    def _queue(self, kind: Kind) -> None:
        with writing(), self._bench.factory() as session:
            lock(session, "jobs schedule")
            if not self._is_due(kind, _known(session)):  # another was quicker
                return
            wish = queue.Wish(kind=kind.name, key=kind.name)
            queue.put(session, wish, self._bench.wall())
            _note(session, kind.name, self._bench.clock())
            session.commit()


def _known(session: Session) -> Last:
    c = SCHEDULED.c
    rows = session.execute(select(c.kind, c.last_at))
    return {kind: last_at for kind, last_at in rows}


def _note(session: Session, kind: str, now: dt.datetime) -> None:
    values = {"last_at": now}
    ask = update(SCHEDULED).where(SCHEDULED.c.kind == kind).values(values)
    if not rows_changed(session.execute(ask)):
        session.execute(insert(SCHEDULED).values(values | {"kind": kind}))
