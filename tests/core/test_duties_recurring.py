"""A record each period: owed by whoever serves on the due date, handed in by anybody (article 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.declare import Anchor, Due, Period
from core.directory.models import Unit
from core.duties import Duty, explain
from core.duties.settings import Setting
from tests.core.duty_chapter import (
    CALENDAR,
    College,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
)
from tests.core.posts_chapter import REPORTS, SEMESTER_1, Posts, posts_tables, posts_world

D = dt.date
DUE = CALENDAR.add_working_days(D(2027, 1, 17), -10)
WORLD = posts_world(REPORTS)


@pytest.fixture(name="posts")
def posts_of_the_college(college: College) -> Iterator[Posts]:
    with posts_tables(college):
        yield Posts(college)


def duty(posts: Posts, unit: Unit, day: dt.date | None = None) -> Duty:
    """The unit's duty of the first semester, evaluated on a day, New Year when none is given."""
    posts.college.run(day or D(2027, 1, 1), WORLD)
    return posts.college.duty(unit, period=SEMESTER_1)


def test_each_unit_owes_a_report_ten_working_days_before_the_semester_ends(posts: Posts) -> None:
    unit = posts.unit()
    officer = posts.officer(unit, D(2026, 9, 1))
    found = duty(posts, unit, D(2026, 10, 1))
    assert (found.state, found.due_on, found.owner, found.unit) == ("open", DUE, officer, unit.id)
    assert duty(posts, unit, DUE).state == "due_soon"
    assert duty(posts, unit, DUE + dt.timedelta(days=1)).state == "overdue"
    assert (found.threshold, found.office) == (1, "UF")


def test_t05_11_a_report_of_no_matters_counts(posts: Posts) -> None:
    unit = posts.unit()
    posts.report(unit, D(2026, 12, 1), matters=None)
    found = duty(posts, unit)
    assert (found.state, found.numerator, found.from_on) == ("met", 1, D(2026, 12, 1))
    told = " ".join(map(str, explain(found)))
    assert told == (
        "It was handed in for 2026-09-07 to 2027-01-17; the first entry is of 2026-12-01. "
        f"Whoever holds the post on {DUE} owes it. The duty is met."
    )


def test_drafts_and_reports_of_other_units_and_semesters_do_not_count(posts: Posts) -> None:
    unit, other = posts.unit("A"), posts.unit("B")
    posts.report(unit, D(2026, 12, 1), status="draft")
    posts.report(unit, D(2026, 9, 6))
    posts.report(other, D(2026, 12, 1))
    found = duty(posts, unit)
    assert found.state == "due_soon"
    assert "Nothing was handed in for 2026-09-07 to 2027-01-17." in str(explain(found)[0])


def test_who_serves_on_the_due_date_owes_it_and_a_predecessors_report_counts(posts: Posts) -> None:
    unit = posts.unit()
    before = posts.officer(unit, D(2025, 9, 1), D(2026, 11, 30))
    after = posts.officer(unit, D(2026, 12, 1))
    assert duty(posts, unit, D(2026, 10, 1)).owner == after != before
    posts.report(unit, D(2026, 11, 20))
    found = duty(posts, unit, D(2026, 12, 15))
    assert (found.state, found.owner, found.numerator) == ("met", after, 1)


def test_of_two_officers_the_one_who_began_last_owes_it(posts: Posts) -> None:
    unit = posts.unit()
    posts.officer(unit)
    posts.officer(unit, D(2026, 9, 1))
    third = posts.officer(unit, D(2026, 10, 1))
    assert duty(posts, unit).owner == third
    fourth = posts.officer(unit, D(2026, 10, 1))
    assert duty(posts, unit).owner == fourth


def test_a_unit_without_an_officer_is_not_excused_the_head_owes_it_else_the_office(
    posts: Posts,
) -> None:
    led, alone = posts.unit("A"), posts.unit("B")
    posts.officer(led, D(2026, 9, 1), DUE - dt.timedelta(days=1))
    posts.officer(alone, DUE + dt.timedelta(days=1))
    posts.head(led, starts=D(2020, 1, 1), ends=D(2021, 1, 1))
    head = posts.head(led, starts=D(2021, 1, 2))
    assert duty(posts, led, DUE).owner == head
    found = duty(posts, alone, DUE)
    assert (found.state, found.owner, found.unit, found.office) == (
        "due_soon", None, alone.id, "UF",
    )  # fmt: skip


def test_an_officer_of_the_due_date_stays_the_owner_after_leaving(posts: Posts) -> None:
    unit = posts.unit()
    officer = posts.officer(unit, D(2026, 9, 1), DUE)
    posts.officer(unit, DUE + dt.timedelta(days=1))
    assert duty(posts, unit, D(2027, 3, 1)).state == "overdue"
    assert duty(posts, unit, D(2027, 3, 1)).owner == officer


def test_a_deleted_post_is_held_by_nobody(posts: Posts) -> None:
    unit = posts.unit()
    posts.officer(unit, deleted_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC))
    assert duty(posts, unit).owner is None


def test_a_unit_no_longer_in_use_owes_nothing(posts: Posts) -> None:
    unit = posts.unit()
    assert duty(posts, unit).state == "due_soon"
    unit.active = False
    posts.college.session.commit()
    found = duty(posts, unit)
    assert (found.state, found.reason) == ("void", "gone")


