"""What will fall due: projected from rules, records and calendar, as an evaluation later finds it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.calendar import Calendar
from core.declare import Anchor, Due, Period
from core.duties import Duty, World
from core.duties.projection import Projected, horizon, projected
from tests.core.duty_chapter import (
    CALENDAR,
    COLLEGE,
    TASKS,
    YEARLY,
    College,
    Leader,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.posts_chapter import TURNS, Posts, Writer, posts_tables, posts_world

D = dt.date
TODAY, UNTIL = D(2026, 11, 2), D(2027, 7, 11)
EACH_PAIR = replace(
    YEARLY, name="Q9", period=Period.SEMESTER, year_field="", grace_days=0, overdue_on_due_day=False
)


def found(college: College, world: World, until: dt.date = UNTIL) -> list[Projected]:
    return list(projected(college.session, world, TODAY, until))


def keys(items: list[Projected]) -> set[tuple[str, int | None, str, dt.date]]:
    return {(p.rule, p.subject, p.period, p.due_on) for p in items}


def test_what_is_projected_is_what_a_later_evaluation_finds(college: College) -> None:
    world = world_of(EACH_PAIR, COLLEGE)
    ended, second = D(2027, 1, 31), D(2027, 2, 1)
    for start, end in ((D(2026, 9, 1), None), (D(2026, 9, 1), ended), (second, None)):
        college.pair(start=start, end=end)
    college.run(TODAY, world)
    before = set(college.session.scalars(select(Duty.id)))
    told = keys(found(college, world))
    college.run(UNTIL, world)
    ask = select(Duty).where(
        Duty.id.not_in(before), Duty.state.in_(("open", "due_soon", "overdue"))
    )
    later = {
        (d.rule, d.subject_id, d.period, d.due_on)
        for d in college.session.scalars(ask)
        if d.due_on and TODAY < d.due_on <= UNTIL
    }
    assert told == later
    assert {period for _, _, period, _ in told} == {"2026-2027/2"}


def test_what_stands_in_the_ledger_is_not_projected_again(college: College) -> None:
    college.pair()
    college.run(TODAY, world_of(EACH_PAIR))
    (second,) = found(college, world_of(EACH_PAIR))
    assert (second.period, second.due_on) == ("2026-2027/2", D(2027, 7, 11))
    college.run(UNTIL, world_of(EACH_PAIR))
    assert found(college, world_of(EACH_PAIR)) == []


def test_only_what_falls_due_up_to_the_day_is_projected(college: College) -> None:
    college.pair()
    college.run(TODAY, world_of(EACH_PAIR))
    assert found(college, world_of(EACH_PAIR), UNTIL - dt.timedelta(days=1)) == []


def test_hints_and_rules_that_are_off_are_not_projected(college: College) -> None:
    college.pair()
    hint = replace(EACH_PAIR, hint=True, ladder=None)
    off = replace(world_of(EACH_PAIR), rule_on=lambda _: False)
    closed = world_of(EACH_PAIR, enabled=False)
    assert [found(college, w) for w in (world_of(hint), off, closed)] == [[], [], []]


def test_rules_that_count_from_a_row_stand_in_the_ledger_alone(college: College) -> None:
    college.add(Task(code="1", status="active", begun=D(2026, 12, 1)))
    assert found(college, world_of(TASKS)) == []


def test_only_the_duties_of_given_people_and_of_offices_are_asked_for(college: College) -> None:
    college.add(one := Leader(name="甲"), other := Leader(name="乙"))
    college.pair(leader=one.id)
    college.pair(leader=other.id)
    world = world_of(EACH_PAIR, COLLEGE)
    asked = list(projected(college.session, world, TODAY, D(2027, 1, 17), people=[one.id]))
    assert {p.owner for p in asked} == {one.id, None}


def test_a_changed_parameter_is_projected_from_the_day_it_holds(college: College) -> None:
    early = replace(COLLEGE, due=Due(Anchor.PERIOD_END, "-@grace_days"))
    dues = [
        [p.due_on for p in found(college, world_of(early, grace_days=days))] for days in (10, 20)
    ]
    assert dues == [[D(2027, 1, 7), D(2027, 7, 1)], [D(2026, 12, 28), D(2027, 6, 21)]]


def test_turns_of_the_next_semester_go_on_in_the_order(college: College) -> None:
    with posts_tables(college):
        posts = Posts(college)
        unit = posts.unit()
        people = [posts.person(unit, n).id for n in "甲乙丙"]
        college.add(*(Writer(place=n, person=p) for n, p in enumerate(people, 1)))
        world = posts_world(TURNS)
        college.run(TODAY, world)
        coming = [p for p in found(college, world) if p.due_on > D(2027, 2, 28)]
    assert [p.due_on for p in coming] == sorted(p.due_on for p in coming)
    last = [people.index(p.owner) for p in coming if p.owner]
    assert last == [(last[0] + n) % 3 for n in range(len(last))]
    assert len(last) == len(coming) > 5


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (D(2026, 11, 2), D(2027, 7, 11)),
        (D(2027, 2, 1), D(2027, 7, 11)),
        (D(2027, 3, 1), D(2028, 1, 31)),
        (D(2027, 8, 1), D(2028, 1, 31)),
    ],
)
def test_the_calendar_looks_to_the_end_of_the_next_semester(today: dt.date, last: dt.date) -> None:
    assert horizon(CALENDAR, today) == last


def test_without_a_calendar_of_the_college_the_usual_semesters_are_taken() -> None:
    assert horizon(Calendar(), D(2026, 11, 2)) == D(2027, 7, 15)
