"""Preview and replay: what a change would do, old against new, and that nothing is written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.db import reading, table_of
from core.declare import Anchor, Due, Rule
from core.duties import Duty, World
from core.duties.difference import Difference, Effect, paired
from core.duties.models import State
from core.duties.outcomes import Outcome
from core.duties.preview import preview, replay
from core.duties.proposal import Proposal, numbers_of, touched
from core.duties.replay import Replay, ReplayTooLarge, days_between
from core.duties.tally import Tally
from core.duties.telling import Teller
from tests.core.duty_chapter import (
    COLLEGE,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Pair,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.ladder_college import Office

D = dt.date
END = D(2027, 8, 31)
AUTUMN = D(2026, 11, 24)
DOUBLE = Proposal(chapter="mentor", values={"min_per_year": 2})
YEAR = days_between(D(2026, 9, 1), END, 1)


@pytest.fixture
def engine(college: College) -> Engine:
    bind = college.session.get_bind()
    assert isinstance(bind, Engine)
    return bind


@pytest.fixture
def office(college: College) -> Office:
    return Office(college)


def seen(engine: Engine, *how: Any, world: World | None = None) -> list[Difference]:
    """The differences of a proposal on a day, or over several, on a connection that only reads."""
    proposal, when = how
    run = preview if isinstance(when, dt.date) else replay
    with reading(engine) as connection, Session(connection) as session:
        return list(run(session, world or world_of(YEARLY), proposal, when))


def effects(found: list[Difference]) -> dict[int, Effect]:
    return {d.either.subject: d.effect for d in found}


def dump(engine: Engine) -> dict[str, str]:
    """Every row of every table, as one mark per table."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            t.name: hashlib.sha256(
                repr(connection.execute(select(t).order_by(*t.primary_key)).all()).encode()
            ).hexdigest()
            for t in tables.sorted_tables
            if not t.name.startswith("xgrams_")  # the index of texts follows the records
        }


# -- over today's records --------------------------------------------------------------------------


def test_raising_the_threshold_opens_met_duties_and_asks_more_of_the_others(
    college: College, engine: Engine
) -> None:
    none, one, two = college.pair(), college.pair(), college.pair()
    college.met(one, D(2026, 10, 1))
    college.met(two, D(2026, 10, 1), D(2026, 10, 2))
    found = seen(engine, DOUBLE, AUTUMN)
    assert effects(found) == {none.id: Effect.TERMS, one.id: Effect.APPEARS}
    opened = found[1]
    assert opened.before and opened.after
    assert (opened.before.state, opened.before.threshold) == (State.MET, 1)
    assert (opened.after.state, opened.after.threshold) == (State.OPEN, 2)
    assert (opened.after.numerator, opened.after.due_on) == (1, END)


def test_on_the_last_day_the_same_change_makes_overdue_at_once(
    college: College, engine: Engine
) -> None:
    one = college.pair()
    college.met(one, D(2026, 10, 1))
    assert effects(seen(engine, DOUBLE, END)) == {one.id: Effect.OVERDUE}


def test_lowering_it_lets_duties_vanish(college: College, engine: Engine) -> None:
    one = college.pair()
    college.met(one, D(2026, 10, 1))
    world = world_of(YEARLY, min_per_year=2)
    back = Proposal(chapter="mentor", values={"min_per_year": 1})
    assert effects(seen(engine, back, AUTUMN, world=world)) == {one.id: Effect.VANISHES}


def test_a_preview_says_what_the_next_evaluation_does(college: College, engine: Engine) -> None:
    pairs = [college.pair() for _ in range(6)]
    for n, pair in enumerate(pairs):
        college.met(pair, *(D(2026, 10, d + 1) for d in range(n % 3)))
    college.run(AUTUMN)
    before = {d.subject_id: d.state for d in college.session.scalars(select(Duty))}
    told = {d.either.subject: d.after.state for d in seen(engine, DOUBLE, AUTUMN) if d.after}
    college.run(AUTUMN, world_of(YEARLY, min_per_year=2))
    college.session.expire_all()
    after = {d.subject_id: d.state for d in college.session.scalars(select(Duty))}
    assert {n: s for n, s in after.items() if s != before[n]} == {
        n: s for n, s in told.items() if s != before[n]
    }
    assert len(told) == 4


