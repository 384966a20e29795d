"""Article 8, by its acceptance cases: courses, nominations, places, completion."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.calendar.days import DAY
from core.records.refused import OutOfScope, Refused
from plugins.cultivation.access import grants
from plugins.cultivation.chapter import Cultivation
from plugins.cultivation.models import Completion, Course, Nomination, TrainingPlan
from tests.plugins.cultivation.office import CLOSES, TO_READY, Office

D = dt.date


def texts(refused: pytest.ExceptionInfo[Refused]) -> str:
    return str(refused.value)


def test_the_plan_of_the_year_is_owed_by_the_end_of_march(office: Office) -> None:
    office.today = D(2027, 2, 1)
    plan = office.add(TrainingPlan(year=2027, title="Plan", aim="Two to the region"))
    due = office.duties("R08.1", D(2027, 4, 1))[0]
    assert (due.state, due.due_on, due.office) == ("overdue", D(2027, 3, 31), "UF")
    office.move(plan, "submit", "issue")
    assert office.duties("R08.1", D(2027, 4, 1))[0].state == "met"


def test_a_plan_of_another_year_meets_nothing(office: Office) -> None:
    plan = office.add(TrainingPlan(year=2028, title="Plan", aim="Two to the region"))
    office.move(plan, "submit", "issue")
    assert office.duties("R08.1", D(2027, 4, 1))[0].state == "overdue"


def test_an_issued_plan_that_is_changed_goes_back_to_the_head(office: Office) -> None:
    plan = office.add(TrainingPlan(year=2027, title="Plan", aim="Two to the region"))
    office.move(plan, "submit", "issue")
    plan.aim = "Three to the region"
    office.save()
    assert plan.status == "submitted"


def test_t08_2_after_the_closing_time_nobody_registers(office: Office) -> None:
    office.today = D(2026, 10, 16)
    course = office.course()
    office.nomination(course, "submit")  # noon
    course.closes_at = dt.datetime(2026, 10, 16, 3, 59, tzinfo=dt.UTC)  # 11:59
    office.save()
    with pytest.raises(Refused, match="has closed"):
        office.nomination(course)


def test_t08_2_the_office_opens_it_again_with_a_reason_and_a_later_time(office: Office) -> None:
    office.today = D(2026, 10, 17)
    course = office.course()
    with pytest.raises(Refused, match="has closed"):
        office.nomination(course)
    with pytest.raises(Refused, match="Give a reason"):
        course.extended_to = CLOSES + dt.timedelta(days=7)
        office.move(course, "reopen")
    office.session.rollback()
    course.extended_to = CLOSES + dt.timedelta(days=7)
    office.save()
    office.move(course, "reopen", comment="The organiser has places left")
    assert office.nomination(course, "submit").status == "unit"
    assert course.closes_on == D(2026, 10, 23)


def test_t08_3_without_the_own_wish_it_is_not_passed_on(office: Office) -> None:
    made = office.nomination(office.course(), wish="no")
    with pytest.raises(Refused, match="own wish"):
        office.move(made, "submit")
    office.session.rollback()
    assert office.session.get_one(Nomination, made.id).status == "draft"


def test_the_person_agrees_or_declines_by_a_button_of_their_own(office: Office) -> None:
    course = office.course(places=5)
    one, other = (office.nomination(course, wish="open") for _ in range(2))
    for row, move, status, wish in (
        (one, "agree", "unit", "yes"),
        (other, "decline", "gave_up", "no"),
    ):
        number, person = row.id, row.person
        office.be("ME", person=person)
        mine = office.session.scalars(select(Nomination)).one()
        assert mine.id == number
        office.move(mine, move)
        assert (mine.status, mine.wish) == (status, wish)
        office.be()


def test_who_registers_alone_has_said_the_own_wish(office: Office) -> None:
    course, person = office.course(), office.person("Wang Fang")
    other = office.person("Li Ming")
    number = course.id
    office.be("ME", person=person)
    made = office.add(
        Nomination(course=number, person=person, post="Lecturer", reason="Law", wish="open")
    )
    assert made.wish == "yes"
    with pytest.raises(Refused, match="does not reach"):
        office.add(
            Nomination(course=number, person=other, post="Lecturer", reason="L", wish="open")
        )


def test_no_more_are_sent_than_there_are_places(office: Office) -> None:
    course = office.course()
    first, second = (office.nomination(course, *TO_READY) for _ in range(2))
    office.move(first, "send")
    assert office.session.get_one(Course, course.id).full_on == office.today
    with pytest.raises(Refused, match="waiting list"):
        office.move(second, "send")


def test_the_waiting_list_goes_by_registration_unless_the_head_says_why(office: Office) -> None:
    course = office.course()
    first, second, third = (office.nomination(course, *TO_READY) for _ in range(3))
    office.move(first, "send")
    for row in (second, third):
        office.move(row, "queue")
    office.move(first, "decline")
    assert office.session.get_one(Course, course.id).full_on is None
    number = third.id
    with pytest.raises(Refused, match="registered earlier"):
        office.move(third, "advance")
    office.session.rollback()
    office.be("UF")
    third = office.session.get_one(Nomination, number)
    with pytest.raises(OutOfScope):
        office.move(third, "prefer", comment="because")
    office.session.rollback()
    office.be("UFH")
    third = office.session.get_one(Nomination, number)
    with pytest.raises(Refused, match="Give a reason"):
        office.move(third, "prefer")
    office.session.rollback()
    office.move(third, "prefer", comment="The course is about her subject")
    assert third.status == "ready"


def test_t08_4_without_completion_person_and_office_are_told_once(office: Office) -> None:
    row = office.nomination(office.course(), *TO_READY, "send", "admit")
    office.today = D(2026, 12, 20)
    before = office.duties("R08.4", D(2026, 12, 19))[row.id]
    assert (before.state, before.due_on, before.owner) == ("due_soon", D(2026, 12, 20), row.person)
    for day in (D(2026, 12, 21), D(2026, 12, 21)):
        late = office.duties("R08.4", day)[row.id]
        assert late.state == "overdue"
    told = [(p, r) for p, r, _ in office.told_of("R08.4")]
    assert sorted(told, key=str) == sorted([(row.person, ""), (None, "UF")], key=str)


def test_a_completion_ends_the_duty_and_allows_the_last_step(office: Office) -> None:
    row = office.nomination(office.course(), *TO_READY, "send", "admit")
    with pytest.raises(Refused, match="Enter the completion first"):
        office.move(row, "complete")
    office.session.rollback()
    office.completion(row, D(2026, 12, 1))
    office.session.refresh(row)
    assert row.completed_on == D(2026, 12, 1)
    assert office.move(row, "complete").status == "done"
    assert office.duties("R08.4", D(2026, 12, 21))[row.id].state == "met"


def test_a_course_that_is_moved_moves_the_duty(office: Office) -> None:
    course = office.course()
    row = office.nomination(course, *TO_READY, "send", "admit")
    course.ends = D(2026, 11, 27)
    office.save()
    assert office.duties("R08.4", D(2026, 12, 1))[row.id].due_on == D(2026, 12, 27)


def test_free_places_are_told_before_the_registration_closes_and_full_ones_are_not(
    office: Office,
) -> None:
    course = office.course()
    soon = office.duties("R08.2", D(2026, 10, 12))[course.id]
    assert (soon.state, soon.due_on) == ("due_soon", D(2026, 10, 16))
    assert {r for _, r, _ in office.told_of("R08.2")} == {"UF", "UH"}
    office.move(office.nomination(course, *TO_READY), "send")
    assert office.duties("R08.2", D(2026, 10, 13))[course.id].state == "met"
    other = office.course(name="Another")
    office.move(other, "close")
    found = office.duties("R08.2", D(2026, 10, 13)).get(other.id)
    assert found is None or found.state == "void"


def test_t08_5_nothing_orders_people_by_anything_but_registration() -> None:
    fields = {f.name for m in Cultivation().models() for f in m.record.fields}
    assert not [n for n in fields if "score" in n or "rank" in n or "points" in n]
    actions = {a for g in grants() if hasattr(g, "actions") for a in g.actions}
    assert not [a for a in actions if "rank" in a or "score" in a]


def test_t08_6_an_organisation_is_asked_only_if_the_person_wants_that(office: Office) -> None:
    row = office.nomination(office.course(), *TO_READY)
    assert (row.status, row.ask_organisation, row.organisation_note) == ("ready", False, None)
    with pytest.raises(Refused, match="does not apply"):
        row.organisation_note = "Asked without being allowed"
        office.save()


def test_units_see_and_pass_on_their_own_people_only(office: Office) -> None:
    course = office.course(places=9)
    own = office.nomination(course)
    unit, number = own.unit, own.id
    away = office.add_elsewhere(course)
    head = office.person("Head")
    office.be("UH", person=head, unit=unit)
    seen = [n.id for n in office.session.scalars(select(Nomination))]
    assert seen == [number] and away not in seen
    moved = office.move(office.session.get_one(Nomination, number), "submit", "recommend")
    assert moved.status == "office"
    with pytest.raises(OutOfScope):
        office.move(moved, "approve")


def test_with_one_level_the_cadre_section_is_not_asked(office: Office) -> None:
    office.set("review_levels", 1)
    row = office.nomination(office.course(), "submit", "recommend", "approve")
    assert row.status == "ready"


def test_a_changed_reason_falls_back_to_the_unit(office: Office) -> None:
    row = office.nomination(office.course(), *TO_READY)
    row.reason = "Something else"
    office.save()
    assert row.status == "unit"


def test_somebody_stands_once_for_a_course_and_again_after_giving_up(office: Office) -> None:
    course = office.course()
    row = office.nomination(course)
    with pytest.raises(Refused, match="already"):
        office.nomination(course, person=row.person)
    office.session.rollback()
    office.move(row, "decline")
    assert office.nomination(course, person=row.person).status == "draft"


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"ends": D(2026, 11, 1)}, "before the first"),
        ({"closes_at": dt.datetime(2026, 12, 1, tzinfo=dt.UTC)}, "after the course"),
        ({"extended_to": CLOSES - dt.timedelta(hours=1)}, "after the first closing time"),
    ],
)
def test_courses_with_days_that_do_not_fit_are_refused(
    office: Office, values: dict[str, object], match: str
) -> None:
    with pytest.raises(Refused, match=match):
        office.course("-", **values)


def test_places_are_not_cut_below_what_is_taken(office: Office) -> None:
    course = office.course(places=2)
    for _ in range(2):
        office.move(office.nomination(course, *TO_READY), "send")
    course.places = 1
    with pytest.raises(Refused, match="taken already"):
        office.save()


def test_a_completion_is_not_of_tomorrow(office: Office) -> None:
    row = office.nomination(office.course(), *TO_READY, "send", "admit")
    with pytest.raises(Refused, match="after it was handed in"):
        office.add(Completion(nomination=row.id, handed_in_on=office.today + DAY, hours=4))
