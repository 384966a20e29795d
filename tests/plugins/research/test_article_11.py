"""Article 11: calls, projects with their reports and their one extension, reports to superiors."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.records.refused import Refused
from plugins.research.project_models import Call, Project
from plugins.research.report_models import MidReport, Submission
from tests.plugins.research.office import Office

D = dt.date


def test_r11_1_heads_of_units_are_told_of_a_deadline_and_the_call_closes(office: Office) -> None:
    call = office.call(deadline=D(2026, 10, 30)).id
    told = []
    for day in (D(2026, 10, 16), D(2026, 10, 23), D(2026, 10, 29)):
        office.today = day
        assert office.night() == []
        told.append(sum(m.role == "UH" for m in office.messages("duty")))
    assert told == [1, 2, 3]
    office.today = D(2026, 11, 2)
    assert office.night() == []
    assert office.session.get_one(Call, call).status == "closed"


def test_an_application_is_in_time_and_has_the_people_the_call_asks_for(office: Office) -> None:
    call = office.call(outside_leader=True, outside_percent=50)
    leader, one, two = (office.person(n) for n in ("Leader", "One", "Two"))
    project = office.project(leader, one, call=call.id)
    with pytest.raises(Refused, match="at least"):
        office.move(project, "submit")
    office.session.rollback()
    project = office.project(leader, one, two, call=call.id)
    assert project.members == 3
    with pytest.raises(Refused, match="Let the members declare"):
        office.move(project, "submit")
    office.session.rollback()
    project.outside, project.fits = 2, True
    office.save()
    office.move(project, "submit", "pass_form", "grant")
    assert (project.status, project.granted_on) == ("running", office.today)
    office.today = D(2026, 11, 1)
    late = office.project(leader, one, two, call=call.id)
    with pytest.raises(Refused, match="no more applications"):
        office.move(late, "submit")
    office.session.rollback()


def test_r11_2_the_check_is_due_at_half_the_time(office: Office) -> None:
    project = office.running(office.person("Leader"))
    assert project.mid_due == D(2027, 5, 2)
    assert office.state("R11.2", project, D(2027, 5, 3)) == "overdue"
    report = office.add(MidReport(project=project.id, progress="Half is done."))
    office.move(report, "hand_in", "accept")
    assert office.state("R11.2", project, D(2027, 5, 3)) == "met"


def test_t11_2_a_missing_final_report_leads_to_a_proposal_only(office: Office) -> None:
    project = office.running(office.person("Leader"))
    number = project.id
    assert office.state("R11.3", project, D(2027, 10, 10)) == "due_soon"
    assert office.state("R11.3", project, D(2027, 11, 1)) == "overdue"
    office.today = D(2027, 11, 30)
    assert office.night() == []
    assert office.session.get_one(Project, number).status == "running"
    for day in (D(2027, 12, 1), D(2028, 3, 1)):
        office.today = day
        assert office.night() == []
        assert office.session.get_one(Project, number).status == "overdue"
    assert [t[1] for t in office.told() if "withdrawal" in t[2]] == ["UFH"]
    project = office.session.get_one(Project, number)
    project.kept_until = D(2028, 4, 30)
    office.save()
    office.move(project, "keep_on", comment="Nearly done")
    assert (project.status, project.final_due) == ("running", D(2028, 4, 30))
    assert office.night() == []
    assert office.session.get_one(Project, number).status == "running"


def test_the_head_decides_on_a_withdrawal(office: Office) -> None:
    project = office.running(office.person("Leader"))
    office.move(project, "propose_withdrawal", "withdraw", comment="No answer")
    assert project.status == "withdrawn"
    roles = {
        g.role
        for g in office.chapters.catalogue.grants
        if g.record == "research.project" and "withdraw" in g.actions
    }
    assert roles == {"UFH"}


def test_t11_6_one_extension_and_only_before_the_end(office: Office) -> None:
    project = office.running(office.person("Leader"))
    office.today = D(2027, 11, 1)
    with pytest.raises(Refused, match="before"):
        office.extension(project)
    office.session.rollback()
    office.today = D(2027, 10, 31)
    first = office.extension(project)
    with pytest.raises(Refused, match="once"):
        office.extension(project)
    office.session.rollback()
    office.move(first, "grant")
    assert (project.extended_to, project.final_due) == (D(2028, 4, 30), D(2028, 4, 30))
    assert office.state("R11.3", project, D(2027, 11, 5)) == "open"
    with pytest.raises(Refused, match="once"):
        office.extension(project, D(2028, 6, 30))
    office.session.rollback()


def test_a_project_is_completed_after_its_final_report(office: Office) -> None:
    project = office.running(office.person("Leader"))
    with pytest.raises(Refused):
        office.move(project, "ask_completion")
    office.session.rollback()
    report = office.final(project)
    assert project.final_on == office.today
    office.move(report, "send_back", comment="Sources")
    assert project.final_on is None
    office.move(report, "hand_in")
    office.move(project, "ask_completion", "finish", "archive")
    assert (project.status, project.finished_on) == ("archived", office.today)


def test_r11_4_a_report_to_superiors_is_a_goal_and_never_counted(office: Office) -> None:
    (duty,) = office.duties("R11.4", D(2027, 8, 1)).values()
    assert duty.state == "due_soon"
    given = {"title": "Report", "kind": "report", "body": "Superior department"}
    office.today = D(2027, 8, 1)
    office.add(Submission(date=D(2027, 7, 1), unit=office.unit().id, **given))
    (duty,) = office.duties("R11.4", D(2027, 8, 1)).values()
    assert duty.state == "met"


def test_what_members_are_stands_nowhere(office: Office) -> None:
    leader, one = office.person("Leader"), office.person("One")
    office.project(leader, one)
    fields = {f.name for f in office.chapters.catalogue.record("research.member").fields}
    assert fields == {"project", "person", "part"}
    bodies = office.session.scalars(select(Entry.body).where(Entry.record == "research.member"))
    assert not any("outside" in body for body in bodies)
