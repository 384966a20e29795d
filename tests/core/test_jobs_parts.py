"""A job in parts: whoever ends the last of them ends the whole, with its result, once."""

from __future__ import annotations

import threading

from core.db import writing
from core.jobs import Workbench, ending, perform
from core.jobs.kind import Joined, Part, Parts, Result
from core.jobs.work import Work
from tests.core.jobs_made import (
    ask,
    bench_of,
    do_all,
    error_of,
    job,
    kind,
    leave,
    states,
    subjects,
    take,
    without_jobs,  # noqa: F401
)
from tests.site import Site


def divided(work: Work) -> Parts:
    names = work.arguments["names"]
    return Parts(tuple(Part(kind="part", arguments={"name": n}) for n in names))


def one_part(work: Work) -> Result:
    name = work.arguments["name"]
    if name == "bad":
        raise ValueError("no paper")
    leave(work, name)
    return {"letters": len(name)}


def joined(told: Joined) -> Result:
    return {"letters": sum(r["letters"] for r in told.results), "lost": len(told.errors)}


def parted(site: Site) -> Workbench:
    return bench_of(
        site,
        kind(divided, join=joined),
        kind(one_part, "part", retries=0),
        kind(lambda _w: Parts((Part(kind="made", arguments={"names": ["ab"]}),)), "outer"),
    )


def test_the_whole_runs_until_its_last_part_has_ended(clean: Site) -> None:
    bench = parted(clean)
    number = ask(bench, names=["a", "bcd"])
    perform.perform(bench, take(bench, number))
    row = job(bench, number)
    assert (row.state, row.done, row.total, row.heartbeat_at) == ("running", 0, 2, None)
    perform.perform(bench, take(bench, number + 1))
    assert (job(bench, number).state, job(bench, number).done) == ("running", 1)
    perform.perform(bench, take(bench, number + 2))
    row = job(bench, number)
    assert (row.state, row.done, row.result) == ("done", 2, '{"letters": 4, "lost": 0}')
    assert subjects(bench) == ["a", "bcd"]


def test_a_part_that_fails_stops_no_other_and_the_whole_says_so(clean: Site) -> None:
    bench = parted(clean)
    number = ask(bench, names=["bad", "abc"])
    do_all(bench)
    assert states(bench, "part") == ["failed", "done"]
    assert job(bench, number).state == "failed"
    assert job(bench, number).result == '{"letters": 3, "lost": 1}'
    assert "1 of 2 parts failed. The first: ValueError: no paper" in error_of(bench, number)


def test_nothing_to_divide_is_done_at_once_and_parts_may_have_parts(clean: Site) -> None:
    bench = parted(clean)
    empty, outer = ask(bench, names=[]), ask(bench, "outer")
    do_all(bench)
    assert job(bench, empty).state == job(bench, outer).state == "done"
    assert subjects(bench) == ["ab"]


def test_two_last_parts_at_once_end_the_whole_once(clean: Site) -> None:
    bench = parted(clean)
    number = ask(bench, names=["a", "b", "c", "d"])
    perform.perform(bench, take(bench, number))
    claims = [take(bench, number + n) for n in (1, 2, 3, 4)]
    gate = threading.Barrier(4)

    def last(n: int) -> None:
        gate.wait()
        perform.perform(bench, claims[n])

    threads = [threading.Thread(target=last, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row = job(bench, number)
    assert (row.state, row.done, row.result) == ("done", 4, '{"letters": 4, "lost": 0}')


def test_cancelling_the_whole_cancels_its_parts(clean: Site) -> None:
    bench = parted(clean)
    number = ask(bench, names=["a", "b", "c"])
    perform.perform(bench, take(bench, number))
    perform.perform(bench, take(bench, number + 1))
    running = take(bench, number + 2)
    with writing(), bench.factory.begin() as session:
        assert ending.cancel(session, bench, number)
    assert states(bench, "part") == ["done", "running", "cancelled"]
    assert job(bench, number).state == "running"
    perform.perform(bench, running)
    assert job(bench, number).state == "cancelled"


def test_asking_again_divides_anew(clean: Site) -> None:
    bench = parted(clean)
    number = ask(bench, names=["bad"])
    do_all(bench)
    with writing(), bench.factory.begin() as session:
        assert not ending.retry(session, bench, number + 1)
        assert ending.retry(session, bench, number)
    do_all(bench)
    assert states(bench, "part") == ["failed"]
    assert job(bench, number).state == "failed"


def test_a_join_that_raises_leaves_the_parts_done_and_the_whole_failed(clean: Site) -> None:
    def broken(_told: Joined) -> Result:
        raise KeyError("letters")

    bench = bench_of(clean, kind(divided, join=broken), kind(one_part, "part"))
    number = ask(bench, names=["a"])
    do_all(bench)
    assert states(bench, "part") == ["done"]
    assert (job(bench, number).state, error_of(bench, number)) == ("failed", "KeyError: 'letters'")
