"""Article 14, by its acceptance cases: plans, tasks and their dates, reports, documents from above."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.duties.overview import MISSING, SUBJECT
from core.notify.outbox import Message
from core.records.query import ListQuery
from core.records.refused import Refused
from plugins.coordination.plan_models import CommitteeItem, Plan, Report, SuperiorDoc, Task
from tests.plugins.coordination.college import Office

D = dt.date
END = D(2027, 12, 31)


def task(office: Office, **values: Any) -> Task:
    """A task due in October, under way."""
    given = {"name": "Visit the teaching units", "articles": ("7",), "due": D(2026, 10, 9)} | values
    return office.on(office.add(Task(**given)), "begin")  # type: ignore[no-any-return]


def state(office: Office, row: Task, day: dt.date) -> str:
    return office.owed("R14.6", day)[row.id].state


def test_t14_2_a_date_moved_with_approval_keeps_the_old_one_and_clears_what_was_overdue(
    office: Office,
) -> None:
    row = task(office)
    office.today = D(2026, 10, 12)
    assert state(office, row, office.today) == "overdue"
    row.new_due, row.delay_reason = D(2026, 11, 20), "Units are at examinations"
    office.save()
    office.on(row, "ask_delay")
    assert state(office, row, office.today) == "overdue"
    office.on(row, "grant_delay")
    assert (row.status, row.due, row.first_due) == ("doing", D(2026, 11, 20), D(2026, 10, 9))
    assert state(office, row, office.today) == "open"
    ask = select(Entry.body).where(Entry.record == "coordination.task", Entry.row_id == row.id)
    bodies = list(office.session.scalars(ask.order_by(Entry.seq)))
    assert "2026-10-09" in bodies[-1] and "2026-11-20" in bodies[-1]


def test_t14_2_without_approval_it_stays_overdue(office: Office) -> None:
    row = task(office)
    office.today = D(2026, 10, 12)
    row.due = D(2026, 11, 20)
    with pytest.raises(Refused, match="Ask for a delay"):
        office.save()
    office.session.rollback()
    row = office.session.get_one(Task, row.id)
    row.new_due, row.delay_reason = D(2026, 11, 20), "Units are at examinations"
    office.save()
    office.on(row, "ask_delay", "refuse_delay")
    assert (row.due, row.new_due) == (D(2026, 10, 9), None)
    assert state(office, row, office.today) == "overdue"


def test_t14_2_whoever_owes_the_task_does_not_approve_the_delay(office: Office) -> None:
    head = office.person("Head")
    row = task(office, owner=head)
    row.new_due, row.delay_reason = D(2026, 11, 20), "Examinations"
    office.save()
    office.on(row, "ask_delay")
    office.be("UFH", person=head)
    with pytest.raises(Refused, match="does not decide on it"):
        office.move(office.session.get_one(Task, row.id), "grant_delay")


def test_t14_4_a_task_of_two_articles_stands_once_and_is_found_under_both(office: Office) -> None:
    from core.access.actor import actor_of
    from core.records import read
    from core.records.filters import Filter
    from core.records.labels import Asker

    row = task(office, articles=("6", "7"))
    other = task(office, articles=("5",))
    asker = Asker(office.chapters.catalogue, actor_of(office.session), office.chapters.enabled)
    declared = Task.record.field("articles")
    assert declared is not None

    def listed(*articles: str) -> list[int]:
        filters = (Filter(declared, "in", articles),) if articles else ()
        query = ListQuery(filters=filters, order="id", descending=False, size=20)
        found = read.page(office.session, asker, "coordination.task", query, (declared,))
        return [r.id for r in found.rows]

    assert listed() == [row.id, other.id]
    assert listed("6") == [row.id] == listed("7")
    assert listed("6", "7") == [row.id]
    assert set(office.owed("R14.6", office.today)) == {row.id, other.id}


def test_r14_1_the_plan_is_issued_by_the_sixtieth_day(office: Office) -> None:
    office.today = D(2027, 2, 1)
    due = D(2027, 3, 2)
    (duty,) = office.owed("R14.1", D(2027, 3, 3), due).values()
    assert (duty.state, duty.office) == ("overdue", "UF")
    plan = office.add(Plan(year=2027, name="Main points of 2027", issue_no="1"))
    plan.issued_on = office.today
    office.save()
    office.on(plan, "issue")
    (duty,) = office.owed("R14.1", D(2027, 3, 3), due).values()
    assert duty.state == "met"
    second = office.add(Plan(year=2027, name="Again", issue_no="2", issued_on=office.today))
    with pytest.raises(Refused, match="issued already"):
        office.on(second, "issue")


def test_r14_1_dates_of_an_issued_plan_are_not_simply_changed(office: Office) -> None:
    plan = office.add(Plan(year=2026, name="Main points", issue_no="1", issued_on=office.today))
    row = office.add(Task(name="Visit", articles=("7",), due=D(2026, 10, 9), plan=plan.id))
    row.due = D(2026, 10, 10)
    office.save()
    office.on(plan, "issue")
    row.due = D(2026, 10, 11)
    with pytest.raises(Refused, match="Ask for a delay"):
        office.save()


def test_r14_2_the_committee_discusses_the_work_once_a_year(office: Office) -> None:
    office.today = D(2027, 5, 1)
    (duty,) = office.owed("R14.2", END, END).values()
    assert (duty.state, duty.office) == ("due_soon", "UFH")
    office.add(CommitteeItem(date=D(2027, 4, 8), topic="The year's work", decision="Agreed"))
    (duty,) = office.owed("R14.2", END, END).values()
    assert duty.state == "met"


@pytest.mark.parametrize(
    ("rule", "period", "due"),
    [("R14.3a", "half_year", D(2027, 7, 10)), ("R14.3b", "annual", D(2027, 12, 21))],
)
def test_r14_3_reports_have_their_days(
    office: Office, rule: str, period: str, due: dt.date
) -> None:
    office.today = D(2027, 6, 1)
    (duty,) = office.owed(rule, due + dt.timedelta(days=1), due).values()
    assert duty.state == "overdue"
    row = office.add(Report(period=period, year=2027, addressee="Committee"))
    assert office.owed(rule, due, due)[0].state == "due_soon"
    office.on(row, "issue")
    assert (row.date, office.owed(rule, due, due)[0].state) == (office.today, "met")


def test_r14_5_the_head_learns_each_month_how_every_chapter_stands(office: Office) -> None:
    task(office)
    office.switch("befriending", False)
    for day in (D(2026, 11, 1), D(2026, 11, 2), D(2026, 11, 3)):
        office.owed("R14.6", day)
    ask = select(Message).where(Message.key.startswith("overview:2026-11")).order_by(Message.key)
    every = [(m.role, m.subject, json.loads(m.fill_in)) for m in office.session.scalars(ask)]
    assert len(every) == len(office.chapters.names) - 1, (
        "one for each chapter, none for the directory"
    )
    found = [m for m in every if m[2]["chapter"] in ("Contact and befriending", "Coordination")]
    assert found == [
        ("UFH", MISSING, {"chapter": "Contact and befriending", "soon": 0, "late": 0}),
        # Late: the task, the plan and the half-year report of 2026. Soon: the committee's discussion.
        ("UFH", SUBJECT, {"chapter": "Coordination", "soon": 1, "late": 3}),
    ]


def test_r14_4_a_document_from_above_goes_its_way_and_is_owed_by_whoever_handles_it(
    office: Office,
) -> None:
    person = office.person("Clerk")
    row = office.add(
        SuperiorDoc(
            doc_no="2026-15",
            name="On reports",
            sent_by="City department",
            received_on=office.today,
            demand="A report",
            deadline=D(2026, 10, 16),
            owner=person,
            proposal="We write it",
        )
    )
    office.on(row, "propose")
    row.instruction = "Good"
    office.save()
    office.on(row, "instruct", "hand_over")
    assert (person, "", "A document from above was handed over to you.") in office.told()
    assert office.owed("R14.4", D(2026, 10, 8))[row.id].state == "open"
    duty = office.owed("R14.4", D(2026, 10, 12))[row.id]
    assert (duty.state, duty.owner) == ("due_soon", person)
    row.outcome = "Sent"
    office.save()
    office.on(row, "close")
    assert office.owed("R14.4", D(2026, 10, 17))[row.id].state == "met"
