"""The order of article 2: who takes which slot, without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.declare import Skipped
from core.duties.rota import Member, Slot, Stretch, plan

D = dt.date
JIA, YI, BING, DING = 1, 2, 3, 4
START = D(2026, 9, 7)
ROSTER = tuple(Member(key=n, place=n) for n in (JIA, YI, BING))
BOTH = pytest.mark.parametrize("skipped", list(Skipped))


def day(number: int) -> dt.date:
    return START + dt.timedelta(weeks=2 * number)


def slots(count: int, first: int = 0) -> tuple[Slot, ...]:
    """So many slots of two weeks each, not planned yet."""
    return tuple(Slot(key=f"w{n:03}", day=day(n)) for n in range(first, first + count))


def turns(planned: tuple[Slot, ...]) -> list[int | None]:
    return [s.turn for s in planned]


def away(member: Member, first: int, last: int) -> Member:
    return replace(member, away=(Stretch(day(first), day(last)),))


def passed(planned: tuple[Slot, ...], until: int) -> tuple[Slot, ...]:
    """The same slots, later: those before *until* are over."""
    return tuple(replace(s, fixed=s.day < day(until)) for s in planned)


POINTER_AT_YI = Slot(key="before", day=day(-1), turn=JIA, taker=JIA, fixed=True)


@BOTH
def test_t02_1_the_order_goes_on_from_the_pointer_and_planning_again_gives_the_same(
    skipped: Skipped,
) -> None:
    planned = plan(ROSTER, [POINTER_AT_YI, *slots(7)], skipped)
    assert turns(planned)[1:] == [YI, BING, JIA, YI, BING, JIA, YI]
    assert plan(ROSTER, planned, skipped) == planned
    for until in range(8):
        later = passed(planned, until)
        assert turns(plan(ROSTER, later, skipped)) == turns(planned)


def test_t02_2_a_member_on_leave_is_first_next_time_with_hold() -> None:
    roster = (ROSTER[0], away(ROSTER[1], 0, 0), ROSTER[2])
    planned = plan(roster, [POINTER_AT_YI, *slots(6)], Skipped.HOLD)
    assert turns(planned)[1:] == [BING, YI, JIA, YI, BING, JIA]
    for until in range(7):
        assert turns(plan(roster, passed(planned, until), Skipped.HOLD)) == turns(planned)


def test_a_member_on_leave_loses_the_turn_with_requeue() -> None:
    roster = (ROSTER[0], away(ROSTER[1], 0, 0), ROSTER[2])
    planned = plan(roster, [POINTER_AT_YI, *slots(5)], Skipped.REQUEUE)
    assert turns(planned)[1:] == [BING, JIA, YI, BING, JIA]


def test_whoever_was_away_for_rounds_comes_first_when_back_and_has_one_turn() -> None:
    roster = (ROSTER[0], away(ROSTER[1], 0, 4), ROSTER[2])
    planned = plan(roster, slots(10), Skipped.HOLD)
    assert turns(planned) == [JIA, BING, JIA, BING, JIA, YI, BING, JIA, YI, BING]
    for until in range(11):
        assert turns(plan(roster, passed(planned, until), Skipped.HOLD)) == turns(planned)


def test_the_very_first_member_may_be_away_at_the_very_first_slot() -> None:
    roster = (away(ROSTER[0], 0, 0), *ROSTER[1:])
    planned = plan(roster, slots(5), Skipped.HOLD)
    assert turns(planned) == [YI, JIA, BING, JIA, YI]
    assert turns(plan(roster, passed(planned, 1), Skipped.HOLD)) == turns(planned)


@BOTH
def test_the_pointer_goes_on_into_the_next_semester(skipped: Skipped) -> None:
    autumn = passed(plan(ROSTER, slots(4), skipped), 4)
    spring = plan(ROSTER, [*autumn, *slots(3, 10)], skipped)
    assert turns(spring) == [JIA, YI, BING, JIA, YI, BING, JIA]


@BOTH
def test_a_new_member_is_appended(skipped: Skipped) -> None:
    planned = passed(plan(ROSTER, [POINTER_AT_YI, *slots(5)], skipped), 1)
    new = Member(key=DING, place=4, stands=Stretch(day(1), None))
    assert turns(plan((*ROSTER, new), planned, skipped))[1:] == [YI, BING, DING, JIA, YI]


@BOTH
def test_the_slots_of_a_member_who_left_go_to_the_next(skipped: Skipped) -> None:
    planned = passed(plan(ROSTER, slots(6), skipped), 2)
    left = replace(ROSTER[1], stands=Stretch(None, day(2)))
    assert turns(planned) == [JIA, YI, BING, JIA, YI, BING]
    assert turns(plan((ROSTER[0], left, ROSTER[2]), planned, skipped)) == [
        JIA, YI, BING, JIA, BING, JIA,
    ]  # fmt: skip


@BOTH
def test_nobody_there_leaves_a_slot_open_and_takes_no_turn(skipped: Skipped) -> None:
    roster = tuple(away(m, 1, 1) for m in ROSTER)
    assert turns(plan(roster, slots(4), skipped)) == [JIA, None, YI, BING]
    assert turns(plan((), slots(2), skipped)) == [None, None]


@BOTH
def test_new_numbers_count_from_the_next_slot_on(skipped: Skipped) -> None:
    planned = passed(plan(ROSTER, slots(6), skipped), 3)
    turned = (replace(ROSTER[0], place=3), ROSTER[1], replace(ROSTER[2], place=1))
    found = turns(plan(turned, planned, skipped))[3:]
    assert found == ([BING, YI, JIA] if skipped is Skipped.HOLD else [YI, JIA, BING])


@BOTH
def test_a_swap_exchanges_two_slots_and_no_turn(skipped: Skipped) -> None:
    first, second, *rest = plan(ROSTER, slots(5), skipped)
    swapped = (replace(first, taker=YI), replace(second, taker=JIA), *rest)
    again = plan(ROSTER, swapped, skipped)
    assert again == swapped
    more = plan(ROSTER, [*passed(again, 5), *slots(1, 5)], skipped)
    assert turns(more) == [JIA, YI, BING, JIA, YI, BING]
    half = plan(ROSTER, passed(swapped, 1), skipped)
    assert [s.taker for s in half][:2] == [YI, JIA]


@BOTH
def test_a_swap_with_one_who_left_is_undone_on_both_sides(skipped: Skipped) -> None:
    first, second, *rest = plan(ROSTER, slots(5), skipped)
    swapped = (replace(first, taker=YI), replace(second, taker=JIA), *rest)
    left = replace(ROSTER[1], stands=Stretch(None, day(-1)))
    again = plan((ROSTER[0], left, ROSTER[2]), swapped, skipped)
    assert [(s.turn, s.taker) for s in again] == [
        (JIA, JIA), (BING, BING), (JIA, JIA), (BING, BING), (JIA, JIA),
    ]  # fmt: skip


@BOTH
def test_a_taker_who_falls_away_gives_the_slot_back(skipped: Skipped) -> None:
    first, *rest = plan(ROSTER, slots(3), skipped)
    given = (replace(first, taker=BING), *rest)
    assert plan(ROSTER, given, skipped)[0].taker == BING
    ill = (ROSTER[0], ROSTER[1], away(ROSTER[2], 0, 0))
    assert plan(ill, given, skipped)[0].taker == JIA


@BOTH
def test_a_slot_done_ahead_of_time_keeps_its_turn(skipped: Skipped) -> None:
    one, two, three = plan(ROSTER, slots(3), skipped)
    ahead = (one, replace(two, fixed=True), three)
    left = replace(ROSTER[0], stands=Stretch(None, day(-1)))
    again = plan((left, *ROSTER[1:]), ahead, skipped)
    assert again[1] == replace(two, fixed=True)
    assert (again[0].turn, again[2].turn) == (YI, BING)


# -- properties ------------------------------------------------------------------------------------

stretches = st.builds(
    lambda a, b: Stretch(day(min(a, b)), day(max(a, b))), st.integers(0, 24), st.integers(0, 24)
)
rosters = st.lists(
    st.builds(
        lambda place, leaves, until: (place, tuple(leaves), until),
        st.integers(1, 9),
        st.lists(stretches, max_size=2),
        st.none() | st.integers(3, 24),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda rows: tuple(
        Member(
            key=n,
            place=place,
            away=leaves,
            stands=Stretch(None, None if until is None else day(until)),
        )
        for n, (place, leaves, until) in enumerate(rows, 1)
    )
)


@settings(deadline=None, max_examples=150)
@given(rosters, st.sampled_from(list(Skipped)), st.integers(0, 24))
def test_planning_again_on_any_later_day_gives_the_same(
    roster: tuple[Member, ...], skipped: Skipped, until: int
) -> None:
    planned = plan(roster, slots(24), skipped)
    assert plan(roster, planned, skipped) == planned
    assert turns(plan(roster, passed(planned, until), skipped)) == turns(planned)
    for slot in planned:
        free = [m.key for m in roster if m.free(slot.day)]
        assert slot.turn in free or (slot.turn is None and not free)


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 7), st.integers(1, 30), st.sampled_from(list(Skipped)))
def test_with_everybody_there_all_have_equally_many_turns_in_order(
    members: int, count: int, skipped: Skipped
) -> None:
    roster = [Member(key=n, place=n) for n in range(1, members + 1)]
    assert turns(plan(roster, slots(count), skipped)) == [n % members + 1 for n in range(count)]


@settings(deadline=None, max_examples=150)
@given(rosters)
def test_hold_never_lets_anybody_wait_while_others_have_two_turns(
    roster: tuple[Member, ...],
) -> None:
    staying = tuple(replace(m, stands=Stretch()) for m in roster)
    planned = plan(staying, slots(24), Skipped.HOLD)
    for member in staying:
        for first in range(24):
            span = planned[first : first + 2 * len(staying)]
            if all(member.free(s.day) for s in span) and len(span) == 2 * len(staying):
                assert member.key in turns(span)
