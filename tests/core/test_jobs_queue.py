"""The queue: nothing twice, nothing lost, whoever dies; effect and «done» stand or fall together."""

from __future__ import annotations

import datetime as dt
import threading

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.db import writing
from core.jobs import Workbench, ending, perform
from core.jobs.kind import Result
from core.jobs.words import words_of
from core.jobs.work import Work
from tests.core.jobs_made import (
    MESSAGE,
    ask,
    bench_of,
    bury,
    do_all,
    error_of,
    job,
    kind,
    leave,
    message,
    states,
    subjects,
    take,
    without_jobs,  # noqa: F401
    writes,
)
from tests.site import Site


def boom(work: Work) -> Result:
    leave(work, "half")
    raise ValueError("no paper")


def test_a_job_is_done_once_and_keeps_its_result(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    number = ask(bench, subject="one")
    assert do_all(bench) == 1
    row = job(bench, number)
    assert (row.state, row.result, row.attempts, row.error) == ("done", '{"n": 1}', 1, None)
    assert (row.key, row.token, row.heartbeat_at) == (None, None, None)
    assert subjects(bench) == ["one"]
    assert do_all(bench) == 0


def test_the_same_thing_is_not_queued_twice_while_it_is_open(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    first = ask(bench, key="import 7")
    assert ask(bench, key="import 7") == first
    claim = take(bench, first)
    assert ask(bench, key="import 7") == first
    perform.perform(bench, claim)
    assert ask(bench, key="import 7") > first


def test_a_kind_that_is_done_again_frees_its_key_when_it_starts(clean: Site) -> None:
    bench = bench_of(clean, kind(writes, again=True))
    first = ask(bench, key="evaluate")
    assert ask(bench, key="evaluate") == first
    take(bench, first)
    assert ask(bench, key="evaluate") > first


def test_a_job_asked_for_in_a_transaction_that_fails_was_never_there(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    with bench.factory() as session:
        bench.ask_for(session, "made")
        session.rollback()
    assert states(bench) == []


def test_two_who_ask_at_once_queue_one_and_two_workers_get_one_each(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    gate, numbers, claims = threading.Barrier(4), list[int](), list[int]()

    def both() -> None:
        gate.wait()
        numbers.append(ask(bench, key="same"))
        gate.wait()
        if (claim := perform.take(bench, numbers[0], "w")) is not None:
            claims.append(claim.id)

    threads = [threading.Thread(target=both) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == len(claims) == 1


def test_what_must_run_alone_waits_for_its_name(clean: Site) -> None:
    bench = bench_of(clean, kind(writes, alone=lambda a: f"rule {a['rule']}"))
    first, second, other = (ask(bench, rule=r) for r in ("a", "a", "b"))
    claim = take(bench, first)
    assert perform.take(bench, second, "w") is None
    assert perform.take(bench, other, "w") is not None
    perform.perform(bench, claim)
    assert perform.take(bench, second, "w") is not None


def test_an_error_keeps_nothing_and_is_tried_again_after_twice_the_pause(clean: Site) -> None:
    bench = bench_of(clean, kind(boom, retries=2))
    number = ask(bench)
    for minutes in (0, 1, 2):
        clean.wait(minutes=minutes)
        assert do_all(bench) == 1
    row = job(bench, number)
    assert (row.state, row.attempts) == ("failed", 3)
    assert error_of(bench, number) == "ValueError: no paper"
    assert subjects(bench) == []


def test_a_pause_is_kept(clean: Site) -> None:
    bench = bench_of(clean, kind(boom))
    number = ask(bench)
    do_all(bench)
    assert job(bench, number).ready_at - clean.runtime.wall() == dt.timedelta(seconds=30)
    assert do_all(bench) == 0
    clean.wait(seconds=30)
    assert do_all(bench) == 1
    assert job(bench, number).ready_at - clean.runtime.wall() == dt.timedelta(seconds=60)


def test_what_failed_can_be_asked_for_again(clean: Site) -> None:
    bench = bench_of(clean, kind(boom, retries=0))
    number = ask(bench)
    do_all(bench)
    assert states(bench) == ["failed"]
    mended = bench_of(clean, kind(writes))
    with writing(), bench.factory.begin() as session:
        assert ending.retry(session, mended, number)
        assert not ending.retry(session, mended, number)
    do_all(mended)
    assert (states(bench), subjects(bench)) == (["done"], ["done"])
    assert job(bench, number).error is None


def test_a_dead_workers_job_goes_back_to_the_queue_and_is_done_once(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    number = ask(bench)
    take(bench, number)  # and then nothing: kill -9
    clean.wait(seconds=29)
    bury(bench)
    assert states(bench) == ["running"]
    clean.wait(seconds=2)
    bury(bench)
    assert states(bench) == ["queued"]
    assert "test:1 gave no sign of life for 31 seconds" in error_of(bench, number)
    assert do_all(bench) == 1
    assert (states(bench), subjects(bench)) == (["done"], ["done"])


def test_one_taken_for_dead_can_no_longer_keep_anything(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    late = take(bench, ask(bench))
    clean.wait(minutes=1)
    bury(bench)
    assert do_all(bench) == 1
    perform.perform(bench, late)
    assert subjects(bench) == ["done"]
    assert job(bench, late.id).attempts == 2


def test_a_job_that_kills_its_worker_again_and_again_ends_as_failed(clean: Site) -> None:
    bench = bench_of(clean, kind(writes, retries=2))
    number = ask(bench)
    for _ in range(3):
        clean.wait(hours=1)
        take(bench, number)
        clean.wait(minutes=1)
        bury(bench)
    assert states(bench) == ["failed"]
    assert subjects(bench) == []


def cancel(bench: Workbench, number: int) -> bool:
    with writing(), bench.factory.begin() as session:
        return ending.cancel(session, bench, number)


def test_what_waits_is_cancelled_at_once_and_what_runs_at_its_next_step(clean: Site) -> None:
    def steps(work: Work) -> Result:
        for n in range(3):
            leave(work, f"step {n}")
            work.save(n)
            if n == 1:
                assert cancel(bench, work.claim.id)
        return {}

    bench = bench_of(clean, kind(steps))
    waiting, running = ask(bench), ask(bench)
    assert cancel(bench, waiting)
    assert states(bench) == ["cancelled", "queued"]
    do_all(bench)
    assert states(bench) == ["cancelled", "cancelled"]
    assert subjects(bench) == ["step 0", "step 1"]
    assert not cancel(bench, running)


def test_after_a_crash_it_goes_on_from_its_bookmark(clean: Site) -> None:
    def steps(work: Work) -> Result:
        for n in range(work.bookmark or 0, 5):
            leave(work, f"step {n}")
            if n == 3 and work.claim.attempts == 1:
                raise SystemError("the power went off")
            work.tell(n + 1, 5, "Step %(n)s", n=n)
            work.save(n + 1)
        return {"steps": 5}

    bench = bench_of(clean, kind(steps))
    number = ask(bench)
    do_all(bench)
    row = job(bench, number)
    assert (row.state, row.done, row.total, row.bookmark) == ("queued", 3, 5, "3")
    clean.wait(minutes=1)
    do_all(bench)
    assert subjects(bench) == [f"step {n}" for n in range(5)]
    assert states(bench) == ["done"]


def test_a_worker_that_stops_gives_its_job_back_without_an_attempt(clean: Site) -> None:
    def steps(work: Work) -> Result:
        work.save(1)
        return writes(work)

    bench, stopping = bench_of(clean, kind(steps)), threading.Event()
    number = ask(bench)
    stopping.set()
    perform.perform(bench, take(bench, number), stopping)
    row = job(bench, number)
    assert (row.state, row.attempts, row.holds) == ("queued", 0, None)
    do_all(bench)
    assert subjects(bench) == ["done"]


def test_what_takes_too_long_is_ended(clean: Site) -> None:
    def slow(work: Work) -> Result:
        leave(work, "late")
        work.tell(1, 2)
        return {}

    bench = bench_of(clean, kind(slow, limit=dt.timedelta(), retries=0))
    number = ask(bench)
    do_all(bench)
    assert states(bench) == ["failed"]
    assert error_of(bench, number) == "It took longer than the 0 minutes that are allowed."
    assert subjects(bench) == []


def test_a_job_that_hangs_is_taken_from_its_worker_by_the_pulse(clean: Site) -> None:
    def hangs(work: Work) -> Result:
        work.session.rollback()
        work.pulse.beat()
        return writes(work)

    limit = -dt.timedelta(minutes=2)
    bench = bench_of(clean, kind(hangs, limit=limit, retries=0))
    number = ask(bench)
    do_all(bench)
    assert states(bench) == ["failed"]
    assert subjects(bench) == []
    assert "It took longer" in error_of(bench, number)


def test_the_pulse_writes_progress_and_hears_that_the_job_is_to_stop(clean: Site) -> None:
    def tells(work: Work) -> Result:
        work.session.rollback()
        work.tell(3, 9, "Row %(row)s", row=3)
        clean.wait(seconds=20)
        work.pulse.beat()
        row = job(bench, work.claim.id)
        assert (row.done, row.total, row.heartbeat_at) == (3, 9, clean.runtime.wall())
        assert str(words_of(row.words)) == "Row 3"
        cancel(bench, work.claim.id)
        work.pulse.beat()
        work.tell(4, 9)
        return {}

    bench = bench_of(clean, kind(tells, reads_only=True))
    number = ask(bench)
    do_all(bench)
    assert states(bench) == ["cancelled"], error_of(bench, number)


def test_a_kind_this_version_does_not_know_waits_for_a_newer_worker(clean: Site) -> None:
    bench = bench_of(clean, kind(writes))
    number = ask(bench, "newer")
    assert do_all(bench) == 0
    assert perform.take(bench, number, "w") is None
    assert states(bench, "newer") == ["queued"]


def test_what_follows_from_a_result_and_from_a_failure_is_written_with_the_mark(
    clean: Site,
) -> None:
    def told(session: Session, _bench: Workbench, result: Result) -> None:
        session.execute(insert(MESSAGE).values(message(f"n = {result['n']}")))

    def failed(work: Work, fault: Exception) -> None:
        leave(work, f"failed: {fault}")

    bench = bench_of(
        clean,
        kind(lambda _work: {"n": 7}, "reads", reads_only=True, leaves=told),
        kind(boom, "breaks", retries=0, failed=failed),
    )
    ask(bench, "reads")
    ask(bench, "breaks")
    do_all(bench)
    assert subjects(bench) == ["n = 7", "failed: no paper"]
