"""Why a duty fired and why another did not: conditions, thresholds with their source, rows, due dates."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from core.db import RecordBase
from core.declare import Anchor, Due, Rule
from core.duties import World
from core.duties.models import State
from core.duties.why.clauses import FieldRef, Role
from core.duties.why.counting import ENOUGH_GROUPS, SAME_DAY
from core.duties.why.explanation import NoSuchSubject, Question
from core.duties.why.values import Condition, Explanation
from tests.core.duty_chapter import (
    COLLEGE,
    END,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.test_parameters_in_time import LATER, NOW, changed

D = dt.date
AUTUMN = D(2026, 11, 24)


def why(
    college: College,
    subject: RecordBase | None,
    rule: Rule = YEARLY,
    as_of: dt.date = END,
    **more: Any,
) -> Explanation:
    """The explanation of a rule for a subject, or for the college itself."""
    world: World = more.pop("world", None) or world_of(rule)
    number = 0 if subject is None else subject.id
    question = Question(world, "mentor", rule, number, as_of, more.pop("period", ""))
    return question.answer(college.session.connection())


def said(found: Explanation) -> str:
    return " ".join(s.msgid % {k: label(v) for k, v in s.values.items()} for s in found.conclusion)


def label(value: object) -> object:
    return value.path if isinstance(value, FieldRef) else value


def by_field(found: Explanation) -> dict[object, Condition]:
    """Conditions by the path of their field or by their label; the first of each."""
    out: dict[object, Condition] = {}
    for condition in found.conditions:
        out.setdefault(label(condition.label), condition)
    return out


def failing(found: Explanation) -> list[object]:
    return [label(c.label) for c in found.conditions if not c.holds and c.role is not Role.MEETS]


# -- fired -----------------------------------------------------------------------------------------


def test_an_overdue_duty_is_explained_condition_by_condition(college: College) -> None:
    found = why(college, college.pair())
    assert found.state is State.OVERDUE and failing(found) == []
    asked = by_field(found)
    assert (asked["status"].wanted, asked["status"].found) == (("active", "ended"), "active")
    assert (asked["year"].wanted, asked["year"].found) == (("2026-2027",), "2026-2027")
    assert (asked["start"].wanted, asked["start"].found) == ((END,), D(2026, 9, 1))
    assert asked["end"].found is None
    reached = asked["Number that counts"]
    assert (reached.wanted, reached.found, reached.holds) == ((1,), 0, False)
    assert reached.source and reached.source.parameter == "min_per_year"
    assert said(found) == (
        "0 of 1 counted, from 2026-09-01 to 2027-08-31; several on one day count once. "
        "It was due on 2027-08-31 and is overdue."
    )


def test_the_number_asked_for_says_where_it_comes_from(college: College) -> None:
    pair = college.pair()
    plain = dict(why(college, pair).parameters)["min_per_year"]
    assert (plain.value, plain.default, plain.version) == (1, 1, "1")
    assert plain.setting and plain.setting.since is None
    world = changed(world_of(YEARLY), min_per_year=NOW)
    now = dict(why(college, pair, world=world).parameters)["min_per_year"]
    assert (now.value, now.default) == (3, 1)
    assert now.setting and (now.setting.since, now.setting.by) == (AUTUMN, 7)


def test_a_past_day_is_explained_with_the_values_and_rows_of_that_day(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 10, 1), D(2027, 5, 1))
    world = changed(world_of(YEARLY), min_per_year=NOW)
    before = why(college, pair, as_of=D(2026, 11, 23), world=world)
    assert (before.state, before.outcome and before.outcome.threshold) == (State.MET, 1)
    assert [r.day for r in before.rows if r.counts] == [D(2026, 10, 1)]
    after = why(college, pair, as_of=AUTUMN, world=world)
    assert (after.state, after.outcome and after.outcome.threshold) == (State.OPEN, 3)
    assert [r.day for r in after.rows if not r.counts] == [D(2027, 5, 1)]


def test_a_coming_value_is_not_used_before_its_period(college: College) -> None:
    pair = college.pair()
    found = why(college, pair, world=changed(world_of(YEARLY), min_per_year=LATER))
    assert found.outcome and found.outcome.threshold == 1


# -- which rows counted ----------------------------------------------------------------------------


def test_every_row_says_whether_it_counts_and_why_not(college: College) -> None:
    pair = college.pair(start=D(2026, 9, 10), end=D(2027, 8, 20))
    good, twin = college.met(pair, D(2026, 10, 1), D(2026, 10, 1))
    early, late, before, draft = (
        *college.met(pair, D(2026, 9, 5), D(2027, 8, 25)),
        *college.met(pair, D(2026, 8, 31)),
        *college.met(pair, D(2026, 10, 2), status="draft"),
    )
    (gone,) = college.met(pair, D(2026, 10, 3), deleted_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    college.met(college.pair(), D(2026, 10, 9))
    rows = {r.number: r for r in why(college, pair).rows}
    assert {n for n, r in rows.items() if r.counts} == {good.id}
    assert rows[twin.id].share == SAME_DAY
    fails = {n: [label(c.label) for c in r.fails] for n, r in rows.items() if r.fails}
    assert fails == {
        early.id: ["date"],
        late.id: ["date"],
        before.id: ["date", "date"],
        draft.id: ["status"],
        gone.id: ["The entry"],
    }


def test_group_events_say_when_they_are_too_many_or_one_was_absent(college: College) -> None:
    pair = college.pair()
    group = {"group_event": True, "both_present": True}
    first, second = college.met(pair, D(2026, 11, 1), D(2026, 12, 1), **group)
    (absent,) = college.met(pair, D(2026, 11, 2), **(group | {"both_present": False}))
    rows = {r.number: r for r in why(college, pair).rows}
    assert rows[first.id].counts and rows[second.id].share == ENOUGH_GROUPS
    assert [label(c.label) for c in rows[absent.id].fails] == ["both_present"]


def test_the_rows_that_count_are_as_many_as_the_statement_counts(college: College) -> None:
    pair = college.pair()
    group = {"group_event": True, "both_present": True}
    college.met(pair, D(2026, 10, 1), D(2026, 10, 1), D(2026, 10, 2))
    college.met(pair, D(2026, 10, 2), D(2026, 11, 1), D(2026, 11, 8), **group)
    college.met(pair, D(2026, 10, 3), mode="remote")
    for rule in (YEARLY, dataclasses.replace(YEARLY, distinct="each_record")):
        for remote in (True, False):
            found = why(college, pair, rule, world=world_of(rule, remote_counts=remote))
            counted = sum(r.counts for r in found.rows)
            assert found.outcome and counted == found.outcome.numerator, (rule.distinct, remote)


def test_a_row_left_out_by_a_parameter_names_it(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 10, 1), mode="remote")
    (row,) = why(college, pair, world=world_of(YEARLY, remote_counts=False)).rows
    (fault,) = row.fails
    assert label(fault.label) == "mode" and fault.source
    assert (fault.source.parameter, fault.source.value) == ("remote_counts", False)


# -- not fired -------------------------------------------------------------------------------------


def test_a_subject_that_the_rule_does_not_mean_names_the_condition(college: College) -> None:
    found = why(college, college.pair(status="draft"))
    assert (found.state, failing(found)) == (None, ["status"])
    assert said(found) == "Nothing is owed: the condition «status» is not met."


def test_a_deleted_subject_owes_nothing_and_says_so(college: College) -> None:
    pair = college.pair(deleted_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    assert said(why(college, pair)) == "Nothing is owed: the condition «The entry» is not met."


def test_a_subject_of_another_year_is_explained_in_its_own_period(college: College) -> None:
    old = college.pair(year="2025-2026", start=D(2025, 9, 1))
    found = why(college, old, as_of=AUTUMN)
    assert found.span and (found.span.key, found.state) == ("2025-2026", State.OVERDUE)
    now = why(college, old, as_of=AUTUMN, period="2026-2027")
    assert (now.state, failing(now)) == (None, ["year"])


def test_what_has_not_begun_is_not_owed_yet(college: College) -> None:
    pair = college.pair(start=D(2027, 3, 1))
    found = why(college, pair, as_of=AUTUMN)
    assert failing(found)[0] == "start" and by_field(found)["start"].wanted == (AUTUMN,)


def test_a_young_pair_and_an_ended_one_owe_nothing_and_say_why(college: College) -> None:
    young = why(college, college.pair(start=D(2027, 6, 3)))
    (grace,) = (c for c in young.conditions if not c.holds and c.role is Role.OWES)
    assert (grace.role, grace.wanted, grace.found) == (Role.OWES, (D(2027, 6, 2),), D(2027, 6, 3))
    assert grace.source and (grace.source.parameter, grace.source.value) == ("grace_days", 90)
    assert young.state is State.VOID and "less than 90 days" in said(young)
    ended = why(college, college.pair(end=D(2027, 3, 1), status="ended"))
    assert ended.state is State.VOID and "It ended on 2027-03-01" in said(ended)


def test_a_rule_that_is_off_says_so_and_what_would_hold(college: College) -> None:
    off = dataclasses.replace(world_of(YEARLY), rule_on=lambda _key: False)
    found = why(college, college.pair(), world=off)
    assert not found.running and said(found).startswith("The rule or its chapter is off")
    assert found.state is State.OVERDUE


def test_a_period_that_is_not_looked_at_is_told(college: College) -> None:
    found = why(college, college.pair(), period="1999-2000")
    assert (found.span, said(found)) == (
        None,
        "On this day the rule looks at no such period: nothing is owed.",
    )


def test_a_number_without_a_row_is_no_subject(college: College) -> None:
    pair = college.pair()
    with pytest.raises(NoSuchSubject):
        Question(world_of(YEARLY), "mentor", YEARLY, pair.id + 1, END).answer(
            college.session.connection()
        )


def test_what_was_waived_is_told_as_waived(college: College) -> None:
    pair = college.pair()
    college.run(AUTUMN)
    duty = college.duty(pair)
    duty.state = State.WAIVED.value
    college.session.commit()
    found = why(college, pair)
    assert found.duty == duty.id and said(found).endswith("It was waived.")


# -- other kinds -----------------------------------------------------------------------------------


def test_the_college_itself_is_explained_with_the_rows_of_the_period(college: College) -> None:
    college.met(college.pair(), D(2026, 10, 1), D(2027, 4, 1))
    found = why(college, None, COLLEGE, as_of=D(2027, 1, 17))
    assert (found.state, failing(found)) == (State.MET, [])
    assert [(r.day, r.counts) for r in found.rows] == [(D(2026, 10, 1), True)]


def test_a_deadline_shows_how_its_date_comes_about(college: College) -> None:
    task = Task(status="active", begun=D(2026, 9, 28))
    college.add(task)
    found = why(college, task, TASKS, as_of=D(2026, 10, 10))
    due = found.due
    assert due and (due.first, due.days, due.working, due.due) == (
        D(2026, 9, 28), 5, True, D(2026, 10, 10)
    )  # fmt: skip
    assert due.off == ((D(2026, 10, 1), D(2026, 10, 7)),)
    assert due.made_up == (D(2026, 10, 10),)
    assert (due.source.parameter, due.source.value) == ("", 5)
    assert said(found).startswith("It runs since 2026-09-28. 5 working days are allowed.")


def test_a_deadline_without_its_first_day_does_not_run(college: College) -> None:
    task = Task(status="active")
    college.add(task)
    assert failing(why(college, task, TASKS, as_of=AUTUMN)) == ["begun"]


def test_a_deadline_keeps_the_days_it_began_with_and_says_so(college: College) -> None:
    rule = dataclasses.replace(TASKS, due=Due(Anchor.FIELD, "@min_per_year"))
    early, late = (Task(status="active", begun=D(2027, n, 1)) for n in (8, 9))
    college.add(early, late)
    world = changed(world_of(rule), min_per_year=LATER)
    days = {}
    for task in (early, late):
        due = why(college, task, rule, as_of=D(2027, 9, 2), world=world).due
        days[task.id] = due and (due.days, due.source.setting and due.source.setting.since)
    assert days == {early.id: (1, None), late.id: (2, D(2027, 9, 1))}


def test_freshness_shows_its_latest_row_and_the_date_from_there(college: College) -> None:
    pair = college.pair()
    old, new = college.met(pair, D(2026, 9, 20), D(2026, 10, 1))
    found = why(college, pair, SILENCE, as_of=AUTUMN)
    assert found.due and (found.due.first, found.due.due) == (D(2026, 10, 1), D(2026, 11, 30))
    assert [r.number for r in found.rows] == [new.id, old.id]
    assert found.state is State.DUE_SOON


def test_explaining_writes_nothing_and_needs_no_ledger(college: College) -> None:
    pair = college.pair()
    assert why(college, pair).duty is None
    assert college.numbers() == (0, 0)
