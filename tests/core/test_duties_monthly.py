"""The monthly list: one message at the first working day, about what is long overdue."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from core.calendar import Calendar
from core.duties import evaluate, last_runs
from core.duties.monthly import first_working_day, listed_by_owner
from tests.core.duty_chapter import (
    YEARLY,
    College,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.ladder_college import FIFTEEN, Office

D = dt.date
OCTOBER = D(2027, 10, 1)


@pytest.fixture(name="office")
def _office(college: College) -> Office:
    return Office(college)


def lists(office: Office) -> list[tuple[int | None, str, dict[str, int]]]:
    """Person, role and numbers of each monthly message."""
    found = [m for m in office.messages() if m.key and m.key.startswith("monthly:")]
    assert {m.link for m in found} <= {"/duties/monthly"}
    return [(m.person, m.role, json.loads(m.fill_in)) for m in found]


def test_the_first_working_day_of_a_month() -> None:
    assert first_working_day(Calendar(), D(2027, 8, 15)) == D(2027, 8, 2)
    assert first_working_day(Calendar(), D(2026, 10, 3)) == D(2026, 10, 8)
    assert first_working_day(Calendar(), D(2028, 1, 1)) == D(2028, 1, 3)


def test_the_member_in_charge_is_told_once_a_month_with_numbers(office: Office) -> None:
    unit = office.unit()
    member, leader = office.person(unit), office.person(unit)
    office.post(member, "in_charge")
    office.pair(leader)
    office.pair(leader)
    office.pair()
    office.days(*(d for _, d in FIFTEEN))
    assert lists(office) == []
    office.days(D(2027, 9, 30), OCTOBER, OCTOBER, D(2027, 10, 4))
    assert lists(office) == [(member.id, "", {"duties": 3, "people": 2})]
    rows = office.college.session.execute(listed_by_owner(office.college.world)).all()
    assert sorted((r.owner or 0, r.office, r.number) for r in rows) == [
        (0, "UF", 1),
        (leader.id, "UF", 2),
    ]
    office.days(D(2027, 11, 1), D(2027, 11, 2))
    assert len(lists(office)) == 2


def test_tx_2_a_list_that_was_missed_comes_with_the_next_evaluation_and_once(
    office: Office,
) -> None:
    office.pair()
    office.days(*(d for _, d in FIFTEEN), D(2027, 9, 30))
    office.days(D(2027, 10, 6), D(2027, 10, 7))
    assert lists(office) == [(None, "UFH", {"duties": 1, "people": 1})]


def test_a_closed_duty_leaves_the_list_and_an_empty_list_tells_nobody(office: Office) -> None:
    pair = office.pair()
    office.days(*(d for _, d in FIFTEEN))
    office.college.met(pair, D(2027, 8, 20))
    office.days(OCTOBER, D(2027, 10, 4))
    assert lists(office) == []
    assert office.college.session.execute(listed_by_owner(office.college.world)).all() == []


def test_a_hint_and_a_paused_chapter_are_not_listed(office: Office) -> None:
    office.pair()
    office.days(*(d for _, d in FIFTEEN))
    off = world_of(YEARLY, enabled=False)
    hint = world_of(dataclasses.replace(YEARLY, hint=True, name="H1"))
    office.days(OCTOBER, world=off)
    office.days(*(d for _, d in FIFTEEN), D(2027, 11, 1), world=hint)
    assert lists(office) == []


def test_a_list_that_fails_is_shown_as_a_failed_run(office: Office) -> None:
    office.college.session.connection().exec_driver_sql("DROP TABLE core_duty_list")
    office.college.session.commit()

    report = evaluate(
        office.college.session,
        office.college.world,
        as_of=OCTOBER,
        now=dt.datetime(2027, 10, 1, tzinfo=dt.UTC),
    )
    assert [r.rule for r in report.failed] == ["core.monthly_list"]
    assert [bool(r.error) for r in last_runs(office.college.session)] == [False, True]
