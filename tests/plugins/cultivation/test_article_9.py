"""Article 9, by its acceptance cases: the register kept with the cadre section."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.declare import DataClass, forbidden_word
from core.records.refused import Refused
from plugins.cultivation.cadre_models import CadreEntry, CadrePlan, YearlyCheck
from tests.plugins.cultivation.office import Office
from tests.site import Site
from tests.taken import ask, opened, release

D = dt.date


def entry(office: Office, number: int) -> CadreEntry:
    return office.session.get_one(CadreEntry, number)


def test_t09_1_confirmed_by_one_office_it_is_not_on_the_register(office: Office) -> None:
    number = office.entry("propose").id
    office.be("UF", person=office.person("Clerk"))
    office.move(entry(office, number), "confirm")
    assert entry(office, number).status == "checking"
    with pytest.raises(Refused):
        office.move(entry(office, number), "confirm")


def test_both_offices_and_then_the_person_put_it_on_the_register(office: Office) -> None:
    made = office.confirmed()
    assert (made.status, made.confirmed_on) == ("listed", office.today)


def test_one_person_with_both_roles_counts_once(office: Office) -> None:
    number = office.entry("propose").id
    office.be("UF", "CO", person=office.person("Both"))
    office.move(entry(office, number), "confirm")
    assert entry(office, number).status == "checking"


def test_what_the_person_objects_to_goes_back(office: Office) -> None:
    made = office.entry("propose")
    number, person = made.id, made.person
    for role in ("UF", "CO"):
        office.be(role, person=office.person(role))
        office.move(entry(office, number), "confirm")
    office.be("ME", person=person)
    mine = office.session.scalars(select(CadreEntry)).one()
    with pytest.raises(Refused, match="Give a reason"):
        office.move(mine, "object")
    office.session.rollback()
    office.move(entry(office, number), "object", comment="The post is wrong")
    assert entry(office, number).status == "proposed"


def test_t09_2_the_register_leaves_with_a_second_authorised_person_only(full: Site) -> None:
    """T09-2: it waits for a second person; both stand in the log, with the purpose."""
    clerk = full.sign_in("clerk")
    page = clerk.get("/reports/cultivation/cadres.xlsx?purpose=Check+with+the+section")
    assert "A second person has to agree" in page.text
    address = ask(clerk, page, "Check with the section")
    with full.build() as make:
        make.account("cadres", "CO")
        make.session.commit()
    assert release(full, address, "cadres").status_code == 302
    assert opened(clerk, address)[:2] == b"PK"
    taken, agreed = full.entries(action="exported")[-1], full.entries(action="release")[-1]
    assert '"name":"clerk"' in taken.body and "Check with the section" in taken.body
    assert '"name":"cadres"' in agreed.body


def test_t09_4_who_retires_is_off_the_lists_at_once(office: Office) -> None:
    made = office.confirmed()
    number, person = made.id, made.person
    office.today = D(2026, 10, 12)
    office.leave(person)
    office.be("UF", person=office.person("Clerk"))
    assert office.session.scalars(select(CadreEntry)).all() == []
    office.be("ME", person=person)
    mine = office.session.scalars(select(CadreEntry)).one()
    assert (mine.id, mine.status, mine.closed_on) == (number, "closed", D(2026, 10, 12))
    assert (mine.exit_reason, mine.left_on) == ("left", D(2026, 10, 12))


def test_an_entry_is_closed_within_ten_working_days_of_leaving(office: Office) -> None:
    made = office.confirmed()
    made.left_on, made.exit_reason = D(2026, 9, 18), "joined"
    office.save()
    due = office.duties("R09.3", D(2026, 10, 20))[made.id]
    # Ten working days after Friday 18 September, with Sunday 20 September worked and the holidays of
    # October as the State Council's notice has them.
    assert (due.state, due.due_on > D(2026, 9, 30)) == ("overdue", True)
    office.be("UF", person=office.person("Clerk"))
    office.move(entry(office, made.id), "close")
    office.be()
    assert office.duties("R09.3", D(2026, 10, 20))[made.id].state == "met"


def test_t09_5_the_remark_is_short_and_says_what_it_is_for(office: Office) -> None:
    (remark,) = (f for f in CadreEntry.record.fields if f.name == "remark")
    assert remark.max_length == 100 and "appraisal" in remark.help
    with pytest.raises(Refused):
        office.entry(remark="x" * 101)


@pytest.mark.parametrize("header", ["考察意见", "考察材料正文", "政治表现", "排名"])
def test_t09_5_headers_of_appraisals_are_refused(header: str) -> None:
    assert forbidden_word(header)


def test_t09_6_the_person_deletes_the_party_and_the_entry_stays(office: Office) -> None:
    made = office.confirmed(party="cdl", party_agreed_on=D(2026, 9, 1))
    number, person = made.id, made.person
    office.be("ME", person=person)
    office.move(entry(office, number), "drop_party")
    mine = entry(office, number)
    assert (mine.party, mine.party_agreed_on, mine.status) == (None, None, "listed")


def test_a_party_is_kept_with_consent_only(office: Office) -> None:
    with pytest.raises(Refused, match="consent"):
        office.entry(party="js")


def test_every_entry_is_checked_early_in_the_year_by_both_offices(office: Office) -> None:
    office.today = D(2025, 9, 20)
    made = office.confirmed()
    number = made.id
    office.today = D(2026, 9, 20)
    due = office.duties("R09.1", D(2026, 10, 2))[number]
    assert (due.state, due.due_on) == ("overdue", D(2026, 10, 1))
    check = office.add(YearlyCheck(entry=number)).id
    for role in ("UF", "CO"):
        office.be(role, person=office.person(role))
        office.move(office.session.get_one(YearlyCheck, check), "confirm")
    office.be()
    assert office.duties("R09.1", D(2026, 10, 2))[number].state == "met"


def test_a_new_entry_needs_no_check_in_its_first_year(office: Office) -> None:
    made = office.confirmed()
    assert office.duties("R09.1", D(2026, 10, 2))[made.id].state == "void"


def test_with_a_cadre_plan_it_is_to_be_said_of_every_entry(office: Office) -> None:
    made = office.confirmed()
    number = made.id
    office.add(CadrePlan(number="Doc 7", issued_on=D(2026, 9, 18)))
    due = office.duties("R09.2", D(2026, 11, 2))[number]
    assert due.state == "overdue"
    row = entry(office, number)
    row.plan_choice = "not_listed"
    with pytest.raises(Refused, match="why it is not in the plan"):
        office.save()
    office.session.rollback()
    row = entry(office, number)
    row.plan_choice, row.plan_reason = "not_listed", "own_wish"
    office.save()
    assert entry(office, number).plan_decided_on == office.today
    assert office.duties("R09.2", D(2026, 11, 2))[number].state == "met"


def test_an_older_plan_asks_nothing_of_closed_entries(office: Office) -> None:
    made = office.confirmed()
    office.leave(made.person)
    office.add(CadrePlan(number="Doc 7", issued_on=D(2026, 9, 18)))
    assert office.duties("R09.2", D(2026, 11, 2)) == {}


def test_changed_facts_are_confirmed_again(office: Office) -> None:
    made = office.confirmed()
    made.admin_post = "Dean"
    office.save()
    assert made.status == "checking"


def test_members_of_the_party_are_not_on_the_register(office: Office) -> None:
    with pytest.raises(Refused, match="outside the Party"):
        office.entry(outside=False)


@pytest.mark.parametrize("role", ["UH", "CM", "LI", "CL"])
def test_units_and_leaders_see_nothing_of_the_register(office: Office, role: str) -> None:
    office.confirmed()
    office.be(role, person=office.person(role))
    assert office.session.scalars(select(CadreEntry)).all() == []


def test_party_and_membership_are_sensitive() -> None:
    found = {f.name for f in CadreEntry.record.fields if f.personal is DataClass.S}
    assert found == {"outside", "party", "party_agreed_on"}


def test_r09_4_what_is_asked_of_an_unread_entry_is_answered_in_20_working_days(
    office: Office,
) -> None:
    entry = office.confirmed()
    office.be()
    row = office.session.get_one(CadreEntry, entry.id)
    assert office.state("R09.4", row, D(2026, 11, 2)) == ""
    row.need_asked_on = D(2026, 11, 2)
    office.save()
    duty = office.duties("R09.4", D(2026, 11, 3))[entry.id]
    assert (duty.state, duty.due_on) == ("due_soon", D(2026, 11, 30))
    assert office.state("R09.4", row, D(2026, 12, 1)) == "overdue"
    office.today = D(2026, 11, 20)
    office.move(row, "still_needed")
    assert office.state("R09.4", row, D(2026, 12, 1)) == "met"
