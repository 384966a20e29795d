"""A chapter that only declares its rotation: the engine's slots pass the one door like any row."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.chapters.discovery import forget
from core.chapters.world import world_of
from core.cli.init import prepare
from core.cli.store import Store
from core.directory.calendar import calendar_data
from core.duties import Duty, Report, evaluate
from tests.builders import NOW, Builders
from tests.conftest import Databases, make_settings

D = dt.date
DAY = D(2026, 11, 24)
TOML = """
format = 1
name = "rota"
title = "Rota"
version = "0.1.0"
core = ">=0.1,<1"

[article.2]
title = "Members publish in turn"
served_by = ["rota.slot"]

[parameter.slot_weeks]
label = "Teaching weeks of a slot"
default = 2
minimum = 1
maximum = 18

[parameter.skip_policy]
label = "When a member is away"
default = "hold"
choices = { hold = "The turn waits", requeue = "The turn is lost" }

[purpose.duty_holders]
why = "Know whose turn it is."
basis = "PIPL art. 13(2)"
keep_months = 12
after = "end of the academic year"
readers = ["UF"]

[record.roster]
label = "Member of the rota"
title = ["person"]

[record.roster.field]
place = { kind = "integer", label = "Place", required = true }

[record.roster.field.person]
kind = "ref"
label = "Member"
target = "directory.person"
personal = "P"
purpose = "duty_holders"

[record.slot]
label = "Slot of the rota"
title = ["slot"]
common = true

[record.slot.field]
slot = { kind = "text", label = "Weeks of the slot", unique = true, filled = true }
date = { kind = "date", label = "Date of the slot" }
turn = { kind = "ref", label = "Turn of", target = "rota.roster" }
taker = { kind = "ref", label = "Taken by", target = "rota.roster" }
done = { kind = "date", label = "Published on" }
status = { kind = "choice", label = "State", choices = { planned = "Planned", gone = "Gone" } }
extra = { kind = "text", label = "Extra" }

[[grant]]
role = "UF"
record = ["roster", "slot"]
actions = ["read", "create", "edit", "delete"]

[[workflow.slot.moves]]
name = "drop"
label = "Drop the slot"
sources = ["planned"]
target = "gone"

[workflow.slot]
states = [{ name = "planned", label = "Planned" }, { name = "gone", label = "Gone", closed = true }]

[rule."R02.1"]
kind = "rotation"
title = "Members publish in turn"
article = 2
record = "slot"
unit = "unit"
period = "teaching_weeks"
every = "@slot_weeks"
skipped = "@skip_policy"
done = "done"
lead_days = 5
lead_working = true
roster = { record = "roster", place = "place", person = "person" }
"""


class Office:
    """A store with the chapter on and three members."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def run(self, day: dt.date = DAY) -> Report:
        """Evaluate all rules, as the command does."""
        with self.store.session("duties") as session:
            self.store.chapters.refresh(session)
            world = world_of(self.store.chapters, calendar_data(session))
            return evaluate(session, world, as_of=day, now=NOW)

    def rows(self, model: Any, **equal: Any) -> list[Any]:
        """Rows of a model, oldest first."""
        (key,) = model.__table__.primary_key
        with self.store.session("tests") as session:
            return list(session.scalars(select(model).filter_by(**equal).order_by(key)))

    @property
    def slots(self) -> list[Any]:
        """All slots."""
        return self.rows(self.store.chapters.catalogue.model("rota.slot"))


@pytest.fixture(name="toml")
def text_of_the_chapter() -> str:
    return TOML


@pytest.fixture(name="office")
def office_with_a_rota(
    kind: str, databases: Databases, tmp_path: Path, toml: str
) -> Iterator[Office]:
    folder = tmp_path / "data"
    url = databases.empty(kind, folder)
    home = folder / "chapters" / "rota"
    home.mkdir(parents=True)
    (home / "chapter.toml").write_text(toml, "utf-8")
    settings = make_settings(url, folder, chapter_dirs=(folder / "chapters",), chapters=("rota",))
    store = Store(lambda: settings)
    assert store.chapters.problems == ()
    prepare(store)
    with store.session("tests") as session:
        store.chapters.enable(session, "rota", NOW - dt.timedelta(days=400), assessment="1")
        session.commit()
        store.chapters.refresh(session)
        make = Builders(session, store.chapters.catalogue)
        unit = make.unit()
        roster = store.chapters.catalogue.model("rota.roster")
        for place in (1, 2, 3):
            person = make.person(unit=unit.id)
            make.keep(roster(place=place, person=person.id))
    yield Office(store)
    store.engine.dispose()
    forget("rota")
    databases.drop(url)


def test_slots_get_their_common_parts_state_and_an_entry_in_the_trail(office: Office) -> None:
    assert office.run().failed == ()
    slots = office.slots
    assert [s.taker for s in slots] == [1, 2, 3, 1, 2, 3, 1, 2, 3]
    assert {(s.academic_year, s.semester, s.status) for s in slots} == {("2026-2027", 1, "planned")}
    assert slots[0].code == "TZ-rota-2026-2027-0001"
    entries = office.rows(Entry, record="rota.slot")
    bodies = [json.loads(e.body) for e in entries]
    assert {(b["action"], b["name"]) for b in bodies} == {("create", "system:duties")}
    assert len(bodies) == len(slots)
    assert office.run().changed == 0
    assert len(office.rows(Entry, record="rota.slot")) == len(slots)
    assert [d.subject_id for d in office.rows(Duty, rule="rota.R02.1")] == [s.id for s in slots]


def test_two_evaluations_at_once_write_each_slot_once(office: Office) -> None:
    gate = threading.Barrier(2)
    failed: list[object] = []

    def one() -> None:
        gate.wait()
        failed.extend(office.run().failed)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len({s.slot for s in office.slots}) == len(office.slots) == 9


def test_a_handed_on_slot_is_in_the_trail_with_its_reason(office: Office) -> None:
    office.run()
    with office.store.session("tests") as session:
        absence = office.store.chapters.catalogue.model("directory.absence")
        row = office.rows(office.store.chapters.catalogue.model("rota.roster"))[1]
        Builders(session, office.store.chapters.catalogue).keep(
            absence(person=row.person, starts=DAY, ends=None)
        )
    office.run()
    assert 2 not in [s.taker for s in office.slots if s.date >= DAY]
    edited = [json.loads(e.body) for e in office.rows(Entry, record="rota.slot")]
    reasons = {b["about"]["reason"] for b in edited if b["action"] == "edit"}
    assert reasons == {"The order was planned anew."}


@pytest.mark.parametrize(
    "toml", [TOML.replace('label = "Extra"', 'label = "Extra", required = true')], ids=["required"]
)
def test_slots_that_the_door_refuses_are_told_with_field_and_mend_and_nothing_stays(
    office: Office,
) -> None:
    (run,) = office.run().failed
    assert run.rule == "rota.R02.1"
    assert "cannot write slots of rota.slot: extra: Fill in this field." in run.error
    assert "Let the chapter fill these fields, or leave them optional." in run.error
    assert office.slots == []
