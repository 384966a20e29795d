"""The calendar is read once per generation, and anew when somebody changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, select

from core.db import session_factory
from core.directory.calendar import kept_calendar
from core.directory.calendar_models import AcademicYear
from core.directory.first_years import first_years
from tests.plugins.befriending.college import College, open_college

D = dt.date


@pytest.fixture
def college(tmp_path: Path) -> Iterator[College]:
    """A college with a calendar and nothing else."""
    made = open_college(f"sqlite:///{tmp_path / 'college.db'}", tmp_path, College)
    yield made
    made.session.close()
    made.engine.dispose()


def test_a_change_is_seen_and_nothing_is_read_twice(college: College) -> None:
    asked: list[str] = []
    event.listen(
        college.engine, "before_cursor_execute", lambda *a: asked.append(a[2]), named=False
    )
    calendar = kept_calendar()
    with session_factory(college.engine)() as session:
        assert calendar(session).academic_year(D(2027, 9, 1)).name == "2027-2028"
        before = len(asked)
        calendar(session)
        assert len(asked) == before + 1
    year = college.session.get_one(AcademicYear, college.year())
    year.ends = D(2027, 8, 20)
    college.save()
    with session_factory(college.engine)() as session:
        assert calendar(session).academic_year(D(2027, 8, 31)).start == D(2027, 8, 21)


def test_the_first_years_are_entered_into_an_empty_calendar_only(college: College) -> None:
    assert first_years(college.session, D(2026, 9, 1)) == []
    for year in college.session.scalars(select(AcademicYear)):
        assert year.name in ("2025-2026", "2026-2027")
