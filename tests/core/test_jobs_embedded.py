"""The engine inside the web process: of several exactly one works; it stops gracefully, and dies well."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest

from core.app import open_store
from core.db import make_engine
from core.jobs import lease
from core.jobs.embedded import Embedded
from core.jobs.kind import Daily, Result
from core.jobs.work import Work
from tests.core.jobs_made import (
    ask,
    bench_of,
    job,
    kind,
    leave,
    states,
    subjects,
    without_jobs,  # noqa: F401
    writes,
)
from tests.site import Site

LONG = 20.0


def done(*engines: Embedded) -> None:
    """Stop the engines; none may have a job in hand."""
    for engine in engines:
        assert engine.stop(LONG)


def test_of_two_processes_one_schedules_and_works(clean: Site) -> None:
    ran = threading.Event()

    def tells(work: Work) -> Result:
        leave(work, "once")
        ran.set()
        return {}

    bench = bench_of(clean, kind(tells, schedule=Daily(dt.time(2, 30))))
    one, two = Embedded(bench), Embedded(bench)
    for _ in range(3):
        one.round()
        two.round()
    assert ran.wait(LONG)
    done(one, two)
    assert (one.keeper.holds, two.keeper.holds) == (False, False)
    assert (states(bench), subjects(bench)) == (["done"], ["once"])


def test_started_it_walks_its_rounds_by_itself(clean: Site) -> None:
    ran = threading.Event()

    def tells(_work: Work) -> Result:
        ran.set()
        return {}

    bench = bench_of(clean, kind(tells))
    engine = Embedded(bench)
    engine.start()
    number = ask(bench)
    assert ran.wait(LONG)
    done(engine)
    assert job(bench, number).worker == engine.keeper.name
    with bench.factory() as session:
        found = lease.look(session)
    assert found is not None and not found.is_held(clean.runtime.wall())


def test_what_runs_at_a_stop_goes_back_to_the_queue_and_the_next_process_does_it(
    clean: Site,
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def steps(work: Work) -> Result:
        begun.set()
        assert stopped.wait(LONG)
        work.tell(1, 2)
        return writes(work)

    bench = bench_of(clean, kind(steps, reads_only=True))
    number = ask(bench)
    one = Embedded(bench)
    one.round()
    assert begun.wait(LONG)
    assert not one.stop(0), "it did not listen yet"
    stopped.set()
    assert one.stop(LONG)
    assert (job(bench, number).state, job(bench, number).attempts) == ("queued", 0)
    other = bench_of(clean, kind(writes))
    two = Embedded(other)
    two.round()
    assert two.wait(LONG)
    done(two)
    assert subjects(bench) == ["done"]


def test_a_process_that_lost_its_lease_takes_no_further_job(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    one, two = Embedded(bench), Embedded(bench)
    one.round()
    assert one.wait(LONG)
    clean.wait(seconds=31)
    two.keeper.round()
    ask(bench)
    one.round()
    assert one.wait(LONG)
    assert states(bench) == ["queued"]
    two.round()
    assert two.wait(LONG)
    done(two)
    assert states(bench) == ["done"]
    done(one)


def test_a_database_that_does_not_answer_is_waited_for(
    clean: Site, caplog: pytest.LogCaptureFixture
) -> None:
    bench = bench_of(clean, kind(writes))
    gone = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    engine = make_engine(gone)
    rt = clean.runtime
    _, factory, _ = open_store(rt.settings, rt.chapters, rt.clock, engine=engine)
    silent = Embedded(dataclasses.replace(bench, engine=engine, factory=factory))
    silent.round()
    assert not silent.keeper.holds
    assert "The scheduler waits" in caplog.text
    silent.stop(0)
    engine.dispose()