def test_a_rule_switched_on_or_off_appears_or_vanishes_with_its_duties(
    college: College, engine: Engine
) -> None:
    pair = college.pair()
    off = dataclasses.replace(world_of(YEARLY), rule_on=lambda key: key != "mentor.Q1")
    switch_on = Proposal(chapter="mentor", switched={"Q1": True})
    switch_off = Proposal(chapter="mentor", switched={"Q1": False})
    (found,) = seen(engine, switch_on, AUTUMN, world=off)
    assert (found.effect, found.before) == (Effect.APPEARS, None)
    (found,) = seen(engine, switch_off, AUTUMN)
    assert (found.effect, found.after) == (Effect.VANISHES, None)
    assert found.either.subject == pair.id
    assert seen(engine, switch_on, AUTUMN) == []


def test_other_numbers_of_a_rule_are_tried_without_a_parameter(
    college: College, engine: Engine
) -> None:
    task = Task(status="active", begun=D(2026, 11, 16))
    college.add(task)
    proposal = Proposal(chapter="mentor", numbers={"D1": {"due.days": 9, "lead_days": 0}})
    (found,) = seen(engine, proposal, AUTUMN, world=world_of(TASKS))
    assert found.before and found.after
    assert (found.before.due_on, found.before.state) == (D(2026, 11, 23), State.OVERDUE)
    assert (found.after.due_on, found.after.state) == (D(2026, 11, 27), State.OPEN)
    assert found.effect is Effect.STATE
    assert {"lead_days": 3, "due.days": 5}.items() <= numbers_of(TASKS).items()


def test_what_was_waived_is_touched_by_no_change(college: College, engine: Engine) -> None:
    pair = college.pair()
    college.run(AUTUMN)
    duty = college.duty(pair)
    duty.state = State.WAIVED.value
    college.session.commit()
    assert seen(engine, DOUBLE, AUTUMN) == []


def test_only_rules_that_use_the_parameter_are_looked_at() -> None:
    world = world_of(YEARLY, COLLEGE, SILENCE)
    assert [r.name for _, r in touched(world, DOUBLE)] == ["Q1"]
    assert list(touched(world, Proposal(chapter="other", values={"min_per_year": 2}))) == []


def test_both_sides_are_paired_by_subject() -> None:
    def side(*subjects: int) -> Iterator[Outcome]:
        names = [f.name for f in dataclasses.fields(Outcome)]
        return (Outcome(**(dict.fromkeys(names) | {"subject": n})) for n in subjects)  # type: ignore[arg-type]

    found = [
        (a and a.subject, b and b.subject) for a, b in paired(side(1, 2, 5), side(2, 3, 4, 5, 6))
    ]
    assert found == [(1, None), (2, 2), (None, 3), (None, 4), (5, 5), (None, 6)]


# -- whom it would tell ----------------------------------------------------------------------------


def test_messages_are_counted_old_against_new(office: Office, engine: Engine) -> None:
    library = office.unit()
    leader, head = office.person(library), office.person(library)
    office.post(head, "unit_head", library)
    pair = office.pair(leader)
    office.college.met(pair, D(2026, 10, 1))
    tally = Tally()
    for found in seen(engine, DOUBLE, END):
        tally.add(found)
    assert (tally.total, tally.old.number) == (1, 0)
    # the owner at once; then the owner and the head of the unit, the office, the chief
    assert (tally.new.number, tally.new.first) == (5, END)
    assert tally.new.to == {f"p{leader.id}": 2, f"p{head.id}": 1, "rUF": 1, "rUFH": 1}
    assert tally.people == {(leader.id, ""): {Effect.OVERDUE: 1}}
    assert tally.rules == {"mentor.Q1": {Effect.OVERDUE: 1}}


def test_steps_that_were_taken_are_not_told_again(office: Office, engine: Engine) -> None:
    office.pair(office.person(office.unit()))
    early = dataclasses.replace(YEARLY, due=Due(Anchor.SEMESTER_1_END))
    (found,) = seen(engine, DOUBLE, D(2027, 1, 21), world=world_of(early))
    assert found.effect is Effect.TERMS
    assert [s.step for s in found.old] == ["office", "head", "list"]
    assert found.new == found.old


