"""The engine inside the web process: APScheduler beats the time, a lease says in which process.

Every process that serves pages walks the keeper's round; the one that holds the lease schedules and
does the jobs. When it dies, another takes over within the length of the lease, and what it had in
hand goes back to the queue when its heartbeat has run out.
"""

from __future__ import annotations

import logging
import threading

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import SQLAlchemyError

from core.jobs import queue
from core.jobs.bench import Workbench
from core.jobs.keeper import Keeper
from core.jobs.perform import perform, take
from core.jobs.queue import Claim

log = logging.getLogger(__name__)
EVERY = 1.0
THREADS = 2
WAIT = 10.0


class Embedded:
    """One per process; ``start`` after a server has forked."""

    def __init__(self, bench: Workbench, *, threads: int | None = None) -> None:
        # SQLite has one writer: a second thread would only wait for the first.
        self._threads = threads or (1 if bench.settings.is_sqlite else THREADS)
        self._bench = bench
        self.keeper = Keeper(bench)
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._busy = 0
        self._idle = threading.Condition(self._lock)
        self._scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """Begin to walk the round, and to work when the lease is ours."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it tells of every late round
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        pools = {"default": ThreadPoolExecutor(1)}
        made = BackgroundScheduler(executors=pools, job_defaults=defaults, timezone="UTC")
        made.add_job(self.round, "interval", seconds=EVERY)
        made.start()
        self._scheduler = made

    def round(self) -> None:
        """One round: schedule, and let threads that are free do what is ready."""
        if self._stopping.is_set() or not self.keeper.round():
            return
        for _ in range(min(self._free(), self._waiting())):
            self._send_one()

    def _free(self) -> int:
        with self._lock:
            return self._threads - self._busy

    def _waiting(self) -> int:
        try:
            with self._bench.factory() as session:
                return len(queue.ready(session, self._bench.kinds, self._bench.wall()))
        except SQLAlchemyError as error:
            log.warning("Jobs wait: %s", type(error).__name__)
            return 0

    def _send_one(self) -> None:
        with self._lock:
            self._busy += 1
        # A thread that dies with the process: a job that hangs must not keep the server from ending.
        threading.Thread(target=self._drain, daemon=True, name="jobs").start()

    def _drain(self) -> None:
        """Do what is ready until nothing is; the work of one thread."""
        try:
            while self._goes_on() and (claim := self._next()) is not None:
                perform(self._bench, claim, self._stopping)
        except SQLAlchemyError as error:
            log.warning("Jobs wait: %s", type(error).__name__)
        finally:
            with self._idle:
                self._busy -= 1
                self._idle.notify_all()

    def _goes_on(self) -> bool:
        return self.keeper.holds and not self._stopping.is_set()

    def _next(self) -> Claim | None:
        bench = self._bench
        with bench.factory() as session:
            numbers = queue.ready(session, bench.kinds, bench.wall())
        claims = (take(bench, n, self.keeper.name) for n in numbers)
        return next((c for c in claims if c is not None), None)

    def stop(self, wait: float = WAIT) -> bool:
        """End gracefully: jobs in hand go back to the queue at their next step, the lease is given up.

        False when a job did not listen in time; its heartbeat then runs out by itself.
        """
        self._stopping.set()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        ended = self.wait(wait)
        self.keeper.close()
        return ended

    def wait(self, seconds: float) -> bool:
        """True as soon as no job is in hand; false when that takes longer."""
        with self._idle:
            return self._idle.wait_for(lambda: self._busy == 0, timeout=seconds)
