"""R05.6: a matter that asks for an answer opens a suggestion of chapter 8, where that chapter is on."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from plugins.coordination.suggestion_models import Suggestion
from plugins.liaison.models import Assignment
from plugins.liaison.report_models import Matter
from tests.plugins.liaison.office import Office

D = dt.date


@pytest.fixture(name="term")
def _term(office: Office) -> Assignment:
    """An officer of a unit, with chapter 8 on."""
    office.today = D(2026, 11, 20)
    switch(office, "coordination", True)
    return office.term(office.unit("Arts").id, D(2026, 9, 1))


def switch(office: Office, chapter: str, on: bool) -> None:
    """A chapter on or off."""
    change = office.chapters.enable if on else office.chapters.disable
    change(office.session, chapter, office.now())
    office.session.commit()
    office.chapters.refresh(office.session)


def suggestions(office: Office) -> list[Suggestion]:
    """All suggestions."""
    return list(office.session.scalars(select(Suggestion).order_by(Suggestion.id)))


def test_r05_6_a_matter_that_asks_for_an_answer_opens_a_suggestion(
    office: Office, term: Assignment
) -> None:
    report = office.report(term)
    quiet = office.matter(report, description="The corridor is dark")
    asking = office.matter(report, wants_answer=True, category="conditions")
    assert suggestions(office) == []
    office.be("LI", person=term.officer, unit=term.unit)
    office.move(office.session.get_one(type(report), report.id), "submit")
    office.be()
    (made,) = suggestions(office)
    asking = office.session.get_one(Matter, asking.id)
    assert (made.source, made.source_no) == ("liaison", asking.code)
    assert (made.category, made.content) == ("welfare", "The lift stands still")
    assert (made.status, made.taken_by) == ("submitted", term.officer)
    assert asking.suggestion_no == made.code
    assert office.session.get_one(Matter, quiet.id).suggestion_no is None
    assert office.state("R05.6", asking, D(2027, 1, 31)) in ("", "void")


def test_r05_6_who_raised_it_without_a_name_stays_unnamed(office: Office, term: Assignment) -> None:
    report = office.report(term, "submit", no_matters=True)
    report.no_matters = False
    office.save()
    office.matter(report, wants_answer=True, description="x" * 80)
    (made,) = suggestions(office)
    assert (made.signature, made.proposer, made.sender) == ("anonymous", None, None)
    assert made.title == "x" * 39 + "…"


def test_r05_6_a_signed_matter_is_a_signed_suggestion(office: Office, term: Assignment) -> None:
    report, person = office.report(term), office.member(term.unit)
    office.matter(report, wants_answer=True, source="signed", proposer=person, proposer_agreed=True)
    office.move(report, "submit")
    (made,) = suggestions(office)
    assert (made.signature, made.proposer) == ("signed", person)
    office.be("ME", person=person)
    assert [s.id for s in suggestions(office)] == [made.id]


def test_r05_6_one_matter_opens_one_suggestion(office: Office, term: Assignment) -> None:
    report = office.report(term)
    matter = office.matter(report, wants_answer=True)
    office.move(report, "submit", "send_back", comment="Add the room")
    office.session.refresh(matter)
    matter.description = "The lift of the main building stands still"
    office.save()
    office.move(report, "submit")
    assert len(suggestions(office)) == 1


def test_r05_6_an_own_number_opens_no_other_suggestion(office: Office, term: Assignment) -> None:
    report = office.report(term)
    office.matter(report, wants_answer=True, suggestion_no="TZ-coordination-2026-2027-0001")
    office.move(report, "submit")
    assert suggestions(office) == []


def test_r05_6_without_chapter_8_the_office_answers_itself(
    office: Office, term: Assignment
) -> None:
    switch(office, "coordination", False)
    report = office.report(term)
    matter = office.matter(report, wants_answer=True)
    office.move(report, "submit")
    office.session.refresh(matter)
    assert (matter.asked_on, matter.suggestion_no) == (D(2026, 11, 20), None)
    assert office.state("R05.6", matter, D(2027, 1, 31)) == "overdue"
    switch(office, "coordination", True)
    assert suggestions(office) == []


def test_r05_6_without_chapter_3_a_suggestion_names_its_source_by_hand(
    office: Office, term: Assignment
) -> None:
    matter = office.matter(office.report(term), wants_answer=True)
    switch(office, "liaison", False)
    made = office.add(
        Suggestion(
            title="The lift", content="It stands still.", category="service",
            signature="anonymous", source="liaison", source_no=matter.code,
        )
    )  # fmt: skip
    assert (made.source, made.source_no) == ("liaison", matter.code)
    office.session.refresh(matter)
    assert matter.suggestion_no is None
