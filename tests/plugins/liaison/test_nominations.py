"""Article 5, by its acceptance cases: who may be recommended, and one officer per unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, text

from core.audit.models import Entry
from core.records.refused import OutOfScope, Refused
from plugins.liaison.models import Assignment, Nomination
from tests.plugins.liaison.office import TO_OFFICE, TO_REVIEW, Office

D = dt.date
BORN = D(1991, 9, 15)
B = {"tier": "B", "studied_abroad": True, "born": BORN}


def refused_fields(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {c.field for c in error.value.complaints}


@pytest.mark.parametrize(
    ("rule", "day", "allowed"),
    [
        ("full_years_le", D(2026, 9, 15), True),
        ("born_on_or_after", D(2026, 9, 15), True),
        ("full_years_lt", D(2026, 9, 15), False),
        ("full_years_le", D(2026, 9, 16), True),
        ("born_on_or_after", D(2026, 9, 16), False),
    ],
)
def test_t05_1_and_t05_2_the_reading_decides_on_the_birthday_and_after(
    office: Office, rule: str, day: dt.date, allowed: bool
) -> None:
    office.set("age_rule", rule)
    unit = office.unit().id
    if not allowed:
        with pytest.raises(Refused, match="past the age limit") as error:
            office.nomination(unit, nominated_on=day, **B)
        assert refused_fields(error) == {"born"}
        return
    made = office.nomination(unit, nominated_on=day, **B)
    assert (made.age_ok, made.age_rule, made.age_day) == (True, rule, day)


def test_the_date_of_birth_is_kept_nowhere(office: Office) -> None:
    made = office.nomination(office.unit().id, nominated_on=D(2026, 9, 15), **B)
    assert made.born is None
    made.born = D(1991, 9, 14)
    office.save()
    rows = office.session.execute(text("SELECT * FROM liaison_nomination")).mappings().all()
    assert [r["born"] for r in rows] == [None]
    bodies = [e.body or "" for e in office.session.scalars(select(Entry))]
    assert not [b for b in bodies if "born" in b or "1991" in b]


def test_t05_5_age_is_judged_for_the_day_of_nomination_only(office: Office) -> None:
    office.set("age_rule", "born_on_or_after")
    office.today = D(2026, 9, 10)
    unit = office.unit().id
    made = office.nomination(unit, nominated_on=D(2026, 9, 15), starts=D(2026, 9, 20), **B)
    office.today = D(2026, 9, 20)
    office.move(made, *TO_OFFICE)
    assert (made.status, made.age_day) == ("appointed", D(2026, 9, 15))
    term = office.session.scalars(select(Assignment)).one()
    office.today = D(2027, 12, 1)  # 36 by now
    term.visibility = "office"
    office.save()
    assert term.status == "serving"
    assert office.state(
        "R05.1", office.session.get_one(type(office.unit()), unit), D(2027, 12, 1)
    ) == ("met")


def test_another_day_of_nomination_or_person_needs_a_new_check(office: Office) -> None:
    made = office.nomination(office.unit().id, nominated_on=D(2026, 9, 15), **B)
    made.nominated_on = D(2026, 9, 16)
    office.save()
    assert (made.age_ok, made.age_rule, made.age_day) == (None, None, None)
    office.move(made, "submit", "confirm", "agree")
    with pytest.raises(Refused, match="was not judged") as error:
        office.move(made, "verify")
    assert refused_fields(error) == {"born"}


def test_t05_6_category_c_needs_the_units_declaration_and_a_reason(office: Office) -> None:
    unit = office.unit().id
    with pytest.raises(Refused) as error:
        office.nomination(unit, tier="C")
    assert refused_fields(error) == {"none_of_ab", "young_reason"}
    with pytest.raises(Refused) as error:
        office.nomination(unit, tier="C", none_of_ab=True)
    assert refused_fields(error) == {"young_reason"}
    made = office.nomination(unit, *TO_REVIEW, tier="C", none_of_ab=True, young_reason="New here")
    assert made.status == "review"


def test_t05_6_with_an_age_limit_for_c_the_age_is_judged_instead(office: Office) -> None:
    office.set("young_member_age", 35)
    unit = office.unit().id
    declared = {"tier": "C", "none_of_ab": True, "nominated_on": D(2026, 9, 15)}
    with pytest.raises(Refused, match="past the age limit"):
        office.nomination(unit, born=D(1990, 9, 15), **declared)
    made = office.nomination(unit, **declared)
    office.move(made, "submit", "confirm", "agree")
    with pytest.raises(Refused, match="was not judged"):
        office.move(made, "verify")
    made.born = BORN
    office.save()
    assert office.move(made, "verify").status == "review"


def test_t05_7_a_unit_recommends_one_person_at_a_time(office: Office) -> None:
    unit = office.unit().id
    first = office.nomination(unit)
    with pytest.raises(Refused, match="under way"):
        office.nomination(unit)
    office.nomination(office.unit().id)
    first.starts = D(2026, 9, 21)
    office.save()
    office.move(first, *TO_OFFICE)
    with pytest.raises(Refused, match="has an officer until"):
        office.nomination(unit)
    later = office.nomination(unit, starts=D(2028, 9, 21))
    assert later.status == "draft"


def test_t05_7_the_database_refuses_a_second_nomination_too(office: Office) -> None:
    made = office.nomination(office.unit().id)
    assert made.pending_key == f"unit-{made.unit}"
    assert Nomination.__table__.c.pending_key.unique is True
    assert office.move(made, "withdraw", comment="Left").pending_key is None


def test_t05_9_without_the_nominees_consent_nothing_is_published(office: Office) -> None:
    made = office.nomination(office.unit().id, "submit", "confirm")
    with pytest.raises(Refused) as error:
        office.move(made, "verify")
    assert refused_fields(error) == {"agreed_on"}
    office.session.refresh(made)
    assert (made.status, made.published_on) == ("checking", None)


def test_only_the_nominee_agrees_and_the_consent_is_of_this_person(office: Office) -> None:
    unit = office.unit().id
    made = office.nomination(unit, "submit", "confirm")
    nominee, key = made.nominee, made.id
    office.be("UF", person=office.member(unit))
    with pytest.raises(OutOfScope):
        office.move(office.session.get_one(Nomination, key), "agree")
    office.session.rollback()
    office.be("ME", person=nominee)
    mine = office.move(office.session.get_one(Nomination, key), "agree")
    assert mine.agreed_on == office.today
    office.be()
    mine = office.session.get_one(Nomination, key)
    mine.nominee = office.member(unit)
    office.save()
    assert mine.agreed_on is None


def test_who_declines_leaves_without_a_reason(office: Office) -> None:
    made = office.nomination(office.unit().id, "submit", "confirm")
    office.be("ME", person=made.nominee)
    mine = office.session.get_one(Nomination, made.id)
    assert office.move(mine, "decline").status == "declined"


@pytest.mark.parametrize(
    ("order", "second", "first"), [("A_first", "B", "A"), ("B_first", "A", "B")]
)
def test_the_category_that_comes_second_needs_a_declaration(
    office: Office, order: str, second: str, first: str
) -> None:
    office.set("tier_order", order)
    given: dict[str, Any] = {"studied_abroad": True, "born": BORN, "nominated_on": D(2026, 9, 15)}
    only_b = {"A": {}, "B": given}
    unit = office.unit().id
    with pytest.raises(Refused) as error:
        office.nomination(unit, tier=second, **only_b[second])
    assert refused_fields(error) == {"first_checked"}
    office.nomination(unit, tier=second, first_checked=True, **only_b[second])
    office.nomination(office.unit().id, tier=first, **only_b[first])


def test_category_b_needs_the_declaration_of_studies_abroad(office: Office) -> None:
    office.set("study_abroad_min_months", 6)
    made = office.nomination(office.unit().id, tier="B")
    with pytest.raises(Refused, match="at least 6 months|%\\(months\\)s months") as error:
        office.move(made, "confirm")
    assert refused_fields(error) == {"studied_abroad"}


def test_a_department_recommends_under_a_or_shares_an_officer(office: Office) -> None:
    unit, other = office.unit(), office.unit()
    unit.kind = "department"
    office.save()
    with pytest.raises(Refused, match="for teachers"):
        office.nomination(unit.id, **B)
    unit.liaison_via = other.id
    office.save()
    with pytest.raises(Refused, match="shares the officer"):
        office.nomination(unit.id)
    with pytest.raises(Refused, match="shares the officer"):
        office.term(unit.id, D(2026, 9, 1))


def test_a_published_nomination_falls_back_when_its_person_changes(office: Office) -> None:
    made = office.nomination(office.unit().id, *TO_REVIEW, "publish")
    made.nominee = office.member(made.unit)
    office.save()
    assert (made.status, made.agreed_on) == ("checking", None)


def test_who_checked_does_not_approve_and_nobody_approves_oneself(office: Office) -> None:
    unit = office.unit().id
    chief = office.member(unit)
    made = office.nomination(unit, "submit", "confirm", "agree")
    office.be("UFH", person=chief)
    mine = office.session.get_one(Nomination, made.id)
    office.move(mine, "verify")
    with pytest.raises(Refused, match="decided on this before"):
        office.move(mine, "publish")
    other = office.be().nomination(office.unit().id, *TO_REVIEW, nominee=chief)
    office.be("UFH", person=chief)
    with pytest.raises(Refused, match="does not decide"):
        office.move(office.session.get_one(Nomination, other.id), "publish")


def test_a_head_nominates_for_the_own_unit_only(office: Office) -> None:
    mine, other = office.unit().id, office.unit().id
    head, nominee = office.member(mine), office.member(mine)
    foreign = office.nomination(other)
    office.be("UH", person=head, unit=mine)
    made = office.nomination(mine, "confirm", nominee=nominee)
    assert made.status == "checking"
    assert office.session.scalars(select(Nomination.id)).all() == [made.id]
    with pytest.raises((Refused, OutOfScope)):
        office.nomination(other, nominee=nominee)
    assert foreign.id != made.id


@pytest.mark.parametrize("role", ["LI", "CL", "AD", "AU", "DPO"])
def test_others_see_no_nomination(office: Office, role: str) -> None:
    unit = office.unit().id
    office.nomination(unit)
    office.be(role, person=office.member(unit), unit=unit)
    assert office.session.scalars(select(Nomination)).all() == []
