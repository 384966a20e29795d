"""The statement of quotas against a loop that counts the way article 7 is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.duty_chapter import (
    YEARLY,
    College,
    Meeting,
    Pair,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.oracle import days, deleted, emptied, evaluated, found, told

D = dt.date
START, END, KEY = D(2026, 9, 1), D(2027, 8, 31), "2026-2027"
hows = st.fixed_dictionaries(
    {
        "count_rule": st.sampled_from(["distinct_days", "each_record"]),
        "group_max": st.integers(0, 2),
        "remote_counts": st.booleans(),
        "min_per_year": st.integers(0, 3),
        "grace_days": st.sampled_from([0, 90]),
    }
)
lives = st.lists(
    st.tuples(
        st.dates(D(2026, 6, 1), END),
        st.none() | st.none() | st.dates(D(2026, 8, 1), D(2027, 9, 30)),
    ),
    min_size=1,
    max_size=8,
)
yes_no = st.sampled_from([True, False, None])
meetings = st.lists(
    st.fixed_dictionaries(
        {
            "pair": st.integers(0, 7),
            # often on few days, so that several meet
            "date": days | st.sampled_from([D(2026, 10, 8), D(2026, 12, 31), D(2027, 8, 31)]),
            "status": st.sampled_from(["active", "active", "active", "draft"]),
            "mode": st.sampled_from(["talk", "remote", None]),
            "group_event": yes_no,
            "both_present": yes_no,
            "deleted_at": deleted,
        }
    ),
    max_size=40,
)


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


def verdict(pair: Pair, n: int, as_of: dt.date, how: dict[str, Any]) -> str | None:
    """The state the specification wants, or None when nothing is to be in the ledger."""
    assert pair.start is not None
    if pair.start > min(END, as_of) or (pair.end is not None and pair.end < START):
        return None
    if how["min_per_year"] == 0:
        return None
    if pair.end is not None and pair.end < END and pair.end <= as_of:
        return "void"
    if (END - pair.start).days < how["grace_days"]:
        return "void"
    if n >= how["min_per_year"]:
        return "met"
    if as_of >= END:
        return "overdue"
    return "due_soon" if as_of >= END - dt.timedelta(days=30) else "open"


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lives, meetings, hows, evaluated)
def test_quotas_agree_with_a_plain_loop(
    college: College, life: list[Any], rows: list[dict[str, Any]], how: dict[str, Any], as_of: dt.date
) -> None:  # fmt: skip
    emptied(college, Meeting, Pair)
    pairs = [Pair(status="active", year=KEY, start=first, end=last) for first, last in life]
    college.add(*pairs)
    made = [
        Meeting(**row | {"pair": pairs[row["pair"]].id}) for row in rows if row["pair"] < len(pairs)
    ]
    college.add(*made)
    wanted = {}
    for pair in pairs:
        n = counted(pair, made, as_of, how)
        state = verdict(pair, n, as_of, how)
        if state is not None:
            wanted[KEY, pair.id] = (state, n)
    outcomes = found(college, world_of(YEARLY, **how), as_of)
    assert told(outcomes, "state", "numerator") == wanted
