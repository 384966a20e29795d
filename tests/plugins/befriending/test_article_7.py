"""Article 7, by its acceptance cases: how contacts count, when they are entered, who sees them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.records.refused import OutOfScope, Refused
from plugins.befriending.models import Contact, Pair
from plugins.befriending.visit_models import UnitRound, Visit
from tests.plugins.befriending.college import College

D = dt.date
END = D(2027, 8, 31)


@pytest.fixture
def pair(college: College) -> Pair:
    """An active pair of the whole academic year."""
    return college.pair(college.person("Li Ming", "leading_cadre"), college.person("Wang Fang"))


def counted(college: College, pair: Pair, as_of: dt.date = END) -> tuple[int | None, str]:
    duty = college.duties("R07.3", as_of)[pair.id]
    return duty.numerator, duty.state


def test_t07_1_two_contacts_on_one_day_are_kept_and_count_once(
    college: College, pair: Pair
) -> None:
    college.contact(pair, D(2026, 11, 5), mode="talk")
    college.contact(pair, D(2026, 11, 5), mode="invitation")
    assert len(college.session.scalars(select(Contact)).all()) == 2
    assert counted(college, pair) == (1, "met")
    college.set("count_rule", "each_record")
    assert counted(college, pair) == (2, "met")


def test_t07_2_a_contact_belongs_to_the_year_of_its_date(college: College) -> None:
    college.today = D(2026, 8, 20)
    pair = college.pair(
        college.person("Li Ming"),
        college.person("Wang Fang"),
        start=D(2026, 8, 1),
        informed_on=D(2026, 8, 1),
    )
    last = college.contact(pair, D(2026, 8, 31))
    first = college.contact(pair, D(2026, 9, 1))
    assert (last.academic_year, first.academic_year) == ("2025-2026", "2026-2027")
    assert counted(college, pair) == (1, "met")


def test_t07_2_a_corrected_date_takes_the_contact_to_the_other_year(
    college: College, pair: Pair
) -> None:
    contact = college.contact(pair, D(2026, 9, 1))
    assert (contact.academic_year, contact.semester) == ("2026-2027", None)
    contact.date = D(2026, 9, 8)
    college.save()
    assert (contact.academic_year, contact.semester) == ("2026-2027", 1)


def test_t07_3_more_than_the_usual_number_is_no_fault(college: College, pair: Pair) -> None:
    for day in (D(2026, 10, 8), D(2026, 12, 8), D(2027, 4, 8)):
        college.contact(pair, day)
    assert counted(college, pair) == (3, "met")
    assert {role for _, role, _ in college.told()} == {"UFH", "UF"}
    assert all("list of pairs" in subject for _, _, subject in college.told())


def test_t07_5_a_new_leader_takes_a_fresh_count(college: College, pair: Pair) -> None:
    old = college.contact(pair, D(2026, 10, 10))
    college.today = D(2027, 2, 26)
    pair = college.session.get_one(Pair, pair.id)
    pair.end, pair.end_reason = D(2027, 2, 26), "replaced"
    college.save()
    college.move(pair, "end")
    new = college.pair(
        college.person("Zhao Lei", "leading_cadre"), pair.person, start=D(2027, 3, 1)
    )
    assert counted(college, new) == (0, "overdue")
    former = college.duties("R07.3", END)[pair.id]
    assert (former.state, former.reason, old.pair) == ("void", "ended", pair.id)


def test_r07_4_a_young_pair_is_not_counted(college: College) -> None:
    college.today = D(2027, 6, 20)
    leader, person = college.person("Li Ming"), college.person("Wang Fang")
    young = college.pair(leader, person, start=D(2027, 6, 3), informed_on=D(2027, 6, 1))
    other = college.person("Zhao Lei")
    old = college.pair(other, person, start=D(2027, 6, 2), informed_on=D(2027, 6, 1))
    found = college.duties("R07.3", END)
    assert (found[young.id].state, found[young.id].reason) == ("void", "young")
    assert found[old.id].state == "overdue"


def test_r07_3_is_overdue_on_the_last_day_of_the_year_itself(college: College, pair: Pair) -> None:
    assert counted(college, pair, D(2027, 8, 30)) == (0, "due_soon")
    assert counted(college, pair, END) == (0, "overdue")
    duty = college.duties("R07.3", END)[pair.id]
    assert (duty.owner, duty.office, duty.due_on) == (pair.leader, "UFH", END)


def test_r07_1_and_r07_2_hint_at_pairs_without_contact(college: College, pair: Pair) -> None:
    hint = college.duties("R07.1", D(2027, 1, 2))[pair.id]
    assert (hint.due_on, hint.hint, hint.office, hint.owner) == (
        D(2027, 1, 2),
        True,
        "",
        pair.leader,
    )
    listed = college.duties("R07.2", D(2027, 6, 1))[pair.id]
    assert (listed.due_on, listed.hint, listed.office) == (D(2027, 6, 1), True, "UF")
    assert counted(college, pair, D(2027, 6, 14)) == (0, "open")
    assert counted(college, pair, D(2027, 6, 15)) == (0, "due_soon")


def told_of(college: College, title: str) -> list[tuple[int | None, str]]:
    """Whom the messages about a rule go to, in their order."""
    return [(m.person, m.role) for m in college.messages("duty") if f'"{title}' in m.fill_in]


def test_r07_1_the_hint_is_told_to_the_leader_alone_and_once(college: College, pair: Pair) -> None:
    for day in (D(2027, 1, 1), D(2027, 1, 4), D(2027, 1, 4), D(2027, 1, 20)):
        college.duties("R07.1", day)
    assert told_of(college, "Hint before the first semester ends") == [(pair.leader, "")]


def test_r07_2_and_r07_3_tell_leader_and_office_in_june_and_the_head_at_the_end(
    college: College, pair: Pair
) -> None:
    listed = "List of pairs without contact before the year ends"
    kept = "Each pair keeps contact in the academic year"
    college.duties("R07.2", D(2027, 5, 31))
    assert (told_of(college, listed), told_of(college, kept)) == ([], [])
    college.duties("R07.2", D(2027, 6, 1))
    assert told_of(college, listed) == [(pair.leader, "")]
    college.duties("R07.3", D(2027, 6, 14))
    assert told_of(college, kept) == []
    for _ in range(2):
        college.duties("R07.3", D(2027, 6, 15))
    assert told_of(college, kept) == [(pair.leader, ""), (None, "UF")]
    college.duties("R07.3", END)
    assert told_of(college, kept)[2:] == [(pair.leader, ""), (None, "UFH")]


def test_r07_5_an_ended_pair_owes_nothing_and_keeps_its_contacts(
    college: College, pair: Pair
) -> None:
    kept = college.contact(pair, D(2026, 10, 10))
    college.today = D(2027, 2, 26)
    pair = college.session.get_one(Pair, pair.id)
    pair.end, pair.end_reason = D(2027, 2, 26), "moved"
    college.save()
    college.move(pair, "end")
    duty = college.duties("R07.3", END)[pair.id]
    assert (duty.state, duty.reason) == ("void", "ended")
    assert college.session.get_one(Contact, kept.id).pair == pair.id
    assert told_of(college, "Each pair keeps contact in the academic year") == []


def test_r07_6_contacts_with_a_former_partner_do_not_carry_over(
    college: College, pair: Pair
) -> None:
    college.contact(pair, D(2026, 10, 10))
    college.today = D(2027, 2, 26)
    pair = college.session.get_one(Pair, pair.id)
    pair.end, pair.end_reason = D(2027, 2, 26), "replaced"
    college.save()
    college.move(pair, "end")
    new = college.pair(pair.leader, college.person("Sun Wei"), start=D(2027, 3, 1))
    assert counted(college, new) == (0, "overdue")
    college.contact(new, D(2027, 5, 6))
    assert counted(college, new) == (1, "met")


def test_a_group_event_counts_once_a_year_and_only_when_both_were_there(
    college: College, pair: Pair
) -> None:
    together = {"mode": "invitation", "group_event": True}
    college.contact(pair, D(2026, 10, 1), both_present=False, **together)
    assert counted(college, pair) == (0, "overdue")
    college.contact(pair, D(2026, 12, 1), both_present=True, **together)
    college.contact(pair, D(2027, 4, 1), both_present=True, **together)
    assert counted(college, pair) == (1, "met")


def test_a_call_counts_unless_the_college_says_otherwise(college: College, pair: Pair) -> None:
    college.contact(pair, D(2026, 10, 1), mode="remote")
    assert counted(college, pair) == (1, "met")
    college.set("remote_counts", False)
    assert counted(college, pair) == (0, "overdue")


def test_one_person_with_two_leaders_counts_for_each_pair(college: College, pair: Pair) -> None:
    other = college.pair(college.person("Zhao Lei"), pair.person)
    college.contact(pair, D(2026, 10, 1))
    college.contact(other, D(2026, 10, 1))
    assert counted(college, pair) == counted(college, other) == (1, "met")


def test_a_draft_does_not_count(college: College, pair: Pair) -> None:
    contact = college.contact(pair, D(2026, 10, 1))
    college.move(contact, "redraft")
    assert counted(college, pair) == (0, "overdue")
    college.move(contact, "register")
    assert counted(college, pair) == (1, "met")


def test_t07_7_after_30_days_only_the_office_enters_with_a_reason(
    college: College, pair: Pair
) -> None:
    late = D(2026, 11, 19)
    college.today = D(2026, 12, 20)
    college.be("CL", person=pair.leader)
    with pytest.raises(Refused, match="Ask the office"):
        college.contact(pair, late)
    college.be("UF")
    with pytest.raises(Refused, match="Say why") as refused:
        college.contact(pair, late)
    assert [c.field for c in refused.value.complaints] == ["late_reason"]
    college.contact(pair, late, late_reason="Found in the paper book")
    college.be()
    ask = select(Entry).where(Entry.record == "befriending.contact").order_by(Entry.seq)
    told = college.session.scalars(ask).all()
    assert [e.action for e in told] == ["refused", "refused", "create"]
    assert '"articles":["7"]' in told[0].body and "2026-11-19" not in told[0].body
    assert "Found in the paper book" in (told[2].body or "")


def test_t07_7_on_the_30th_day_the_leader_still_enters(college: College, pair: Pair) -> None:
    college.today = D(2026, 12, 19)
    college.be("CL", person=pair.leader)
    assert college.contact(pair, D(2026, 11, 19)).status == "registered"


@pytest.mark.parametrize("role", ["CL", "UF", "UFH"])
def test_t07_7_nobody_enters_what_has_not_happened(college: College, pair: Pair, role: str) -> None:
    college.be(role, person=pair.leader)
    with pytest.raises(Refused, match="after it took place"):
        college.add(Contact(pair=pair.id, date=D(2026, 9, 21), mode="talk", topics=("teaching",)))


def test_a_contact_lies_inside_the_life_of_its_pair(college: College) -> None:
    pair = college.pair(
        college.person("Li Ming"),
        college.person("Wang Fang"),
        start=D(2026, 9, 10),
        end=D(2026, 9, 15),
    )
    with pytest.raises(Refused, match="began on"):
        college.contact(pair, D(2026, 9, 9))
    with pytest.raises(Refused, match="ended on"):
        college.contact(pair, D(2026, 9, 16))
    contact = college.contact(pair, D(2026, 9, 15))
    pair.end = D(2026, 9, 14)
    with pytest.raises(Refused, match="would lie outside"):
        college.save()
    assert contact.pair == pair.id


def test_a_pair_that_is_not_confirmed_takes_no_contact(college: College) -> None:
    pair = college.pair(college.person("Li Ming"), college.person("Wang Fang"), "-")
    with pytest.raises(Refused, match="not confirmed"):
        college.contact(pair, D(2026, 9, 10))


def test_t07_8_a_contact_keeps_the_number_of_the_suggestion_by_name(
    college: College, pair: Pair
) -> None:
    contact = college.contact(pair, D(2026, 9, 10), raised_suggestion=True)
    assert (None, "UF", "A suggestion was raised in a contact and waits for its number.") in (
        college.told()
    )
    contact.suggestion_no = "TZ-coordination-2026-2027-0007"
    college.save()
    college.move(contact, "archive")
    assert contact.suggestion_no == "TZ-coordination-2026-2027-0007"
    assert not college.chapters.enabled("coordination")


def test_t07_10_the_person_reads_own_contacts_and_says_so(college: College, pair: Pair) -> None:
    shown = college.contact(pair, D(2026, 9, 10), summary="Asked for a second projector")
    draft = college.move(college.contact(pair, D(2026, 9, 11)), "redraft")
    other = college.pair(pair.leader, college.person("Sun Wei"))
    college.contact(other, D(2026, 9, 12))
    college.be("ME", person=pair.person)
    (mine,) = college.session.scalars(select(Contact)).all()
    assert (mine.id, mine.mode, mine.topics) == (shown.id, "talk", ("teaching",))
    assert (mine.summary, draft.status) == ("Asked for a second projector", "draft")
    college.today = D(2026, 9, 30)
    college.move(mine, "acknowledge")
    assert (mine.status, mine.seen_on) == ("seen", D(2026, 9, 30))


def test_showing_a_contact_tells_the_person_without_names(college: College, pair: Pair) -> None:
    college.move(college.contact(pair, D(2026, 9, 10)), "show")
    assert college.told()[-1] == (pair.person, "", "There is a record about you to read.")


def test_a_leader_sees_and_changes_own_pairs_and_contacts_only(
    college: College, pair: Pair
) -> None:
    mine = college.contact(pair, D(2026, 9, 10))
    other = college.pair(college.person("Zhao Lei"), college.person("Sun Wei"))
    foreign = college.contact(other, D(2026, 9, 10))
    college.be("CL", person=pair.leader)
    assert college.session.scalars(select(Contact.id)).all() == [mine.id]
    assert college.session.scalars(select(Pair.id)).all() == [pair.id]
    with pytest.raises((Refused, OutOfScope)):
        college.contact(other, D(2026, 9, 11))
    college.be()
    row = college.session.get_one(Contact, foreign.id)
    college.session.expunge_all()
    college.be("CL", person=pair.leader)
    college.session.add(row)
    row.place = "Library"
    with pytest.raises(OutOfScope):
        college.save()


@pytest.mark.parametrize("role", ["AD", "AU", "SA", "DPO", "LI"])
def test_others_see_nothing_of_it(college: College, pair: Pair, role: str) -> None:
    college.contact(pair, D(2026, 9, 10))
    college.be(role, person=college.person("Zhou Qi"))
    assert college.session.scalars(select(Contact)).all() == []
    assert college.session.scalars(select(Pair)).all() == []


def test_r07_7_each_tagged_unit_gets_a_round_each_semester(college: College) -> None:
    done, missed = college.unit(tag="sanbu_liuyuan"), college.unit(tag="sanbu_liuyuan")
    other = college.unit()
    college.today = D(2026, 11, 1)
    college.add(UnitRound(visited=done.id, date=D(2026, 10, 20), handled=2, feedback="Answered."))
    found = college.duties("R07.7", D(2027, 1, 18))
    assert (found[done.id].state, found[missed.id].state) == ("met", "overdue")
    assert other.id not in found
    title = "The office goes to each teaching unit in every semester"
    assert told_of(college, title) == [(None, "UF")]
    college.duties("R07.7", D(2027, 2, 10))
    assert (None, "UFH") in told_of(college, title)


def test_r07_8_what_was_to_follow_is_owed_by_the_leader(college: College, pair: Pair) -> None:
    contact = college.contact(
        pair, D(2026, 9, 10), follow_up="Order a projector", follow_up_due=D(2026, 10, 10)
    )
    duty = college.duties("R07.8", D(2026, 10, 11))[contact.id]
    assert (duty.state, duty.owner, duty.due_on) == ("overdue", pair.leader, D(2026, 10, 10))
    college.today = D(2026, 10, 12)
    contact.follow_up_done = D(2026, 10, 12)
    college.save()
    assert college.state("R07.8", contact, D(2026, 10, 12)) == "met"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"follow_up": "Order a projector"}, "follow_up_due"),
        ({"follow_up_due": D(2026, 10, 1)}, "follow_up"),
        ({"follow_up": "x", "follow_up_due": D(2026, 9, 1)}, "follow_up_due"),
        ({"follow_up_done": D(2026, 9, 12)}, "follow_up_done"),
        ({"summary": "x" * 201}, "summary"),
        ({"topics": ("gossip",)}, "topics"),
        ({"topics": ()}, "topics"),
        ({"secrecy": "secret"}, "secrecy"),
    ],
)
def test_a_contact_with_a_wrong_value_is_refused(
    college: College, pair: Pair, values: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        college.contact(pair, D(2026, 9, 10), **values)
    assert field in {c.field for c in refused.value.complaints}
    assert college.session.scalars(select(Contact)).all() == []


@pytest.mark.parametrize(
    ("values", "field"),
    [({"amount": -1}, "amount"), ({"date": D(2026, 9, 21)}, "date"), ({"leader": 0}, "leader")],
)
def test_a_visit_with_a_wrong_value_is_refused(
    college: College, values: dict[str, object], field: str
) -> None:
    person = college.person("Wang Fang")
    if "leader" in values:
        values = {"leader": person}
    given = {"date": D(2026, 9, 10), "reason": "festival"} | values
    with pytest.raises(Refused) as refused:
        college.add(Visit(person=person, **given))
    assert field in {c.field for c in refused.value.complaints}
