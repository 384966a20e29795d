"""Article 10: joint visits, approved in time, written down and settled."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.records.refused import Refused
from plugins.research.visit_models import PhotoConsent, VisitLog, Visitor, VisitPlan, VisitUnit
from tests.plugins.research.office import Office

D = dt.date


@pytest.fixture(name="units")
def _units(office: Office) -> tuple[int, int, int, int]:
    """Two units with their heads."""
    first, second = office.unit().id, office.unit().id
    heads = [office.staff(u, f"Head {u}", "unit_head") for u in (first, second)]
    return first, second, heads[0], heads[1]


def joint_of(office: Office, day: dt.date) -> str:
    """How the duty of a joint visit in the first semester stands."""
    (duty,) = [d for d in office.duties("R10.1", day).values() if d.due_on == D(2027, 1, 17)]
    return duty.state


def test_t10_1_one_unit_is_not_joint_and_does_not_count(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, other = units
    alone = office.visit(first, head)
    with pytest.raises(Refused, match="at least one more"):
        office.move(alone, "submit")
    office.session.rollback()
    alone.joint = False
    office.save()
    office.move(alone, "submit_alone")
    in_charge = office.staff(first, "In charge")
    office.act("CM", person=in_charge).move(office.again(alone), "approve")
    held = office.be().again(alone)
    office.today = D(2026, 11, 20)
    office.move(held, "hold")
    assert joint_of(office, D(2026, 12, 1)) == "open"
    office.today = D(2026, 10, 1)
    both = office.approve(office.visit(first, head, second), other, head)
    office.today = D(2026, 11, 20)
    office.move(both, "hold")
    assert joint_of(office, D(2026, 12, 1)) == "met"


def test_units_countersign_in_any_order_and_only_for_themselves(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, other = units
    visit = office.move(office.visit(first, head, second), "submit")
    assert {t[0] for t in office.told() if "countersignature" in t[2]} == {head, other}
    office.act("UH", person=other).move(office.again(visit), "countersign")
    assert office.again(visit).status == "countersign"
    with pytest.raises(Refused):
        office.move(office.again(visit), "countersign")
    office.session.rollback()
    office.act("UH", person=head).move(office.again(visit), "countersign")
    assert office.be().again(visit).status == "approval"
    assert office.told()[-1][1:] == ("CM", "A study visit waits for approval.")


def test_t10_2_an_unapproved_visit_is_locked_before_it_begins(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, other = units
    visit = office.visit(first, head, second, date=D(2026, 11, 20))  # a Friday
    goes = office.goes(visit, other).id
    assert office.state("R10.2", visit, D(2026, 11, 6)) == "due_soon"
    assert office.state("R10.2", visit, D(2026, 11, 7)) == "overdue"
    office.today = D(2026, 11, 19)
    office.be("UF", person=head)
    with pytest.raises(Refused, match="too soon"):
        office.move(office.again(visit), "submit")
    office.session.rollback()
    number = office.be().again(visit).id
    assert office.night() == []
    assert office.session.get_one(VisitPlan, number).status == "locked"
    office.session.get_one(Visitor, goes).signed_on = office.today
    with pytest.raises(Refused, match="not approved"):
        office.save()
    office.session.rollback()
    assert (head, "", "A study visit was locked: it is about to begin without approval.") in (
        office.told()
    )


def test_people_sign_in_from_the_first_day_of_an_approved_visit(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, other = units
    visit = office.visit(first, head, second)
    goes = office.goes(visit, other)
    office.approve(visit, head, other)
    goes = office.again(goes)
    goes.signed_on = D(2026, 11, 20)
    with pytest.raises(Refused, match="from the first day"):
        office.save()
    office.session.rollback()
    office.today = D(2026, 11, 20)
    goes.signed_on = office.today
    office.save()
    assert office.again(goes).signed_on == D(2026, 11, 20)


@pytest.mark.parametrize(
    ("reach", "field", "told"),
    [("abroad", "foreign_no", "foreign affairs"), ("country", "party_no", "Party committee")],
)
def test_t10_3_abroad_and_outside_the_province_need_their_number(
    office: Office, units: tuple[int, int, int, int], reach: str, field: str, told: str
) -> None:
    first, second, head, other = units
    visit = office.visit(first, head, second, reach=reach, transport="By coach, two drivers.")
    with pytest.raises(Refused, match=told):
        office.approve(visit, head, other)
    office.session.rollback()
    office.be()
    row = office.again(visit)
    assert row.status == "approval"
    setattr(row, field, "2026-17")
    office.save()
    in_charge = office.staff(office.unit().id, "Other")
    office.act("CM", person=in_charge).move(office.again(visit), "approve")
    assert office.be().again(visit).approved_on == office.today


def test_outside_the_city_there_is_a_plan_for_transport_and_safety(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, _other = units
    with pytest.raises(Refused):
        office.visit(first, head, second, reach="province")
    office.session.rollback()


def test_t10_4_cancelling_releases_the_budget_and_tells_everybody(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, other = units
    visit = office.visit(first, head, second, budget=3000, source="Office")
    office.goes(visit, other)
    approved = office.approve(visit, head, other)
    assert approved.reserved_on == office.today and approved.released_on is None
    office.today = D(2026, 10, 12)
    office.move(approved, "cancel", comment="Snow")
    assert approved.released_on == D(2026, 10, 12)
    told = [t[0] for t in office.told() if "was cancelled" in t[2]]
    assert told == [head, other]
    assert joint_of(office, D(2026, 12, 1)) == "open"


def test_a_changed_visit_is_countersigned_and_approved_again(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, other = units
    approved = office.approve(office.visit(first, head, second), head, other)
    approved.destination = "Another town"
    office.save()
    assert approved.status == "countersign"


def test_r10_3_the_record_and_the_settlement_fall_due(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, other = units
    visit = office.visit(first, head, second, budget=3000, source="Office")
    goes = office.goes(visit, other)
    office.approve(visit, head, other)
    office.today = D(2026, 11, 23)
    visit = office.move(office.again(visit), "hold")
    goes = office.again(goes)
    goes.signed_on = D(2026, 11, 20)
    office.save()
    assert office.state("R10.3a", visit, D(2026, 12, 1)) == "due_soon"
    assert office.state("R10.3a", visit, D(2026, 12, 2)) == "overdue"
    assert office.state("R10.3b", visit, D(2026, 12, 22)) == "overdue"
    with pytest.raises(Refused, match="did not agree"):
        office.add(VisitLog(visit=visit.id, content="Seen.", photos=True))
    office.session.rollback()
    office.add(PhotoConsent(visit=visit.id, person=other, given_on=D(2026, 11, 20)))
    office.add(
        VisitLog(
            visit=visit.id,
            content="Seen.",
            photos=True,
            settlement=2800,
            settled_on=D(2026, 11, 23),
        )
    )
    assert office.state("R10.3a", visit, D(2026, 12, 2)) == "met"
    assert office.state("R10.3b", visit, D(2026, 12, 22)) == "met"


def test_the_leading_unit_is_no_further_unit(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, _second, head, _other = units
    visit: VisitPlan = office.visit(first, head)
    with pytest.raises(Refused, match="leads the visit already"):
        office.add(VisitUnit(visit=visit.id, unit=first))
    office.session.rollback()


def test_who_takes_part_sees_the_visit_and_nobody_else_of_the_staff(
    office: Office, units: tuple[int, int, int, int]
) -> None:
    first, second, head, _other = units
    guest, colleague = office.staff(second, "Guest"), office.staff(second, "Colleague")
    office.goes(office.visit(first, head, second), guest)
    office.act("ME", person=guest)
    assert [v.topic for v in office.session.scalars(select(VisitPlan))] == ["Study visit"]
    office.act("ME", person=colleague)
    assert office.session.scalars(select(VisitPlan)).all() == []
