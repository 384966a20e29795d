"""Article 5: the three readings of the age limit, birthdays on 29 February."""

from __future__ import annotations

import datetime as dt

import pytest

from plugins.liaison.age import AgeRule, LeapRule, full_years, within

D = dt.date
LE, BORN, LT = AgeRule.INCLUDED, AgeRule.BORN, AgeRule.BELOW
MARCH, FEBRUARY = LeapRule.MARCH, LeapRule.FEBRUARY


@pytest.mark.parametrize(
    ("day", "rule", "allowed"),
    [
        (D(2026, 9, 15), LE, True),
        (D(2026, 9, 15), BORN, True),
        (D(2026, 9, 15), LT, False),
        (D(2026, 9, 16), LE, True),
        (D(2026, 9, 16), BORN, False),
        (D(2026, 9, 16), LT, False),
        (D(2026, 9, 14), LT, True),
        (D(2027, 9, 14), LE, True),
        (D(2027, 9, 15), LE, False),
        (D(2027, 9, 14), BORN, False),
    ],
)
def test_the_readings_differ_on_and_after_the_35th_birthday(
    day: dt.date, rule: AgeRule, allowed: bool
) -> None:
    assert within(D(1991, 9, 15), day, 35, rule, MARCH) is allowed


@pytest.mark.parametrize(
    ("day", "leap", "years"),
    [
        (D(2027, 2, 28), MARCH, 34),
        (D(2027, 3, 1), MARCH, 35),
        (D(2027, 2, 27), FEBRUARY, 34),
        (D(2027, 2, 28), FEBRUARY, 35),
        (D(2028, 2, 28), MARCH, 35),
        (D(2028, 2, 28), FEBRUARY, 35),
        (D(2028, 2, 29), MARCH, 36),
        (D(2028, 2, 29), FEBRUARY, 36),
    ],
)
def test_a_birthday_on_29_february_is_where_the_rule_puts_it(
    day: dt.date, leap: LeapRule, years: int
) -> None:
    assert full_years(D(1992, 2, 29), day, leap) == years


@pytest.mark.parametrize(
    ("day", "leap", "allowed"),
    [
        (D(2027, 2, 28), FEBRUARY, True),
        (D(2027, 3, 1), FEBRUARY, False),
        (D(2027, 3, 1), MARCH, True),
        (D(2027, 3, 2), MARCH, False),
    ],
)
def test_born_on_or_after_uses_the_same_birthday(
    day: dt.date, leap: LeapRule, allowed: bool
) -> None:
    assert within(D(1992, 2, 29), day, 35, AgeRule.BORN, leap) is allowed
