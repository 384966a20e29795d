"""Clocks of rows: granted dates, months, vacations, lead times, posts, and entries that cover a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from core.calendar import Calendar
from core.declare import Anchor, Deadline, Due, Freshness
from core.duties import Duty, explain
from core.duties.due import add_days, last_due_soon, latest_start
from tests.core.duty_chapter import (
    CALENDAR,
    SILENCE,
    TASKS,
    College,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.posts_chapter import HEAD, IN_OFFICE, Posts, posts_tables, posts_world

D = dt.date
EXTENDED = replace(TASKS, extended="extra", due=Due(Anchor.FIELD, 10))


@pytest.fixture(name="posts")
def posts_of_the_college(college: College) -> Iterator[Posts]:
    with posts_tables(college):
        yield Posts(college)


def state(college: College, row: Any, day: dt.date, rule: Deadline | Freshness) -> str:
    """The state of the row's duty on a day."""
    college.run(day, posts_world(rule))
    return college.duty(row).state


# -- deadlines -------------------------------------------------------------------------------------


def test_a_granted_date_takes_the_place_of_the_computed_one_and_can_be_taken_back(
    college: College,
) -> None:
    task = Task(begun=D(2026, 10, 1))
    college.add(task)
    assert state(college, task, D(2026, 10, 12), EXTENDED) == "overdue"
    task.extra = D(2026, 10, 20)
    college.session.commit()
    assert state(college, task, D(2026, 10, 12), EXTENDED) == "open"
    assert college.duty(task).due_on == D(2026, 10, 20)
    assert state(college, task, D(2026, 10, 17), EXTENDED) == "due_soon"
    assert state(college, task, D(2026, 10, 21), EXTENDED) == "overdue"
    task.extra = None
    college.session.commit()
    assert state(college, task, D(2026, 10, 11), EXTENDED) == "due_soon"
    assert college.duty(task).due_on == D(2026, 10, 11)


def test_an_extension_of_a_done_task_still_tells_when_it_was_due(college: College) -> None:
    task = Task(begun=D(2026, 10, 1), extra=D(2026, 10, 20), done=D(2026, 10, 19))
    college.add(task)
    assert state(college, task, D(2026, 10, 25), EXTENDED) == "met"
    assert college.duty(task).due_on == D(2026, 10, 20)


@pytest.mark.parametrize(
    ("begun", "due"),
    [
        (D(2027, 2, 28), D(2028, 2, 28)),
        (D(2028, 2, 29), D(2029, 2, 28)),
        (D(2027, 12, 31), D(2028, 12, 31)),
    ],
)
def test_deadlines_of_months_end_on_the_same_day_of_the_month(
    college: College, begun: dt.date, due: dt.date
) -> None:
    yearly = replace(TASKS, due=Due(Anchor.FIELD, months="@term"), lead_days=30)
    task = Task(begun=begun)
    college.add(task)
    for day, wanted in (
        (due - dt.timedelta(days=31), "open"),
        (due - dt.timedelta(days=30), "due_soon"),
        (due, "due_soon"),
        (due + dt.timedelta(days=1), "overdue"),
    ):
        college.run(day, world_of(yearly, term=12))
        assert college.duty(task).state == wanted, day
    assert college.duty(task).due_on == due
    assert "12 months are allowed." in " ".join(map(str, explain(college.duty(task))))


def test_a_deadline_may_lie_before_its_date(college: College) -> None:
    ahead = replace(TASKS, due=Due(Anchor.FIELD, "-@days", working=True), lead_days=0)
    task = Task(begun=D(2026, 11, 30))
    college.add(task)
    college.run(D(2026, 11, 16), world_of(ahead, days=10))
    assert (college.duty(task).state, college.duty(task).due_on) == ("due_soon", D(2026, 11, 16))
    college.run(D(2026, 11, 17), world_of(ahead, days=10))
    assert college.duty(task).state == "overdue"


def test_the_clock_of_a_rule_that_freezes_stands_still_in_the_vacation(college: College) -> None:
    task = Task(begun=D(2027, 1, 13))  # two working days are left; the next semester: 1 March
    college.add(task)
    assert state(college, task, D(2027, 2, 1), TASKS) == "overdue"
    frozen = replace(TASKS, freeze=True, lead_days=2, lead_working=True)
    assert state(college, task, D(2027, 1, 15), frozen) == "open"
    due = college.duty(task).due_on
    assert due == D(2027, 3, 3)
    # two working days before: the last of the first semester, the whole vacation long
    assert state(college, task, D(2027, 2, 28), frozen) == "open"
    assert state(college, task, D(2027, 3, 1), frozen) == "due_soon"
    assert state(college, task, D(2027, 3, 4), frozen) == "overdue"


