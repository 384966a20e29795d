"""Article 16, by its acceptance cases: organisations of democratic parties, and nobody's membership."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from core.declare import Kind, forbidden_word
from core.duties.models import DutyStep
from core.records.refused import Refused
from plugins.coordination.chapter import Coordination
from plugins.coordination.party_models import (
    Attendance,
    JointMeeting,
    Offer,
    Organisation,
    Support,
)
from tests.plugins.coordination.college import Office

D = dt.date


def organisation(office: Office, name: str, party: str = "minmeng", **values: Any) -> Organisation:
    """An organisation with a head of its own."""
    head = office.person(f"Head of {name}")
    row: Organisation = office.add(Organisation(name=name, party=party, head=head, **values))
    return row


def support(office: Office, of: Organisation, **values: Any) -> Support:
    """A room that an organisation asks for."""
    given = {"kind": "venue", "request": "A room on Fridays"} | values
    row: Support = office.add(Support(organisation=of.id, **given))
    return row


def test_t16_1_there_is_no_place_for_a_list_of_members() -> None:
    models = {m.record.name: m.record for m in Coordination().models()}
    of_parties = {name: record for name, record in models.items() if record.article == "16"}
    assert len(of_parties) == 5
    assert [n for n, r in of_parties.items() if r.files] == []
    people = {
        f"{name}.{f.name}"
        for name, record in of_parties.items()
        for f in record.fields
        if f.kind is Kind.REF and f.target == "directory.person" and f.name != "owner"
    }
    assert people == {"coordination.organisation.head", "coordination.attendance.head"}
    counted = models["coordination.organisation"].field("member_count")
    assert counted is not None and counted.kind is Kind.INTEGER
    assert forbidden_word("成员名册") and forbidden_word("membership_list")


def test_t16_1_help_with_admissions_is_one_dated_line(office: Office) -> None:
    of = organisation(office, "League branch")
    row = support(office, of, kind="admission", request=None)
    assert row.asked_on == office.today
    with pytest.raises(Refused, match="does not apply"):
        support(office, office.session.merge(of), kind="admission", request="Zhang San")


def test_t16_2_a_head_sees_what_is_of_the_own_organisation(office: Office) -> None:
    first, second = organisation(office, "Branch A"), organisation(office, "Branch B", "minjin")
    mine = support(office, first)
    support(office, second)
    office.add(Offer(organisation=second.id, date=office.today))
    meeting = office.add(JointMeeting(date=office.today, topics="The year's work"))
    office.add(Attendance(meeting=meeting.id, organisation=second.id))
    head, numbers = first.head, (mine.id, first.id)
    office.act("DPB", person=head)
    found = office.session.scalars
    assert found(select(Support.id)).all() == [numbers[0]]
    assert found(select(Organisation.id)).all() == [numbers[1]]
    assert found(select(Offer.id)).all() == found(select(JointMeeting.id)).all() == []
    own = office.add(Support(organisation=numbers[1], kind="venue", request="Another room"))
    assert own.asked_on == office.today


def test_t16_4_a_request_unanswered_for_five_working_days_climbs_the_ladder(
    office: Office,
) -> None:
    row = support(office, organisation(office, "Branch A"))
    duty = office.owed("R16.1", office.today)[row.id]
    assert duty.due_on == D(2026, 9, 28)
    later = office.owed("R16.1", D(2026, 10, 30))[row.id]
    assert later.state == "overdue"
    ask = select(DutyStep.step).where(DutyStep.duty == later.id)
    assert {"due", "again", "office", "head"} <= set(office.session.scalars(ask))
    row.answer = "Room 203"
    office.save()
    office.on(row, "accept")
    assert office.owed("R16.1", D(2026, 10, 30))[row.id].state == "met"


def test_t16_5_a_meeting_with_three_of_four_counts_and_the_absent_receive_the_minutes(
    office: Office,
) -> None:
    office.today = D(2026, 10, 20)
    due = D(2027, 1, 17)
    (duty,) = office.owed("R16.2", D(2027, 1, 18), due).values()
    assert duty.state == "overdue"
    orgs = [organisation(office, f"Branch {n}") for n in range(4)]
    meeting = office.add(JointMeeting(date=office.today, topics="The year's work"))
    with pytest.raises(Refused, match="Mark which organisations came"):
        office.on(meeting, "hold")
    office.session.rollback()
    meeting = office.session.get_one(JointMeeting, meeting.id)
    for n, of in enumerate(orgs):
        office.add(Attendance(meeting=meeting.id, organisation=of.id, came=n < 3))
    office.on(meeting, "hold")
    (duty,) = office.owed("R16.2", D(2027, 1, 18), due).values()
    assert duty.state == "met"
    meeting.minutes = "Agreed on the plan."
    office.save()
    office.on(meeting, "send_minutes")
    absent = orgs[3].head
    missed = "The minutes of a joint meeting that you missed are there."
    assert [p for p, _, text in office.told() if text == missed] == [absent]
    office.act("DPB", person=absent)
    assert office.session.scalars(select(JointMeeting.minutes)).all() == ["Agreed on the plan."]


def test_r16_3_a_change_of_office_is_told_twice_and_over_with_the_next_date(
    office: Office,
) -> None:
    row = organisation(office, "Branch A", term_ends=D(2027, 6, 30))
    assert office.owed("R16.3", D(2026, 12, 30))[row.id].state == "open"
    duty = office.owed("R16.3", D(2027, 4, 5))[row.id]
    assert (duty.state, duty.owner) == ("due_soon", row.head)
    ask = select(DutyStep.step).where(DutyStep.duty == duty.id)
    assert set(office.session.scalars(ask)) == {"first", "second"}
    row.term_ends = D(2032, 6, 30)
    office.save()
    assert office.owed("R16.3", D(2027, 7, 5))[row.id].state == "open"


def test_r16_4_each_organisation_is_offered_a_room_and_a_line_in_the_budget(
    office: Office,
) -> None:
    office.today = D(2027, 3, 1)
    row, last = organisation(office, "Branch A"), D(2027, 12, 31)
    office.add(Offer(organisation=row.id, date=office.today, budget=False))
    assert office.owed("R16.4", D(2028, 1, 1), last)[row.id].state == "overdue"
    office.add(Offer(organisation=row.id, date=office.today))
    assert office.owed("R16.4", D(2028, 1, 1), last)[row.id].state == "met"
