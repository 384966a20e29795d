"""Article 6, by its acceptance cases: lists, pairs, key contacts."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.records.refused import OutOfScope, Refused
from plugins.befriending.models import Pair, PairList
from tests.plugins.befriending.college import YEAR, College

D = dt.date


def texts(refused: pytest.ExceptionInfo[Refused]) -> str:
    return str(refused.value)


def test_t06_1_without_a_decided_list_the_office_is_overdue_on_1_october(college: College) -> None:
    college.today = D(2026, 10, 1)
    college.listed("ask", "submit")
    before = college.duties("R06.1", D(2026, 9, 30))[0]
    assert (before.state, before.due_on) == ("due_soon", D(2026, 10, 1))
    late = college.duties("R06.1", D(2026, 10, 1))[0]
    assert (late.state, late.office, late.article) == ("overdue", "UF", 6)


def test_t06_1_the_missing_list_is_told_to_the_clerk_and_the_head_once(college: College) -> None:
    """R06.1: overdue on 1 October, and told on the first working day after the holidays."""
    for day in (D(2026, 9, 30), D(2026, 10, 1), D(2026, 10, 7)):
        college.duties("R06.1", day)
    assert college.told("duty") == []
    for day in (8, 8, 9):
        college.duties("R06.1", D(2026, 10, day))
    assert [(p, role) for p, role, _ in college.told("duty")] == [(None, "UF"), (None, "UFH")]


def test_t06_1_a_list_decided_in_august_meets_the_year_it_is_for(college: College) -> None:
    college.today = D(2026, 8, 28)
    made = college.listed("ask", "submit", "approve")
    assert made.decided_on == D(2026, 8, 28)
    assert college.duties("R06.1", D(2026, 10, 1))[0].state == "met"


def test_t06_2_a_person_who_declines_leaves_without_a_reason(college: College) -> None:
    leader, person = college.person("Li Ming", "leading_cadre"), college.person("Wang Fang")
    listed = college.listed("ask")
    pair = college.pair(leader, person, "-", list=listed)
    college.be("ME", person=person)
    mine = college.session.scalars(select(Pair)).one()
    college.move(mine, "release")
    college.be("CL", person=leader)
    seen = college.session.scalars(select(Pair)).one()
    assert (seen.id, seen.status, seen.end_reason) == (pair.id, "needs_adjustment", None)
    assert seen.remark is None
    assert college.duties("R07.3", D(2027, 8, 31))[pair.id].state == "void"
    assert college.told() == [
        (None, "UF", "A contact pair needs adjustment."),
        (leader, "", "One of your contact pairs needs adjustment."),
    ]


def test_t06_3_a_leader_is_not_paired_with_himself(college: College) -> None:
    leader = college.person("Li Ming")
    with pytest.raises(Refused, match="two people"):
        college.pair(leader, leader)
    assert college.session.scalars(select(Pair)).all() == []


def test_t06_3_the_same_pair_is_not_active_twice_in_a_year(college: College) -> None:
    leader, person = college.person("Li Ming"), college.person("Wang Fang")
    first = college.pair(leader, person)
    second = college.pair(leader, person, "-")
    with pytest.raises(Refused, match="active in this year already"):
        college.move(second, "confirm")
    college.session.refresh(first)
    college.session.refresh(second)
    assert (first.status, second.status) == ("active", "pending")


def test_t06_3_the_database_refuses_a_second_active_pair_too(college: College) -> None:
    leader, person = college.person("Li Ming"), college.person("Wang Fang")
    first = college.pair(leader, person)
    assert first.active_key == f"{leader}-{person}-{YEAR}"
    assert Pair.__table__.c.active_key.unique is True


def test_an_ended_pair_makes_room_for_a_new_one(college: College) -> None:
    leader, person = college.person("Li Ming"), college.person("Wang Fang")
    first = college.pair(leader, person)
    first.end, first.end_reason = D(2026, 9, 19), "moved"
    college.save()
    college.move(first, "end")
    assert college.pair(leader, person, start=D(2026, 9, 20)).status == "active"


def test_ending_a_pair_needs_its_last_day_and_why(college: College) -> None:
    pair = college.pair(college.person("Li Ming"), college.person("Wang Fang"))
    with pytest.raises(Refused) as refused:
        college.move(pair, "end")
    assert {c.field for c in refused.value.complaints} == {"end", "end_reason"}


def test_t06_5_a_committee_leader_without_key_contact_is_listed_for_the_head(
    college: College,
) -> None:
    with_key = college.person("Li Ming", "committee_leader")
    college.person("Zhao Lei", "committee_leader")
    college.person("Sun Wei", "leading_cadre")
    college.pair(with_key, college.person("Wang Fang"), kind="key")
    found = college.duties("R06.2", D(2026, 10, 1))
    assert sorted(d.state for d in found.values()) == ["met", "overdue"]
    assert {(d.office, d.owner) for d in found.values()} == {("UFH", None)}


def test_t06_5_only_the_head_is_told_of_a_missing_key_contact(college: College) -> None:
    """R06.2."""
    college.in_force()
    college.person("Zhao Lei", "committee_leader")
    for day in (D(2026, 9, 30), D(2026, 10, 1), D(2026, 12, 1)):
        college.duties("R06.2", day)
    key = "Each committee leader has key contacts"
    found = [m for m in college.messages("duty") if key in m.fill_in]
    assert [(m.person, m.role) for m in found] == [(None, "UFH")]


def test_an_ordinary_contact_is_no_key_contact(college: College) -> None:
    leader = college.person("Li Ming", "committee_leader")
    college.pair(leader, college.person("Wang Fang"), kind="ordinary")
    assert [d.state for d in college.duties("R06.2", D(2026, 10, 1)).values()] == ["overdue"]


def test_r06_3_an_adjustment_is_settled_within_20_working_days(college: College) -> None:
    pair = college.pair(college.person("Li Ming"), college.person("Wang Fang"))
    college.today = D(2026, 11, 2)
    college.move(pair, "release")
    assert (pair.asked_on, pair.end) == (D(2026, 11, 2), D(2026, 11, 2))
    duty = college.duties("R06.3", D(2026, 11, 30))[pair.id]
    assert (duty.due_on, duty.state) == (D(2026, 11, 30), "due_soon")
    assert college.state("R06.3", pair, D(2026, 12, 1)) == "overdue"
    college.today = D(2026, 12, 2)
    college.move(pair, "settle")
    assert college.state("R06.3", pair, D(2026, 12, 2)) == "met"
    assert pair.end_reason is None


def test_the_next_list_of_a_year_is_its_next_version_and_the_old_one_stays(
    college: College,
) -> None:
    first = college.in_force()
    second = college.listed("ask", "submit")
    assert (first.edition, second.edition, second.academic_year) == (1, 2, YEAR)
    with pytest.raises(Refused, match="Another version"):
        college.move(second, "approve")
    first = college.session.get_one(PairList, first.id)
    college.move(first, "adjust")
    college.move(college.session.get_one(PairList, second.id), "approve")
    states = dict(college.session.execute(select(PairList.edition, PairList.status)).all())
    assert states == {1: "adjusted", 2: "in_force"}


def test_a_list_is_numbered_and_knows_its_article(college: College) -> None:
    made = college.in_force()
    assert (made.code, made.basis) == (f"TZ-befriending-{YEAR}-0001", "6")


def test_the_clerk_cannot_approve_but_the_head_and_the_committee_can(college: College) -> None:
    made = college.listed("ask", "submit")
    college.be("UF")
    with pytest.raises(OutOfScope):
        college.move(college.session.get_one(PairList, made.id), "approve")
    college.session.rollback()
    college.be("CM")
    assert college.move(college.session.get_one(PairList, made.id), "approve").status == "in_force"


def test_sending_back_asks_for_a_reason(college: College) -> None:
    made = college.listed("ask", "submit")
    with pytest.raises(Refused, match="reason"):
        college.move(made, "send_back")
    assert college.move(made, "send_back", comment="Two people moved").status == "drafting"


def test_a_pair_is_confirmed_only_when_the_person_was_told(college: College) -> None:
    leader, person = college.person("Li Ming"), college.person("Wang Fang")
    pair = college.pair(leader, person, "-", informed_on=None)
    with pytest.raises(Refused) as refused:
        college.move(pair, "confirm")
    assert [c.field for c in refused.value.complaints] == ["informed_on"]


def test_a_pair_is_confirmed_only_when_its_list_is_in_force(college: College) -> None:
    leader, person = college.person("Li Ming"), college.person("Wang Fang")
    pair = college.pair(leader, person, "-", list=college.listed("ask"))
    with pytest.raises(Refused, match="not in force"):
        college.move(pair, "confirm")


def test_leader_and_person_of_an_active_pair_are_fixed(college: College) -> None:
    pair = college.pair(college.person("Li Ming"), college.person("Wang Fang"))
    pair.leader = college.person("Zhao Lei")
    with pytest.raises(Refused, match="fixed"):
        college.save()


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("end", D(2026, 8, 31), "before the first"),
        ("start", D(2027, 9, 1), "does not touch"),
        ("informed_on", D(2026, 9, 21), "future"),
        ("secrecy", "secret", "Choose one"),
    ],
)
def test_a_pair_with_a_wrong_value_is_refused(
    college: College, field: str, value: object, text: str
) -> None:
    leader, person = college.person("Li Ming"), college.person("Wang Fang")
    with pytest.raises(Refused, match=text) as refused:
        college.pair(leader, person, "-", **{field: value})
    assert field in {c.field for c in refused.value.complaints}
