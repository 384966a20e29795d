"""Units, people, posts and the calendar through the one door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from core.directory.calendar import calendar_data
from core.directory.calendar_models import AcademicYear, DayOff, Semester
from core.directory.models import Person, Post, Unit, UnitTag
from core.records.refused import OutOfScope, Refused
from tests.plugins.befriending.college import YEAR, College, open_college

D = dt.date


@pytest.fixture
def college(tmp_path: Path) -> Iterator[College]:
    """A college with a calendar and nothing else."""
    made = open_college(f"sqlite:///{tmp_path / 'college.db'}", tmp_path, College)
    yield made
    made.session.close()
    made.engine.dispose()


def test_a_person_is_found_by_pinyin_and_initials(college: College) -> None:
    person = college.session.get_one(Person, college.person("王海燕"))
    assert (person.pinyin, person.initials) == ("wanghaiyan", "why")
    person.name = "李明"
    college.save()
    assert (person.pinyin, person.initials) == ("liming", "lm")


def test_a_name_of_other_letters_is_found_by_them(college: College) -> None:
    person = college.session.get_one(Person, college.person("Bold Erdene 𠮷"))
    assert person.pinyin is not None and person.initials is not None
    assert person.pinyin.startswith("bolderdene") and person.initials.startswith("be")


def test_a_unit_cannot_belong_to_itself_through_others(college: College) -> None:
    top, middle = college.unit("Top"), college.unit("Middle")
    middle.parent = top.id
    college.save()
    top.parent = middle.id
    with pytest.raises(Refused, match="itself") as refused:
        college.save()
    assert [c.field for c in refused.value.complaints] == ["parent"]


def test_two_units_do_not_share_a_name(college: College) -> None:
    college.unit("Library")
    with pytest.raises(Refused, match="exists already"):
        college.unit("Library")


@pytest.mark.parametrize("tag", ["三部六院", "Sanbu", "9units", "a b"])
def test_a_group_has_a_plain_name(college: College, tag: str) -> None:
    unit = college.unit()
    with pytest.raises(Refused, match="lower-case"):
        college.add(UnitTag(unit=unit.id, tag=tag))


def test_a_unit_is_in_a_group_once_at_a_time(college: College) -> None:
    unit = college.unit()
    college.add(UnitTag(unit=unit.id, tag="nine", until=D(2026, 8, 31)))
    college.add(UnitTag(unit=unit.id, tag="nine", since=D(2026, 9, 1)))
    with pytest.raises(Refused, match="in this group"):
        college.add(UnitTag(unit=unit.id, tag="nine", since=D(2027, 1, 1)))


def test_a_post_ends_after_it_starts_and_a_head_heads_a_unit(college: College) -> None:
    person = college.person("Li Ming")
    with pytest.raises(Refused) as refused:
        college.add(
            Post(
                person=person,
                kind="unit_head",
                title="Head",
                starts=D(2026, 9, 1),
                ends=D(2026, 8, 1),
            )
        )
    assert {c.field for c in refused.value.complaints} == {"ends", "unit"}


@pytest.mark.parametrize(
    ("name", "starts", "ends", "field"),
    [
        ("2027", D(2027, 9, 1), D(2028, 8, 31), "name"),
        ("2027-2029", D(2027, 9, 1), D(2028, 8, 31), "name"),
        ("2027-2028", D(2027, 8, 31), D(2028, 8, 31), "starts"),
        ("2027-2028", D(2028, 9, 1), D(2028, 8, 31), "starts"),
        ("2027-2028", D(2027, 9, 1), D(2027, 8, 31), "ends"),
        (YEAR, D(2026, 9, 1), D(2027, 8, 31), "starts"),
    ],
)
def test_a_wrong_academic_year_is_refused(
    college: College, name: str, starts: dt.date, ends: dt.date, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        college.add(AcademicYear(name=name, starts=starts, ends=ends))
    assert field in {c.field for c in refused.value.complaints}


def test_a_semester_lies_inside_its_year_and_beside_the_other(college: College) -> None:
    first = college.session.scalars(
        select(Semester).where(Semester.academic_year == college.year(), Semester.number == 1)
    ).one()
    first.ends = D(2027, 3, 1)
    with pytest.raises(Refused, match="share days"):
        college.save()
    college.session.expunge_all()
    year = college.session.get_one(AcademicYear, college.year())
    year.ends = D(2027, 7, 1)
    with pytest.raises(Refused, match="semesters would lie outside"):
        college.save()


def test_the_calendar_is_what_was_entered(college: College) -> None:
    college.add(DayOff(date=D(2026, 9, 3), working=False, name="College day"))
    calendar = calendar_data(college.session)
    assert calendar.academic_year(D(2027, 8, 31)).name == YEAR
    semester = calendar.semester(D(2027, 1, 17))
    assert (semester and semester.number, calendar.semester(D(2027, 1, 18))) == (1, None)
    assert not calendar.is_working(D(2026, 9, 3))
    assert calendar.is_working(D(2026, 9, 4))


def test_everybody_reads_the_directory_and_only_the_office_changes_it(college: College) -> None:
    unit = college.unit("Library")
    person = college.person("Li Ming")
    college.be("ME", person=person)
    assert college.session.scalars(select(Unit.name)).all() == ["Library"]
    mine = college.session.get_one(Unit, unit.id)
    mine.name = "Archive"
    with pytest.raises(OutOfScope):
        college.save()
    college.be("UF")
    college.session.get_one(Unit, unit.id).name = "Archive"
    college.save()
    assert college.session.scalars(select(Unit.name)).all() == ["Archive"]
