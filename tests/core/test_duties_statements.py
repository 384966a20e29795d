"""One statement per period and kind, however many subjects there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event, select

from core.declare import Rule
from core.duties import Duty
from core.duties.kinds import kind_of
from tests.core.duty_chapter import (
    COLLEGE,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
)
from tests.core.posts_chapter import (
    HEAD,
    IN_OFFICE,
    REPORTS,
    TURNS,
    Posts,
    Turn,
    Writer,
    posts_tables,
    posts_world,
)
from tests.core.test_duties_clocks import VACANCY

D = dt.date
DAY = D(2026, 10, 20)
Fill = Callable[[Posts, int], None]


@pytest.fixture(name="posts")
def posts_of_the_college(college: College) -> Iterator[Posts]:
    with posts_tables(college):
        yield Posts(college)


@contextmanager
def selects(college: College) -> Iterator[list[str]]:
    """The SELECTs that are sent meanwhile."""
    engine, sent = college.session.get_bind(), list[str]()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def pairs(posts: Posts, number: int) -> None:
    for _ in range(number):
        posts.college.met(posts.college.pair(), D(2026, 9, 20))


def tasks(posts: Posts, number: int) -> None:
    for n in range(number):
        unit = posts.unit(f"U{n}-{number}")
        posts.officer(unit)
        posts.college.add(Task(begun=D(2026, 9, 1), unit_no=unit.id))


def units(posts: Posts, number: int) -> None:
    for n in range(number):
        unit = posts.unit(f"U{n}-{number}")
        posts.officer(unit)
        posts.head(unit)
        posts.report(unit, D(2026, 10, 1))


def slots(posts: Posts, number: int) -> None:
    unit = posts.unit(f"U{number}")
    for n in range(number):
        row = Writer(place=n, person=posts.person(unit).id)
        posts.college.add(row)
        posts.college.add(Turn(slot=f"{number}/{n}", date=DAY, turn=row.id, taker=row.id))


@pytest.mark.parametrize(
    ("rule", "fill"),
    [
        (YEARLY, pairs),
        (replace(COLLEGE, name="Q2"), pairs),
        (replace(TASKS, owner="", unit="unit_no", serving=(IN_OFFICE, HEAD)), tasks),
        (REPORTS, units),
        (replace(SILENCE, where=()), pairs),
        (VACANCY, units),
        (TURNS, slots),
    ],
    ids=["quota", "institution", "deadline", "recurring", "freshness", "covered", "rotation"],
)
def test_the_number_of_selects_does_not_grow_with_the_subjects(
    posts: Posts, rule: Rule, fill: Fill
) -> None:
    world = posts_world(rule)
    sent: list[list[str]] = []
    for number in (2, 40):
        fill(posts, number)
        posts.college.run(DAY, world)
        with selects(posts.college) as asked:
            posts.college.run(DAY, world)
        sent.append(asked)
    few, many = sent
    assert [s.split("FROM")[0] for s in few] == [s.split("FROM")[0] for s in many]
    duties = posts.college.session.scalars(select(Duty.id)).all()
    assert len(duties) > 40 or not rule.record
    outcomes = [s for s in many if "granted_on" in s and "UNION ALL" in s]
    scene = world.scene("mentor", rule, DAY)
    assert len(outcomes) == len(kind_of(world, scene).spans(scene)) > 0
