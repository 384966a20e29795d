"""Working days by the State Council's notices, by the college's entries, and without either."""

from __future__ import annotations

import datetime as dt

from core.calendar import Calendar, has_table

D = dt.date
PLAIN = Calendar()


def test_holidays_and_make_up_days_follow_the_notice() -> None:
    assert not PLAIN.is_working(D(2025, 10, 1))  # National Day, a Wednesday
    assert PLAIN.is_working(D(2025, 10, 11))  # a Saturday worked in exchange
    assert not PLAIN.is_working(D(2025, 10, 18))


def test_an_entry_of_the_college_wins_over_the_notice() -> None:
    calendar = Calendar(overrides={D(2025, 10, 1): True, D(2025, 10, 14): False})
    assert calendar.is_working(D(2025, 10, 1))
    assert not calendar.is_working(D(2025, 10, 14))


def test_a_year_without_a_table_is_monday_to_friday_and_reported() -> None:
    far = D(2090, 10, 2)
    assert not has_table(far.year)
    assert PLAIN.is_working(far) == (far.weekday() < 5)
    assert PLAIN.missing_years(D(2025, 1, 1), far)[-1] == 2090
    assert 2025 not in PLAIN.missing_years(D(2025, 1, 1), far)
    entered = Calendar(overrides={D(2090, 10, 1): False})
    assert 2090 not in entered.missing_years(far, far)


def test_counting_skips_a_long_holiday_in_both_directions() -> None:
    before, after = D(2025, 9, 30), D(2025, 10, 9)
    assert PLAIN.add_working_days(before, 1) == after
    assert PLAIN.add_working_days(after, -1) == before
    assert PLAIN.add_working_days(before, 0) == before


def test_working_days_between_excludes_the_first_and_counts_the_last() -> None:
    assert PLAIN.working_days_between(D(2025, 9, 30), D(2025, 10, 9)) == 1
    assert PLAIN.working_days_between(D(2025, 10, 9), D(2025, 9, 30)) == -1
    assert PLAIN.working_days_between(D(2025, 9, 30), D(2025, 9, 30)) == 0


def test_leap_day_and_new_year_are_ordinary_days() -> None:
    assert PLAIN.add_working_days(D(2024, 2, 28), 1) == D(2024, 2, 29)
    assert PLAIN.add_working_days(D(2024, 12, 31), 1) == D(2025, 1, 2)
    assert PLAIN.add_working_days(D(2027, 12, 31), 1) == D(2028, 1, 3)


def test_the_fingerprint_changes_with_the_data_only() -> None:
    assert PLAIN.fingerprint == Calendar().fingerprint
    assert PLAIN.fingerprint != Calendar(overrides={D(2026, 5, 4): False}).fingerprint
