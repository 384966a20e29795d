"""The scheduler's round: keep the lease, queue what is due, take jobs back from the dead.

Both engines walk it, every second or so; only the holder of the lease does more than look.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import socket

from sqlalchemy.exc import SQLAlchemyError

from core.db import writing
from core.jobs import ending, lease
from core.jobs.bench import Workbench
from core.jobs.schedule import Timetable

log = logging.getLogger(__name__)


def worker_name() -> str:
    """This process among all machines: host, process number, and a word that is new each time."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"


class Keeper:
    """One per process that schedules."""

    def __init__(self, bench: Workbench, name: str = "") -> None:
        self.name = name or worker_name()
        self._bench = bench
        self._table = Timetable(bench)
        self._asked: dt.datetime | None = None
        self._held = False
        self._searched: dt.datetime | None = None
        self._beat = dt.timedelta(seconds=bench.settings.job_heartbeat)

    @property
    def holds(self) -> bool:
        """True when this process held the lease when it last looked."""
        return self._held

    def round(self) -> bool:
        """One round; true when this process is to see to it that jobs are done.

        A database that does not answer is asked again in the next round.
        """
        try:
            return self._round()
        except SQLAlchemyError as error:
            log.warning("The scheduler waits: %s", type(error).__name__)
            self._held, self._asked = False, None
            return False

    def _round(self) -> bool:
        now = self._bench.wall()
        if self._is_over(self._asked, self._beat, now):
            self._held = self._keep(now)
            self._asked = now
        if self._held:
            self._table.queue_due()
            self._take_back(now)
        return self._held

    def _keep(self, now: dt.datetime) -> bool:
        with self._bench.factory() as session:
            standing = lease.look(session)
            session.rollback()
            if standing and standing.holder != self.name and standing.is_held(now):
                return False
            with writing():
                return lease.take(session, self.name, now, self._beat * ending.BEATS)

    def _take_back(self, now: dt.datetime) -> None:
        if not self._is_over(self._searched, self._beat, now):
            return
        self._searched = now
        with self._bench.factory() as session:
            dead = ending.dead(session, self._bench)
            session.rollback()
            if dead:
                with writing():
                    ending.take_back(session, self._bench)
                    session.commit()

    @staticmethod
    def _is_over(last: dt.datetime | None, pause: dt.timedelta, now: dt.datetime) -> bool:
        return last is None or not dt.timedelta() <= now - last < pause

    def close(self) -> None:
        """Give the lease up, so that another takes it at once."""
        try:
            with writing(), self._bench.factory() as session:
                lease.give_up(session, self.name, self._bench.wall())
        except SQLAlchemyError as error:
            log.info("The lease runs out by itself: %s", type(error).__name__)
        self._held = False
