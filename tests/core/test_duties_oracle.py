"""The one statement against a plain loop that counts the way article 7 is told."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from tests.core.duty_chapter import (
    YEARLY,
    College,
    Meeting,
    Pair,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)

D = dt.date
START, END = D(2026, 9, 1), D(2027, 8, 31)


def any_day(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=chance.randrange((last - first).days + 1))


def counted(pair: Pair, rows: list[Meeting], as_of: dt.date, how: dict[str, Any]) -> int:
    """The specification, row by row."""
    alone, group = [], []
    for row in rows:
        assert row.date is not None and pair.start is not None
        if row.pair != pair.id or row.status != "active" or row.deleted_at is not None:
            continue
        if not START <= row.date <= min(END, as_of) or row.date < pair.start:
            continue
        if pair.end is not None and row.date > pair.end:
            continue
        if row.mode == "remote" and not how["remote_counts"]:
            continue
        if row.group_event:
            if row.both_present:
                group.append(row.date)
        else:
            alone.append(row.date)
    most: int = how["group_max"]
    if how["count_rule"] == "distinct_days":
        return len(set(alone)) + min(most, len(set(group) - set(alone)))
    return len(alone) + min(most, len(group))


def verdict(pair: Pair, n: int, as_of: dt.date) -> str | None:
    """The state the specification wants, or None when nothing is to be in the ledger."""
    assert pair.start is not None
    if pair.start > min(END, as_of) or (pair.end is not None and pair.end < START):
        return None
    if pair.end is not None and pair.end < END and pair.end <= as_of:
        return "void"
    if (END - pair.start).days < 90:
        return "void"
    if n >= 1:
        return "met"
    if as_of >= END:
        return "overdue"
    return "due_soon" if as_of >= END - dt.timedelta(days=30) else "open"


@pytest.mark.parametrize("seed", range(4))
def test_the_statement_and_a_plain_loop_agree(college: College, seed: int) -> None:
    chance = random.Random(seed)
    how: dict[str, Any] = {
        "count_rule": chance.choice(["distinct_days", "each_record"]),
        "group_max": chance.choice([0, 1, 2]),
        "remote_counts": chance.choice([True, False]),
    }
    pairs = [
        Pair(
            status="active",
            year="2026-2027",
            start=any_day(chance, D(2026, 6, 1), D(2027, 8, 31)),
            end=chance.choice([None, None, any_day(chance, D(2026, 8, 1), D(2027, 9, 30))]),
        )
        for _ in range(60)
    ]
    college.add(*pairs)
    rows = [
        Meeting(
            pair=chance.choice(pairs).id,
            date=any_day(chance, D(2026, 8, 20), D(2027, 9, 10)),
            status=chance.choice(["active", "active", "active", "draft"]),
            mode=chance.choice(["talk", "remote", None]),
            group_event=chance.choice([True, False, None]),
            both_present=chance.choice([True, False, None]),
            deleted_at=chance.choice([None, None, None, dt.datetime(2027, 1, 1, tzinfo=dt.UTC)]),
        )
        for _ in range(240)
    ]
    # and some on one and the same day
    rows += [Meeting(pair=r.pair, date=r.date, status="active", mode="talk") for r in rows[:40]]
    college.add(*rows)
    world = world_of(YEARLY, **how)
    for as_of in (D(2027, 1, 15), D(2027, 8, 10), D(2027, 9, 15)):
        college.run(as_of, world)
        for pair in pairs:
            n = counted(pair, rows, as_of, how)
            wanted = verdict(pair, n, as_of)
            if wanted is None:
                continue
            duty = college.duty(pair, period="2026-2027")
            assert (duty.state, duty.numerator) == (wanted, n), (pair.start, pair.end, as_of)
