"""One row of every record of every chapter, for tests that go through all of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from config import CHAPTERS
from core.db.base import RecordBase
from core.directory.absences import Absence
from core.directory.calendar_models import DayOff
from core.directory.models import UnitTag
from core.directory.requests import DataRequest
from tests.builders import DAY, NOW, Builders
from tests.site import Site

MISSING: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {
    "directory.unit_tag": lambda ids: UnitTag(unit=ids["unit1"], tag="trial"),
    "directory.data_request": lambda ids: DataRequest(
        person=ids["person1"], kind="correction", entry="Contact", asked_on=DAY, due_on=DAY
    ),
    "directory.absence": lambda ids: Absence(
        person=ids["leader1"], deputy=ids["leader2"], starts=DAY
    ),
    "directory.day_off": lambda _ids: DayOff(date=DAY, working=False, name="Trial day"),
}
"""Rows of records that the college of the tests has none of; those of a chapter stand in
``tests/plugins/<chapter>/rows.py``."""
for _file in sorted((Path(__file__).parent / "plugins").glob("*/rows.py")):
    MISSING |= importlib.import_module(f"tests.plugins.{_file.parent.name}.rows").ROWS


def switch_all_on(site: Site, make: Builders) -> None:
    """Switch every chapter on."""
    chapters = site.runtime.chapters
    for name in CHAPTERS:
        if name in chapters.names and not chapters.enabled(name):
            chapters.enable(make.session, name, NOW)
    make.session.commit()
    chapters.refresh(make.session)


def fill(site: Site, make: Builders) -> None:
    """Switch every chapter on, and make a row of every record that has none."""
    switch_all_on(site, make)
    for row in MISSING.values():
        make.keep(row(site.ids))
