"""Whom a step tells: owners, deputies along chains, heads of units, roles; and never nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from core.declare import TELL_AGAIN, TELL_OWNER, Step
from core.directory.absences import Absence
from core.directory.staff import Staff, is_in_charge, staff_on, stood_in_for
from core.duties.recipients import recipients
from tests.core.duty_chapter import (
    College,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
)
from tests.core.ladder_college import Office

D = dt.date
FACULTY, LIBRARY, HALL = 1, 2, 3
ANN, BOB, CAT, DAN, EVE = 11, 12, 13, 14, 15
STAFF = Staff(
    units={ANN: LIBRARY, BOB: LIBRARY, CAT: LIBRARY, DAN: LIBRARY, EVE: FACULTY},
    serving=frozenset({ANN, BOB, CAT, DAN, EVE}),
    heads={LIBRARY: (DAN,), FACULTY: (EVE,)},
    above={LIBRARY: FACULTY, HALL: FACULTY, FACULTY: None},
)


@dataclass(frozen=True)
class Debt:
    """A duty, as far as recipients ask."""

    owner: int | None = ANN
    unit: int | None = None
    office: str = "UF"


def told(step: Step, staff: Staff = STAFF, **of: int | None) -> list[str]:
    return [f"{t.part} {t.address}" for t in recipients(step, Debt(**of), staff)]  # type: ignore[arg-type]


def test_the_owner_is_told_and_without_one_the_office() -> None:
    assert told(TELL_OWNER) == ["owner p11"]
    assert told(TELL_OWNER, owner=None) == ["office rUF"]


def test_owner_and_head_of_the_unit_are_told_and_an_owner_who_is_head_once() -> None:
    assert told(TELL_AGAIN) == ["owner p11", "unit_head p14"]
    assert told(TELL_AGAIN, owner=DAN) == ["owner p14"]
    assert told(TELL_AGAIN, owner=None, unit=LIBRARY) == ["office rUF", "unit_head p14"]
    assert told(TELL_AGAIN, owner=None) == ["office rUF"]


def test_a_unit_without_a_head_is_headed_from_above_and_else_by_the_office() -> None:
    head = Step(name="h", to=("unit_head",))
    assert told(head, unit=HALL) == ["unit_head p15"]
    assert told(head, replace(STAFF, heads={}), unit=HALL) == ["office rUF"]
    circle = replace(STAFF, heads={}, above={HALL: LIBRARY, LIBRARY: HALL})
    assert told(head, circle, unit=HALL) == ["office rUF"]


def test_during_an_absence_the_owner_and_the_deputy_both_know() -> None:
    away = replace(STAFF, away={ANN: BOB})
    assert told(TELL_OWNER, away) == ["owner p11", "deputy p12"]


def test_a_chain_of_absences_ends_with_the_one_who_is_there() -> None:
    away = replace(STAFF, away={ANN: BOB, BOB: CAT})
    assert told(TELL_OWNER, away) == ["owner p11", "deputy p13"]


@pytest.mark.parametrize(
    "away",
    [{ANN: BOB, BOB: ANN}, {ANN: None}, {ANN: BOB, BOB: None}, {ANN: 99}],
    ids=["circle", "no deputy", "deputy away too", "deputy left"],
)
def test_a_chain_that_ends_with_nobody_goes_to_the_head_of_the_unit(
    away: dict[int, int | None],
) -> None:
    assert told(TELL_OWNER, replace(STAFF, away=away)) == ["owner p11", "unit_head p14"]


def test_who_left_is_not_told_and_the_head_or_the_office_is() -> None:
    left = replace(STAFF, serving=STAFF.serving - {ANN})
    assert told(TELL_OWNER, left) == ["unit_head p14"]
    assert told(TELL_OWNER, replace(left, heads={})) == ["office rUF"]
    assert told(TELL_OWNER, left, owner=99) == ["office rUF"]


def test_a_head_who_is_away_is_told_with_the_deputy() -> None:
    away = replace(STAFF, away={DAN: CAT})
    assert told(TELL_AGAIN, away) == ["owner p11", "unit_head p14", "deputy p13"]


def test_the_member_in_charge_is_a_post_and_the_department_head_until_one_is_entered() -> None:
    step = Step(name="c", to=("in_charge",))
    assert told(step) == ["role rUFH"]
    assert told(step, replace(STAFF, in_charge=(EVE,))) == ["in_charge p15"]
    away = replace(STAFF, in_charge=(EVE,), away={EVE: ANN})
    assert told(step, away) == ["in_charge p15", "deputy p11"]


def test_staff_of_a_day_is_read_from_the_directory(college: College) -> None:
    office = Office(college)
    top = office.unit("Faculty")
    unit = office.unit("Library", parent=top.id)
    head, left = office.person(unit), office.person(unit, active=False)
    one, two, three = (office.person(unit) for _ in range(3))
    office.post(head, "unit_head", unit)
    office.post(left, "unit_head", top)
    office.post(one, "in_charge")
    absence = {"person": two.id, "deputy": one.id, "starts": D(2027, 9, 1), "ends": D(2027, 9, 9)}
    college.add(Absence(**absence), Absence(person=three.id, deputy=two.id, starts=D(2027, 9, 5)))
    session = college.session
    before, during = staff_on(session, D(2027, 8, 31)), staff_on(session, D(2027, 9, 9))
    assert before.away == {}
    assert during.away == {two.id: one.id, three.id: two.id}
    assert during.acting(three.id) == one.id
    assert staff_on(session, D(2027, 9, 10)).acting(three.id) == two.id
    assert during.heads == {unit.id: (head.id,)}
    assert during.above[unit.id] == top.id
    assert (left.id in during.serving, during.units[left.id]) == (False, unit.id)
    assert during.in_charge == (one.id,)
    assert is_in_charge(session, one.id, D(2027, 9, 1))
    assert not is_in_charge(session, two.id, D(2027, 9, 1))


def test_a_deputy_stands_in_along_a_chain_and_a_circle_ends(college: College) -> None:
    office = Office(college)
    unit = office.unit()
    one, two, three = (office.person(unit) for _ in range(3))
    office.away(two, one)
    office.away(three, two, D(2027, 9, 5))

    def away(person: int, day: dt.date) -> set[int]:
        return set(college.session.execute(stood_in_for(person, day)).scalars())

    assert away(one.id, D(2027, 9, 4)) == {two.id}
    assert away(one.id, D(2027, 9, 5)) == {two.id, three.id}
    office.away(one, three, D(2027, 9, 6))
    assert away(one.id, D(2027, 9, 6)) == {two.id, three.id}
