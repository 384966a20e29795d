"""When a message leaves: at once, with the day's or the week's others, and never in quiet hours.

Pure functions of civil time; the caller hands in the moment, the zone and which days are worked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

AT_ONCE, DAILY, WEEKLY = "at_once", "daily", "weekly"
RHYTHMS = (AT_ONCE, DAILY, WEEKLY)
DAY = dt.timedelta(days=1)
MIDNIGHT = dt.time()
LONGEST_REST = 400
"""Days after which a quiet time ends, should a calendar name no working day at all."""

Working = Callable[[dt.date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When somebody wants to be told. Quiet hours in minutes of the day, ``weekday`` 0 is Monday."""

    rhythm: str = AT_ONCE
    hour: int = 8
    weekday: int = 0
    quiet_from: int | None = 22 * 60
    quiet_to: int | None = 7 * 60
    quiet_days: bool = False


def due(rhythm: Rhythm, now: dt.datetime, working: Working) -> dt.datetime:
    """The first moment from *now* on, in its zone, at which a message may leave."""
    at = now
    if rhythm.rhythm == DAILY:
        at = _at_hour(now, rhythm.hour)
    elif rhythm.rhythm == WEEKLY:
        at = _at_hour(now, rhythm.hour)
        while at.weekday() != rhythm.weekday:
            at += DAY
    for _ in range(LONGEST_REST):
        if rhythm.quiet_days and not working(at.date()):
            at = dt.datetime.combine(at.date() + DAY, MIDNIGHT, at.tzinfo)
        elif (end := _quiet_until(rhythm, at)) is not None:
            at = end
        else:
            break
    return at


def group_due(hours: Iterable[int], now: dt.datetime, working: Working) -> dt.datetime:
    """The next of *hours* of a working day."""
    at = min(_at_hour(now, hour) for hour in hours)
    for _ in range(LONGEST_REST):
        if working(at.date()):
            break
        first = dt.datetime.combine(at.date() + DAY, MIDNIGHT, at.tzinfo)
        at = min(_at_hour(first, hour) for hour in hours)
    return at


def _at_hour(now: dt.datetime, hour: int) -> dt.datetime:
    """The next full *hour* from *now* on; *now* itself when it is that very moment."""
    at = dt.datetime.combine(now.date(), dt.time(hour), now.tzinfo)
    return at if at >= now else at + DAY


def _quiet_until(rhythm: Rhythm, at: dt.datetime) -> dt.datetime | None:
    """When the quiet hours around *at* end; None outside of them."""
    begins, ends = rhythm.quiet_from, rhythm.quiet_to
    if begins is None or ends is None or begins == ends:
        return None
    minute = at.hour * 60 + at.minute
    over_midnight = begins > ends
    quiet = minute >= begins or minute < ends if over_midnight else begins <= minute < ends
    if not quiet:
        return None
    day = at.date() + DAY if over_midnight and minute >= begins else at.date()
    return dt.datetime.combine(day, dt.time(ends // 60, ends % 60), at.tzinfo)
