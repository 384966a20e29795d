"""Article 15, by its acceptance cases: suggestions on their way to a reply, and who sees what of them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.access.actor import actor_of
from core.access.policy import seen_fields
from core.audit import seal
from core.directory.models import Unit
from core.records.refused import OutOfScope, Refused
from plugins.befriending.models import Contact
from plugins.coordination.panels import share
from plugins.coordination.suggestion_models import CoHandler, PublicReply, Suggestion
from tests.plugins.coordination.college import Office

D = dt.date
TO_REVIEW = ("register", "assign", "take", "hand_in")


@pytest.fixture
def department(office: Office) -> int:
    """The number of a department with a head and a clerk."""
    unit = office.unit("Library")
    office.staff(unit, "Head of the library", "unit_head")
    return int(unit.id)


def clerk_of(office: Office, unit: int) -> int:
    """Somebody of a department."""
    return office.staff(office.session.get_one(Unit, unit), "Clerk")


def told(office: Office) -> list[tuple[int | None, str, str]]:
    return office.told()


# -- clocks ----------------------------------------------------------------------------------------


def test_t15_1_a_suggestion_is_registered_by_the_fifth_working_day(office: Office) -> None:
    office.day_off(*(D(2027, 5, n) for n in (3, 4, 5)))
    office.day_off(D(2027, 5, 8), working=True)
    office.today = D(2027, 4, 30)
    row = office.suggestion()
    duty = office.owed("R15.1", D(2027, 4, 30))[row.id]
    assert (duty.due_on, duty.office) == (D(2027, 5, 11), "UF")
    assert office.owed("R15.1", D(2027, 5, 11))[row.id].state == "due_soon"
    assert office.owed("R15.1", D(2027, 5, 12))[row.id].state == "overdue"
    office.today = D(2027, 5, 12)
    office.on(row, "register")
    assert office.owed("R15.1", D(2027, 5, 12))[row.id].state == "met"


def test_r15_2_the_head_of_the_department_owes_the_handling(
    office: Office, department: int
) -> None:
    row = office.suggestion("register", public_reply=True)
    row.unit = department
    office.save()
    office.on(row, "assign")
    duty = office.owed("R15.2", office.today)[row.id]
    assert duty.due_on == row.due_on and duty.unit == department
    assert duty.owner is not None and duty.state == "open"
    office.on(row, "take", "hand_in", "approve")
    assert office.owed("R15.2", office.today)[row.id].state == "met"


def assigned(office: Office, unit: int, **values: object) -> Suggestion:
    """A suggestion assigned to a department."""
    row = office.suggestion("register", **values)
    row.unit = unit
    office.save()
    office.on(row, "assign")
    return row


def test_t15_3_a_second_extension_is_refused(office: Office, department: int) -> None:
    row = assigned(office, department)
    first = row.due_on
    row.extension_days, row.extension_reason = 15, "Builders are awaited"
    office.save()
    office.on(row, "extend")
    assert row.status == "extended" and row.extended_to > first
    assert office.owed("R15.2", office.today)[row.id].due_on == row.extended_to
    office.on(row, "hand_in", "send_back")
    row.extension_days = 5
    office.save()
    with pytest.raises(Refused, match="extended once already"):
        office.on(row, "extend")


def test_r15_3_an_extension_comes_before_the_time_is_over_and_has_an_upper_bound(
    office: Office, department: int
) -> None:
    row = assigned(office, department)
    row.extension_days, row.extension_reason = 16, "Builders are awaited"
    office.save()
    with pytest.raises(Refused, match="At most"):
        office.on(row, "extend")
    office.session.rollback()
    row = office.session.get_one(Suggestion, row.id)
    row.extension_days = 5
    office.save()
    office.today = D(2027, 1, 15)
    with pytest.raises(Refused, match="comes before that"):
        office.on(row, "extend")


def test_r15_3_the_person_is_told_of_an_extension(office: Office, department: int) -> None:
    person = office.person("Wang Fang")
    row = assigned(office, department, signature="signed", proposer=person)
    row.extension_days, row.extension_reason = 5, "Builders are awaited"
    office.save()
    office.on(row, "extend")
    subject = "The handling of a suggestion of yours was extended to %(day)s."
    assert (person, "", subject) in told(office)


# -- replies ---------------------------------------------------------------------------------------


def test_r15_4_nothing_is_closed_without_a_reply(office: Office, department: int) -> None:
    row = assigned(office, department)
    office.on(row, "take")
    with pytest.raises(Refused, match="not possible in the present state"):
        office.on(row, "close")
    office.session.rollback()
    row = office.session.get_one(Suggestion, row.id)
    with pytest.raises(Refused) as missing:
        office.move(row, "hand_in")
    assert {c.field for c in missing.value.complaints} == {"result", "reply"}


def test_r15_4_whoever_handed_the_reply_in_does_not_approve_it(
    office: Office, department: int
) -> None:
    row = assigned(office, department, public_reply=True)
    office.be("UF")
    row = office.session.get_one(Suggestion, row.id)
    office.on(row, "take", "hand_in")
    with pytest.raises(Refused, match="decided on this before"):
        office.move(row, "approve")


def test_r15_4_a_reply_to_nobody_comes_on_the_public_list(office: Office, department: int) -> None:
    row = assigned(office, department)
    office.on(row, "take", "hand_in")
    with pytest.raises(Refused, match="Nobody can be told of the reply"):
        office.on(row, "approve")
    office.session.rollback()
    row = office.session.get_one(Suggestion, row.id)
    row.public_reply = True
    office.save()
    office.on(row, "approve")
    (public,) = office.session.scalars(select(PublicReply)).all()
    assert (public.suggestion_no, public.reply) == (row.code, "Fifty seats were added.")
    names = {f.name for f in PublicReply.record.fields}
    assert not names & {"proposer", "sender", "content"}
    anybody = office.person("Anybody")
    office.be("ME", person=anybody)
    assert len(office.session.scalars(select(PublicReply)).all()) == 1


def test_t15_5_not_satisfied_brings_one_more_handling_and_then_a_note(
    office: Office, department: int
) -> None:
    person = office.person("Wang Fang")
    row = assigned(office, department, signature="signed", proposer=person)
    office.on(row, "take", "hand_in", "approve", "unsatisfied")
    with pytest.raises(Refused, match="handled once more first"):
        office.on(row, "close_noted")
    office.session.rollback()
    row = office.session.get_one(Suggestion, row.id)
    office.on(row, "redo")
    assert (row.status, row.redone, row.answered_on) == ("handling", 1, None)
    assert office.owed("R15.2", office.today)[row.id].state == "open"
    office.on(row, "hand_in", "approve", "unsatisfied")
    with pytest.raises(Refused, match="second time already"):
        office.on(row, "redo")
    office.session.rollback()
    row = office.session.get_one(Suggestion, row.id)
    office.be("UF")
    row = office.session.get_one(Suggestion, row.id)
    with pytest.raises(OutOfScope):
        office.move(row, "close_noted", comment="Explained twice")
    office.be("UFH")
    row = office.session.get_one(Suggestion, row.id)
    with pytest.raises(Refused, match="Give a reason"):
        office.move(row, "close_noted")
    office.move(row, "close_noted", comment="Explained twice")
    assert row.status == "closed"


def test_t15_5_how_it_was_handled_is_told_as_a_share_of_five_or_more(office: Office) -> None:
    assert share(["satisfied"] * 4, 5) == "n < 5"
    assert share(["satisfied"] * 3 + ["fairly", "unsatisfied", None], 5) == "80% (n = 5)"
    row, somebody = office.suggestion(), office.person("Somebody")
    for roles in (("UF",), ("UFH",), ("FD",), ("ME",)):
        office.be(*roles, person=somebody)
        seen = {
            f.name
            for f in seen_fields(actor_of(office.session), office.chapters.catalogue, row.record)
        }
        assert "satisfaction" not in seen and "sender" not in seen


def test_t15_5_the_page_of_a_unit_shows_the_share_and_no_single_answer(
    office: Office, department: int
) -> None:
    for number in range(5):
        person = office.person(f"Person {number}")
        row = assigned(office, department, signature="signed", proposer=person)
        office.on(row, "take", "hand_in", "approve", "satisfied" if number else "fairly")
        look = office.session.info["door"].look(office.session)
        (panel,) = office.chapters.panels("directory.unit", {"id": department}, look)
        assert panel.lines[1][1] == ("n < 5" if number < 4 else "100% (n = 5)")


# -- the person's own hand -------------------------------------------------------------------------


def handed_in(office: Office, person: int, signature: str = "anonymous") -> Suggestion:
    """What somebody hands in themself."""
    office.act("ME", person=person)
    row = Suggestion(title="More seats", content="All are taken.", signature=signature)
    made: Suggestion = office.add(row)
    office.be()
    return office.session.get_one(Suggestion, made.id)


def test_t15_9_what_is_taken_back_leaves_number_and_date(office: Office, department: int) -> None:
    person = office.person("Wang Fang")
    row = handed_in(office, person)
    row.category, row.unit = "service", None
    office.save()
    office.on(row, "register")
    row.unit = department
    office.save()
    office.on(row, "assign")
    number, day, clerk = row.code, row.date, clerk_of(office, department)
    office.act("ME", person=person)
    row = office.session.get_one(Suggestion, row.id)
    office.move(row, "withdraw")
    office.act("FD", person=clerk)
    (seen,) = office.session.scalars(select(Suggestion)).all()
    assert (seen.code, seen.date, seen.title, seen.content) == (number, day, None, None)
    assert seal.find_key(office.session, "coordination.suggestion", row.id) is None
    with pytest.raises(Refused, match="not possible in the present state"):
        office.move(seen, "take")


def test_r15_nothing_is_taken_back_once_it_is_answered(office: Office, department: int) -> None:
    person = office.person("Wang Fang")
    row = assigned(office, department, signature="signed", proposer=person)
    office.on(row, "take", "hand_in", "approve")
    office.act("ME", person=person)
    with pytest.raises(Refused, match="not possible in the present state"):
        office.move(office.session.get_one(Suggestion, row.id), "withdraw")


def test_r15_nobody_learns_who_is_behind_a_suggestion_without_name(
    office: Office, department: int
) -> None:
    person = office.person("Wang Fang")
    row = handed_in(office, person)
    assert (row.proposer, row.sender, row.taken_by) == (None, person, None)
    somebody = office.person("Somebody")
    for roles in (("UF",), ("UFH",), ("FD",)):
        office.be(*roles, person=somebody)
        seen = seen_fields(actor_of(office.session), office.chapters.catalogue, row.record)
        assert "sender" not in {f.name for f in seen}
    assert all("Wang" not in subject for _, _, subject in told(office))


def test_r15_the_name_is_chosen_by_the_person_and_can_be_changed_before_it_is_registered(
    office: Office,
) -> None:
    person = office.person("Wang Fang")
    row = handed_in(office, person, "signed")
    assert (row.proposer, row.sender) == (person, None)
    office.act("ME", person=person)
    row = office.session.get_one(Suggestion, row.id)
    row.signature = "anonymous"
    office.save()
    assert (row.proposer, row.sender) == (None, person)
    office.be()
    row = office.session.get_one(Suggestion, row.id)
    row.category = "service"
    office.save()
    office.on(row, "register")
    office.be("UF")
    row = office.session.get_one(Suggestion, row.id)
    row.signature = "signed"
    with pytest.raises(Refused, match="no longer changed"):
        office.save()


def test_r15_people_see_their_own_and_departments_what_is_theirs(
    office: Office, department: int
) -> None:
    one, other = office.person("Wang Fang"), office.person("Zhao Lei")
    mine = handed_in(office, one)
    handed_in(office, other)
    helper = office.unit("Works department")
    helped = assigned(office, department)
    office.add(CoHandler(suggestion=helped.id, unit=helper.id))
    office.act("ME", person=one)
    assert [r.id for r in office.session.scalars(select(Suggestion))] == [mine.id]
    number = helper.id
    for unit in (department, number):
        office.be()
        office.act("FD", person=clerk_of(office, unit))
        assert [r.id for r in office.session.scalars(select(Suggestion))] == [helped.id]


# -- ways back -------------------------------------------------------------------------------------


def test_r15_it_is_given_back_at_most_twice(office: Office, department: int) -> None:
    row = assigned(office, department)
    for _ in range(2):
        office.on(row, "give_back")
        assert (row.status, row.unit, row.due_on) == ("registered", None, None)
        row.unit = department
        office.save()
        office.on(row, "assign")
    with pytest.raises(Refused, match="given back twice"):
        office.on(row, "give_back")


def test_r15_8_a_complaint_about_a_person_is_referred_and_not_kept(office: Office) -> None:
    person = office.person("Wang Fang")
    row = handed_in(office, person)
    office.on(row, "refer")
    assert (row.status, row.title, row.content) == ("referred", None, None)
    subject = "What you handed in is a complaint about a person; the complaints channel takes it."
    assert (person, "", subject) in told(office)


# -- chapter 4 beside it ---------------------------------------------------------------------------


def contact_with_suggestion(office: Office) -> Contact:
    """A contact in which something was suggested."""
    pair = office.pair(office.person("Li Ming", "leading_cadre"), office.person("Wang Fang"))
    return office.contact(pair, D(2026, 9, 20), raised_suggestion=True)


def test_t07_8_a_contact_opens_a_suggestion_and_both_carry_the_others_number(
    office: Office,
) -> None:
    contact = contact_with_suggestion(office)
    (row,) = office.session.scalars(select(Suggestion)).all()
    assert (contact.suggestion_no, row.source_no) == (row.code, contact.code)
    assert (row.status, row.source, row.proposer, row.sender) == (
        "submitted",
        "contact",
        None,
        None,
    )
    office.move(contact, "archive")
    assert office.session.get_one(Suggestion, row.id).status == "submitted"


def test_t07_8_a_leader_without_a_grant_opens_one_too_and_once(office: Office) -> None:
    leader = office.person("Li Ming", "leading_cadre")
    pair = office.pair(leader, office.person("Wang Fang"))
    office.act("CL", person=leader)
    contact = office.contact(pair, D(2026, 9, 20), raised_suggestion=False)
    contact.raised_suggestion = True
    office.save()
    contact.place = "Garden"
    office.save()
    office.be()
    assert len(office.session.scalars(select(Suggestion)).all()) == 1


def test_each_of_the_two_chapters_works_with_the_other_off(office: Office) -> None:
    office.switch("coordination", False)
    contact = contact_with_suggestion(office)
    assert contact.suggestion_no is None
    assert (None, "UF", "A suggestion was raised in a contact and waits for its number.") in told(
        office
    )
    look = office.session.info["door"].look(office.session)
    row = {"id": contact.id, "raised_suggestion": True, "suggestion_no": None}
    (panel,) = office.chapters.panels("befriending.contact", row, look)
    assert panel.title == "Numbers that are missing"
    office.switch("coordination", True)
    office.switch("befriending", False)
    row = office.suggestion("register", source="contact", source_no=contact.code)
    assert row.status == "registered"
