"""Rules in parts, done by one worker and by two: ``run.py worker`` processes on Redis and PostgreSQL."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import redis
from sqlalchemy import Engine, create_engine, func, select

from bench import ours
from bench.data import Size
from bench.evaluation import empty_ledger
from bench.stores import Store
from core.app import create_app
from core.db.job_tables import JOB
from core.jobs.broker import Caller, make_celery
from core.jobs.kinds.duties import EVALUATE
from core.settings import Settings
from core.web.runtime import Runtime

REDIS = os.environ.get("TONGXIN_TEST_REDIS", "redis://127.0.0.1:6379/0")
LONGEST = 900.0
Say = Callable[[str], None]


@dataclass(slots=True)
class Sharing:
    """Seconds of a first evaluation of all rules, by the number of workers."""

    parts: int = 0
    one: list[float] = field(default_factory=list)
    two: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Two against one: the median over the rounds."""
        return statistics.median(b / a for a, b in zip(self.one, self.two, strict=True))


def measure_sharing(place: Store, size: Size, rounds: int, say: Say) -> Sharing:
    """One worker, two, one, two, ...; the ledger is emptied before each."""
    found = Sharing()
    url = ours.copied(place, size, "run_workers", say)
    place.analyze("run_workers")
    engine = create_engine(url)
    try:
        for _ in range(rounds):
            for number, seconds in ((1, found.one), (2, found.two)):
                with _workers(url, number) as caller:
                    # Once before anything is timed: then all workers stand ready.
                    _evaluated(engine, caller)
                    empty_ledger(url)
                    found.parts = _evaluated(engine, caller)
                    seconds.append(_seconds(engine))
                say(f"  workers {number}: {seconds[-1]:.2f} s, {found.parts} parts")
    finally:
        engine.dispose()
        place.drop("run_workers")
    return found


@contextlib.contextmanager
def _workers(url: str, number: int) -> Iterator[Calling]:
    """So many workers with one process for jobs each, on a queue of their own, and who calls them.

    They keep no schedule: nothing else than the rules is done meanwhile.
    """
    queue = f"bench-{uuid.uuid4().hex[:12]}"
    told = {"TONGXIN_BROKER_URL": REDIS, "TONGXIN_BROKER_QUEUE": queue}
    environment = {**os.environ, **ours.environment(url), **told}
    script = str(ours.ROOT / "run.py")
    command = [sys.executable, script, "worker", "--concurrency", "1", "--no-beat"]
    log = (ours.HOME / "workers.log").open("ab")
    started = [
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) for _ in range(number)
    ]
    log.close()
    settings = dataclasses.replace(ours.settings(url), broker_url=REDIS, broker_queue=queue)
    calling = Calling(settings)
    try:
        yield calling
    finally:
        calling.close()
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait(60)
        with contextlib.closing(redis.Redis.from_url(REDIS)) as broker:
            for key in broker.scan_iter(f"{queue}:*"):
                broker.delete(key)


class Calling:
    """Asks for an evaluation, and calls for its jobs as a scheduler does."""

    def __init__(self, settings: Settings) -> None:
        self._runtime: Runtime = create_app(settings).extensions["tongxin"]
        self._caller = Caller(make_celery(settings), self._runtime.bench)

    def ask(self) -> int:
        """Queue an evaluation of all rules; its number."""
        bench = self._runtime.bench
        with bench.factory() as session:
            number = bench.ask_for(session, EVALUATE.name, key=EVALUATE.name)
            session.commit()
        return number

    def round(self) -> None:
        """Call for what is ready and was not called for."""
        self._caller.round()

    def close(self) -> None:
        """Let go of the database."""
        self._runtime.engine.dispose()


def _evaluated(engine: Engine, calling: Calling) -> int:
    """Ask for an evaluation and wait for its end; how many parts it had."""
    number = calling.ask()
    until = time.monotonic() + LONGEST
    while (state := _state(engine, number)) in ("queued", "running"):
        if time.monotonic() > until:
            raise RuntimeError(f"workers: the evaluation took more than {LONGEST} s.")
        calling.round()
        time.sleep(0.5)
    if state != "done":
        raise RuntimeError(f"workers: the evaluation is {state}. See bench/out/ours/workers.log.")
    with engine.connect() as connection:
        ask = select(func.count()).where(JOB.c.id > number, JOB.c.kind.startswith("duties."))
        return connection.execute(ask).scalar_one()


def _state(engine: Engine, number: int) -> str:
    with engine.connect() as connection:
        return str(connection.execute(select(JOB.c.state).where(JOB.c.id == number)).scalar_one())


def _seconds(engine: Engine) -> float:
    """How long the newest evaluation took, from when a worker had it to its end."""
    with engine.connect() as connection:
        ask = select(JOB.c.started_at, JOB.c.finished_at).where(JOB.c.kind == EVALUATE.name)
        began, ended = connection.execute(ask.order_by(JOB.c.id.desc()).limit(1)).one()
    return float((ended - began).total_seconds())
