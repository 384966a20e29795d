"""The ladder: each step once, on its day, however often and however late the rules are evaluated."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from core.calendar import Calendar
from core.declare import (
    TELL_AGAIN,
    TELL_OWNER,
    Anchor,
    Deadline,
    Due,
    Freshness,
    Period,
    Quota,
    Step,
)
from core.duties import World, evaluate
from core.duties.ladder import day_of, latest_base
from tests.core.duty_chapter import (
    CALENDAR,
    COLLEGE,
    NOW,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.ladder_college import FIFTEEN, LAST, Office

D = dt.date


@pytest.fixture(name="office")
def _office(college: College) -> Office:
    return Office(college)


def test_default_ladder_is_climbed_step_by_step(office: Office) -> None:
    unit = office.unit()
    leader, head = office.person(unit), office.person(unit)
    office.post(head, "unit_head", unit)
    office.pair(leader)
    office.days(*(d for _, d in FIFTEEN), D(2027, 9, 2), D(2027, 9, 22))
    assert office.steps() == list(FIFTEEN)
    assert [(m.person, m.role) for m in office.messages()] == [
        (leader.id, ""),
        (leader.id, ""),
        (head.id, ""),
        (None, "UF"),
        (None, "UFH"),
    ]


def test_a_message_names_the_duty_and_its_date_and_never_the_person_concerned(
    office: Office,
) -> None:
    """DP-19."""
    office.pair(office.person(office.unit()))
    office.days(D(2027, 8, 31), D(2027, 9, 15))
    messages = office.messages()
    filled = [m.subject % json.loads(m.fill_in) for m in messages]
    assert filled[0] == f"Your duty «{YEARLY.title}» is due on 2027-08-31."
    assert filled[1] == f"Your duty «{YEARLY.title}» was due on 2027-08-31 and is not done."
    assert len({m.key for m in messages}) == len(messages) == 5
    assert {m.kind for m in messages} == {"duty"}
    assert {m.link for m in messages} == {"/duties/1"}
    for message in messages:
        told = " ".join((message.subject, message.body, message.fill_in, message.link))
        assert "刘秘密" not in told


def test_tx_2_evaluating_twice_tells_nobody_twice(office: Office) -> None:
    office.pair(office.person(office.unit()))
    first = office.college.run(D(2027, 9, 3))
    before = len(office.messages())
    second = office.college.run(D(2027, 9, 3))
    assert (first.runs[0].told, second.runs[0].told) == (2, 0)
    assert len(office.messages()) == before > 0


def test_tx_2_steps_due_in_three_days_without_evaluation_are_each_taken_once(
    office: Office,
) -> None:
    leader = office.person(office.unit())
    pair = office.pair(leader)
    office.days(D(2027, 8, 30), D(2027, 9, 3), *(d for _, d in FIFTEEN[2:]))
    assert office.steps(pair) == [
        ("due", D(2027, 9, 3)),
        ("again", D(2027, 9, 3)),
        *FIFTEEN[2:],
    ]
    assert [m.person for m in office.messages()][:2] == [leader.id, leader.id]


def test_tx_2_a_duty_that_appears_while_nothing_runs_is_told_of_as_if_all_had_run(
    office: Office,
) -> None:
    world = world_of(TASKS)
    office.college.run(D(2027, 3, 1), world)
    office.college.add(Task(begun=D(2027, 3, 2), pair=office.pair(office.person(office.unit())).id))
    office.college.run(D(2027, 3, 12), world)
    assert office.steps() == [("due", D(2027, 3, 12)), ("again", D(2027, 3, 12))]


def test_a_duty_entered_long_after_its_due_date_starts_at_the_bottom(office: Office) -> None:
    office.college.run(D(2027, 9, 9))
    pair = office.pair(office.person(office.unit()))
    office.daily(D(2027, 9, 10), D(2027, 9, 16))
    assert office.steps(pair) == [("due", D(2027, 9, 10)), ("again", D(2027, 9, 15))]


def test_the_first_run_of_all_counts_from_the_day_the_chapter_was_switched_on(
    office: Office,
) -> None:
    office.pair(office.person(office.unit()))
    world = dataclasses.replace(world_of(YEARLY), since=lambda _: D(2027, 9, 13))
    office.daily(D(2027, 9, 15), D(2027, 9, 16), world=world)
    assert office.steps() == [("due", D(2027, 9, 15)), ("again", D(2027, 9, 16))]


def test_a_late_entry_closes_the_duty_and_cancels_what_was_to_come(office: Office) -> None:
    pair = office.pair(office.person(office.unit()))
    office.days(D(2027, 8, 31), D(2027, 9, 3))
    office.college.met(pair, D(2027, 8, 20))
    office.days(*(d for _, d in FIFTEEN[2:]), D(2027, 9, 30))
    assert office.college.duty(pair, period="2026-2027").state == "met"
    assert office.steps(pair) == list(FIFTEEN[:2])


def test_a_duty_that_a_deletion_opens_again_repeats_no_step(office: Office) -> None:
    pair = office.pair(office.person(office.unit()))
    office.days(LAST, D(2027, 9, 1))
    (meeting,) = office.college.met(pair, D(2027, 8, 20))
    office.days(D(2027, 9, 2), D(2027, 9, 20))
    meeting.deleted_at = dt.datetime(2027, 9, 20, 9, tzinfo=dt.UTC)
    office.college.session.commit()
    office.daily(D(2027, 9, 21), D(2027, 9, 28))
    assert office.steps(pair) == [
        ("due", LAST),
        ("again", D(2027, 9, 24)),
        ("office", D(2027, 9, 28)),
    ]


def test_a_hint_is_told_to_the_owner_once(office: Office) -> None:
    leader = office.person(office.unit())
    office.pair(leader)
    world = world_of(dataclasses.replace(YEARLY, hint=True))
    office.days(D(2027, 8, 30), *(d for _, d in FIFTEEN), world=world)
    assert office.steps() == [("due", LAST)]
    assert office.told() == [f"owner p{leader.id}"]


def test_reminders_come_before_the_due_date_or_not_at_all(office: Office) -> None:
    soon = Step(name="soon", to=("owner",), days=-7, working=False)
    later = Step(name="later", to=("owner",), days=-3, working=False)
    rule = dataclasses.replace(YEARLY, ladder=(soon, later))
    early = office.pair(office.person(office.unit()))
    office.daily(D(2027, 8, 20), D(2027, 8, 25), world=world_of(rule))
    office.daily(D(2027, 9, 1), D(2027, 9, 3), world=world_of(rule))
    assert office.steps(early) == [("soon", D(2027, 8, 24))]


def test_a_rule_with_an_empty_ladder_tells_nobody(office: Office) -> None:
    office.pair(office.person(office.unit()))
    office.college.run(D(2027, 9, 30), world_of(dataclasses.replace(YEARLY, ladder=())))
    assert office.steps() == []
    assert office.messages() == []


def test_each_round_of_a_freshness_rule_has_its_own_ladder(office: Office) -> None:
    """T12-4: after an entry the clock starts again, and so do the messages."""
    rule: Freshness = dataclasses.replace(SILENCE, ladder=(TELL_OWNER,))
    pair = office.pair(start=D(2026, 9, 1))
    world = world_of(rule)
    office.daily(D(2026, 10, 30), D(2026, 11, 2), world=world)
    office.college.met(pair, D(2026, 11, 2))
    office.college.run(D(2026, 11, 3), world)
    office.daily(D(2026, 12, 30), D(2027, 1, 5), world=world)
    assert office.steps() == [("due", D(2026, 11, 2)), ("due", D(2027, 1, 1))]
    assert len({m.key for m in office.messages()}) == 2


def test_a_moved_due_date_begins_a_new_round_and_an_old_one_is_not_told_again(
    office: Office,
) -> None:
    """T14-2."""
    task = Task(begun=D(2027, 3, 1), pair=office.pair(office.person(office.unit())).id)
    office.college.add(task)
    world = world_of(TASKS)
    office.daily(D(2027, 3, 1), D(2027, 3, 8), world=world)
    task.begun = D(2027, 3, 10)
    office.college.session.commit()
    office.daily(D(2027, 3, 9), D(2027, 3, 17), world=world)
    task.begun = D(2027, 3, 1)
    office.college.session.commit()
    office.college.run(D(2027, 3, 18), world)
    assert office.steps() == [("due", D(2027, 3, 8)), ("due", D(2027, 3, 17))]


def test_a_pause_of_the_chapter_is_not_made_up_for(office: Office) -> None:
    office.pair(office.person(office.unit()))
    office.college.run(D(2027, 8, 30))
    off = world_of(YEARLY, enabled=False)
    office.days(LAST, D(2027, 9, 3), D(2027, 9, 19), world=off)
    office.daily(D(2027, 9, 20), D(2027, 9, 23))
    assert office.steps() == [("due", D(2027, 9, 20)), ("again", D(2027, 9, 23))]


def test_a_step_on_a_day_off_is_taken_on_the_next_working_day(office: Office) -> None:
    step = Step(name="late", to=("owner",), days=3, working=False)
    closed = Calendar(CALENDAR.years, CALENDAR.semesters, {D(2027, 9, 3): False})
    office.pair(office.person(office.unit()))
    rule = dataclasses.replace(YEARLY, ladder=(step,))
    office.daily(D(2027, 8, 31), D(2027, 9, 8), world=world_of(rule, calendar=closed))
    assert office.steps() == [("late", D(2027, 9, 6))]


def test_the_ladder_of_a_rule_that_freezes_stands_still_in_the_vacation(office: Office) -> None:
    rule = dataclasses.replace(YEARLY, ladder=(TELL_OWNER, TELL_AGAIN), freeze=True)
    task = dataclasses.replace(rule, due=Due(Anchor.SEMESTER_2_END), overdue_on_due_day=False)
    office.pair(office.person(office.unit()))
    days = (D(2027, 7, 8), D(2027, 7, 12), D(2027, 7, 15), D(2027, 8, 31), D(2027, 9, 1))
    office.days(*days, D(2027, 9, 2), D(2027, 9, 3), world=world_of(task))
    # due on Sunday 11 July, the last day of the semester; the next begins on 1 September
    assert office.steps() == [("due", D(2027, 9, 1)), ("again", D(2027, 9, 3))]


@pytest.mark.parametrize("freeze", [True, False])
@pytest.mark.parametrize("working", [True, False])
@pytest.mark.parametrize("days", [-30, -1, 0, 3, 15])
def test_the_bound_of_due_dates_is_exact_on_every_day_of_a_year_and_more(
    days: int, working: bool, freeze: bool
) -> None:
    """TX-4: over 31 December, 29 February, long holidays and a year without a table."""
    step = Step(name="s", days=days, working=working)
    calendar = Calendar(overrides={D(2028, 2, 29): False})
    for n in range(0, 800, 7):
        as_of = D(2026, 1, 1) + dt.timedelta(days=n)
        base = latest_base(calendar, step, days, as_of, freeze=freeze)
        after = base + dt.timedelta(days=1)
        assert day_of(calendar, step, days, base, freeze=freeze) <= as_of
        assert day_of(calendar, step, days, after, freeze=freeze) > as_of


def monthly(**values: object) -> World:
    rule: Quota = dataclasses.replace(
        COLLEGE,
        period=Period.MONTH,
        ladder=(TELL_OWNER, dataclasses.replace(TELL_AGAIN, days=1)),
        **values,
    )  # type: ignore[arg-type]
    return world_of(rule)


def test_tx_4_steps_over_the_end_of_the_year_and_the_leap_day(office: Office) -> None:
    office.daily(D(2027, 12, 30), D(2028, 1, 4), world=monthly())
    december = [("due", D(2027, 12, 31)), ("again", D(2028, 1, 3))]
    assert [s for s in office.steps() if s[1] > D(2027, 12, 30)] == december
    office.daily(D(2028, 2, 28), D(2028, 3, 1), world=monthly())
    assert office.steps()[-2:] == [("due", D(2028, 2, 29)), ("again", D(2028, 3, 1))]


def test_steps_are_taken_across_the_boundary_of_the_academic_year(office: Office) -> None:
    leader = office.person(office.unit())
    office.pair(leader)
    office.pair(leader, year="2027-2028", start=D(2027, 9, 1))
    office.daily(D(2027, 8, 30), D(2027, 9, 4))
    assert office.steps() == list(FIFTEEN[:2])
    duties = office.college.session.connection().exec_driver_sql(
        "SELECT period, state FROM core_duty ORDER BY period"
    )
    assert [tuple(r) for r in duties] == [("2026-2027", "overdue"), ("2027-2028", "open")]


def test_one_rule_that_fails_while_telling_leaves_nothing_behind(office: Office) -> None:
    pair = office.pair(office.person(office.unit()))
    bad = dataclasses.replace(
        YEARLY, name="B1", ladder=(Step(name="x", to=("owner",), days="@missing"),)
    )
    report = evaluate(office.college.session, world_of(bad, YEARLY), as_of=LAST, now=NOW)
    assert [r.rule for r in report.failed] == ["mentor.B1"]
    assert office.steps() == [("due", LAST)]
    assert office.college.duty(pair, rule="mentor.Q1").state == "overdue"


def test_deadline_rules_default_to_the_ladder(office: Office) -> None:
    rule = Deadline(
        name="D9",
        title="Tasks",
        article=1,
        record="mentor.task",
        starts="begun",
        due=Due(Anchor.FIELD, 0),
    )
    office.college.add(Task(begun=D(2027, 3, 1)))
    office.days(*(D(2027, 3, n) for n in (1, 4, 8, 15, 22)), world=world_of(rule))
    assert [s for s, _ in office.steps()] == ["due", "again", "office", "head", "list"]
    assert office.told() == ["office rUF", "office rUF", "role rUF", "role rUFH"]
