"""When a message leaves: rhythms, quiet hours, days off, the hours of a group."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar
from core.notify.due import DAILY, WEEKLY, Rhythm, due, group_due
from core.notify.outcome import LONGEST_WAIT, MOST_TRIES, wait_before

ZONE = ZoneInfo("Asia/Shanghai")
WORKING = Calendar().is_working
NO_REST = Rhythm(quiet_from=None, quiet_to=None)


def at(text: str) -> dt.datetime:
    """A moment of the college: month-day hour:minute of 2026."""
    return dt.datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("rhythm", "now", "expected"),
    [
        (Rhythm(), "11-24 12:00", "11-24 12:00"),
        (Rhythm(), "11-24 21:59", "11-24 21:59"),
        (Rhythm(), "11-24 22:00", "11-25 07:00"),
        (Rhythm(), "11-25 00:00", "11-25 07:00"),
        (Rhythm(), "11-25 06:59", "11-25 07:00"),
        (Rhythm(), "11-25 07:00", "11-25 07:00"),
        (Rhythm(quiet_from=720, quiet_to=840), "11-24 12:30", "11-24 14:00"),
        (Rhythm(quiet_from=720, quiet_to=720), "11-24 12:00", "11-24 12:00"),
        (NO_REST, "11-24 23:30", "11-24 23:30"),
        (dataclasses.replace(NO_REST, rhythm=DAILY, hour=8), "11-24 07:59", "11-24 08:00"),
        (dataclasses.replace(NO_REST, rhythm=DAILY, hour=8), "11-24 08:00", "11-24 08:00"),
        (dataclasses.replace(NO_REST, rhythm=DAILY, hour=8), "11-24 08:01", "11-25 08:00"),
        (Rhythm(rhythm=DAILY, hour=23), "11-24 12:00", "11-25 07:00"),
        (dataclasses.replace(NO_REST, rhythm=WEEKLY, weekday=0), "11-24 12:00", "11-30 08:00"),
        (dataclasses.replace(NO_REST, rhythm=WEEKLY, weekday=1), "11-24 07:00", "11-24 08:00"),
        (dataclasses.replace(NO_REST, rhythm=WEEKLY, weekday=1), "11-24 09:00", "12-01 08:00"),
        (Rhythm(quiet_days=True), "11-27 22:30", "11-30 07:00"),
        (Rhythm(quiet_days=True), "11-28 12:00", "11-30 07:00"),
        (dataclasses.replace(NO_REST, quiet_days=True), "11-28 12:00", "11-30 00:00"),
        (Rhythm(quiet_days=True), "10-01 12:00", "10-08 07:00"),  # National Day
        (Rhythm(rhythm=DAILY, hour=9, quiet_days=True), "11-27 10:00", "11-30 07:00"),
    ],
)
def test_due(rhythm: Rhythm, now: str, expected: str) -> None:
    assert due(rhythm, at(now), WORKING) == at(expected)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        ((9,), "11-24 08:00", "11-24 09:00"),
        ((9,), "11-24 09:01", "11-25 09:00"),
        ((9, 15), "11-24 09:01", "11-24 15:00"),
        ((9, 15), "11-27 15:01", "11-30 09:00"),
        ((9,), "09-30 10:00", "10-08 09:00"),
    ],
)
def test_a_group_s_hours(hours: tuple[int, ...], now: str, expected: str) -> None:
    assert group_due(hours, at(now), WORKING) == at(expected)


def test_a_calendar_without_any_working_day_keeps_nothing_for_ever() -> None:
    never = due(Rhythm(quiet_days=True), at("11-24 12:00"), lambda _day: False)
    assert at("11-24 12:00") < never < at("12-31 00:00") + dt.timedelta(days=500)


MINUTES = st.none() | st.integers(0, 1439)


@given(
    st.sampled_from(["at_once", DAILY, WEEKLY]),
    st.integers(0, 23),
    st.integers(0, 6),
    st.tuples(MINUTES, MINUTES),
    st.booleans(),
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 1)),
)
def test_it_is_never_earlier_never_in_quiet_time_and_never_lost(  # noqa: PLR0913
    kind: str,
    hour: int,
    weekday: int,
    quiet: tuple[int | None, int | None],
    days: bool,
    when: dt.datetime,
) -> None:
    rhythm = Rhythm(
        rhythm=kind,
        hour=hour,
        weekday=weekday,
        quiet_from=quiet[0],
        quiet_to=quiet[1],
        quiet_days=days,
    )
    now = when.replace(tzinfo=ZONE)
    found = due(rhythm, now, WORKING)
    assert now <= found <= now + dt.timedelta(days=30)
    assert not days or WORKING(found.date())
    begins, ends = quiet
    if begins is not None and ends is not None and begins != ends:
        minute = found.hour * 60 + found.minute
        inside = begins <= minute < ends if begins < ends else minute >= begins or minute < ends
        assert not inside
    assert due(rhythm, found, WORKING) == found or kind != "at_once"


def test_fourteen_tries_take_almost_three_days() -> None:
    waits = [wait_before(tries, 0) for tries in range(1, MOST_TRIES)]
    assert waits[0] == dt.timedelta(minutes=1) and max(waits) == LONGEST_WAIT
    assert dt.timedelta(days=2) < sum(waits, dt.timedelta()) < dt.timedelta(days=3)
    assert wait_before(10_000, 0) == LONGEST_WAIT
    assert wait_before(1, 1) == dt.timedelta(seconds=75)
