"""Kinds of rules that a chapter brings itself: in Python, in ``chapter.toml``, and when they are wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select

from core.calendar import Calendar
from core.chapters.world import world_of
from core.db import Base, session_factory
from core.duties import Duty, evaluate, explain
from core.duties.kinds import kind_named
from tests.chapters_made_for_tests import TOML, Made, reasons
from tests.core.duty_chapter import TABLES

D = dt.date
NOW = dt.datetime(2026, 10, 15, tzinfo=dt.UTC)
KIND = """
from collections.abc import Iterable
from dataclasses import dataclass
from sqlalchemy import case, exists, select
from core.sdk import *


@dataclass(frozen=True, kw_only=True)
class Complete(Rule):
    filled: str


class CompleteKind(Compiler):
    name = "{kind}"

    def outcomes(self, scene, span):
        rows, rule = scene.table(scene.rule.record).alias("s"), scene.rule
        filled = field_of(scene, rule.record, rows, rule.filled).is_not(None)
        late = unmet(scene, due_date(scene, span))
        columns = outcome(subject=rows.c.id, state=case((filled, "met"), else_=late.value))
        return select(*columns).where(*conditions(scene, rule.record, rows, rule.where))

    def owed(self, scene, span, subject):
        rows, rule = scene.table(scene.rule.record).alias("s"), scene.rule
        return exists().where(
            rows.c.id == subject, *conditions(scene, rule.record, rows, rule.where)
        )

    def due_on(self, scene, span, from_on):
        return due_date(scene, span)

    def evidence(self, scene, span):
        return {{"filled": scene.rule.filled}}

    def measure(self, evidence):
        return [Sentence("Needed: %(filled)s.", {{"filled": evidence["filled"]}})]


class {title}(Chapter):
    manifest = read_manifest(__file__)

    def kinds(self):
        {kinds}

    def scheduled_rules(self):
        return ({rules})
"""
RULE = """
[record.thing.field.day]
kind = "date"
label = "Day"