def test_a_report_may_name_the_semester_it_is_for_and_come_late(posts: Posts) -> None:
    named = replace(
        REPORTS, date="", counted_year="academic_year", counted_semester="semester", name="R6"
    )
    unit = posts.unit()
    world = posts_world(named)
    posts.college.run(D(2027, 2, 1), world)
    assert posts.college.duty(unit, period=SEMESTER_1).state == "overdue"
    posts.report(unit, D(2027, 2, 3), academic_year="2026-2027", semester=2)
    posts.college.run(D(2027, 3, 3), world)
    assert posts.college.duty(unit, period=SEMESTER_1).state == "overdue"
    assert posts.college.duty(unit, period="2026-2027/2").state == "met"
    posts.report(unit, D(2027, 2, 4), academic_year="2026-2027", semester=1)
    posts.college.run(D(2027, 3, 4), world)
    found = posts.college.duty(unit, period=SEMESTER_1)
    assert (found.state, found.closed_on) == ("met", D(2027, 3, 4))
    assert str(explain(found)[0]) == "It was handed in for 2026-09-07 to 2027-01-17."


def test_the_period_may_be_a_parameter(posts: Posts) -> None:
    unit = posts.unit()
    rule = replace(REPORTS, period="@report_period", due=Due())
    for period, key, end in (
        ("academic_year", "2026-2027", D(2027, 8, 31)),
        ("quarter", "2026-Q4", D(2026, 12, 31)),
        ("month", "2026-12", D(2026, 12, 31)),
    ):
        posts.college.run(D(2026, 12, 31), posts_world(rule, report_period=period))
        assert posts.college.duty(unit, period=key).due_on == end


def test_a_changed_period_voids_what_runs_in_the_old_ones_and_keeps_what_was_met(
    posts: Posts,
) -> None:
    unit, done = posts.unit("A"), posts.unit("B")
    posts.report(done, D(2026, 10, 1))
    rule = replace(REPORTS, period="@report_period", due=Due())
    posts.college.run(D(2027, 2, 1), posts_world(rule, report_period="semester"))
    assert posts.college.duty(unit, period=SEMESTER_1).state == "overdue"
    posts.college.run(D(2027, 2, 2), posts_world(rule, report_period="academic_year"))
    old = posts.college.duty(unit, period=SEMESTER_1)
    assert (old.state, old.reason, old.closed_on) == ("void", "gone", D(2027, 2, 2))
    assert posts.college.duty(done, period=SEMESTER_1).state == "met"
    assert posts.college.duty(unit, period="2026-2027").state == "open"
    posts.college.run(D(2027, 2, 3), posts_world(rule, report_period="semester"))
    assert posts.college.duty(unit, period=SEMESTER_1).state == "overdue"
    assert posts.college.duty(unit, period="2026-2027").state == "void"


def test_a_period_that_changes_from_a_day_on_leaves_those_that_began_before(posts: Posts) -> None:
    unit = posts.unit()
    world = posts_world(replace(REPORTS, period="@report_period", due=Due()))
    yearly = Setting(value="academic_year", since=D(2026, 9, 1))
    settings = {"report_period": (Setting(value="semester"), yearly)}
    world = replace(world, settings=lambda _, name: settings[name])
    posts.college.run(D(2026, 10, 1), world)
    ask = select(Duty.period).where(Duty.subject_id == unit.id).order_by(Duty.period)
    assert posts.college.session.scalars(ask).all() == ["2025-2026/1", "2025-2026/2", "2026-2027"]


@pytest.mark.parametrize(
    ("due", "period", "key", "on"),
    [
        (Due(Anchor.DAY, on="03-31"), Period.ACADEMIC_YEAR, "2026-2027", D(2027, 3, 31)),
        (Due(Anchor.DAY, on="07-10"), Period.YEAR, "2027", D(2027, 7, 10)),
        (Due(Anchor.DAY, -10, on="12-31"), Period.YEAR, "2027", D(2027, 12, 21)),
        (Due(Anchor.DAY, on="02-29"), Period.ACADEMIC_YEAR, "2026-2027", D(2027, 2, 28)),
        (Due(Anchor.DAY, on="@day"), Period.YEAR, "2027", D(2027, 4, 15)),
        (Due(Anchor.SEMESTER_1_END, -15), Period.ACADEMIC_YEAR, "2026-2027", D(2027, 1, 2)),
        (Due(Anchor.SEMESTER_2_END, 5), Period.ACADEMIC_YEAR, "2026-2027", D(2027, 7, 16)),
        (Due(Anchor.PERIOD_START, 59), Period.YEAR, "2027", D(2027, 3, 1)),
        (Due(Anchor.PERIOD_END, months=1), Period.QUARTER, "2027-Q2", D(2027, 7, 30)),
        (Due(Anchor.PERIOD_END, months=-1), Period.HALF_YEAR, "2027-H1", D(2027, 5, 30)),
    ],
)
def test_due_dates_count_from_periods_semesters_and_days_of_the_year(
    posts: Posts, due: Due, period: Period, key: str, on: dt.date
) -> None:
    unit = posts.unit()
    world = posts_world(replace(REPORTS, due=due, period=period), day="04-15")
    posts.college.run(D(2027, 6, 15), world)
    assert posts.college.duty(unit, period=key).due_on == on


def test_the_institution_may_owe_a_record_too(posts: Posts) -> None:
    yearly = replace(
        REPORTS, record="", link="", where=(), unit="", serving=(), period=Period.YEAR,
        due=Due(Anchor.DAY, on="07-10"),
    )  # fmt: skip
    posts.college.run(D(2027, 7, 11), posts_world(yearly))
    assert posts.college.duty(period="2027").state == "overdue"
    posts.report(posts.unit(), D(2027, 7, 12))
    posts.college.run(D(2027, 7, 12), posts_world(yearly))
    assert posts.college.duty(period="2027").state == "met"
