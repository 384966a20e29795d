"""The page on rules is a chapter that loads and is evaluated."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, select

from core.calendar import Calendar
from core.chapters.world import world_of
from core.db import Base, session_factory
from core.declare.rules import KINDS
from core.directory.models import UnitTag
from core.duties import Duty, evaluate
from tests.chapters_made_for_tests import Made, reasons
from tests.core.duty_chapter import TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
BLOCK = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = dt.date(2026, 10, 20)


def test_the_blocks_of_the_page_are_a_chapter_with_every_kind_that_can_be_evaluated(
    made: Made, engine: Engine
) -> None:
    made.files("examples", chapter_toml="\n".join(BLOCK.findall(PAGE.read_text("utf-8"))))
    chapters = made.load()
    assert reasons(chapters, "examples") == ""
    rules = chapters.catalogue.rules["examples"]
    assert {type(r) for r in rules} == set(KINDS.values())
    own = [m.__table__ for n, m in chapters.catalogue.models.items() if n.startswith("examples.")]
    Base.metadata.create_all(engine, tables=[*TABLES, UnitTag.__table__, *own])  # type: ignore[list-item]
    world = replace(world_of(chapters, Calendar()), enabled=lambda _: True)
    now = dt.datetime(2026, 10, 20, tzinfo=dt.UTC)
    with session_factory(engine)() as session:
        report = evaluate(session, world, as_of=DAY, now=now)
        assert [r.error for r in report.failed] == []
        found = session.scalars(select(Duty.rule).distinct()).all()
    assert set(found) == {"examples.1.3", "examples.1.7"}  # the college's own, and empty slots
