"""Rules for tagged units: a tag holds for a time, and only units that carry it owe anything."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import cast

import pytest
from sqlalchemy import Table

from core.db import Base, RecordBase
from core.db.catalogue import Catalogue
from core.declare import Quota
from core.directory.models import Unit, UnitTag
from core.duties import World, report
from tests.core.duty_chapter import (
    COLLEGE,
    MODELS,
    College,
    Meeting,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)

D = dt.date
TABLES = [cast(Table, UnitTag.__table__)]
ROUNDS: Quota = dataclasses.replace(
    COLLEGE, name="T1", record="directory.unit", link="unit_no", tag="sanbu_liuyuan"
)


@pytest.fixture(autouse=True)
def directory(college: College) -> Iterator[None]:
    bind = college.session.get_bind()
    Base.metadata.create_all(bind, tables=TABLES)
    yield
    college.session.rollback()
    Base.metadata.drop_all(bind, tables=TABLES)


def tagged_world() -> World:
    world = world_of(ROUNDS)
    every: tuple[type[RecordBase], ...] = (*MODELS, Unit, UnitTag)
    models = {m.record.name: m for m in every}
    rules = world.catalogue.rules
    return dataclasses.replace(world, catalogue=Catalogue(models=models, rules=rules))


def unit(college: College, name: str, **tag: dt.date | None) -> Unit:
    made = Unit(name=name, code=name, kind="teaching", active=True)
    college.add(made)
    if tag:
        college.add(UnitTag(unit=made.id, tag="sanbu_liuyuan", **tag))
    return made


def test_only_units_that_carry_the_tag_in_the_period_owe_a_round(college: College) -> None:
    always = unit(college, "A", since=D(2020, 1, 1))
    late = unit(college, "B", since=D(2027, 2, 1))
    former = unit(college, "C", since=None, until=D(2027, 1, 20))
    unit(college, "D")
    college.add(Meeting(unit_no=always.id, date=D(2026, 10, 1)))
    college.run(D(2027, 7, 20), tagged_world())
    assert college.duty(always, period="2026-2027/1").state == "met"
    assert college.duty(always, period="2026-2027/2").state == "overdue"
    assert college.duty(late).period == "2026-2027/2"
    assert college.duty(former, period="2026-2027/1").state == "overdue"
    items = report(college.session, tagged_world(), as_of=D(2027, 7, 20))
    assert {i["subject"]["label"] for i in items} == {"A", "B", "C"}


def test_a_tag_that_ends_voids_the_running_duty(college: College) -> None:
    leaving = unit(college, "A", since=D(2020, 1, 1), until=D(2027, 4, 1))
    college.run(D(2027, 3, 15), tagged_world())
    assert college.duty(leaving, period="2026-2027/2").state == "open"
    college.run(D(2027, 4, 2), tagged_world())
    duty = college.duty(leaving, period="2026-2027/2")
    assert (duty.state, duty.reason) == ("void", "gone")
