"""Article 5: reports of matters, without names, and what the head of the unit does not read."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.records.refused import OutOfScope, Refused
from plugins.liaison.models import Assignment
from plugins.liaison.report_models import Matter, Report
from tests.plugins.liaison.office import Office

D = dt.date


@pytest.fixture(name="term")
def _term(office: Office) -> Assignment:
    office.today = D(2026, 11, 20)
    return office.term(office.unit("Arts").id, D(2026, 9, 1))


def test_r05_3_a_report_is_due_ten_working_days_before_the_semester_ends(
    office: Office, term: Assignment
) -> None:
    duty = office.duties("R05.3", D(2026, 12, 1))[term.unit]
    assert (duty.owner, duty.due_on) == (term.officer, D(2027, 1, 4))
    report = office.report(term)
    office.matter(report)
    assert office.duties("R05.3", D(2027, 1, 5))[term.unit].state == "overdue"
    office.move(report, "submit")
    assert office.duties("R05.3", D(2027, 1, 5))[term.unit].state == "met"


def test_t05_11_a_report_without_matters_counts(office: Office, term: Assignment) -> None:
    made = office.report(term, "submit", no_matters=True)
    assert (made.status, made.submitted_on) == ("submitted", D(2026, 11, 20))
    assert (made.academic_year, made.semester) == ("2026-2027", 1)
    assert office.duties("R05.3", D(2027, 1, 18))[term.unit].state == "met"


def test_a_report_says_either_matters_or_none(office: Office, term: Assignment) -> None:
    made = office.report(term)
    with pytest.raises(Refused, match="List a matter"):
        office.move(made, "submit")
    office.session.refresh(made)
    office.matter(made)
    made.no_matters = True
    office.save()
    with pytest.raises(Refused, match="Matters are listed"):
        office.move(made, "submit")


def test_t05_10_an_anonymous_matter_holds_no_person(office: Office, term: Assignment) -> None:
    report = office.report(term)
    kept = office.matter(report, description="某老师对某事态度消极")
    assert (kept.source, kept.proposer) == ("anonymous", None)
    with pytest.raises(Refused, match="does not apply"):
        office.matter(report, proposer=term.officer)


def test_a_matter_is_signed_only_with_the_persons_consent(office: Office, term: Assignment) -> None:
    report, person = office.report(term), office.member(term.unit)
    with pytest.raises(Refused, match="only when the person agrees") as error:
        office.matter(report, source="signed", proposer=person)
    assert [c.field for c in error.value.complaints] == ["proposer_agreed"]
    made = office.matter(report, source="signed", proposer=person, proposer_agreed=True)
    office.be("ME", person=person)
    assert office.session.scalars(select(Matter.id)).all() == [made.id]


def test_leads_are_kept_only_with_the_consent_of_those_named(
    office: Office, term: Assignment
) -> None:
    with pytest.raises(Refused, match="Ask the people concerned"):
        office.report(term, good_work="Somebody saved a laboratory")
    made = office.report(term, good_work="Somebody saved a laboratory", good_work_agreed=True)
    assert made.good_work


def test_the_head_of_the_unit_does_not_read_what_is_for_the_office(
    office: Office, term: Assignment
) -> None:
    report = office.report(term)
    hidden, shown = office.matter(report), office.matter(report, visibility="unit")
    head, unit = office.member(term.unit), term.unit
    office.be("UH", person=head, unit=unit)
    assert office.session.scalars(select(Matter.id)).all() == [shown.id]
    assert office.session.scalars(select(Report.id)).all() == [report.id]
    office.be("LI", person=term.officer, unit=unit)
    assert set(office.session.scalars(select(Matter.id))) == {hidden.id, shown.id}
    office.be("UF")
    assert set(office.session.scalars(select(Matter.id))) == {hidden.id, shown.id}


def test_other_units_see_nothing(office: Office, term: Assignment) -> None:
    report = office.report(term)
    office.matter(report, visibility="unit")
    other = office.unit().id
    for role in ("UH", "LI"):
        office.be(role, person=office.be().member(other), unit=other)
        for model in (Report, Matter, Assignment):
            assert office.session.scalars(select(model)).all() == []


def test_an_officer_reports_for_the_own_unit_and_time_only(
    office: Office, term: Assignment
) -> None:
    other, period = office.unit().id, office.semester()
    next_one = office.semester(2)
    office.be("LI", person=term.officer, unit=term.unit)
    with pytest.raises(Refused, match="was its officer"):
        office.add(Report(unit=other, period=period))
    with pytest.raises(Refused, match="has not begun"):
        office.add(Report(unit=term.unit, period=next_one))
    made = office.add(Report(unit=term.unit, period=period))
    assert made.owner == term.officer
    with pytest.raises(Refused, match="There is a report"):
        office.add(Report(unit=term.unit, period=period))


def test_an_officer_does_not_take_note_of_the_own_report(office: Office, term: Assignment) -> None:
    made = office.report(term, "submit", no_matters=True)
    office.be("LI", person=term.officer, unit=term.unit)
    with pytest.raises(OutOfScope):
        office.move(office.session.get_one(Report, made.id), "note")
    office.be("UF", "LI", person=term.officer, unit=term.unit)
    with pytest.raises(Refused, match="does not decide"):
        office.move(office.session.get_one(Report, made.id), "note")


def test_r05_6_a_matter_that_asks_for_an_answer_waits_from_the_day_of_the_report(
    office: Office, term: Assignment
) -> None:
    report = office.report(term)
    matter = office.matter(report, wants_answer=True)
    assert (matter.asked_on, office.state("R05.6", matter, D(2026, 12, 1))) == (None, "")
    office.move(report, "submit")
    office.session.refresh(matter)
    assert matter.asked_on == D(2026, 11, 20)
    assert (None, "UF", "A matter of a liaison officer asks for an answer.") in office.told()
    assert office.state("R05.6", matter, D(2027, 1, 31)) == "overdue"
    with pytest.raises(Refused, match="An answer is asked for"):
        office.move(matter, "settle")
    office.session.refresh(matter)
    matter.answer = "The lift is repaired."
    office.save()
    office.move(matter, "settle")
    assert office.state("R05.6", matter, D(2027, 1, 31)) == "met"


def test_r05_6_a_matter_with_the_number_of_a_suggestion_is_owed_no_longer(
    office: Office, term: Assignment
) -> None:
    report = office.report(term, "submit", no_matters=True)
    report.no_matters = False
    office.save()
    matter = office.matter(
        report, wants_answer=True, suggestion_no="TZ-coordination-2026-2027-0001"
    )
    assert matter.asked_on == D(2026, 11, 20)
    assert office.state("R05.6", matter, D(2027, 1, 31)) in ("", "void", "met")


def test_messages_name_no_matter_and_no_person(office: Office, term: Assignment) -> None:
    report = office.report(term)
    office.matter(report, wants_answer=True, description="Broken window")
    office.move(report, "submit")
    told = " ".join(subject for _, _, subject in office.told())
    assert "window" not in told and "Arts" not in told and "Member" not in told
