"""What is wrong with a declared chart is told with its place and how to mend it."""

from __future__ import annotations

import pytest

from tests.chapters_made_for_tests import Made, reasons

FIELDS = """
[record.thing.field.day]
kind = "date"
label = "Day"

[record.thing.field.status]
kind = "choice"
label = "Status"
choices = { new = "New", done = "Done" }

[record.thing.field.who]
kind = "ref"
label = "Who"
target = "directory.person"
personal = "P"
purpose = "work"

[record.thing.field.unit]
kind = "ref"
label = "Unit"
target = "directory.unit"

[record.thing.field.way]
kind = "choice"
label = "Way"
choices = { a = "A", b = "B" }
personal = "S"
purpose = "work"

[record.thing.field.several]
kind = "choices"
label = "Several"
choices = { a = "A", b = "B" }
"""
CHART = """
[chart.things]
title = "Things"
record = "{record}"
by = {{ {by} }}
{more}
"""
CASES = {
    "sound": ("thing", 'field = "day", every = "month"', "", ""),
    "by a unit of a person": ("thing", 'field = "who.unit"', "min_cell = 5", ""),
    "record of another": ("directory.unit", 'field = "kind"', "", "is no record of the chapter"),
    "unknown field": ("thing", 'field = "colour"', "", "'colour', which is no field. Fields of"),
    "unknown field of a reference": ("thing", 'field = "unit.size"', "", "which is no field"),
    "by a person": ("thing", 'field = "who"', "min_cell = 5", "a figure for each person"),
    "by several choices": ("thing", 'field = "several"', "", "of the kind 'choices'"),
    "a date without periods": ("thing", 'field = "day"', "", "takes every"),
    "periods of no date": ("thing", 'field = "status", every = "month"', "", "takes every"),
    "weeks": ("thing", 'field = "day", every = "teaching_weeks"', "", "has periods of"),
    "personal without a smallest number": ("thing", 'field = "way"', "", "Set min_cell"),
    "people without a smallest number": ("thing", 'field = "unit"', 'people = "who"', "min_cell"),
    "a smallest number too small": ("thing", 'field = "way"', "min_cell = 3", "be 5 or more"),
    "a parameter that may be small": (
        "thing",
        'field = "way"',
        'min_cell = "@least"',
        "may show numbers of people from 0 on",
    ),
    "an unknown parameter": (
        "thing",
        'field = "way"',
        'min_cell = "@most"',
        "'@most', which is not",
    ),
    "no number to sum": ("thing", 'field = "unit"', 'measure = "sum"', "without 'of'"),
    "a sum of texts": (
        "thing",
        'field = "unit"',
        'measure = "sum"\nof = "label"',
        "of the kind 'text'",
    ),
    "days of one date": (
        "thing",
        'field = "unit"',
        'measure = "median_days"\nstarts = "day"',
        "without 'ends'",
    ),
    "no such choice": (
        "thing",
        'field = "unit"',
        'where = [{ field = "status", values = ["old"] }]',
        "which is no choice of 'status'. Choices: new, done",
    ),
    "another's article": ("thing", 'field = "unit"', "article = 9", "serves article 9"),
    "the name of the core": ("thing", 'field = "unit"', "", "has the name of the chart of all"),
}


@pytest.mark.parametrize("case", CASES)
def test_faults_of_charts_are_told(made: Made, case: str) -> None:
    record, by, more, told = CASES[case]
    chart = CHART.format(record=record, by=by, more=more)
    if case == "the name of the core":
        chart = chart.replace("chart.things", "chart.duties")
    made.toml("charted", FIELDS + chart)
    chapters = made.load()
    found = reasons(chapters, "charted")
    if not told:
        assert found == ""
        assert [c.name for c in chapters.catalogue.charts["charted"]] == ["things"]
    else:
        assert told in found
        assert "charted/chapter.toml [chart." in found


def test_a_chart_of_duties_names_rules_of_its_own(made: Made) -> None:
    made.toml("charted", '[chart.x]\ntitle = "X"\nrules = ["R9"]\nevery = "none"\n')
    found = reasons(made.load(), "charted")
    assert "names the rule 'R9', which the chapter does not have" in found
    assert "has periods of 'none'" in found


def test_two_charts_of_one_name_are_refused(made: Made) -> None:
    made.files(
        "charted",
        chapter_toml="format = 1\nname = 'charted'\ntitle = 'C'\nversion = '1'\ncore = '>=0.1'\n",
        chapter_py="from core.sdk import *\n"
        "class C(Chapter):\n    manifest = read_manifest(__file__)\n"
        "    def charts(self):\n"
        "        yield DutyChart(name='a', title='A')\n"
        "        yield DutyChart(name='a', title='B')\n",
    )
    assert "charted, chart a: is declared twice" in reasons(made.load(), "charted")
