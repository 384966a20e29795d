"""Each kind's one statement against a plain model on random data, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.declare import Anchor, Due, Period
from core.directory.models import Person, Post, Unit
from tests.core.duty_chapter import (
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Meeting,
    Pair,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.oracle import (
    Clock,
    clocks,
    days,
    deleted,
    emptied,
    evaluated,
    found,
    some_day,
    told,
)
from tests.core.posts_chapter import (
    IN_OFFICE,
    REPORTS,
    TURNS,
    Officer,
    Posts,
    Report,
    Turn,
    Writer,
    posts_tables,
    posts_world,
)

D = dt.date
START, END = D(2026, 9, 1), D(2027, 8, 31)
RECENT = dt.timedelta(days=400)
random_data = settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(name="posts")
def posts_of_the_college(college: College) -> Iterator[Posts]:
    with posts_tables(college):
        yield Posts(college)


# -- deadline --------------------------------------------------------------------------------------

tasks = st.lists(
    st.fixed_dictionaries(
        {
            "begun": some_day,
            "done": st.none() | st.none() | days,
            "extra": st.none() | st.none() | days,
            "status": st.sampled_from(["active", "active", "draft"]),
            "deleted_at": deleted,
        }
    ),
    max_size=12,
)


@random_data
@given(tasks, clocks, evaluated)
def test_deadlines_agree_with_a_plain_model(
    college: College, rows: list[dict[str, Any]], clock: Clock, as_of: dt.date
) -> None:
    emptied(college, Task)
    made = [Task(**row) for row in rows]
    college.add(*made)
    due = Due(Anchor.FIELD, clock.days, clock.working, clock.months)
    rule = replace(
        TASKS, due=due, extended="extra", where=YEARLY.counted_where, owner="", **clock.keys
    )
    wanted = {}
    for task in made:
        if task.begun is None or task.status != "active" or task.deleted_at:
            continue
        done = task.done if task.done and task.done <= as_of else None
        if done and done < as_of - RECENT:
            continue
        due_on = task.extra or clock.due(task.begun)
        state = "met" if done else clock.state(due_on, as_of)
        wanted["all", task.id] = (state, due_on, task.begun, done)
    rows_found = found(college, world_of(rule), as_of)
    assert told(rows_found, "state", "due", "from_on", "until_on") == wanted


# -- freshness -------------------------------------------------------------------------------------

meetings = st.lists(
    st.fixed_dictionaries(
        {
            "pair": st.integers(0, 5),
            "date": some_day,
            "status": st.sampled_from(["active", "active", "draft"]),
            "deleted_at": deleted,
        }
    ),
    max_size=25,
)
starts = st.lists(some_day, min_size=6, max_size=6)


@random_data
@given(starts, meetings, clocks, evaluated)
def test_freshness_agrees_with_a_plain_model(
    college: College, begin: list[Any], rows: list[dict[str, Any]], clock: Clock, as_of: dt.date
) -> None:
    emptied(college, Meeting, Pair)
    pairs = [Pair(status="active", start=day) for day in begin]
    college.add(*pairs)
    counted = [Meeting(**row | {"pair": pairs[row["pair"]].id}) for row in rows]
    college.add(*counted)
    clock = replace(clock, days=clock.days + 1, months=0)
    rule = replace(
        SILENCE, days=clock.days, working=clock.working, owner="",
        counted_where=YEARLY.counted_where, **clock.keys,
    )  # fmt: skip
    wanted = {}
    for pair in pairs:
        if pair.start is None or pair.start > as_of:
            continue
        mine = [
            m.date
            for m in counted
            if m.pair == pair.id and m.date and m.date <= as_of
            and m.status == "active" and not m.deleted_at
        ]  # fmt: skip
        last = max(mine, default=pair.start)
        wanted["all", pair.id] = (clock.state(clock.due(last), as_of), clock.due(last), last)
    assert told(found(college, world_of(rule), as_of), "state", "due", "from_on") == wanted


times = st.lists(
    st.fixed_dictionaries(
        {"unit": st.integers(0, 3), "start": some_day, "end": some_day, "deleted_at": deleted}
    ),
    max_size=14,
)


@random_data
@given(times, clocks, evaluated, days)
def test_entries_that_cover_a_time_agree_with_a_plain_model(
    posts: Posts, rows: list[dict[str, Any]], clock: Clock, as_of: dt.date, since: dt.date
) -> None:
    college = posts.college
    emptied(college, Officer, Unit)
    units = [posts.unit(name) for name in "ABCD"]
    held = [Officer(**row | {"unit": units[row["unit"]].id}) for row in rows]
    college.add(*held)
    clock = replace(clock, days=clock.days + 1, months=0)
    rule = replace(
        SILENCE, record="directory.unit", where=(), counts="mentor.officer", link="unit",
        date="start", until="end", starts="", owner="", days=clock.days, working=clock.working,
        **clock.keys,
    )  # fmt: skip
    wanted = {}
    for unit in units:
        mine = [
            o for o in held
            if o.unit == unit.id and not o.deleted_at and (not o.start or o.start <= as_of)
        ]  # fmt: skip
        holding = [o for o in mine if not o.end or o.end >= as_of]
        if holding:
            first = max((o.start for o in holding if o.start), default=None)
            wanted["all", unit.id] = ("met", first, len(holding))
        else:
            last = max((o.end for o in mine if o.end), default=since)
            wanted["all", unit.id] = (clock.state(clock.due(last), as_of), last, 0)
    world = replace(posts_world(rule), since=lambda _: since)
    assert told(found(college, world, as_of), "state", "from_on", "seen") == wanted


# -- recurring -------------------------------------------------------------------------------------

reports = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.integers(0, 3),
            "date": some_day,
            "status": st.sampled_from(["active", "active", "draft"]),
            "deleted_at": deleted,
        }
    ),
    max_size=12,
)
periods = st.sampled_from([Period.SEMESTER, Period.QUARTER, Period.ACADEMIC_YEAR])


@random_data
@given(times, reports, clocks, evaluated, periods)
def test_recurring_records_and_their_owners_agree_with_a_plain_model(
    posts: Posts, officers: list[dict[str, Any]], rows: list[dict[str, Any]], clock: Clock,
    as_of: dt.date, period: Period,
) -> None:  # fmt: skip
    college = posts.college
    emptied(college, Officer, Report, Post, Person, Unit)
    units = [posts.unit(name) for name in "ABCD"]
    people = [posts.person(units[0]) for _ in officers]
    held = [
        Officer(**row | {"unit": units[row["unit"]].id, "person": person.id})
        for row, person in zip(officers, people, strict=True)
    ]
    made = [Report(**row | {"unit": units[row["unit"]].id}) for row in rows]
    college.add(*held, *made)
    heads = {units[0].id: posts.head(units[0])}
    due = Due(Anchor.PERIOD_END, -clock.days, clock.working)
    world = posts_world(replace(REPORTS, period=period, due=due, **clock.keys))
    scene = world.scene("mentor", next(r for _, r in world.rules()), as_of)
    wanted = {}
    for span in scene.calendar.spans(period, as_of - RECENT, as_of):
        if not (span.entered or span.year == scene.calendar.academic_year(as_of).name):
            continue
        due_on = clock.walk(span.end, -clock.days, clock.working)
        for unit in units:
            mine = [
                r.date for r in made
                if r.unit == unit.id and r.date and span.start <= r.date <= min(span.end, as_of)
                and r.status == "active" and not r.deleted_at
            ]  # fmt: skip
            serving = [
                o for o in held
                if o.unit == unit.id and not o.deleted_at
                and (not o.start or o.start <= due_on) and (not o.end or o.end >= due_on)
            ]  # fmt: skip
            latest = max(serving, key=lambda o: (o.start or D.min, o.id), default=None)
            owner = latest.person if latest else heads.get(unit.id)
            state = "met" if mine else clock.state(due_on, as_of)
            first = min(mine, default=None)
            wanted[span.key, unit.id] = (state, due_on, owner, unit.id, len(mine), first)
    names = ("state", "due", "owner", "unit", "numerator", "from_on")
    assert told(found(college, world, as_of), *names) == wanted


# -- rotation --------------------------------------------------------------------------------------

turns = st.lists(
    st.fixed_dictionaries(
        {
            "date": some_day,
            "done": st.none() | days,
            "taker": st.none() | st.integers(0, 2),
            "deleted_at": deleted,
        }
    ),
    max_size=12,
)


@random_data
@given(turns, clocks, evaluated, st.booleans())
def test_slots_agree_with_a_plain_model(
    posts: Posts, rows: list[dict[str, Any]], clock: Clock, as_of: dt.date, by_post: bool
) -> None:
    college = posts.college
    emptied(college, Turn, Writer, Officer, Post, Person, Unit)
    unit = posts.unit()
    people = [posts.person(unit).id for _ in range(3)]
    writers = [Writer(place=n, person=person) for n, person in enumerate(people)]
    college.add(*writers)
    slots = [
        Turn(**row | {"taker": None if row["taker"] is None else writers[row["taker"]].id})
        for row in rows
    ]
    college.add(*slots)
    rule = replace(TURNS, **clock.keys)
    if by_post:
        rule = replace(rule, owner="turn.person", serving=(IN_OFFICE,), unit="taker.place")
    wanted = {}
    for slot, row in zip(slots, rows, strict=True):
        done = slot.done if slot.done and slot.done <= as_of else None
        if slot.date is None or slot.deleted_at or (done and done < as_of - RECENT):
            continue
        state = "met" if done else clock.state(slot.date, as_of)
        owner = None if row["taker"] is None or by_post else people[row["taker"]]
        wanted["all", slot.id] = (state, slot.date, owner, done)
    names = ("state", "due", "owner", "until_on")
    assert told(found(college, posts_world(rule), as_of), *names) == wanted
