"""Article 15, by its acceptance cases: consultations, documents within scope, checks of units."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from core.directory.models import Unit
from core.records.refused import Refused
from plugins.coordination.consult_models import Consult, Document, Inspection
from tests.plugins.coordination.college import Office

D = dt.date


@pytest.fixture
def unit(office: Office) -> Unit:
    """A department that drafts."""
    return office.unit("Personnel")


def consult(office: Office, unit: Unit, *moves: str, **values: Any) -> Consult:
    """A consultation, brought through these moves."""
    given = {"subject": "Rules of posts", "policies": ("cadres",), "draft_ref": "Draft 2"} | values
    row: Consult = office.add(Consult(unit=unit.id, **given))
    return office.on(row, *moves)  # type: ignore[no-any-return]


def document(office: Office, unit: Unit, **values: Any) -> Document:
    """A drafted document that touches a policy."""
    given = {
        "name": "Rules of posts",
        "policies": ("cadres",),
        "issue_no": "No. 12",
        "issued_on": office.today,
    } | values
    row: Document = office.add(Document(unit=unit.id, **given))
    return row


def again(office: Office, row: Any) -> Any:
    """The row as it stands after a refusal."""
    model, key = type(row), row.id
    office.session.rollback()
    return office.session.get_one(model, key)


def test_t15_6_a_document_within_scope_is_not_issued_without_consulting(
    office: Office, unit: Unit
) -> None:
    row = document(office, unit)
    with pytest.raises(Refused, match="consulted on first"):
        office.on(row, "issue")


def test_t15_6_or_it_is_recorded_as_a_defect_until_consulting_is_made_up_for(
    office: Office, unit: Unit
) -> None:
    office.set("block", False)
    row = office.on(document(office, unit), "issue")
    assert (row.status, row.defect) == ("issued", True)
    text = "A document within scope was issued without consulting."
    assert (None, "UF", text) in office.told()
    assert office.owed("R15.6", D(2026, 9, 21))[row.id].state == "overdue"
    later = consult(office, unit, "send")
    later.advice = "Agreed in substance"
    office.save()
    office.on(later, "advise")
    row.consult = later.id
    office.save()
    assert (row.defect, row.made_up_on) == (True, office.today)
    assert office.owed("R15.6", D(2026, 9, 21))[row.id].state == "met"


@pytest.mark.parametrize("policies", [(), None])
def test_r15_6_what_touches_no_policy_is_issued_at_once(
    office: Office, unit: Unit, policies: tuple[str, ...] | None
) -> None:
    row = office.on(document(office, unit, policies=policies), "issue")
    assert (row.status, row.defect) == ("issued", False)


def test_r15_6_a_consultation_that_began_after_the_issue_does_not_count(
    office: Office, unit: Unit
) -> None:
    asked = consult(office, unit, "send")
    asked.advice = "Agreed in substance"
    office.save()
    office.on(asked, "advise")
    early = document(office, unit, consult=asked.id, issued_on=D(2026, 9, 1))
    with pytest.raises(Refused, match="consulted on first"):
        office.on(early, "issue")
    good = document(office, again(office, unit), consult=asked.id)
    assert office.on(good, "issue").defect is False


def test_t15_7_silence_is_not_answered_and_no_consent(office: Office, unit: Unit) -> None:
    row = consult(office, unit, "send")
    assert row.answer_by == D(2026, 9, 28)
    office.be("UF")
    with pytest.raises(Refused, match="time for an answer runs"):
        office.move(office.session.get_one(Consult, row.id), "silence")
    row = again(office.act(), row)
    office.today = D(2026, 9, 29)
    assert office.owed("R15.5", office.today)[row.id].state == "overdue"
    office.on(row, "silence")
    assert row.status == "no_answer"
    assert (None, "UFH", "A consultation was not answered in time.") in office.told()
    paper = document(office, unit, consult=row.id)
    with pytest.raises(Refused, match="consulted on first"):
        office.on(paper, "issue")
    row = again(office, row)
    office.on(row, "proceed")
    paper = document(office, again(office, unit), consult=row.id)
    assert office.on(paper, "issue").defect is False


def test_t15_7_the_system_notes_the_silence_by_itself_and_once(office: Office, unit: Unit) -> None:
    row = consult(office, unit, "send", "receive")
    for day, state in ((28, "received"), (29, "no_answer"), (30, "no_answer")):
        office.today = D(2026, 9, day)
        assert office.night() == []
        assert office.session.get_one(Consult, row.id).status == state
    told = (None, "UFH", "A consultation was not answered in time.")
    assert office.told().count(told) == 1
    office.on(office.session.get_one(Consult, row.id), "proceed")
    duty = office.owed("R15.5", office.today)[row.id]
    assert duty.state == "void"


def test_t15_7_where_the_college_says_so_an_answer_is_waited_for(
    office: Office, unit: Unit
) -> None:
    office.set("silence", "block")
    row = consult(office, unit, "send")
    office.today = D(2026, 9, 29)
    office.on(row, "silence")
    with pytest.raises(Refused, match="an answer has to be waited for"):
        office.on(row, "proceed")
    row = again(office, row)
    row.advice = "Late advice"
    office.save()
    assert office.on(row, "advise").status == "advised"


@pytest.mark.parametrize("adoption", ["part", "none"])
def test_t15_8_advice_that_is_not_adopted_needs_a_reason(
    office: Office, unit: Unit, adoption: str
) -> None:
    row = consult(office, unit, "send", "receive")
    row.advice = "Ask the parties first"
    office.save()
    office.on(row, "advise")
    with pytest.raises(Refused):
        office.on(row, "return_receipt")
    row = again(office, row)
    row.adoption = adoption
    with pytest.raises(Refused, match="not wholly adopted"):
        office.save()
    row = again(office, row)
    row.adoption, row.adoption_reason = adoption, "No time was left"
    office.save()
    assert office.on(row, "return_receipt", "close").status == "closed"


def test_r15_a_department_sees_its_own_consultations_only(office: Office, unit: Unit) -> None:
    mine = consult(office, unit).id
    other = office.unit("Finance")
    consult(office, other)
    clerk = office.staff(office.session.get_one(Unit, unit.id), "Clerk")
    number = unit.id
    office.act("FD", person=clerk)
    assert office.session.scalars(select(Consult.id)).all() == [mine]
    office.add(Consult(subject="Rules of leave", policies=("cadres",), unit=number))
    assert len(office.session.scalars(select(Consult.id)).all()) == 2


def test_r15_7_each_unit_is_checked_in_the_year_by_its_duties(office: Office, unit: Unit) -> None:
    office.today = D(2027, 3, 1)
    last = D(2027, 12, 31)
    assert office.owed("R15.7", D(2028, 1, 1), last)[unit.id].state == "overdue"
    row = Inspection(
        checked=unit.id, date=D(2027, 3, 1), articles=("5", "7"), finding="Reports are there"
    )
    office.add(row)
    assert row.unit == unit.id
    assert office.owed("R15.7", D(2027, 12, 30), last)[unit.id].state == "met"


def test_r15_9_what_a_check_found_has_a_day_and_is_owed_by_the_head(
    office: Office, unit: Unit
) -> None:
    head = office.staff(unit, "Head", "unit_head")
    row = Inspection(checked=unit.id, date=office.today, articles=("5",), finding="One missing")
    office.add(row)
    row.mend_by = D(2026, 10, 9)
    with pytest.raises(Refused, match="what is to be mended"):
        office.save()
    row = again(office, row)
    row.to_mend, row.mend_by = "Hand in the report", D(2026, 10, 9)
    office.save()
    office.on(row, "ask_to_mend")
    told = "Something is to be mended after a check of your unit."
    assert (head, "", told) in office.told()
    duty = office.owed("R15.9", D(2026, 10, 10))[row.id]
    assert (duty.state, duty.owner) == ("overdue", head)
    row.mended_how = "Handed in"
    office.save()
    office.on(row, "mended")
    assert office.owed("R15.9", D(2026, 10, 10))[row.id].state == "met"
