"""The schedule: what was missed is made up once, a clock that jumps does no harm, one keeper of many."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from core.db.job_tables import JOB
from core.jobs import Kind, Workbench, lease
from core.jobs.keeper import Keeper
from core.jobs.kind import Daily, Every, Schedule, is_due
from core.jobs.schedule import Timetable
from tests.builders import NOW
from tests.core.jobs_made import (
    bench_of,
    do_all,
    kind,
    states,
    take,
    without_jobs,  # noqa: F401
    writes,
)
from tests.site import Site

NIGHT, OFTEN = Daily(dt.time(2, 30)), Every(30)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("schedule", "last", "now", "due"),
    [
        (NIGHT, None, "2026-11-24T00:00", True),
        (NIGHT, "2026-11-24T02:30", "2026-11-24T23:59", False),
        (NIGHT, "2026-11-24T02:31", "2026-11-25T02:29", False),
        (NIGHT, "2026-11-24T02:31", "2026-11-25T02:30", True),
        (NIGHT, "2026-11-21T02:30", "2026-11-24T01:00", True),
        (NIGHT, "2026-11-24T02:30", "2026-11-24T00:00", True),  # the clock was set back
        (NIGHT, "2026-11-24T02:30", "2026-11-24T02:29", False),
        (OFTEN, "2026-11-24T02:30:00", "2026-11-24T02:30:29", False),
        (OFTEN, "2026-11-24T02:30:00", "2026-11-24T02:30:30", True),
        (OFTEN, "2026-11-24T23:59:59", "2026-11-24T00:00:00", True),
    ],
)
def test_when_a_run_is_owed(schedule: Schedule, last: str | None, now: str, due: bool) -> None:
    assert is_due(schedule, at(last) if last else None, at(now)) is due


def queued(bench: Workbench) -> int:
    """Let the timetable look, do what it queued; how many jobs that were."""
    Timetable(bench).queue_due()
    return do_all(bench)


def made(site: Site, **options: object) -> Workbench:
    return bench_of(site, kind(writes, **({"schedule": NIGHT} | options)))


def test_tx_2_three_days_without_a_server_are_made_up_once_at_the_start(clean: Site) -> None:
    bench = made(clean)
    assert queued(bench) == 1
    assert queued(bench) == 0
    clean.wait(days=3)
    assert [queued(bench), queued(bench)] == [1, 0]
    clean.wait(days=1)
    assert queued(bench) == 1


def test_the_night_is_the_colleges(clean: Site) -> None:
    bench = made(clean)
    queued(bench)
    assert bench.local().hour == 12  # NOW is four in the morning, UTC
    clean.wait(hours=14)
    assert queued(bench) == 0
    clean.wait(minutes=30)
    assert queued(bench) == 1


def test_with_a_fixed_date_the_schedule_goes_on_after_midnight(clean: Site) -> None:
    """TONGXIN_CLOCK fixes the date; the time of day goes on, so that at midnight it jumps back."""
    clock = [NOW + dt.timedelta(hours=11, minutes=59)]
    bench = dataclasses.replace(made(clean, schedule=OFTEN), clock=lambda: clock[0])
    assert queued(bench) == 1
    clock[0] -= dt.timedelta(hours=23, minutes=59)
    assert queued(bench) == 1
    assert queued(bench) == 0
    clock[0] += dt.timedelta(seconds=30)
    assert queued(bench) == 1


def test_what_is_still_open_is_not_queued_a_second_time(clean: Site) -> None:
    bench = made(clean)
    Timetable(bench).queue_due()
    clean.wait(days=2)
    Timetable(bench).queue_due()
    assert states(bench) == ["queued"]


def test_of_many_timetables_one_queues(clean: Site) -> None:
    bench = made(clean)
    for table in [Timetable(bench) for _ in range(5)]:
        table.queue_due()
    assert states(bench) == ["queued"]


def test_a_kind_is_asked_whether_there_is_anything_and_not_every_second(clean: Site) -> None:
    answers, asked = [False, False, True, True], list[bool]()

    def wanted(_session: object, _bench: object) -> bool:
        asked.append(answers[len(asked)])
        return asked[-1]

    bench = made(clean, schedule=OFTEN, wanted=wanted)
    table = Timetable(bench)
    table.queue_due()
    table.queue_due()
    assert (states(bench), len(asked)) == ([], 1)
    assert queued(bench) == 0
    assert queued(bench) == 1


def test_a_kind_whose_question_fails_stops_no_other(
    clean: Site, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_session: object, _bench: object) -> bool:
        raise KeyError("x")

    kinds: Sequence[Kind] = (
        kind(writes, "broken", schedule=OFTEN, wanted=broken),
        kind(writes, schedule=NIGHT),
    )
    bench = bench_of(clean, *kinds)
    assert queued(bench) == 1
    assert (states(bench, "broken"), states(bench)) == ([], ["done"])
    assert "broken could not be queued" in caplog.text


def test_the_scheduled_kinds_of_the_program_run_on_an_installed_college(clean: Site) -> None:
    bench = clean.runtime.bench
    assert queued(bench) >= 3
    with bench.factory() as session:
        rows = session.execute(select(JOB.c.kind, JOB.c.state, JOB.c.error)).all()
    assert {r.state for r in rows} == {"done"}, rows
    assert {"duties.evaluate", "audit.verify", "upkeep.clean"} <= {r.kind for r in rows}


# -- the lease -------------------------------------------------------------------------------------


def keepers(bench: Workbench) -> tuple[Keeper, Keeper]:
    return Keeper(bench, "one"), Keeper(bench, "two")


def holder(bench: Workbench) -> str:
    with bench.factory() as session:
        found = lease.look(session)
    return found.holder if found else ""


def test_one_of_two_keepers_holds_the_lease_and_renews_it(clean: Site) -> None:
    bench = made(clean)
    one, two = keepers(bench)
    for _ in range(20):
        assert (one.round(), two.round()) == (True, False)
        clean.wait(seconds=9)
    assert holder(bench) == "one"
    with bench.factory() as session:
        found = lease.look(session)
    assert found is not None and found.since == NOW
    assert states(bench) == ["queued"]


def test_when_the_holder_dies_the_other_takes_over_and_makes_up_what_was_missed(
    clean: Site,
) -> None:
    bench = made(clean)
    one, two = keepers(bench)
    assert one.round()
    take(bench, number_of(bench))
    clean.wait(seconds=29)
    assert not two.round()
    clean.wait(seconds=11)
    assert two.round()
    assert holder(bench) == "two"
    assert states(bench) == ["queued"], "the dead one's job is back in the queue"
    assert not one.round(), "the first comes back and sees that it is not it any more"


def number_of(bench: Workbench) -> int:
    with bench.factory() as session:
        return int(session.execute(select(JOB.c.id)).scalars().one())


def test_a_lease_that_is_given_up_is_taken_at_once(clean: Site) -> None:
    bench = made(clean)
    one, two = keepers(bench)
    assert one.round()
    one.close()
    assert holder(bench) == ""
    assert two.round()


def test_a_lease_far_in_the_future_is_of_a_wrong_clock_and_binds_nobody(clean: Site) -> None:
    bench = made(clean)
    one, two = keepers(bench)
    clean.wait(days=400)
    assert one.round()
    clean.later = dt.timedelta()
    assert two.round()
