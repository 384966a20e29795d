"""Deadlines: calendar and working days, across holidays and years without a table of them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from core.calendar import Calendar
from core.declare import Anchor, Due, Where
from core.duties.due import add_days, latest_start
from tests.core.duty_chapter import (
    TASKS,
    College,
    Leader,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)

D = dt.date
# Seven days off in October, the Saturday before worked in exchange.
AUTUMN = Calendar(overrides={D(2026, 10, n): False for n in range(1, 8)} | {D(2026, 9, 26): True})
WORLD = world_of(TASKS, calendar=AUTUMN)


def state_of(college: College, task: Task, day: dt.date) -> str:
    college.run(day, WORLD)
    return college.duty(task).state


def test_working_days_run_across_a_holiday_and_its_make_up_day(college: College) -> None:
    task = Task(begun=D(2026, 9, 25))  # worked: 26 (Saturday), 28, 29, 30 September, 8 October
    college.add(task)
    assert state_of(college, task, D(2026, 9, 25)) == "open"
    assert college.duty(task).due_on == D(2026, 10, 8)
    assert state_of(college, task, D(2026, 10, 5)) == "due_soon"
    assert state_of(college, task, D(2026, 10, 8)) == "due_soon"
    assert state_of(college, task, D(2026, 10, 9)) == "overdue"


def test_a_done_task_is_met_and_reopens_when_its_date_is_taken_back(college: College) -> None:
    task = Task(begun=D(2026, 9, 25), done=D(2026, 9, 28))
    college.add(task)
    assert state_of(college, task, D(2026, 9, 27)) == "open"  # not yet done on that day
    assert state_of(college, task, D(2026, 9, 28)) == "met"
    duty = college.duty(task)
    assert (duty.from_on, duty.until_on, duty.closed_on) == (
        D(2026, 9, 25), D(2026, 9, 28), D(2026, 9, 28),
    )  # fmt: skip
    task.done = None
    college.session.commit()
    assert state_of(college, task, D(2026, 10, 9)) == "overdue"
    assert college.duty(task).closed_on is None


def test_a_deadline_without_a_closing_date_is_met_by_leaving_the_condition(
    college: College,
) -> None:
    rule = dataclasses.replace(TASKS, done="", where=(Where("status", ("active",)),))
    world = world_of(rule, calendar=AUTUMN)
    task, gone = (
        Task(begun=D(2026, 9, 25), status="active"),
        Task(begun=D(2026, 9, 25), status="active"),
    )
    college.add(task, gone)
    college.run(D(2026, 10, 9), world)
    assert college.duty(task).state == "overdue"
    task.status = "ended"
    gone.deleted_at = dt.datetime(2026, 10, 9, tzinfo=dt.UTC)
    college.session.commit()
    college.run(D(2026, 10, 10), world)
    assert (college.duty(task).state, college.duty(task).reason) == ("met", "left")
    assert (college.duty(gone).state, college.duty(gone).reason) == ("void", "removed")


def test_a_new_holiday_moves_the_due_date_of_every_running_duty(college: College) -> None:
    task = Task(begun=D(2026, 9, 25))
    college.add(task)
    college.run(D(2026, 9, 25), WORLD)
    more = Calendar(overrides=AUTUMN.overrides | {D(2026, 10, 8): False})  # type: ignore[operator]
    college.run(D(2026, 9, 25), world_of(TASKS, calendar=more))
    assert college.duty(task).due_on == D(2026, 10, 9)


def test_the_owner_is_found_through_a_reference(college: College) -> None:
    leader = Leader(name="Zhang")
    college.add(leader)
    pair = college.pair(leader=leader.id)
    task = Task(begun=D(2026, 9, 25), pair=pair.id)
    college.add(task)
    college.run(D(2026, 9, 25), WORLD)
    assert college.duty(task).owner == leader.id


@pytest.mark.parametrize("days", [-3, 0, 1, 5, 30])
@pytest.mark.parametrize("working", [True, False])
def test_the_bound_for_sql_agrees_with_every_single_day(days: int, working: bool) -> None:
    rule = dataclasses.replace(TASKS, due=Due(Anchor.FIELD, days, working))
    scene = world_of(rule, calendar=AUTUMN).scene("mentor", rule, D(2026, 10, 1))
    for target in (D(2026, 9, 30), D(2026, 10, 4), D(2026, 10, 8), D(2028, 2, 29)):
        bound = latest_start(scene, target)
        for offset in range(-20, 21):
            start = bound + dt.timedelta(days=offset)
            assert (add_days(scene, start) <= target) == (start <= bound)


@pytest.mark.parametrize("day", [D(2028, 2, 29), D(2027, 12, 31), D(2061, 1, 1)])
def test_tx_4_odd_days_and_years_without_a_table_do_not_stop_it(
    college: College, day: dt.date
) -> None:
    task = Task(begun=day)
    college.add(task)
    report = college.run(day, WORLD)
    assert report.changed == 1
    assert college.duty(task).due_on == AUTUMN.add_working_days(day, 5)
    assert AUTUMN.missing_years(D(2061, 1, 1), D(2061, 1, 1)) == (2061,)
