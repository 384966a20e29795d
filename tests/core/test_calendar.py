"""Academic years, semesters and periods: entered and by default."""

from __future__ import annotations

import datetime as dt

import pytest

from core.calendar import AcademicYear, Calendar, Semester
from core.declare import Period

D = dt.date
ENTERED = Calendar(
    years=(AcademicYear("2026-2027", D(2026, 9, 5), D(2027, 9, 4)),),
    semesters=(
        Semester("2026-2027", 1, D(2026, 9, 7), D(2027, 1, 17)),
        Semester("2026-2027", 2, D(2027, 3, 1), D(2027, 7, 11)),
    ),
)


def test_without_data_the_year_runs_from_september_to_august() -> None:
    assert Calendar().academic_year(D(2026, 8, 31)).name == "2025-2026"
    assert Calendar().academic_year(D(2026, 9, 1)) == AcademicYear(
        "2026-2027", D(2026, 9, 1), D(2027, 8, 31)
    )


def test_entered_bounds_win_and_default_neighbours_fit_around_them() -> None:
    assert ENTERED.academic_year(D(2026, 9, 4)).name == "2025-2026"
    assert ENTERED.academic_year(D(2026, 9, 4)).end == D(2026, 9, 4)
    assert ENTERED.academic_year(D(2027, 9, 4)).name == "2026-2027"
    assert ENTERED.academic_year(D(2027, 9, 5)).name == "2027-2028"
    assert ENTERED.next_year(ENTERED.years[0]).start == D(2027, 9, 5)


def test_a_day_between_two_entered_years_belongs_to_the_earlier_one() -> None:
    calendar = Calendar(
        years=(
            AcademicYear("2026-2027", D(2026, 9, 1), D(2027, 7, 31)),
            AcademicYear("2027-2028", D(2027, 9, 6), D(2028, 8, 31)),
        )
    )
    assert calendar.academic_year(D(2027, 8, 15)).name == "2026-2027"


def test_semesters_are_entered_or_default_and_vacations_have_none() -> None:
    assert ENTERED.semester(D(2027, 1, 17)) == ENTERED.semesters[0]
    assert ENTERED.semester(D(2027, 2, 10)) is None
    second = Calendar().semester(D(2027, 7, 15))
    assert second is not None and (second.year, second.number) == ("2026-2027", 2)


@pytest.mark.parametrize(
    ("period", "key", "start", "end"),
    [
        (Period.ACADEMIC_YEAR, "2026-2027", D(2026, 9, 5), D(2027, 9, 4)),
        (Period.SEMESTER, "2026-2027/1", D(2026, 9, 7), D(2027, 1, 17)),
        (Period.QUARTER, "2026-Q4", D(2026, 10, 1), D(2026, 12, 31)),
        (Period.YEAR, "2026", D(2026, 1, 1), D(2026, 12, 31)),
        (Period.MONTH, "2026-12", D(2026, 12, 1), D(2026, 12, 31)),
    ],
)
def test_the_period_of_a_day(period: Period, key: str, start: dt.date, end: dt.date) -> None:
    span = ENTERED.span(period, D(2026, 12, 31))
    assert span is not None
    assert (span.key, span.start, span.end) == (key, start, end)
    assert span.year == "2026-2027" or period is Period.YEAR


def test_periods_touching_a_range_come_in_order_and_whole() -> None:
    years = ENTERED.spans(Period.ACADEMIC_YEAR, D(2026, 7, 28), D(2027, 9, 5))
    assert [s.key for s in years] == ["2025-2026", "2026-2027", "2027-2028"]
    assert [s.entered for s in years] == [False, True, False]
    halves = ENTERED.spans(Period.SEMESTER, D(2026, 9, 7), D(2027, 3, 1))
    assert [s.key for s in halves] == ["2026-2027/1", "2026-2027/2"]
    months = Calendar().spans(Period.MONTH, D(2027, 12, 31), D(2028, 3, 1))
    assert [s.end for s in months] == [
        D(2027, 12, 31), D(2028, 1, 31), D(2028, 2, 29), D(2028, 3, 31)
    ]  # fmt: skip


def test_a_rule_without_period_has_one_key_for_all_time() -> None:
    span = Calendar().span(Period.NONE, D(2026, 1, 1))
    assert span is not None and span.key == "all"


@pytest.mark.parametrize("day", [D(2024, 2, 29), D(2028, 2, 29), D(2026, 12, 31), D(2099, 12, 31)])
def test_odd_days_never_break_any_period(day: dt.date) -> None:
    for period in Period:
        span = Calendar().span(period, day)
        assert span is None or span.start <= day <= span.end


def test_a_mistyped_year_at_the_edge_of_time_still_has_an_academic_year() -> None:
    assert Calendar().academic_year(dt.date.min).name == "2-3"
    assert Calendar().semester(dt.date.max) is None
