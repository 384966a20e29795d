"""One row of every record of every chapter, for tests that go through all of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import select

from config import CHAPTERS
from core.db.base import RecordBase
from core.directory.absences import Absence
from core.directory.calendar_models import DayOff
from core.directory.models import UnitTag
from core.directory.requests import DataRequest
from core.directory.sealed import SealedExport
from tests.builders import DAY, NOW, Builders
from tests.site import Site

MISSING: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {
    "directory.unit_tag": lambda ids: UnitTag(unit=ids["unit1"], tag="trial"),
    "directory.data_request": lambda ids: DataRequest(
        person=ids["person1"], kind="correction", entry="联系记录", asked_on=DAY, due_on=DAY
    ),
    "directory.sealed_export": lambda ids: SealedExport(
        what="联系记录",
        purpose="年度总结",
        entries=2,
        asked_on=DAY,
        created_by=1,
        about_record="directory.unit",
    ),
    "directory.absence": lambda ids: Absence(
        person=ids["leader1"], deputy=ids["leader2"], starts=DAY
    ),
    "directory.day_off": lambda _ids: DayOff(date=DAY, working=False, name="Trial day"),
}
"""Rows of records that the college of the tests has none of; those of a chapter stand in
``tests/plugins/<chapter>/rows.py``."""
NOT_TYPED = ("directory.data_request", "directory.sealed_export")
"""Records whose rows come from another page than a form of theirs."""
BY_THE_SYSTEM = (
    "directory.sealed_export",
    "overseas.consent",
    "overseas.sending",
    "overseas.summary_line",
    "publicity.edition",
    "publicity.review",
)
"""Records that nobody changes in a form."""
STEPS: dict[str, tuple[str, ...]] = {}
"""Steps of the workflow that a row is brought through, where later rows need that."""
BESIDE: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {}
"""A second row of a record, where a later record refers to two."""
for _file in sorted((Path(__file__).parent / "plugins").glob("*/rows.py")):
    _module = importlib.import_module(f"tests.plugins.{_file.parent.name}.rows")
    MISSING |= _module.ROWS
    STEPS |= getattr(_module, "STEPS", {})
    BESIDE |= getattr(_module, "BESIDE", {})


def switch_all_on(site: Site, make: Builders) -> None:
    """Switch every chapter on."""
    chapters = site.runtime.chapters
    for name in CHAPTERS:
        if name in chapters.names and not chapters.enabled(name):
            chapters.enable(make.session, name, NOW)
    make.session.commit()
    chapters.refresh(make.session)


def fill(site: Site, make: Builders) -> None:
    """Switch every chapter on, and make a row of every record that ``MISSING`` names and has none."""
    switch_all_on(site, make)
    for name, row in MISSING.items():
        model = site.runtime.catalogue.models[name]
        if (key := make.session.scalar(select(model.id).order_by(model.id).limit(1))) is not None:
            site.ids[name] = key
            continue
        made = make.keep(row(site.ids))
        make.move(made, *STEPS.get(made.record.name, ()))
        site.ids[made.record.name] = made.id
        if name in BESIDE:
            make.keep(BESIDE[name](site.ids))