def test_a_replay_tells_what_the_ledger_told_day_by_day(office: Office, engine: Engine) -> None:
    library = office.unit()
    leader = office.person(library)
    office.post(office.person(library), "unit_head", library)
    pair, other = office.pair(leader), office.pair(leader)
    office.college.met(other, D(2027, 9, 8))
    days = days_between(D(2027, 8, 29), D(2027, 9, 25), 1)
    office.days(*days)
    with reading(engine) as connection, Session(connection) as session:
        run = Replay(world_of(YEARLY), "mentor", YEARLY, days, Teller(session)).run(connection)
    for one in (pair, other):
        course = run["2026-2027", one.id]
        assert [(s.step, s.day) for s in course.sent] == office.steps(one)
    assert sum(c.told for c in run.values()) == len(office.told()) == len(office.messages())


# -- over a past year ------------------------------------------------------------------------------


def test_a_year_once_more_with_the_higher_number(college: College, engine: Engine) -> None:
    none, one, two = college.pair(), college.pair(), college.pair()
    college.met(one, D(2026, 10, 1))
    college.met(two, D(2026, 10, 1), D(2027, 8, 30))
    found = seen(engine, DOUBLE, YEAR)
    assert effects(found) == {none.id: Effect.TERMS, one.id: Effect.OVERDUE}
    late = found[1]
    assert late.overdue_on == (None, END)
    assert (len(late.old), [s.step for s in late.new]) == (0, ["due"])


def test_a_duty_that_was_late_and_then_met_is_told_as_late(
    college: College, engine: Engine
) -> None:
    pair = college.pair(start=D(2025, 9, 1), year="2025-2026")
    college.met(pair, D(2026, 3, 1))
    days = days_between(D(2026, 6, 1), D(2026, 12, 31), 7)
    strict = Proposal(chapter="mentor", values={"min_per_year": 2})
    (found,) = seen(engine, strict, days)
    assert found.effect is Effect.OVERDUE
    assert found.overdue_on[1] == D(2026, 8, 31)


def test_days_of_a_replay_end_with_the_last() -> None:
    assert days_between(D(2026, 9, 1), D(2026, 9, 10), 7) == [
        D(2026, 9, 1), D(2026, 9, 8), D(2026, 9, 10)
    ]  # fmt: skip
    assert days_between(D(2026, 9, 2), D(2026, 9, 1), 1) == []


def test_a_replay_has_a_limit_and_says_so(
    college: College, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    college.pair(), college.pair()
    monkeypatch.setattr("core.duties.replay.MOST", 1)
    with pytest.raises(ReplayTooLarge, match="at most 1 duties"):
        seen(engine, DOUBLE, [AUTUMN])


# -- nothing is written ----------------------------------------------------------------------------


@pytest.mark.parametrize("when", [AUTUMN, END, YEAR[::30]], ids=["today", "last day", "a year"])
def test_nothing_is_written(office: Office, engine: Engine, when: Any) -> None:
    leader = office.person(office.unit())
    one = office.pair(leader)
    office.pair(leader)
    office.college.met(one, D(2026, 10, 1))
    rules: tuple[Rule, ...] = (YEARLY, COLLEGE, TASKS, SILENCE)
    world = world_of(*rules)
    office.college.run(AUTUMN, world)
    before = dump(engine)
    proposal = Proposal(
        chapter="mentor",
        values={"min_per_year": 3},
        switched={"Q2": False, "F1": True},
        numbers={"D1": {"lead_days": 30}},
    )
    assert seen(engine, proposal, when, world=world)
    assert dump(engine) == before and before["core_duty"]


def test_the_database_refuses_a_write_on_such_a_connection(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(DBAPIError):
        connection.execute(insert(table_of(Pair)).values(status="active", version=1))
    with engine.begin() as connection:  # the next user of the connection may write again
        connection.execute(insert(table_of(Pair)).values(status="active", version=1))
        assert connection.execute(select(Pair.id)).all()
