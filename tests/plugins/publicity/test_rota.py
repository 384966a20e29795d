"""Article 2, the roster: whose turn it is, leave, swaps, replacements, slots that stay empty."""

from __future__ import annotations

import datetime as dt

import pytest

from core.records.refused import Refused
from plugins.publicity.rota_models import Leave, Slot, Swap
from tests.plugins.publicity.press import Press

D = dt.date
BEFORE, FIRST = D(2026, 9, 3), D(2026, 9, 7)


def begun(college: Press, *names: str, had: int = 1) -> list[Slot]:
    """A semester's slots, where the first *had* members had their turns before it."""
    members = college.roster(*names)
    for place in range(had):
        turn = members[place].id
        college.add(Slot(date=D(2026, 9, 1 + place), turn=turn, taker=turn, handed_in_on=BEFORE))
    return college.rota(FIRST)[had:]


@pytest.fixture(autouse=True)
def start(college: Press) -> None:
    college.today = BEFORE


def test_t02_1_the_order_goes_on_from_the_pointer_and_planning_again_changes_nothing(
    college: Press,
) -> None:
    slots = begun(college, "A", "B", "C")
    assert len(slots) == 9
    assert college.names(slots[:4]) == "B C A B"
    assert {s.unit for s in slots} == {college.session.get_one(type(s), s.id).unit for s in slots}
    assert college.names(college.rota(FIRST)[1:]) == college.names(slots)


def test_r02_1_the_order_goes_on_in_the_next_semester(college: Press) -> None:
    slots = begun(college, "A", "B", "C")
    later = college.rota(D(2027, 3, 1))[1 + len(slots) :]
    assert college.names(slots).split()[-1] == "A"
    assert college.names(later[:3]) == "B C A"


@pytest.mark.parametrize(("policy", "order"), [("hold", "C B A B C"), ("requeue", "C A B C A")])
def test_t02_2_a_turn_missed_by_leave_is_held_or_lost(
    college: Press, policy: str, order: str
) -> None:
    college.set("skip_policy", policy)
    slots = begun(college, "A", "B", "C")
    first = slots[0]
    assert first.turn is not None
    college.add(Leave(member=first.turn, starts=first.date, ends=first.date))
    assert college.names(college.rota(FIRST)[1:6]) == order


def test_a_new_member_comes_last_and_who_leaves_hands_on(college: Press) -> None:
    slots = begun(college, "A", "B", "C")
    (new,) = college.roster("D")
    assert new.place == 4
    assert college.names(college.rota(FIRST)[1:5]) == "B C D A"
    member = college.session.get_one(type(new), slots[1].turn)
    member.ends = FIRST
    college.save()
    assert college.names(college.rota(FIRST)[1:5]) == "B D A B"


def test_a_swap_exchanges_two_slots_and_no_place(college: Press) -> None:
    slots = begun(college, "A", "B", "C")
    mine, theirs = slots[0], slots[1]
    asked, other, key = mine.serves, theirs.serves, mine.id
    assert asked and other
    college.be("PU", person=asked)
    swap = college.add(Swap(mine=mine.id, theirs=theirs.id, reason="Travel"))
    assert (swap.asked_by, swap.other) == (asked, other)
    number = swap.id
    college.be("PU", person=other)
    college.move(college.session.get_one(Swap, number), "agree")
    college.be()
    after = college.rota(FIRST)[1:]
    assert college.names(after[:4]) == "C B A B"
    assert (after[0].swapped, after[2].swapped) == (True, False)
    assert college.session.get_one(Slot, key).turn == after[1].taker
    told = {person for person, _r, subject in college.told() if "turns" in subject}
    assert told == {asked, other}


def test_nobody_swaps_the_slot_of_somebody_else_or_answers_oneself(college: Press) -> None:
    slots = begun(college, "A", "B", "C")
    a, b, c = (slots[n].id for n in (2, 0, 1))
    person = slots[0].serves
    college.be("PU", person=person)
    with pytest.raises(Refused, match="own slots only"):
        college.add(Swap(mine=c, theirs=b, reason="Travel"))
    swap = college.add(Swap(mine=b, theirs=a, reason="Travel"))
    with pytest.raises(Exception, match="may not|does not decide"):
        college.move(swap, "agree")
        college.save()


def test_a_replacement_writes_and_the_turn_stays_the_members(college: Press) -> None:
    slots = begun(college, "A", "B", "C")
    slot, somebody = slots[0], college.staff("Z")
    slot.writer = somebody
    with pytest.raises(Refused, match="Give the reason"):
        college.save()
    college.session.refresh(slot)
    slot.writer, slot.reason = somebody, "A course"
    college.save()
    assert college.names(college.rota(FIRST)[1:4]) == "Z C A"
    assert college.duties("R02.1", FIRST)[slot.id].owner == somebody


def test_r02_2_reminders_five_days_and_one_before_and_the_draft_three_days_before(
    college: Press,
) -> None:
    slot = begun(college, "A", "B", "C")[0]
    assert slot.date == D(2026, 9, 20)  # a Sunday on which people work

    def reminded(rule: str, day: dt.date) -> int:
        college.today = day
        college.duties(rule, day)
        return [m.person for m in college.messages("duty")].count(slot.serves)

    days = [(11, 0), (14, 1), (16, 2), (17, 2), (18, 3)]
    assert [reminded("R02.1", D(2026, 9, day)) for day, _ in days] == [n for _, n in days]
    assert college.duties("R02.2", D(2026, 9, 16))[slot.id].due_on == D(2026, 9, 16)
    assert college.state("R02.2", slot, D(2026, 9, 17)) == "overdue"


def test_r02_4_an_empty_slot_is_noted_as_missed_and_the_next_keeps_its_day(
    college: Press,
) -> None:
    slots = begun(college, "A", "B", "C")
    days = [s.date for s in slots]
    after = slots[0].date + dt.timedelta(days=1)
    college.today = after
    college.duties("R02.4", after)
    found = college.rota(after)[1:]
    assert (found[0].status, found[1].status) == ("missed", "arranged")
    assert [s.date for s in found] == days and college.names(found[:3]) == "B C A"
    told = {(m.person, m.role) for m in college.messages("duty")}
    assert {(slots[0].serves, ""), (None, "UF")} <= told


def test_an_article_keeps_the_slot_once_and_news_out_of_turn_uses_up_none(college: Press) -> None:
    slots = begun(college, "A", "B", "C")
    slot = slots[0]
    college.article("submit", writer=slot.serves)
    assert college.session.get_one(Slot, slot.id).handed_in_on is None
    made = college.article("submit", writer=slot.serves, slot=slot.id, title="First")
    college.article("submit", writer=slot.serves, slot=slot.id, title="Second")
    college.session.refresh(slot)
    assert (slot.handed_in_on, slot.item, slot.status) == (college.today, "First", "in_review")
    assert college.names(college.rota(FIRST)[1:4]) == "B C A"
    college.pass_it(made)
    made.url = "https://example.edu/1"
    college.save()
    college.move(made, "publish")
    college.session.refresh(slot)
    assert (slot.status, slot.url, slot.item_reviewer) == ("published", made.url, None)
    college.article("submit", "void", writer=slot.serves, slot=slots[1].id)
    college.session.refresh(slots[1])
    assert (slots[1].status, slots[1].handed_in_on) == ("arranged", None)
