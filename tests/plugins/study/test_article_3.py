"""Article 3, by its acceptance cases: plans by calendar year, topics, work points."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core.records.refused import Refused
from core.records.typed import typed
from core.regulation.parse import parse
from plugins.study.models import JointIssue, Plan, PlanItem
from tests.plugins.study.studies import Studies

D = dt.date
UF = {"topic": "United front theory", "is_uf": True, "month": 11}


def test_t03_1_a_plan_without_a_united_front_topic_is_told_on_30_january(college: Studies) -> None:
    college.today = D(2027, 1, 29)
    college.plan()
    before = college.duties("R03.1", D(2027, 1, 29), "2026-2027")[0]
    assert (before.state, before.due_on) == ("due_soon", D(2027, 1, 30))
    late = college.duties("R03.1", D(2027, 1, 30), "2026-2027")[0]
    assert (late.state, late.office, late.article) == ("overdue", "UF", 3)


def test_r03_1_no_plan_at_all_is_late_too_and_a_draft_does_not_count(college: Studies) -> None:
    college.today = D(2027, 1, 20)
    made = college.plan(UF, issue=False)
    assert college.duties("R03.1", D(2027, 1, 30))[0].state == "overdue"
    college.move(made, "submit", "issue")
    assert college.duties("R03.1", D(2027, 1, 30))[0].state == "met"


def test_r03_1_a_plan_issued_in_december_counts_for_the_year_it_is_for(college: Studies) -> None:
    college.today = D(2026, 12, 20)
    college.plan(UF)
    assert college.duties("R03.1", D(2027, 1, 30))[0].state == "met"


def test_t03_2_a_planned_topic_not_held_falls_due_on_30_december(college: Studies) -> None:
    college.today = D(2027, 1, 29)
    plan = college.plan(UF)
    item = college.item(plan)
    assert college.duties("R03.1", D(2027, 1, 30))[0].state == "met"
    duty = college.duties("R03.4", D(2027, 12, 29), "2027-2028")[item.id]
    assert (duty.state, duty.due_on) == ("due_soon", D(2027, 12, 30))
    assert college.duties("R03.4", D(2027, 12, 31), "2027-2028")[item.id].state == "overdue"


def test_t03_2_a_session_that_was_held_carries_out_its_topic(college: Studies) -> None:
    college.today = D(2027, 1, 29)
    plan = college.plan(UF)
    item = college.item(plan)
    college.study(plan.unit, D(2027, 11, 20), plan_item=item.id)
    college.session.refresh(item)
    assert item.held_on == D(2027, 11, 20)
    assert college.duties("R03.4", D(2027, 12, 31), "2027-2028")[item.id].state == "met"


def test_r03_2_a_branch_plans_a_united_front_topic_in_its_year(college: Studies) -> None:
    college.today = D(2027, 1, 29)
    without, with_it = college.plan(level="branch"), college.plan(UF, level="branch")
    unit_plan = college.plan(level="unit")
    found = college.duties("R03.2", D(2028, 1, 1), "2027-2028") | college.duties(
        "R03.2", D(2028, 1, 1)
    )
    assert (found[without.id].state, found[with_it.id].state) == ("overdue", "met")
    assert unit_plan.id not in found


def test_t03_4_work_points_without_united_front_work_are_told_on_31_march(college: Studies) -> None:
    college.today = D(2027, 2, 20)
    points = college.add(JointIssue(year=2027, points="No. 3"))
    assert college.duties("R03.3", D(2027, 3, 30))[0].state != "overdue"
    assert college.duties("R03.3", D(2027, 3, 31))[0].state == "overdue"
    points.uf_item = "Section 4"
    college.save()
    assert college.duties("R03.3", D(2027, 4, 1))[0].state == "met"


def test_t03_5_the_alias_leads_to_the_central_group_of_the_party_committee() -> None:
    """The regulation's text stays as it is; the level of a plan is the body it means."""
    text = (Path(__file__).parent / "article_3.txt").read_text("utf-8")
    parsed = parse(text)
    assert [a.number for a in parsed.articles] == [3]
    assert "党组中心组" in parsed.articles[0].text
    level = Plan.record.field("level")
    assert level is not None
    assert typed(level, ["党组中心组"]) == typed(level, ["党委理论学习中心组"]) == "central"
    assert typed(level, ["branch"]) == "branch"


def test_topics_of_an_issued_plan_stand_as_they_were_approved(college: Studies) -> None:
    college.today = D(2027, 1, 29)
    plan = college.plan(UF)
    item = college.item(plan)
    item.topic = "Something else"
    with pytest.raises(Refused, match="Send it back first"):
        college.save()
    with pytest.raises(Refused, match="Send it back first"):
        college.add(PlanItem(plan=plan.id, topic="Late", month=6))
    college.session.refresh(plan)
    college.move(plan, "send_back", comment="A topic is missing")
    college.session.refresh(item)
    assert item.issued is False
    college.add(PlanItem(plan=plan.id, topic="Late", month=6))


def test_a_plan_without_topics_is_not_submitted(college: Studies) -> None:
    made = college.add(Plan(level="unit", unit=college.unit().id, year=2026))
    with pytest.raises(Refused, match="Enter its topics first"):
        college.move(made, "submit")


def test_two_plans_of_one_body_and_year_are_refused(college: Studies) -> None:
    first = college.plan(issue=False)
    with pytest.raises(Refused, match="exists already"):
        college.plan(issue=False, unit=first.unit)
