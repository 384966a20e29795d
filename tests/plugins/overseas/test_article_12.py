"""Article 12, by its acceptance cases: leads, reviews, progress, the half-year."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.records.refused import OutOfScope, Refused
from plugins.overseas.lead_models import Exchange, Lead
from plugins.overseas.parts import is_personal
from plugins.overseas.summary_models import Summary, SummaryLine
from tests.plugins.overseas.college import Abroad

D = dt.date


@pytest.mark.parametrize(
    ("address", "personal"),
    [
        ("ada@gmail.com", True),
        ("ada@yahoo.co.jp", True),
        ("ada@vip.163.com", True),
        ("ada@mail.ru", True),
        ("office@mail.tsinghua.edu.cn", False),
        ("office@uni.example", False),
    ],
)
def test_addresses_at_providers_for_everybody_are_private(address: str, personal: bool) -> None:
    assert is_personal(address) is personal


def test_t12_2_a_private_address_is_refused_and_the_organisation_s_taken(college: Abroad) -> None:
    given = {"contact_name": "Ada", "published_at": "https://uni.example/people"}
    with pytest.raises(Refused, match="private address"):
        college.lead(contact_mail="ada@gmail.com", **given)
    assert college.session.scalars(select(Lead)).all() == []
    made = college.lead(contact_mail="exchange@uni.example", **given)
    assert made.contact_mail == "exchange@uni.example"
    with pytest.raises(Refused, match="Say where"):
        college.lead(contact_mail="exchange@uni.example")


def test_t12_3_export_control_is_reviewed_before_talks(college: Abroad) -> None:
    lead = college.lead("accept", kind="technology", export_hint=True)
    with pytest.raises(Refused, match="secrecy review before talks"):
        college.move(lead, "begin_talks")
    lead = college.session.get_one(Lead, lead.id)
    college.move(lead, "ask_review")
    with pytest.raises(Refused, match="Fill in this field"):
        college.move(lead, "clear")
    lead.review_no = "BM-2026-3"
    college.save()
    college.be("UF", person=college.head)
    with pytest.raises(OutOfScope):
        college.move(college.session.get_one(Lead, lead.id), "clear")
    college.be("UFH")
    lead = college.move(college.session.get_one(Lead, lead.id), "clear")
    assert lead.cleared_on == college.today
    college.be()
    lead = college.session.get_one(Lead, lead.id)
    assert college.move(lead, "begin_talks").status == "talks"
    with pytest.raises(Refused, match="Fill in this field"):
        college.move(lead, "sign")


def test_technology_without_the_hint_needs_no_review(college: Abroad) -> None:
    assert college.lead("accept", "begin_talks", kind="technology").status == "talks"


def test_r12_1_a_lead_is_taken_up_within_five_working_days(college: Abroad) -> None:
    college.today = D(2026, 11, 2)
    lead = college.lead()
    assert (college.head, "", "A lead for cooperation waits to be taken up.") in college.told()
    duty = college.duties("R12.1", D(2026, 11, 9))[lead.id]
    assert (duty.due_on, duty.owner, duty.unit) == (
        D(2026, 11, 9),
        college.head,
        college.department,
    )
    assert college.state("R12.1", lead, D(2026, 11, 10)) == "overdue"
    college.move(lead, "accept")
    assert college.state("R12.1", lead, D(2026, 11, 10)) == "met"


def test_t12_4_sixty_days_without_progress_and_a_reason_starts_them_anew(college: Abroad) -> None:
    college.today = D(2026, 9, 20)
    lead = college.lead("accept")
    assert college.state("R12.2", lead, D(2026, 11, 19)) != "overdue"
    duty = college.duties("R12.2", D(2026, 11, 20))[lead.id]
    assert (duty.state, duty.owner) == ("overdue", college.head)
    assert college.head in [person for person, _role, _text in college.told("duty")]
    college.today = D(2026, 11, 20)
    with pytest.raises(Refused, match="Give the reason"):
        college.progress(lead, kind="none", text=None)
    college.progress(lead, kind="none", text="Their university is closed.")
    assert college.state("R12.2", lead, D(2026, 11, 21)) != "overdue"
    assert college.state("R12.2", lead, D(2027, 1, 20)) == "overdue"


def test_a_paused_lead_owes_nothing_and_begins_anew(college: Abroad) -> None:
    lead = college.lead("accept", "pause")
    assert college.state("R12.2", lead, D(2027, 1, 20)) == ""
    college.today = D(2027, 1, 20)
    college.move(lead, "resume")
    assert college.state("R12.2", lead, D(2027, 3, 1)) not in ("", "overdue")
    assert college.state("R12.2", lead, D(2027, 3, 25)) == "overdue"


def test_t12_5_the_half_year_is_counted_by_kind_and_stage_without_names(college: Abroad) -> None:
    college.today = D(2026, 6, 1)
    named = {"contact_name": "Ada Secret", "published_at": "https://uni.example"}
    college.lead("accept", "begin_talks", kind="talent", **named)
    college.lead(kind="talent")
    college.lead("accept", "begin_talks", foreign_no="WS-1")
    activity = college.add(
        Exchange(topic="Tea", form="meeting", date=D(2026, 5, 30), unit=college.department)
    )
    activity.participants = 12
    college.move(activity, "hold")
    with pytest.raises(Refused, match="not over yet"):
        college.add(Summary(year=2026, half="1"))
    college.today = D(2026, 7, 10)
    made = college.add(Summary(year=2026, half="1"))
    assert (made.new_leads, made.signed_leads, made.exchanges) == (3, 0, 1)
    lines = college.session.scalars(select(SummaryLine).order_by(SummaryLine.id)).all()
    assert [(r.kind, r.stage, r.leads) for r in lines] == [
        ("know_how", "talks", 1),
        ("talent", "registered", 1),
        ("talent", "talks", 1),
    ]
    kept = [str(vars(row)) for row in (made, *lines)]
    assert not [text for text in kept if "Ada" in text]
    assert not [f for r in (Summary, SummaryLine) for f in r.record.fields if f.personal != "N"]


def test_r12_4_the_summary_is_issued_ten_days_after_the_half_year(college: Abroad) -> None:
    def states(day: dt.date) -> dict[dt.date, str]:
        found = college.duties("R12.4", day, year="2026-2027") | college.duties(
            "R12.4", day, "2025-2026"
        )
        return {duty.due_on: duty.state for duty in found.values() if duty.due_on}

    college.today = D(2027, 1, 5)
    assert states(D(2027, 1, 11))[D(2027, 1, 10)] == "overdue"
    made = college.add(Summary(year=2026, half="2"))
    college.move(made, "issue")
    assert (
        D(2027, 1, 10) not in states(D(2027, 1, 11))
        or states(D(2027, 1, 11))[D(2027, 1, 10)] == "met"
    )


def test_a_department_sees_its_own_leads(college: Abroad) -> None:
    mine = college.lead()
    college.lead(unit=college.unit().id, introducer=college.person("Ada"))
    college.be("FD", person=college.head, unit=college.department)
    assert [row.id for row in college.session.scalars(select(Lead))] == [mine.id]
