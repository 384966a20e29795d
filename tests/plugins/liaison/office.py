"""Short words for the tests of chapter 3: nominations, terms, reports and matters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from core.directory.calendar_models import AcademicYear, Semester
from core.directory.models import Person
from plugins.liaison.models import Assignment, Nomination
from plugins.liaison.report_models import Matter, Report
from tests.plugins.befriending.college import YEAR, College

D = dt.date
TO_REVIEW = ("submit", "confirm", "agree", "verify")
TO_OFFICE = (*TO_REVIEW, "publish", "take_office")


@dataclass
class Office(College):
    """A college with chapter 3 on."""

    chapter: str = "liaison"

    def member(self, unit: int, name: str = "") -> int:
        """Somebody of a unit."""
        self.numbers += 1
        return int(self.add(Person(name=name or f"Member {self.numbers}", unit=unit)).id)

    def nomination(self, unit: int, *moves: str, **values: Any) -> Nomination:
        """A nomination under category A, brought through *moves*."""
        given = {"tier": "A", "unit_note": "Recommended", "office_note": "Agreed"} | values
        given["nominee"] = given.get("nominee") or self.member(unit)
        made = self.add(Nomination(unit=unit, **given))
        return cast(Nomination, self.move(made, *moves, comment="because"))

    def term(self, unit: int, starts: dt.date, **values: Any) -> Assignment:
        """A term of an officer, entered by hand."""
        values["officer"] = values.get("officer") or self.member(unit)
        return cast(Assignment, self.add(Assignment(unit=unit, starts=starts, **values)))

    def semester(self, number: int = 1, year: str = YEAR) -> int:
        """The number of a semester's row."""
        ask = select(Semester.id).join(AcademicYear, AcademicYear.id == Semester.academic_year)
        ask = ask.where(AcademicYear.name == year, Semester.number == number)
        return self.session.scalars(ask).one()

    def report(self, term: Assignment, *moves: str, **values: Any) -> Report:
        """A report of the officer of *term* for the first semester, brought through *moves*."""
        given = {"period": self.semester(), "owner": term.officer} | values
        made = self.add(Report(unit=term.unit, **given))
        return cast(Report, self.move(made, *moves, comment="because"))

    def matter(self, report: Report, **values: Any) -> Matter:
        """A matter without a name."""
        given = {"category": "service", "description": "The lift stands still"} | values
        return cast(Matter, self.add(Matter(report=report.id, **given)))
