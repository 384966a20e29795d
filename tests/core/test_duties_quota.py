"""Counting of contacts: article 7 as the specification reads it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from core.declare import Anchor, Due
from tests.core.duty_chapter import (
    COLLEGE,
    SILENCE,
    YEARLY,
    College,
    Meeting,
    Pair,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)

D = dt.date
END = D(2027, 8, 31)


def result(college: College, pair: Pair) -> tuple[str, int | None]:
    duty = college.duty(pair)
    return duty.state, duty.numerator


def test_t07_1_two_contacts_of_one_day_count_once_or_twice_by_parameter(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 11, 5), D(2026, 11, 5))
    college.run()
    assert result(college, pair) == ("met", 1)
    assert college.duty(pair).seen == 2
    college.run(world=world_of(YEARLY, count_rule="each_record"))
    assert result(college, pair) == ("met", 2)


def test_t07_2_the_date_of_the_contact_decides_its_year(college: College) -> None:
    old = college.pair(year="2025-2026", start=D(2025, 9, 1))
    new = college.pair()
    college.met(old, D(2026, 8, 31), D(2026, 9, 1))
    college.met(new, D(2026, 8, 31), D(2026, 9, 1))
    college.run()
    assert college.duty(old).period == "2025-2026"
    assert (college.duty(old).numerator, college.duty(old).until_on) == (1, D(2026, 8, 31))
    assert (college.duty(new).numerator, college.duty(new).from_on) == (1, D(2026, 9, 1))


def test_t07_3_more_than_the_norm_is_met_and_nothing_else(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 10, 1), D(2026, 11, 1), D(2026, 12, 1))
    college.run()
    assert result(college, pair) == ("met", 3)


def test_t07_5_a_new_leader_starts_afresh_and_the_old_pair_keeps_its_contacts(
    college: College,
) -> None:
    old = college.pair(status="ended", end=D(2027, 2, 28))
    new = college.pair(start=D(2027, 3, 1))
    college.met(old, D(2026, 10, 8))
    college.run()
    assert result(college, new) == ("overdue", 0)
    assert (college.duty(old).state, college.duty(old).reason) == ("void", "ended")
    assert (college.duty(old).numerator, college.duty(old).until_on) == (1, D(2027, 2, 28))


@pytest.mark.parametrize(("start", "state"), [(D(2027, 6, 2), "overdue"), (D(2027, 6, 3), "void")])
def test_a_pair_younger_than_the_grace_on_the_last_day_is_void(
    college: College, start: dt.date, state: str
) -> None:
    pair = college.pair(start=start)
    college.run()
    duty = college.duty(pair)
    assert (duty.state, duty.reason) == (state, "young" if state == "void" else None)


def test_group_events_count_once_a_year_and_only_with_both_present(college: College) -> None:
    pair = college.pair()
    group = {"group_event": True, "both_present": True}
    college.met(pair, D(2026, 10, 1), **(group | {"both_present": False}))
    college.run()
    assert result(college, pair) == ("overdue", 0)
    college.met(pair, D(2026, 11, 1), D(2026, 12, 1), **group)
    college.run()
    assert result(college, pair) == ("met", 1)
    college.met(pair, D(2026, 12, 24), D(2026, 12, 1))
    college.run()
    # two days alone, one of them also a group day; of the group days alone one counts
    assert result(college, pair) == ("met", 3)
    college.run(world=world_of(YEARLY, group_max=0))
    assert result(college, pair) == ("met", 2)


def test_contacts_by_telephone_count_by_parameter(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 10, 1), mode="remote")
    college.met(pair, D(2026, 10, 2), mode=None)
    college.run()
    assert result(college, pair) == ("met", 2)
    college.run(world=world_of(YEARLY, remote_counts=False))
    assert result(college, pair) == ("met", 1)


def test_contacts_outside_the_life_of_the_pair_do_not_count(college: College) -> None:
    pair = college.pair(start=D(2026, 10, 1), end=D(2027, 8, 31))
    late = college.pair(start=D(2026, 9, 1), end=D(2027, 3, 1), status="ended")
    college.met(pair, D(2026, 9, 30), D(2026, 10, 1), D(2026, 10, 1))
    college.met(late, D(2026, 9, 2), D(2027, 3, 2))
    college.run()
    assert result(college, pair) == ("met", 1)
    assert (college.duty(pair).seen, college.duty(pair).from_on) == (2, D(2026, 10, 1))
    assert college.duty(late).numerator == 1


def test_drafts_deleted_rows_and_days_to_come_do_not_count(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 10, 1), status="draft")
    college.met(pair, D(2026, 10, 2), deleted_at=dt.datetime(2026, 10, 3, tzinfo=dt.UTC))
    college.met(pair, D(2027, 5, 2))
    college.run(D(2027, 5, 1))
    assert result(college, pair) == ("open", 0)
    college.run(D(2027, 5, 2))
    assert result(college, pair) == ("met", 1)


def test_the_last_day_of_the_year_is_the_first_day_of_default(college: College) -> None:
    pair = college.pair()
    for day, state in (
        (D(2027, 7, 31), "open"), (D(2027, 8, 1), "due_soon"), (D(2027, 8, 30), "due_soon"),
        (END, "overdue"), (D(2027, 9, 1), "overdue"),
    ):  # fmt: skip
        college.run(day)
        assert college.duty(pair).state == state, day
    college.run(END, world_of(dataclasses.replace(YEARLY, overdue_on_due_day=False)))
    assert college.duty(pair).state == "due_soon"


def test_a_hint_may_fall_due_before_the_end_of_the_first_semester(college: College) -> None:
    pair = college.pair()
    hint = dataclasses.replace(YEARLY, due=Due(Anchor.SEMESTER_1_END, -15), hint=True, name="H1")
    college.run(D(2027, 1, 1), world_of(hint))
    assert (college.duty(pair).due_on, college.duty(pair).hint) == (D(2027, 1, 2), True)
    college.run(D(2027, 1, 2), world_of(hint))
    assert college.duty(pair).state == "overdue"


def test_the_college_itself_is_the_subject_of_a_rule_without_record(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 12, 31))
    college.run(D(2027, 7, 12), world_of(COLLEGE))
    first = college.duty(period="2026-2027/1")
    second = college.duty(period="2026-2027/2")
    assert (first.subject_record, first.state, first.numerator) == ("institution", "met", 1)
    assert (second.state, second.due_on, second.office) == ("overdue", D(2027, 7, 11), "UF")


def test_what_has_no_beginning_owes_nothing_before_the_chapter_was_used(college: College) -> None:
    world = dataclasses.replace(world_of(COLLEGE), since=lambda _: D(2027, 2, 1))
    college.run(D(2027, 7, 1), world)
    assert college.duty().period == "2026-2027/2"


def test_a_quota_of_none_is_owed_by_nobody(college: College) -> None:
    pair = college.pair()
    both = (YEARLY, dataclasses.replace(COLLEGE, at_least="@min_per_year"))
    college.run(END, world_of(*both, min_per_year=0))
    assert college.numbers() == (0, 0)
    college.run(END, world_of(*both, min_per_year=1))
    assert college.duty(pair).state == "overdue"
    college.run(END, world_of(*both, min_per_year=0))
    assert (college.duty(pair).state, college.duty(pair).reason) == ("void", "gone")
    assert college.duty(period="2026-2027/1").state == "void"


def test_rows_may_be_counted_by_the_year_they_name(college: College) -> None:
    listed = dataclasses.replace(
        COLLEGE, name="L1", period=YEARLY.period, counted_year="year", date="",
        due=Due(Anchor.PERIOD_START, 29),
    )  # fmt: skip
    college.run(D(2026, 9, 30), world_of(listed))
    assert college.duty(period="2026-2027").state == "due_soon"
    college.run(D(2026, 10, 1), world_of(listed))
    assert college.duty(period="2026-2027").state == "overdue"
    college.add(Meeting(year="2026-2027", date=D(2026, 8, 20)))
    college.run(D(2026, 10, 1), world_of(listed))
    assert college.duty(period="2026-2027").state == "met"


def test_the_link_may_hold_another_field_of_the_subject(college: College) -> None:
    by_leader = dataclasses.replace(
        YEARLY, name="K1", key="leader", counts="mentor.pair", link="leader", date="start",
        counted_where=(), group="", group_present="", remote=None, owner="",
    )  # fmt: skip
    first, second = college.pair(), college.pair()
    college.run(END, world_of(by_leader))
    assert college.duty(first).numerator == 0
    leaders = [type(first).record.field("leader")]
    assert leaders[0] is not None and leaders[0].target == "mentor.leader"
    assert college.duty(second).state == "overdue"


def test_freshness_starts_anew_with_each_row(college: College) -> None:
    world = world_of(SILENCE)
    pair = college.pair(start=D(2026, 9, 1))
    college.run(D(2026, 10, 20), world)
    assert (college.duty(pair).state, college.duty(pair).due_on) == ("open", D(2026, 10, 31))
    college.run(D(2026, 10, 21), world)
    assert college.duty(pair).state == "due_soon"
    college.run(D(2026, 11, 1), world)
    assert college.duty(pair).state == "overdue"
    college.met(pair, D(2026, 10, 30))
    college.run(D(2026, 11, 1), world)
    assert (college.duty(pair).state, college.duty(pair).from_on) == ("open", D(2026, 10, 30))
    college.run(D(2027, 3, 1), world)
    assert (college.duty(pair).state, college.duty(pair).from_on) == ("overdue", D(2026, 10, 30))
    pair.status = "ended"
    college.session.commit()
    college.run(D(2027, 3, 1), world)
    assert (college.duty(pair).state, college.duty(pair).reason) == ("void", "gone")
