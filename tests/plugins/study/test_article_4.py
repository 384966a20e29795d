"""Article 4, by its acceptance cases: online and on the spot, reflections without marks."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.declare import forbidden_word
from core.records.refused import OutOfScope, Refused
from plugins.study.chapter import Study
from plugins.study.session_models import Reader, Reflection, Session, Signin
from tests.chapters_made_for_tests import Made, made, reasons
from tests.plugins.study.studies import Studies

__all__ = ["made"]

D = dt.date


def test_t04_1_three_online_studies_and_no_session_are_not_enough(college: Studies) -> None:
    unit = college.unit()
    for day in (20, 21, 22):
        college.online(unit.id, D(2026, 9, day))
    after = D(2027, 1, 18)
    assert college.state("R04.1b", unit, after) == "met"
    assert college.state("R04.1", unit, after) == "overdue"
    college.study(unit.id, D(2026, 12, 1))
    assert college.state("R04.1", unit, after) == "met"


def test_r04_1_sessions_alone_are_not_enough_either(college: Studies) -> None:
    unit = college.unit()
    college.study(unit.id, D(2026, 12, 1))
    college.study(unit.id, D(2026, 12, 8), "cancel")
    assert college.state("R04.1", unit, D(2027, 1, 18)) == "met"
    assert college.state("R04.1b", unit, D(2027, 1, 18)) == "overdue"


def test_t04_3_whoever_is_invited_is_told_once_and_never_overdue(college: Studies) -> None:
    unit = college.unit().id
    person = college.member(unit)
    reader = college.give(college.online(unit), person, obliged=False)
    assert college.duties("R04.2", D(2026, 10, 20)) == {}
    assert college.told() == [(person, "", "You are invited to an online study.")]
    assert reader.handed_in_on is None


def test_t04_4_a_cadre_is_reminded_on_the_day_and_three_working_days_later(
    college: Studies,
) -> None:
    unit = college.unit().id
    person = college.member(unit)
    reader = college.give(college.online(unit), person, obliged=True)
    duty = college.duties("R04.2", D(2026, 9, 30))[reader.id]
    assert (duty.state, duty.owner, duty.unit) == ("overdue", person, unit)

    def reminders() -> int:
        return [p for p, _, _ in college.told("duty")].count(person)

    assert reminders() == 1
    college.duties("R04.2", D(2026, 10, 20))
    assert reminders() == 2
    college.duties("R04.2", D(2026, 11, 30))
    assert reminders() == 2


def test_t04_4_the_head_of_the_unit_sees_the_duty_and_nothing_of_its_content(
    college: Studies,
) -> None:
    unit = college.unit().id
    person = college.member(unit)
    college.give(college.online(unit), person, obliged=True)
    college.reflection(person)
    college.be("UH", person=college.member(unit), unit=unit)
    assert college.session.scalars(select(Reader)).all() == []
    text = Reflection.record.field("text")
    assert text is not None
    purpose = next(p for p in Study.manifest.purposes if p.name == text.purpose)
    assert "UH" not in purpose.readers


def test_handing_in_a_reflection_ends_the_duty(college: Studies) -> None:
    unit = college.unit().id
    person, item = college.member(unit), college.online(unit)
    reader = college.give(item, person, obliged=True)
    made = college.reflection(person, "submit", item=item.id)
    assert college.state("R04.2", reader, D(2026, 10, 5)) == "met"
    college.move(made, "ask", comment="The file is missing")
    assert college.state("R04.2", reader, D(2026, 10, 5)) == "overdue"


@pytest.mark.parametrize("name", ["心得评分", "score", "Reflection score"])
def test_t04_5_no_field_for_marks_can_be_declared(name: str) -> None:
    assert forbidden_word(name)


def test_t04_5_the_manifest_check_refuses_such_a_field(made: Made) -> None:
    made.toml("notes", '[record.thing.field.mark]\nkind = "integer"\nlabel = "心得评分"\n')
    chapters = made.load()
    assert "must not be kept about people" in reasons(chapters, "notes")
    assert "notes" not in chapters.names


def test_t04_5_nothing_of_a_reflection_ranks_or_marks_it(college: Studies) -> None:
    record = college.chapters.catalogue.record("study.reflection")
    texts = [t for f in record.fields for t in (f.name, f.label, *(c.label for c in f.choices))]
    assert [t for t in texts if forbidden_word(t)] == []
    workflow = college.chapters.catalogue.workflow("study.reflection")
    assert workflow is not None
    assert [s.name for s in workflow.states] == ["draft", "submitted", "selected"]


def test_t04_7_without_consent_a_reflection_is_not_chosen_for_printing(college: Studies) -> None:
    person = college.member(college.unit().id)
    made = college.reflection(person, "submit")
    assert made.may_print is False
    with pytest.raises(Refused, match="does not agree"):
        college.move(made, "select")


def test_taking_the_consent_back_takes_the_reflection_out(college: Studies) -> None:
    person = college.member(college.unit().id)
    made = college.reflection(person, "submit", "select", may_print=True)
    college.be("ME", person=person)
    mine = college.session.get_one(Reflection, made.id)
    mine.may_print = False
    college.save()
    assert mine.status == "submitted"


def test_only_the_writer_agrees_to_printing_and_reads_own_reflections(college: Studies) -> None:
    unit = college.unit().id
    person, other = college.member(unit), college.member(unit)
    made = college.reflection(person, "submit")
    college.be("UF", person=other)
    row = college.session.get_one(Reflection, made.id)
    row.may_print = True
    with pytest.raises((Refused, OutOfScope)):
        college.save()
    college.be("ME", person=other)
    assert college.session.scalars(select(Reflection)).all() == []


def test_r04_3_the_papers_of_a_session_are_due_within_five_working_days(college: Studies) -> None:
    made = college.study(college.unit().id, D(2026, 11, 2))
    assert college.duties("R04.3", D(2026, 11, 9))[made.id].due_on == D(2026, 11, 9)
    assert college.duties("R04.3", D(2026, 11, 10))[made.id].state == "overdue"
    made.content, made.expected = "Theory", 20
    with pytest.raises(Refused) as refused:
        college.save()
        college.move(made, "complete")
    assert {c.field for c in refused.value.complaints} == {"present"}
    college.session.refresh(made)
    made.content, made.expected, made.present, made.sheet_filed = "Theory", 20, 12, True
    college.save()
    college.move(made, "complete")
    assert college.duties("R04.3", D(2026, 11, 10))[made.id].state == "met"


def test_r04_4_few_present_is_a_hint_and_nothing_more(college: Studies) -> None:
    made = college.study(college.unit().id, D(2026, 11, 2), expected=20, present=15)
    assert made.few_present is True
    made.present = 16
    college.save()
    assert made.few_present is False
    assert not [t for t in college.told() if "present" in t[2]]


def test_a_session_is_complete_only_with_signatures(college: Studies) -> None:
    made = college.study(college.unit().id, D(2026, 11, 2), content="x", expected=1, present=1)
    with pytest.raises(Refused, match="Nobody signed in"):
        college.move(made, "complete")
    college.session.refresh(made)
    college.add(Signin(session=made.id, person=made.host))
    college.session.refresh(made)
    assert made.signed == 1
    assert college.move(made, "complete").status == "complete"


def test_a_signature_by_hand_is_from_a_sheet_and_counts_once(college: Studies) -> None:
    unit = college.unit().id
    made = college.study(unit, D(2026, 11, 2))
    row = college.add(Signin(session=made.id, person=made.host))
    assert (row.way, row.at) == ("sheet", None)
    with pytest.raises(Refused, match="exists already"):
        college.add(Signin(session=made.id, person=made.host))


def test_a_session_of_tomorrow_was_not_held(college: Studies) -> None:
    unit = college.unit().id
    made = college.add(
        Session(
            unit=unit,
            date=D(2026, 9, 21),
            topic="x",
            place="y",
            minutes=60,
            host=college.member(unit),
        )
    )
    with pytest.raises(Refused, match="has not come yet"):
        college.move(made, "hold")


def test_units_keep_their_own_sessions(college: Studies) -> None:
    mine, other = college.unit().id, college.unit().id
    officer, seen = college.member(mine), college.study(mine, D(2026, 9, 10))
    foreign = college.study(other, D(2026, 9, 10))
    college.add(Signin(session=foreign.id, person=foreign.host))
    college.be("LI", person=officer, unit=mine)
    assert college.session.scalars(select(Session.id)).all() == [seen.id]
    assert college.session.scalars(select(Signin)).all() == []
