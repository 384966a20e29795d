"""Slots as rows: written when a semester begins, handed on, swapped, done, missed (article 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.declare import Away, Due, Where
from core.directory.absences import Absence
from core.duties import explain
from tests.core.duty_chapter import (
    CALENDAR,
    College,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
)
from tests.core.posts_chapter import (
    TURNS,
    Posts,
    Turn,
    Writer,
    posts_tables,
    posts_world,
)

D = dt.date
FIRST = D(2026, 9, 7)
SECOND_SLOT, THIRD_SLOT = D(2026, 10, 4), D(2026, 10, 18)


class Rota:
    """A roster of 甲, 乙 and 丙, and what the engine makes of it."""

    def __init__(self, posts: Posts) -> None:
        self.posts, self.college = posts, posts.college
        self.rule = TURNS
        self.unit = posts.unit()
        self.members: dict[int, str] = {}
        self.rows = {name: self.join(name, n) for n, name in enumerate("甲乙丙", 1)}

    def join(self, name: str, place: int, **values: object) -> Writer:
        """One more member."""
        person = self.posts.person(self.unit, name)
        row = Writer(place=place, person=person.id, **values)
        self.college.add(row)
        self.members[row.id] = name
        return row

    def run(self, day: dt.date, **parameters: int | str) -> int:
        """Evaluate on a day; how many duties changed."""
        return self.college.run(day, posts_world(self.rule, **parameters)).changed

    def slots(self) -> list[Turn]:
        """All slots that stand, by day."""
        self.college.session.expire_all()
        ask = select(Turn).where(Turn.deleted_at.is_(None)).order_by(Turn.date, Turn.id)
        return list(self.college.session.scalars(ask))

    def order(self, first: dt.date = FIRST) -> str:
        """Who takes the slots from a day on, one sign each; «·» for nobody."""
        return "".join(
            self.members[s.taker] if s.taker else "·"
            for s in self.slots()
            if s.date is not None and s.date >= first
        )

    def away(self, name: str, first: dt.date, last: dt.date | None) -> None:
        """An absence as the directory keeps it."""
        person = self.rows[name].person
        self.college.add(Absence(person=person, starts=first, ends=last))

    def save(self) -> None:
        self.college.session.commit()


@pytest.fixture(name="rota")
def rota_of_the_college(college: College) -> Iterator[Rota]:
    with posts_tables(college):
        yield Rota(Posts(college))


def test_t02_1_the_slots_of_a_semester_are_written_once_in_order_from_the_pointer(
    rota: Rota,
) -> None:
    earlier = Turn(
        slot="before", date=D(2026, 7, 1), turn=rota.rows["甲"].id, taker=rota.rows["甲"].id,
        done=D(2026, 7, 1),
    )  # fmt: skip
    rota.college.add(earlier)
    assert (
        rota.run(D(2026, 9, 6)) == 1 and len(rota.slots()) == 1
    )  # the day before: only the old one
    rota.run(FIRST)
    assert rota.order() == "乙丙甲乙丙甲乙丙甲"
    first, second, *_ = rota.slots()[1:]
    assert (first.slot, first.date) == ("2026-2027/1/w01", D(2026, 9, 20))
    assert (second.slot, second.date) == ("2026-2027/1/w03", SECOND_SLOT)
    before = [(s.id, s.version, s.turn, s.taker) for s in rota.slots()]
    assert rota.run(FIRST) == 0
    for day in (D(2026, 9, 8), D(2026, 10, 20), D(2027, 1, 16)):
        rota.run(day)
    assert [(s.id, s.version, s.turn, s.taker) for s in rota.slots()] == before


@pytest.mark.parametrize(
    ("policy", "order"), [("hold", "丙乙甲乙丙甲"), ("requeue", "丙甲乙丙甲乙")]
)
def test_t02_2_leave_that_is_entered_later_hands_the_slot_on(
    rota: Rota, policy: str, order: str
) -> None:
    rota.run(FIRST, skip_policy=policy)
    assert rota.order() == "甲乙丙甲乙丙甲乙丙"
    rota.away("乙", D(2026, 9, 28), SECOND_SLOT)
    rota.run(D(2026, 9, 28), skip_policy=policy)
    assert rota.order(SECOND_SLOT)[:6] == order
    rota.run(D(2026, 10, 12), skip_policy=policy)
    assert rota.order(SECOND_SLOT)[:6] == order
    slot = rota.slots()[1]
    duty = rota.college.duty(slot)
    assert (duty.owner, duty.due_on) == (rota.rows["丙"].person, SECOND_SLOT)


def test_three_days_of_outage_when_the_semester_begins_lose_nothing(rota: Rota) -> None:
    rota.run(D(2026, 9, 1))
    assert rota.slots() == []
    rota.run(D(2026, 9, 10))
    assert rota.order() == "甲乙丙甲乙丙甲乙丙"


def test_the_pointer_goes_on_over_semesters_and_years(rota: Rota) -> None:
    rota.rule = replace(TURNS, every=5)
    rota.run(FIRST)
    assert rota.order() == "甲乙丙甲"
    rota.run(D(2027, 2, 1))
    assert len(rota.slots()) == 4  # a vacation writes nothing
    rota.run(D(2027, 3, 1))
    assert rota.order(D(2027, 3, 1)) == "乙丙甲乙"
    rota.run(CALENDAR.semesters_of(CALENDAR.academic_year(D(2027, 10, 1)))[0].start)
    assert rota.order(D(2027, 9, 1)) == "丙甲乙丙"


def test_a_slot_is_open_due_soon_overdue_or_met_and_a_missed_one_delays_nothing(
    rota: Rota,
) -> None:
    rota.run(FIRST)
    slot = rota.slots()[0]
    duty = rota.college.duty(slot)
    assert (duty.state, duty.due_on, duty.academic_year) == ("open", D(2026, 9, 20), "2026-2027")
    states = {}
    # in 2026 the five working days before Sunday 20 September begin on Monday 14
    for day in (D(2026, 9, 13), D(2026, 9, 14), D(2026, 9, 20), D(2026, 9, 21)):
        rota.run(day)
        states[day] = rota.college.duty(slot).state
    assert list(states.values()) == ["open", "due_soon", "due_soon", "overdue"]
    assert rota.order() == "甲乙丙甲乙丙甲乙丙"
    late = rota.slots()[0]
    late.done = D(2026, 9, 25)
    rota.save()
    rota.run(D(2026, 9, 25))
    duty = rota.college.duty(late)
    assert (duty.state, duty.until_on, duty.due_on) == ("met", D(2026, 9, 25), D(2026, 9, 20))
    told = " ".join(map(str, explain(duty)))
    assert told == "The slot is of 2026-09-20. It was done on 2026-09-25. The duty is met."


def test_a_swap_exchanges_two_slots_and_the_duties_follow(rota: Rota) -> None:
    rota.run(FIRST)
    first, second, *_ = rota.slots()
    first.taker, second.taker = second.taker, first.taker
    rota.save()
    rota.run(D(2026, 9, 8))
    assert rota.order() == "乙甲丙甲乙丙甲乙丙"
    assert rota.college.duty(first).owner == rota.rows["乙"].person
    rota.run(D(2026, 12, 1))
    assert rota.order() == "乙甲丙甲乙丙甲乙丙"


def test_who_leaves_hands_on_the_slots_to_come_and_who_joins_is_appended(rota: Rota) -> None:
    rota.run(FIRST)
    rota.rows["乙"].until = D(2026, 10, 10)
    rota.join("丁", 4, since=D(2026, 11, 1))
    rota.run(D(2026, 10, 11))
    assert rota.order() == "甲乙丙丁甲丙丁甲丙"
    assert rota.college.duty(rota.slots()[1]).owner == rota.rows["乙"].person


def test_with_nobody_there_the_office_owes_the_slot(rota: Rota) -> None:
    for name in "甲乙丙":
        rota.away(name, D(2026, 9, 1), D(2026, 9, 30))
    rota.run(FIRST)
    assert rota.order() == "·甲乙丙甲乙丙甲乙"
    duty = rota.college.duty(rota.slots()[0])
    assert (duty.owner, duty.office) == (None, "UF")


def test_leave_may_stand_in_the_roster_itself(rota: Rota) -> None:
    own = Away(record="mentor.writer", of="id", starts="leave_from", ends="leave_until")
    rota.rule = replace(
        TURNS,
        away=(Away(), replace(own, where=(Where("leave_from", present=True),))),
    )
    rota.rows["甲"].leave_from = D(2026, 9, 1)
    rota.save()
    rota.run(FIRST)
    assert rota.order() == "乙丙乙丙乙丙乙丙乙"


def test_a_slot_that_was_deleted_or_taken_out_is_not_written_again(rota: Rota) -> None:
    rota.rule = replace(TURNS, where=(Where("status", ("active",)),))
    rota.run(FIRST)
    assert {s.status for s in rota.slots()} == {"active"}  # what the rule asks, new slots have
    second, third = rota.slots()[1:3]
    second.deleted_at = dt.datetime(2026, 9, 8, tzinfo=dt.UTC)
    third.status = "ended"
    rota.save()
    rota.run(D(2026, 9, 9))
    standing = [s for s in rota.slots() if s.status == "active"]
    assert "".join(rota.members[s.taker or 0] for s in standing) == "甲乙丙甲乙丙甲"
    assert rota.college.duty(second).state == "void"
    assert rota.college.duty(third).state == "void"


def test_another_number_of_weeks_leaves_a_written_semester_as_it_is(rota: Rota) -> None:
    rota.run(FIRST)
    before = [(s.slot, s.taker) for s in rota.slots()]
    rota.run(D(2026, 9, 9), slot_weeks=3)
    assert [(s.slot, s.taker) for s in rota.slots()] == before
    rota.run(D(2027, 3, 1), slot_weeks=3)
    assert len(rota.slots()) == len(before) + 6


def test_a_longer_semester_gets_the_further_slots(rota: Rota) -> None:
    rota.run(FIRST)
    first, second = CALENDAR.semesters
    longer = replace(CALENDAR, semesters=(replace(first, teaching_weeks=19), second))
    world = posts_world(rota.rule, calendar=longer)
    rota.college.run(D(2026, 12, 1), world)
    assert [s.slot for s in rota.slots()][-2:] == ["2026-2027/1/w17", "2026-2027/1/w19"]
    assert rota.order()[-1] == "甲"


def test_a_chapter_that_is_used_from_the_middle_on_owes_no_slots_of_before(rota: Rota) -> None:
    world = replace(posts_world(rota.rule), since=lambda _: D(2026, 10, 10))
    rota.college.run(D(2026, 10, 10), world)
    assert rota.slots()[0].date == THIRD_SLOT
    assert rota.order() == "甲乙丙甲乙丙甲"


def test_slots_may_be_months_and_due_within_them(rota: Rota) -> None:
    rota.rule = replace(TURNS, period="month", every=1, due=Due(days=-5))
    rota.run(D(2026, 12, 1))
    assert [(s.slot, s.date) for s in rota.slots()][:2] == [
        ("2026-09", D(2026, 9, 25)), ("2026-10", D(2026, 10, 26)),
    ]  # fmt: skip
    rota.run(D(2027, 2, 1))
    assert rota.slots()[-1].slot == "2027-02"
    assert rota.order() == "甲乙丙甲乙丙"
