"""One row of each record of chapter 3, for the tests that go through all records of all chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.db.base import RecordBase
from plugins.liaison.models import Assignment, Nomination
from plugins.liaison.report_models import Matter, Report, Trainee, Training
from tests.builders import DAY

ROWS: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {
    "liaison.nomination": lambda ids: Nomination(
        unit=ids["unit1"], nominee=ids["person1"], tier="A"
    ),
    "liaison.assignment": lambda ids: Assignment(
        unit=ids["unit2"], officer=ids["leader2"], starts=DAY
    ),
    "liaison.report": lambda ids: Report(unit=ids["unit2"], period=1, owner=ids["leader2"]),
    "liaison.matter": lambda _ids: Matter(report=1, category="other", description="试讲"),
    "liaison.training": lambda _ids: Training(date=DAY, topic="试讲"),
    "liaison.trainee": lambda ids: Trainee(training=1, person=ids["leader2"]),
}
"""Made in this order, on the numbers of the college that all tests share."""
