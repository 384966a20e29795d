"""What is wrong with a declared report is told; every register of every chapter can be made."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.declare import Document, Register
from tests.chapters_made_for_tests import Made, reasons
from tests.conftest import Databases, make_settings, open_site
from tests.core.any_rows import any_row
from tests.core.test_conformance_charts import switch_all_on
from tests.taken import take_out

FIELDS = """
[record.thing.field.day]
kind = "date"
label = "Day"

[record.thing.field.unit]
kind = "ref"
label = "Unit"
target = "directory.unit"

[record.part]
label = "Part"
title = ["text"]

[record.part.field]
text = { kind = "text", label = "Text" }
thing = { kind = "ref", label = "Thing", target = "printed.thing" }
"""
REPORT = '[report.{name}]\ntitle = "Things"\nrecord = "{record}"\ncolumns = [{columns}]\n{more}\n'
LISTS = 'kind = "document"\nlists = [{{ name = "parts", rows = "{rows}", columns = ["{field}"] }}]'
CASES = {
    "sound": ("thing", '"label", "unit.name"', 'date = "day"\nunit = "unit"\norder = ["-day"]', ""),
    "sound document": ("thing", '"label"', LISTS.format(rows="part.thing", field="text"), ""),
    "another's record": ("directory.unit", '"name"', "", "is no record of the chapter"),
    "no columns": ("thing", "", "", "has no columns"),
    "unknown column": ("thing", '"colour"', "", "columns names 'colour', which is no field"),
    "unknown field of a reference": ("thing", '"unit.size"', "", "'unit.size', which is no field"),
    "a date that is none": ("thing", '"label"', 'date = "label"', "of the kind 'text'"),
    "a unit that is none": ("thing", '"label"', 'unit = "day"', "of the kind 'date'"),
    "asks for a date": ("thing", '"label"', 'ask = ["day"]', "ref or choice"),
    "another's article": ("thing", '"label"', "article = 9", "serves article 9"),
    "unknown kind": ("thing", '"label"', 'kind = "poster"', "Use one of: register, document"),
    "a state without a workflow": (
        "thing",
        '"label"',
        'kind = "document"\nstates = ["done"]',
        "names the state 'done'",
    ),
    "a list of strangers": (
        "thing",
        '"label"',
        LISTS.format(rows="part.text", field="text"),
        "which does not refer to it",
    ),
    "a list without its column": (
        "thing",
        '"label"',
        LISTS.format(rows="part.thing", field="colour"),
        "'colour', which is no field. Fields of printed.part",
    ),
    "one variable twice": ("thing", '"label", "label"', 'kind = "document"', "'label' twice"),
}


@pytest.mark.parametrize("case", CASES)
def test_faults_of_reports_are_told(made: Made, case: str) -> None:
    record, columns, more, told = CASES[case]
    report = REPORT.format(name="things", record=record, columns=columns, more=more)
    made.toml("printed", FIELDS + report)
    chapters = made.load()
    found = reasons(chapters, "printed")
    if told:
        assert told in found
        assert "printed/chapter.toml [report.things]" in found
    else:
        assert found == ""
        assert [r.name for r in chapters.catalogue.reports["printed"]] == ["things"]


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_every_register_and_document_of_every_chapter_is_made(
    databases: Databases, kind: str, tmp_path: Path, filled: bool
) -> None:
    url, ids = databases.copy(kind, tmp_path / "data")
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        switch_all_on(site)
        catalogue = site.runtime.catalogue
        reports = [(c, r) for c, of in catalogue.reports.items() for r in of]
        keys: dict[str, int] = {}
        with site.session() as session:
            for _chapter, report in reports if filled else ():
                keys[report.record] = any_row(session, catalogue, report.record)
            session.commit()
        with site.build() as make:
            make.account("second", "UFH")
        clerk = site.sign_in("boss")
        for chapter, report in reports:
            base = f"/reports/{chapter}/{report.name}"
            if isinstance(report, Register):
                assert clerk.get(base).status_code == 200, base
                taken = take_out(site, clerk, f"{base}.xlsx?year=&purpose=test", by="second")
                assert load_workbook(io.BytesIO(taken)).active["A3"].value == "No."
            elif isinstance(report, Document) and filled and not report.states:
                assert clerk.get(f"{base}/{keys[report.record]}.docx").status_code == 200, base
        assert reports
    databases.drop(url)
