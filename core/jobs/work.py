"""What a running job is given, and the pulse that shows others that it lives."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol

from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.db import rows_changed, writing
from core.db.job_tables import JOB, State
from core.jobs.bench import Workbench
from core.jobs.ending import Lost, change, fail, is_unwanted
from core.jobs.queue import Claim
from core.jobs.words import Words, as_json
from core.texts import N_

log = logging.getLogger(__name__)
BREATH = 1.0
GRACE = dt.timedelta(seconds=60)
TOO_LONG = N_("It took longer than the %(minutes)s minutes that are allowed.")


class Told(Protocol):
    """An event, of threads or of processes: whether the worker was told to stop."""

    def is_set(self) -> bool: ...


class Cancelled(Exception):
    """Somebody asked the job to stop."""


class Stopping(Exception):
    """The worker stops; the job goes back to the queue."""


class TooLong(Exception):
    """The job has used up its time."""

    def __init__(self, limit: dt.timedelta) -> None:
        self.words = Words(TOO_LONG, {"minutes": int(limit.total_seconds() // 60)})
        super().__init__(str(self.words))


@dataclass
class Progress:
    """How far a job is: *done* of *total*, and a sentence."""

    done: int = 0
    total: int | None = None
    words: Words = field(default_factory=Words)

    def values(self) -> dict[str, Any]:
        """Columns of the job."""
        return {"done": self.done, "total": self.total, "words": self.words.kept()}


class Pulse:
    """Writes heartbeat and progress beside the work, and learns what others want of it.

    It stops beating when the job's time is up, so that a job that hangs is taken from its worker.
    """

    def __init__(self, bench: Workbench, claim: Claim, stopping: Told) -> None:
        self._bench, self._claim, self._stopping = bench, claim, stopping
        self._limit = bench.kinds[claim.kind].limit
        self._over, self._changed = threading.Event(), False
        self._lost = self._cancelled = False
        self._began = self._beaten = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True, name=f"pulse-{claim.id}")
        self.progress = Progress()

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    @property
    def age(self) -> dt.timedelta:
        """How long the job runs."""
        return dt.timedelta(seconds=time.monotonic() - self._began)

    def look(self) -> None:
        """Raise what ends the job, as far as it is known here."""
        if self._lost:
            raise Lost(f"job {self._claim.id} ({self._claim.kind}) is in other hands")
        if self._cancelled:
            raise Cancelled
        if self._stopping.is_set():
            raise Stopping
        if self.age > self._limit:
            raise TooLong(self._limit)

    def told(self) -> None:
        """Progress has changed: write it with the next breath."""
        self._changed = True

    def _run(self) -> None:
        pause = min(BREATH, self._bench.settings.job_heartbeat / 2)
        while not self._over.wait(pause):
            if self._lost:
                return
            due = time.monotonic() - self._beaten >= self._bench.settings.job_heartbeat
            if due or self._changed:
                self.beat()

    def beat(self) -> None:
        """One sign of life, in a transaction of its own; a database that is busy is asked again."""
        self._changed = False
        if self.age > self._limit + GRACE:
            self._take_away()
            return
        values = self.progress.values() | {"heartbeat_at": self._bench.wall()}
        claim = self._claim
        mine = (JOB.c.id == claim.id, JOB.c.token == claim.token, JOB.c.state == State.RUNNING)
        try:
            with writing(), self._bench.engine.begin() as connection:
                told = connection.execute(update(JOB).where(*mine).values(values))
                self._lost = not rows_changed(told)
                wanted = select(JOB.c.cancel).where(JOB.c.id == claim.id)
                self._cancelled = bool(connection.execute(wanted).scalar())
            self._beaten = time.monotonic()
        except SQLAlchemyError as error:
            log.info("The heartbeat of job %s waits: %s", claim.id, type(error).__name__)

    def _take_away(self) -> None:
        """The work does not listen: end this attempt, so that nothing it still does is kept."""
        fault = TooLong(self._limit)
        pause = self._bench.kinds[self._claim.kind].pause_after(self._claim.attempts)
        try:
            with writing(), self._bench.factory.begin() as session:
                fail(session, self._bench, self._claim, fault.words, pause=pause)
        except (SQLAlchemyError, Lost) as error:
            log.info("Job %s could not be ended: %s", self._claim.id, type(error).__name__)
            return
        self._lost = True


@dataclass(kw_only=True)
class Work:
    """One attempt at a job. ``session`` acts for the system; what it holds at the end is committed
    together with the mark that the job is done."""

    bench: Workbench
    claim: Claim
    session: Session
    pulse: Pulse

    @property
    def arguments(self) -> dict[str, Any]:
        """What was asked for."""
        return self.claim.arguments

    @property
    def bookmark(self) -> Any:
        """What an earlier attempt saved; None at the beginning."""
        return self.claim.bookmark

    def tell(self, done: int, total: int | None, text: str = "", **values: Any) -> None:
        """Say how far it is, as often as you like: it is kept in memory and written once a second.

        Raises Cancelled, Stopping, TooLong or Lost when the work is to end; let them pass.
        """
        self.pulse.progress = Progress(done, total, Words(text, values))
        self.pulse.told()
        self.pulse.look()

    def save(self, bookmark: Any) -> None:
        """Commit what was done so far, together with a *bookmark* to go on from after a crash.

        Raises as ``tell`` does, before anything is committed.
        """
        self.pulse.look()
        values = self.pulse.progress.values() | {"bookmark": as_json(bookmark)}
        change(self.session, self.claim, values | {"heartbeat_at": self.bench.wall()})
        if is_unwanted(self.session, self.claim):
            raise Cancelled
        self.session.commit()