[rule.R1]
kind = "complete"
title = "Things have a day"
article = 1
record = "thing"
filled = "day"
due = { days = -10 }
"""
GOOD = "yield RuleKind(name='complete', rule=Complete, compiler=CompleteKind())"


def chapter(made: Made, name: str, toml: str = RULE, **swap: str) -> None:
    """A chapter with the kind ``complete`` and one rule of it in its TOML."""
    given = {"kind": "complete", "kinds": GOOD, "rules": "", "title": name.title()} | swap
    body = KIND.format(**given)
    made.files(
        name, chapter_toml=TOML.format(name=name, title=name.title()) + toml, chapter_py=body
    )


def test_a_kind_of_its_own_serves_rules_of_python_and_of_toml_alike(made: Made) -> None:
    python = (
        "Complete(name='R1', title='Things have a day', article=1, record='lone.thing',"
        " filled='day', due=Due(days=-10)),"
    )
    chapter(made, "lone", RULE.partition("[rule")[0], rules=python)
    (from_python,) = made.load().catalogue.rules["lone"]
    made.mended("lone")
    chapter(made, "lone")
    chapters = made.load()
    assert reasons(chapters, "lone") == ""
    (from_toml,) = chapters.catalogue.rules["lone"]
    assert repr(from_toml) == repr(from_python)
    assert "filled='day'" in repr(from_toml)


def test_its_rules_are_evaluated_and_explained_like_all_others(made: Made, engine: Engine) -> None:
    chapter(made, "lone")
    chapters = made.load()
    thing: Any = chapters.catalogue.model("lone.thing").__table__
    Base.metadata.create_all(engine, tables=[*TABLES, thing])
    world = world_of(chapters, Calendar())
    for state, day in (("overdue", None), ("met", D(2027, 8, 1))):
        with session_factory(engine)() as session:
            session.execute(insert(thing).values(label="a", version=1, day=day))
            session.commit()
        with session_factory(engine)() as session:
            # switched off it is paused, so this world has everything on
            on = world.__class__(
                **{f: getattr(world, f) for f in ("catalogue", "calendar", "settings", "kinds")}
            )
            report = evaluate(session, on, as_of=D(2027, 8, 22), now=NOW)
            assert report.failed == ()
            duty = session.scalars(select(Duty).order_by(Duty.id.desc())).first()
            assert duty is not None
            assert (duty.state, duty.due_on) == (state, D(2027, 8, 21))
            kind = kind_named(on, "complete")
            assert kind is not None
            assert str(explain(duty, {"complete": kind})[0]) == "Needed: day."


@pytest.mark.parametrize(
    ("swap", "told"),
    [
        ({"kinds": "raise ValueError('no')"}, "kinds(): raises ValueError: no."),
        ({"kinds": "return [3]"}, "kinds(): answers 3, which is no RuleKind."),
        ({"kinds": "return ()"}, "[rule.R1]: has the kind 'complete'. Use one of: quota, deadline"),
        ({"kind": "other"}, "has a compiler of another name. Set name = 'complete' in its class."),
        ({"kinds": GOOD.replace("=Complete,", "=Rule,")}, "no frozen dataclass of its own"),
        ({"kinds": GOOD.replace("=Complete,", "=Quota,")}, "no frozen dataclass of its own"),
        ({"kinds": GOOD.replace("CompleteKind()", "CompleteKind")}, "has the compiler <class"),
        ({"kinds": GOOD.replace("'complete'", "'quota'")}, "a kind that every chapter has"),
        ({"kinds": GOOD.replace("'complete'", "'Ü'")}, "is no usable name."),
        ({"kinds": f"{GOOD}; {GOOD}"}, "is declared twice."),
    ],
)
def test_a_wrong_kind_keeps_its_chapter_out_with_the_reason(
    made: Made, swap: dict[str, str], told: str
) -> None:
    chapter(made, "lone", **swap)
    made.toml("sound")
    chapters = made.load()
    assert told in reasons(chapters, "lone")
    assert chapters.names == ("directory", "sound")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('filled = "day"', "", "[rule.R1]: has no 'filled'. Add filled = "),
        ("filled =", "filed =", "[rule.R1]: unknown key 'filed'. Did you mean 'filled'?"),
        (
            '"complete"',
            '"compleet"',
            "[rule.R1]: has the kind 'compleet'. Did you mean 'complete'?",
        ),
        ('filled = "day"', 'filled = "dai"', "[rule.R1]: names the field 'dai', which lone.thing"),
        ('filled = "day"', "filled = 3", "[rule.R1]: key 'filled' is 3. Give a text in quotes."),
        ("days = -10", 'on = "03-31"', "counts from period_end, and key 'on' of due is '03-31'."),
    ],
)
def test_a_wrong_rule_of_an_own_kind_is_told_with_file_table_key_and_mend(
    made: Made, old: str, new: str, told: str
) -> None:
    chapter(made, "lone", RULE.replace(old, new))
    found = reasons(made.load(), "lone")
    assert "lone/chapter.toml " in found and told in found


def test_a_compiler_that_raises_keeps_its_chapter_out(made: Made) -> None:
    chapter(made, "lone")
    file = made.plugins / "lone" / "chapter.py"
    text = file.read_text("utf-8")
    file.write_text(text.replace("late = unmet(", "late = 1 / 0 or unmet("), "utf-8")
    found = reasons(made.load(), "lone")
    assert "[rule.R1]: cannot be compiled: ZeroDivisionError: division by zero." in found


def test_two_chapters_with_one_kind_name_and_the_later_one_stays_out(made: Made) -> None:
    chapter(made, "first")
    chapter(made, "second")
    chapters = made.load()
    assert reasons(chapters, "first") == ""
    assert "its kind of rule 'complete' is taken by chapter 'first'" in reasons(chapters, "second")
    assert [k.__module__ for k in chapters.kinds] == ["plugins.first.chapter"]
