"""Teaching weeks, half years, named days, months, clocks that stand still, and the edges of time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import AcademicYear, Calendar, Semester
from core.calendar.days import add_months, day_in, latest, next_day_of_year, shifted
from core.declare import Parameter, Period, month_day

D = dt.date
YEAR = "2026-2027"
ENTERED = Calendar(
    years=(AcademicYear(YEAR, D(2026, 9, 1), D(2027, 8, 31)),),
    semesters=(
        Semester(YEAR, 1, D(2026, 9, 7), D(2027, 1, 17), 18),
        Semester(YEAR, 2, D(2027, 2, 27), D(2027, 7, 11), 17),  # a Saturday
    ),
)


def weeks(every: int, first: dt.date, last: dt.date) -> list[tuple[str, dt.date, dt.date]]:
    spans = ENTERED.spans(Period.TEACHING_WEEKS, first, last, every=every)
    return [(s.key, s.start, s.end) for s in spans]


def test_teaching_weeks_are_counted_from_the_first_monday_in_steps_of_a_parameter() -> None:
    found = weeks(2, D(2026, 9, 1), D(2027, 1, 31))
    assert found[0] == ("2026-2027/1/w01", D(2026, 9, 7), D(2026, 9, 20))
    assert found[1] == ("2026-2027/1/w03", D(2026, 9, 21), D(2026, 10, 4))
    assert found[-1] == ("2026-2027/1/w17", D(2026, 12, 28), D(2027, 1, 10))
    assert len(found) == 9
    assert len(weeks(1, D(2026, 9, 1), D(2027, 1, 31))) == 18


def test_the_last_teaching_weeks_of_a_semester_may_be_fewer() -> None:
    assert weeks(5, D(2026, 12, 21), D(2027, 2, 1))[-1] == (
        "2026-2027/1/w16", D(2026, 12, 21), D(2027, 1, 10),
    )  # fmt: skip


def test_a_semester_that_begins_on_a_weekend_is_taught_from_the_monday_after() -> None:
    first, *_, last = weeks(1, D(2027, 2, 1), D(2027, 8, 1))
    assert first == ("2026-2027/2/w01", D(2027, 3, 1), D(2027, 3, 7))
    assert last == ("2026-2027/2/w17", D(2027, 6, 21), D(2027, 6, 27))


def test_a_semester_that_begins_within_a_week_has_a_short_first_week_and_ends_with_its_end() -> (
    None
):
    calendar = Calendar(
        years=ENTERED.years,
        semesters=(Semester(YEAR, 1, D(2026, 9, 2), D(2026, 9, 17), 18), ENTERED.semesters[1]),
    )
    found = calendar.spans(Period.TEACHING_WEEKS, D(2026, 9, 1), D(2026, 12, 31))
    assert [(s.start, s.end) for s in found] == [
        (D(2026, 9, 2), D(2026, 9, 6)),
        (D(2026, 9, 7), D(2026, 9, 13)),
        (D(2026, 9, 14), D(2026, 9, 17)),
    ]
    assert calendar.span(Period.TEACHING_WEEKS, D(2026, 12, 24)) is None


@pytest.mark.parametrize(
    ("day", "key", "start", "end"),
    [
        (D(2028, 2, 29), "2028-H1", D(2028, 1, 1), D(2028, 6, 30)),
        (D(2026, 12, 31), "2026-H2", D(2026, 7, 1), D(2026, 12, 31)),
    ],
)
def test_half_years_are_those_of_the_civil_year(
    day: dt.date, key: str, start: dt.date, end: dt.date
) -> None:
    span = ENTERED.span(Period.HALF_YEAR, day)
    assert span is not None and (span.key, span.start, span.end) == (key, start, end)


@settings(deadline=None, max_examples=40)
@given(st.dates(D(2020, 1, 1), D(2040, 12, 31)), st.integers(1, 9))
def test_every_day_lies_in_at_most_one_period_and_periods_do_not_overlap(
    day: dt.date, every: int
) -> None:
    for period in Period:
        spans = ENTERED.spans(period, day, shifted(day, 400), every=every)
        assert all(a.end < b.start for a, b in zip(spans, spans[1:], strict=False))
        assert all(s.start <= s.end for s in spans)
        found = ENTERED.span(period, day, every=every)
        assert found is None or (found.holds(day) and found == spans[0])


def test_working_days_stand_still_outside_semesters_when_they_freeze() -> None:
    last = D(2027, 1, 15)  # a Friday; the semester ends on the 17th, the next begins on 27 February
    assert ENTERED.add_working_days(last, 1) == D(2027, 1, 18)
    after = ENTERED.add_working_days(last, 1, freeze=True)
    assert after == ENTERED.add_working_days(D(2027, 2, 26), 1)
    assert ENTERED.add_working_days(after, -1, freeze=True) == last
    summer = ENTERED.add_working_days(D(2027, 7, 9), 2, freeze=True)
    assert summer == ENTERED.add_working_days(D(2027, 8, 31), 2)
    assert ENTERED.add_working_days(last, 0, freeze=True) == last


def test_tx_4_a_year_without_holiday_table_counts_monday_to_friday() -> None:
    assert Calendar().add_working_days(D(2060, 12, 30), 2) == D(2061, 1, 3)
    assert Calendar().missing_years(D(2060, 12, 30), D(2061, 1, 3)) == (2060, 2061)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
        (D(2027, 1, 31), 1, D(2027, 2, 28)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)),
        (D(2026, 12, 31), 2, D(2027, 2, 28)),
        (D(2027, 3, 31), -1, D(2027, 2, 28)),
        (D(2027, 1, 15), -13, D(2025, 12, 15)),
        (D(9999, 12, 1), 1, D.max),
        (D(1, 1, 1), -1, D.min),
    ],
)
def test_months_end_with_the_month_and_stay_inside_time(
    day: dt.date, months: int, found: dt.date
) -> None:
    assert add_months(day, months) == found


def test_29_february_is_28_february_in_other_years() -> None:
    assert day_in(2027, 2, 29) == D(2027, 2, 28)
    assert next_day_of_year(D(2027, 9, 1), 2, 29) == D(2028, 2, 29)
    assert next_day_of_year(D(2028, 9, 1), 2, 29) == D(2029, 2, 28)
    assert next_day_of_year(D(2027, 2, 28), 2, 28) == D(2027, 2, 28)
    assert next_day_of_year(D(2026, 9, 1), 3, 31) == D(2027, 3, 31)


@pytest.mark.parametrize("text", ["3-31", "02-30", "13-01", "00-10", "06-31", "03/31", "", "03-00"])
def test_what_is_no_day_of_the_year_is_refused(text: str) -> None:
    assert month_day(text) is None
    parameter = Parameter(name="day", label="Day", default="02-29", day=True)
    assert parameter.refusal(text) == "must be a day of the year, written as 03-31"
    assert parameter.refusal("02-29") == ""


def test_days_beyond_the_range_of_dates_stop_at_its_edge() -> None:
    assert shifted(D.max, 1) == D.max
    assert shifted(D.min, -1) == D.min
    assert Calendar().add_working_days(D(9999, 12, 30), 30) == D.max


@settings(deadline=None, max_examples=40)
@given(st.dates(D(1990, 1, 1), D(2100, 1, 1)), st.dates(D(1990, 1, 1), D(2100, 1, 1)))
def test_the_latest_day_is_found_from_wherever_the_search_begins(
    bound: dt.date, near: dt.date
) -> None:
    assert latest(lambda day: day <= bound, near) == bound
    assert latest(lambda _: True, near) == D.max