@pytest.mark.parametrize("freeze", [True, False])
@pytest.mark.parametrize("months", [0, 1, -2])
@pytest.mark.parametrize("days", [-7, 0, 4])
def test_every_bound_agrees_with_every_single_day(days: int, months: int, freeze: bool) -> None:
    due = Due(Anchor.FIELD, days, True, months)
    rule = replace(TASKS, due=due, freeze=freeze, lead_days=6, lead_working=True)
    for as_of in (D(2027, 1, 16), D(2027, 2, 20), D(2027, 3, 2), D(2028, 2, 29)):
        scene = world_of(rule).scene("mentor", rule, as_of)
        bound, soon = latest_start(scene, as_of), last_due_soon(scene)
        for offset in range(-70, 71):
            day = as_of + dt.timedelta(days=offset)
            assert (add_days(scene, day) <= as_of) == (day <= bound)
            told = CALENDAR.add_working_days(day, -6, freeze=freeze)
            assert (told <= as_of) == (day <= soon)


def test_an_open_item_passes_to_the_successor_and_a_done_one_stays(posts: Posts) -> None:
    college, unit = posts.college, posts.unit()
    first = posts.officer(unit, D(2026, 9, 1), D(2026, 11, 30))
    second = posts.officer(unit, D(2026, 12, 1))
    head = posts.head(unit)
    items = replace(TASKS, owner="", unit="unit_no", serving=(IN_OFFICE, HEAD))
    open_, done, other = (
        Task(begun=D(2026, 11, 2), unit_no=unit.id),
        Task(begun=D(2026, 11, 2), unit_no=unit.id, done=D(2026, 11, 20)),
        Task(begun=D(2026, 11, 2)),
    )
    college.add(open_, done, other)
    assert state(college, open_, D(2026, 11, 30), items) == "overdue"
    assert [college.duty(t).owner for t in (open_, done, other)] == [first, first, None]
    state(college, open_, D(2026, 12, 1), items)
    assert [college.duty(t).owner for t in (open_, done, other)] == [second, first, None]
    assert head not in (first, second)


# -- freshness -------------------------------------------------------------------------------------

VACANCY = Freshness(
    name="R1",
    title="No unit is long without an officer",
    article=5,
    record="directory.unit",
    counts="mentor.officer",
    link="unit",
    date="start",
    until="end",
    days=15,
    working=True,
    lead_days=3,
    lead_working=True,
)


def vacancy(posts: Posts, unit: Any, day: dt.date, since: dt.date | None = None) -> Duty:
    world = replace(posts_world(VACANCY), since=lambda _: since or D(2026, 9, 1))
    posts.college.run(day, world)
    return posts.college.duty(unit)


def test_a_post_is_vacant_from_its_last_day_and_filled_by_the_next(posts: Posts) -> None:
    unit = posts.unit()
    posts.officer(unit, D(2025, 9, 1), D(2026, 10, 30))
    held = vacancy(posts, unit, D(2026, 10, 30))
    assert (held.state, held.from_on) == ("met", D(2025, 9, 1))
    assert str(explain(held)[0]) == "An entry that still holds covers the day."
    due = CALENDAR.add_working_days(D(2026, 10, 30), 15)
    empty = vacancy(posts, unit, D(2026, 10, 31))
    assert (empty.state, empty.from_on, empty.due_on) == ("open", D(2026, 10, 30), due)
    told = str(explain(empty)[0])
    assert told.endswith("is of 2026-10-30; at most 15 working days may pass.")
    soon = CALENDAR.add_working_days(due, -3)
    assert vacancy(posts, unit, soon - dt.timedelta(days=1)).state == "open"
    assert vacancy(posts, unit, soon).state == "due_soon"
    assert vacancy(posts, unit, due + dt.timedelta(days=1)).state == "overdue"
    posts.officer(unit, due)
    assert vacancy(posts, unit, due + dt.timedelta(days=1)).state == "met"


def test_a_post_that_was_never_filled_is_vacant_since_the_chapter_is_used(posts: Posts) -> None:
    unit = posts.unit()
    posts.officer(unit, D(2026, 12, 1))  # begins later
    found = vacancy(posts, unit, D(2026, 10, 15))
    assert (found.state, found.from_on) == ("overdue", D(2026, 9, 1))
    assert vacancy(posts, unit, D(2026, 12, 1)).state == "met"


def test_an_entry_without_days_holds_always(posts: Posts) -> None:
    unit = posts.unit()
    posts.officer(unit)
    assert vacancy(posts, unit, D(2027, 8, 1)).state == "met"


def test_freshness_counts_only_what_its_conditions_admit(college: College) -> None:
    talked = replace(SILENCE, counted_where=TASKS.where, days=20, working=True, lead_days=0)
    pair = college.pair(start=D(2026, 9, 1))
    college.met(pair, D(2026, 9, 30), deleted_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))
    limit = Calendar().add_working_days(D(2026, 9, 1), 20)
    college.run(limit, world_of(talked))
    assert (college.duty(pair).state, college.duty(pair).due_on) == ("due_soon", limit)
    college.run(limit + dt.timedelta(days=1), world_of(talked))
    assert college.duty(pair).state == "overdue"
