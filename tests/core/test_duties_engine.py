"""Evaluation: repeatable, caught up, contained; nothing is doubled and nothing is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

from sqlalchemy import select

from core.db import make_engine, session_factory
from core.declare import Rule
from core.duties import Duty, DutyEvent, DutyRun, evaluate, last_runs
from tests.core.duty_chapter import (
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

D = dt.date
ALL = (YEARLY, COLLEGE, TASKS, SILENCE)


def fill(college: College) -> None:
    for month in (9, 10, 11):
        pair = college.pair(start=D(2026, month, 1))
        college.met(pair, D(2026, month, 20))
        college.add(Task(begun=D(2026, month, 1), pair=pair.id))
    college.pair()


def test_a_second_evaluation_changes_nothing(college: College) -> None:
    fill(college)
    world = world_of(*ALL)
    first = college.run(D(2027, 6, 1), world)
    before = college.numbers()
    second = college.run(D(2027, 6, 1), world)
    assert first.changed == before[0] > 0
    assert second.changed == 0
    assert college.numbers() == before
    assert [r.evaluated for r in second.runs] == [r.evaluated for r in first.runs]


def test_tx_2_three_days_without_evaluation_end_in_the_same_ledger(college: College) -> None:
    fill(college)
    world = world_of(*ALL)
    college.run(D(2026, 12, 1), world)
    for day in (2, 3, 4):
        college.run(D(2026, 12, day), world)
    daily = [(d.rule, d.subject_id, d.period, d.state, d.numerator) for d in duties(college)]
    college.session.query(DutyEvent).delete()
    for duty in duties(college):
        college.session.delete(duty)
    college.session.commit()
    college.run(D(2026, 12, 4), world)
    assert [
        (d.rule, d.subject_id, d.period, d.state, d.numerator) for d in duties(college)
    ] == daily


def duties(college: College) -> list[Duty]:
    college.session.expire_all()
    ask = select(Duty).order_by(Duty.rule, Duty.subject_id, Duty.period)
    return list(college.session.scalars(ask))


def test_tx_2_two_evaluations_at_once_make_each_duty_and_event_once(
    college: College, college_url: str
) -> None:
    fill(college)
    world = world_of(*ALL)
    gate = threading.Barrier(2)
    errors: list[str] = []

    def one() -> None:
        engine = make_engine(college_url)
        with session_factory(engine)() as session:
            gate.wait()
            report = evaluate(session, world, as_of=D(2027, 6, 1), now=NOW)
            errors.extend(r.error for r in report.failed)
        engine.dispose()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    made, events = college.numbers()
    assert made == events > 0
    assert college.run(D(2027, 6, 1), world).changed == 0


def test_an_entry_made_later_for_an_earlier_day_is_found(college: College) -> None:
    pair = college.pair()
    college.run(D(2027, 9, 20))
    assert college.duty(pair, period="2026-2027").state == "overdue"
    college.met(pair, D(2027, 8, 30), created_at=dt.datetime(2027, 9, 21, tzinfo=dt.UTC))
    report = college.run(D(2027, 9, 21))
    duty = college.duty(pair, period="2026-2027")
    assert (duty.state, duty.until_on, duty.closed_on) == ("met", D(2027, 8, 30), D(2027, 9, 21))
    assert report.changed == 1


def test_every_change_of_state_is_kept_and_a_mere_number_is_not(college: College) -> None:
    pair = college.pair()
    for day in (D(2027, 5, 1), D(2027, 8, 5), D(2027, 8, 31)):
        college.run(day)
    meeting = college.met(pair, D(2027, 5, 1))[0]
    college.run(D(2027, 9, 1))
    college.met(pair, D(2027, 5, 2))
    college.run(D(2027, 9, 2))
    meeting.deleted_at = dt.datetime(2027, 9, 3, tzinfo=dt.UTC)
    college.session.commit()
    college.run(D(2027, 9, 3))
    events = college.session.scalars(select(DutyEvent).order_by(DutyEvent.id))
    assert [(e.was, e.became, e.on_day) for e in events] == [
        (None, "open", D(2027, 5, 1)),
        ("open", "due_soon", D(2027, 8, 5)),
        ("due_soon", "overdue", D(2027, 8, 31)),
        ("overdue", "met", D(2027, 9, 1)),
    ]
    assert college.duty(pair).numerator == 1


def test_a_waived_duty_is_never_touched(college: College) -> None:
    pair = college.pair()
    college.run(D(2027, 5, 1))
    duty = college.duty(pair)
    duty.state = "waived"
    college.session.commit()
    college.met(pair, D(2027, 5, 1))
    assert college.run(D(2027, 9, 1)).changed == 0
    assert college.duty(pair).state == "waived"


def test_a_deleted_subject_voids_its_duty_and_a_met_one_of_the_past_stays(
    college: College,
) -> None:
    gone, left, met = college.pair(), college.pair(), college.pair()
    college.met(met, D(2026, 10, 1))
    college.run(D(2027, 5, 1))
    gone.deleted_at = dt.datetime(2027, 5, 2, tzinfo=dt.UTC)
    left.status = met.status = "draft"
    college.session.commit()
    college.run(D(2027, 5, 2))
    assert (college.duty(gone).state, college.duty(gone).reason) == ("void", "removed")
    assert (college.duty(left).state, college.duty(left).reason) == ("void", "gone")
    assert college.duty(met).state == "met"
    gone.deleted_at = None
    college.session.commit()
    college.run(D(2027, 5, 3))
    assert (college.duty(gone).state, college.duty(gone).reason) == ("open", None)


def test_one_rule_that_fails_does_not_stop_the_others_and_is_recorded(college: College) -> None:
    pair = college.pair()
    wrong = dataclasses.replace(YEARLY, name="W1", counts="mentor.nothing")
    unknown = Rule(name="W2", title="", article=1, record="mentor.pair")
    world = world_of(wrong, unknown, YEARLY)
    report = evaluate(college.session, world, as_of=D(2027, 8, 31), now=NOW)
    assert [r.rule for r in report.failed] == ["mentor.W1", "mentor.W2"]
    assert college.duty(pair).state == "overdue"
    runs = {r.rule: r for r in last_runs(college.session)}
    assert "mentor.nothing" in (runs["mentor.W1"].error or "")
    assert "nothing compiles" in (runs["mentor.W2"].error or "")
    assert (runs["mentor.Q1"].error, runs["mentor.Q1"].changed) == (None, 1)


def test_a_disabled_chapter_is_paused_and_its_duties_stay(college: College) -> None:
    pair = college.pair()
    college.run(D(2027, 5, 1))
    report = college.run(D(2027, 9, 1), world_of(YEARLY, enabled=False))
    assert [r.note for r in report.runs] == ["paused"]
    assert college.duty(pair).state == "open"
    notes = college.session.scalars(select(DutyRun.note).order_by(DutyRun.id)).all()
    assert list(notes) == [None, "paused"]
    college.run(D(2027, 9, 1))
    assert college.duty(pair).state == "overdue"


def test_across_the_boundary_of_the_year_old_and_new_periods_are_both_kept(
    college: College,
) -> None:
    college.run(D(2027, 9, 1), world_of(COLLEGE))
    dates = dataclasses.replace(COLLEGE, name="M", period=type(COLLEGE.period).MONTH)
    college.run(D(2028, 2, 29), world_of(dates))
    months = [d.period for d in duties(college) if d.rule == "mentor.M"]
    assert months[-1] == "2028-02" and "2027-12" in months
