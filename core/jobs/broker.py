"""The engine over several processes and machines: Celery carries wake-up calls, no more.

The truth stays in the table of jobs. A call that is lost is made again, one that comes twice finds
the job in other hands, and a worker that dies leaves a job whose heartbeat runs out. So neither the
broker's memory nor its time-outs decide whether something is done once.
"""

from __future__ import annotations

import datetime as dt
import logging
import multiprocessing
from collections.abc import Sequence
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_shutting_down
from kombu.exceptions import OperationalError

from core.jobs import queue
from core.jobs.bench import Workbench
from core.jobs.keeper import worker_name
from core.jobs.perform import perform, take
from core.settings import Settings

log = logging.getLogger(__name__)
TASK = "tongxin.job"
# Longer than the longest job: a call that comes again meanwhile does no harm, it only costs.
INVISIBLE = 3 * 3600
CONNECT = 4
CALL_AGAIN, LONGEST_CALL = dt.timedelta(seconds=20), dt.timedelta(minutes=10)
MOST_CALLS = 200
MOST_OF_A_CHILD = 500
HARD = dt.timedelta(minutes=5)
"""After a job's own limit: then its process is killed."""


def make_celery(settings: Settings) -> Celery:
    """The Celery application on the broker of the settings."""
    made = Celery("tongxin", broker=settings.broker_url, set_as_current=False)
    made.conf.update(
        task_default_queue=settings.broker_queue,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_max_tasks_per_child=MOST_OF_A_CHILD,
        worker_proc_alive_timeout=120,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        broker_connection_timeout=CONNECT,
        broker_connection_retry_on_startup=True,
        broker_transport_options=_transport(settings),
        timezone="UTC",
    )
    return made


def _transport(settings: Settings) -> dict[str, Any]:
    once = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
    if not settings.broker_url.startswith("redis"):
        return once | {"confirm_publish": True}
    return once | {
        "visibility_timeout": INVISIBLE,
        "global_keyprefix": f"{settings.broker_queue}:",
        "socket_connect_timeout": CONNECT,
        "socket_keepalive": True,
        "health_check_interval": 30,
    }


class Caller:
    """Makes wake-up calls. A broker that is down costs a line in the log, and later another call."""

    def __init__(self, celery: Celery, bench: Workbench) -> None:
        self._celery, self._bench = celery, bench
        self._called: dict[int, tuple[dt.datetime, dt.timedelta]] = {}

    def wake(self, jobs: Sequence[int]) -> None:
        """Call for these jobs now."""
        self._call({number: "" for number in jobs})

    def round(self) -> None:
        """Call for every job that is ready and was not called for lately."""
        bench, now = self._bench, self._bench.wall()
        with bench.factory() as session:
            ready = queue.ready(session, bench.kinds, now, most=MOST_CALLS)
        self._called = {n: c for n, c in self._called.items() if n in ready}
        due = {n: kind for n, kind in ready.items() if self._is_due(n, now)}
        if not self._call(due):
            return
        for number in due:
            _, pause = self._called.get(number, (now, CALL_AGAIN / 2))
            self._called[number] = (now, min(pause * 2, LONGEST_CALL))

    def _is_due(self, number: int, now: dt.datetime) -> bool:
        at, pause = self._called.get(number, (now, dt.timedelta()))
        return not dt.timedelta() <= now - at < pause

    def _call(self, jobs: dict[int, str]) -> bool:
        try:
            for number, kind in jobs.items():
                self._celery.send_task(TASK, (number,), retry=False, **self._limits(kind))
        except (OperationalError, OSError) as error:
            log.warning("The broker does not answer: %s", type(error).__name__)
            return False
        return True

    def _limits(self, kind: str) -> dict[str, Any]:
        """A call is forgotten after a while; a process that hangs in a job is killed in the end."""
        known = self._bench.kinds.get(kind)
        hard = (known.limit + HARD).total_seconds() if known else INVISIBLE
        return {"expires": LONGEST_CALL.total_seconds(), "time_limit": hard}


def work(celery: Celery, make_bench: Any, concurrency: int) -> int:
    """Do jobs in *concurrency* processes until told to stop; the exit status.

    Each process opens the database for itself, after the fork. When the worker is told to stop, jobs
    in hand hear of it at their next step and go back to the queue.
    """
    mine: dict[str, Any] = {}
    stopping = multiprocessing.get_context("fork").Event()

    def open_bench(**_given: Any) -> None:
        bench: Workbench = make_bench()
        bench.wakes = Caller(celery, bench)
        mine.update(bench=bench, name=worker_name())

    def do_job(number: int) -> None:
        claim = take(mine["bench"], number, mine["name"])
        if claim is not None:
            perform(mine["bench"], claim, stopping)

    def tell(**_given: Any) -> None:
        stopping.set()

    celery.task(name=TASK)(do_job)
    worker_process_init.connect(open_bench, weak=False)
    worker_shutting_down.connect(tell, weak=False)
    worker = celery.Worker(
        concurrency=concurrency,
        pool="prefork",
        loglevel="WARNING",
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        optimization="fair",
    )
    worker.start()
    return int(worker.exitcode or 0)
