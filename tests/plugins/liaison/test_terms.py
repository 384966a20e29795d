"""Article 5: vacancies, terms, replacement and hand-over."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.directory.models import Post
from core.records.refused import Refused
from plugins.liaison.models import Assignment
from plugins.liaison.report_models import Matter, Training
from tests.plugins.liaison.office import TO_OFFICE, Office

D = dt.date


def test_r05_1_a_unit_without_an_officer_is_late_after_15_working_days(office: Office) -> None:
    unit, served, shared = office.unit(), office.unit(), office.unit()
    head = office.member(unit.id)
    office.add(Post(person=head, kind="unit_head", title="Head", unit=unit.id))
    office.term(served.id, D(2026, 9, 1))
    shared.liaison_via = served.id
    office.save()
    found = office.duties("R05.1", D(2026, 10, 30))
    assert (found[unit.id].state, found[unit.id].owner) == ("overdue", head)
    assert found[served.id].state == "met"
    assert shared.id not in found


def test_r05_1_the_clock_of_a_vacancy_runs_from_the_last_day_served(office: Office) -> None:
    unit = office.unit()
    office.term(unit.id, D(2026, 9, 1), ends=D(2026, 10, 30))
    assert office.state("R05.1", unit, D(2026, 10, 30)) == "met"
    assert office.state("R05.1", unit, D(2026, 11, 20)) in ("open", "due_soon")
    assert office.state("R05.1", unit, D(2026, 11, 23)) == "overdue"


def test_r05_2_two_terms_of_a_unit_may_not_overlap_a_gap_may_be(office: Office) -> None:
    unit = office.unit().id
    first = office.term(unit, D(2026, 9, 1))
    assert first.ends == D(2028, 8, 31)
    with pytest.raises(Refused, match="may not overlap"):
        office.term(unit, D(2028, 8, 31))
    with pytest.raises(Refused, match="may not overlap"):
        office.term(unit, D(2026, 1, 1), ends=D(2026, 9, 1))
    office.term(unit, D(2028, 9, 5))
    office.term(unit, D(2024, 9, 1), ends=D(2026, 8, 31))
    office.term(office.unit().id, D(2026, 9, 1))


def test_r05_4_the_end_of_a_term_is_told_60_days_before(office: Office) -> None:
    term = office.term(office.unit().id, D(2026, 9, 1), ends=D(2026, 12, 31))
    assert office.state("R05.4", term, D(2026, 10, 31)) == "open"
    assert office.state("R05.4", term, D(2026, 11, 1)) == "due_soon"
    term.end_reason = "term_over"
    office.save()
    office.move(term, "leave")
    assert office.state("R05.4", term, D(2026, 11, 2)) == "met"


def test_r05_5_training_falls_due_once_a_year_or_not_at_all(office: Office) -> None:
    assert office.duties("R05.5", D(2027, 9, 1))[0].state == "overdue"
    office.today = D(2026, 11, 20)
    office.add(Training(date=D(2026, 11, 20), topic="Working with matters"))
    assert office.duties("R05.5", D(2027, 9, 1))[0].state == "met"


def test_r05_5_with_0_trainings_nothing_is_owed(office: Office) -> None:
    office.set("trainings_per_year", 0)
    assert office.duties("R05.5", D(2027, 9, 1)) == {}


def test_r05_7_a_successor_takes_over_what_is_open(office: Office) -> None:
    unit = office.unit().id
    first = office.term(unit, D(2026, 9, 1))
    report = office.report(first)
    still, done = office.matter(report), office.matter(report)
    office.move(done, "settle")
    office.today = D(2026, 11, 16)
    first.ends, first.end_reason = D(2026, 11, 15), "replaced"
    office.save()
    office.move(first, "leave")
    new = office.nomination(unit, *TO_OFFICE, starts=D(2026, 11, 16))
    term = office.session.scalars(select(Assignment).order_by(Assignment.id.desc())).first()
    assert term is not None
    assert (term.officer, term.unit, term.starts) == (new.nominee, unit, D(2026, 11, 16))
    for row in (still, done, first):
        office.session.refresh(row)
    assert (still.owner, done.owner) == (new.nominee, first.officer)
    assert first.successor == new.nominee
    office.be("LI", person=new.nominee, unit=unit)
    assert office.session.scalars(select(Matter.id)).all() == [still.id]


def test_r05_7_the_report_is_owed_by_whoever_serves_on_the_due_date(office: Office) -> None:
    unit = office.unit()
    first = office.term(unit.id, D(2026, 9, 1), ends=D(2026, 11, 15))
    second = office.term(unit.id, D(2026, 11, 16))
    duty = office.duties("R05.3", D(2026, 12, 1))[unit.id]
    assert (duty.owner, duty.state) == (second.officer, "open")
    office.today = D(2026, 12, 1)
    office.be("LI", person=first.officer, unit=unit.id)
    office.report(first, "submit", no_matters=True)
    assert office.be().state("R05.3", unit, D(2027, 1, 18)) == "met"


def test_a_term_whose_nomination_is_of_somebody_else_is_refused(office: Office) -> None:
    unit = office.unit().id
    made = office.nomination(unit)
    with pytest.raises(Refused, match="another unit or person"):
        office.term(unit, D(2026, 9, 21), nomination=made.id)
    with pytest.raises(Refused, match="not published"):
        office.term(unit, D(2026, 9, 21), nomination=made.id, officer=made.nominee)
