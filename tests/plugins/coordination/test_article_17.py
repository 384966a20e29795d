"""Article 17, by its acceptance cases: training, pledges, good deeds, and nobody graded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.declare import forbidden_word
from core.records.refused import Refused
from plugins.coordination.chapter import Coordination
from plugins.coordination.staff_models import GoodDeed, Member, Pledge, Training
from plugins.coordination.suggestion_models import Suggestion
from tests.plugins.coordination.college import Office

D = dt.date
END = D(2027, 8, 31)


def member(office: Office, part: str = "office") -> Member:
    """Somebody who does the work since before the academic year."""
    person = office.person(f"Somebody of {part}")
    row: Member = office.add(Member(person=person, part=part, starts=D(2026, 9, 1)))
    return row


def deed(office: Office, **values: Any) -> GoodDeed:
    """Lamps that were promised for October."""
    given = {
        "name": "New lamps",
        "for_whom": "Library",
        "promised_for": D(2026, 10, 9),
    } | values
    return office.on(office.add(GoodDeed(**given)), "begin")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("part", "rule", "needed"), [("office", "R17.1a", 8), ("liaison", "R17.1b", 4)]
)
def test_r17_1_hours_of_training_are_added_up(
    office: Office, part: str, rule: str, needed: int
) -> None:
    row = member(office, part)
    other = member(office, "liaison" if part == "office" else "office")
    office.today = D(2026, 11, 20)
    office.add(Training(member=row.id, date=D(2026, 11, 5), content="Policies", hours=needed - 1))
    duty = office.owed(rule, END, END)[row.id]
    assert (duty.numerator, duty.state, duty.owner) == (needed - 1, "due_soon", row.person)
    assert other.id not in office.owed(rule, END, END)
    office.add(Training(member=row.id, date=D(2026, 11, 6), content="Law", hours=1))
    duty = office.owed(rule, END, END)[row.id]
    assert (duty.numerator, duty.state) == (needed, "met")


def test_r17_2_a_pledge_older_than_a_year_is_overdue_until_it_is_renewed(office: Office) -> None:
    row = member(office)
    office.add(Pledge(member=row.id, date=D(2026, 9, 10), edition="2026"))
    assert office.owed("R17.2", D(2027, 9, 10))[row.id].state == "due_soon"
    duty = office.owed("R17.2", D(2027, 9, 11))[row.id]
    assert (duty.state, duty.owner, duty.office) == ("overdue", row.person, "UFH")
    office.today = D(2027, 9, 12)
    office.add(Pledge(member=row.id, date=D(2027, 9, 12), edition="2027"))
    assert office.owed("R17.2", D(2027, 9, 12))[row.id].state == "open"


def test_t17_3_completing_a_good_deed_answers_no_suggestion(office: Office) -> None:
    unit = office.unit("Library")
    row = office.suggestion("register")
    row.unit = unit.id
    office.save()
    office.on(row, "assign")
    done = deed(office, suggestion=row.id)
    done.outcome = "Twelve lamps"
    office.save()
    office.on(done, "finish")
    assert done.status == "done"
    kept = office.session.get_one(Suggestion, row.id)
    assert (kept.status, kept.answered_on) == ("assigned", None)
    assert office.owed("R15.2", office.today)[row.id].state == "open"


def test_t17_4_a_partial_result_stays_open_and_gets_a_new_date(office: Office) -> None:
    row = deed(office)
    office.today = D(2026, 10, 12)
    assert office.owed("R17.3", office.today)[row.id].state == "overdue"
    row.outcome = "Six of twelve"
    office.save()
    with pytest.raises(Refused, match="Fill in this field"):
        office.on(row, "finish_part")
    office.session.rollback()
    row = office.session.get_one(GoodDeed, row.id)
    row.new_date = D(2026, 10, 10)
    office.save()
    with pytest.raises(Refused, match="lies ahead"):
        office.on(row, "finish_part")
    office.session.rollback()
    row = office.session.get_one(GoodDeed, row.id)
    row.new_date = D(2026, 12, 1)
    office.save()
    office.on(row, "finish_part")
    assert (row.status, row.promised_for, row.new_date) == ("partly", D(2026, 12, 1), None)
    assert office.owed("R17.3", office.today)[row.id].state == "open"
    row.promised_for = D(2027, 5, 1)
    with pytest.raises(Refused, match="Say how far it is done"):
        office.save()


def test_t17_5_nobody_can_be_graded() -> None:
    assert forbidden_word("作风评分") and forbidden_word("style_score")
    fields = [f for m in Coordination().models() for f in m.record.fields]
    texts = [t for f in fields for t in (f.name, f.label, *(c.label for c in f.choices))]
    assert [t for t in texts if forbidden_word(t)] == []
