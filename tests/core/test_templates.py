"""Templates of documents: checked before they are used, replaced on screen, kept in versions."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document as new_docx
from docx import Document as open_docx
from pypdf import PdfReader
from werkzeug.datastructures import FileStorage

from core.cli.commands import cli
from core.cli.store import Store
from core.declare import Column, Document, Listed
from core.exchange.templates import path_of
from core.exchange.word import check, fill
from plugins.befriending.models import Pair
from tests.conftest import make_settings
from tests.core.loaded import chapters
from tests.missing import missing
from tests.site import Browser, Site

SHEET = Document(
    name="sheet",
    title="Sheet",
    record="befriending.visit",
    columns=(Column("date"), Column("person.unit")),
    lists=(Listed(name="contacts", rows="a.b.c", columns=(Column("date"),)),),
)
PAGE = "/reports/befriending/visit_sheet"


def docx(*lines: str, header: str = "") -> bytes:
    """A Word file with these paragraphs."""
    paper, out = new_docx(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    if header:
        paper.sections[0].header.paragraphs[0].text = header
    paper.save(out)
    return out.getvalue()


def told(*lines: str, header: str = "") -> list[str]:
    """What the check says of a template with these paragraphs."""
    return [f.text % f.values for f in check(docx(*lines, header=header), SHEET)]


def test_variables_lists_and_conditions_are_understood() -> None:
    assert told("{{ date }} {{ person_unit }} {{ printed_on }} {{ printed_by }}") == []
    assert told("{% for row in contacts %}{{ loop.index }} {{ row.date }}{% endfor %}") == []
    assert told("{% if date and not person_unit %}{{ date }}{% else %}—{% endif %}") == []


def test_every_unknown_variable_is_named_wherever_it_stands() -> None:
    found = told(
        "{{ dat }}", "{% for row in contacts %}{{ row.place }}{% endfor %}", header="{{ x }}"
    )
    assert [f.partition("«")[2].partition("»")[0] for f in found] == ["dat", "row.place", "x"]


@pytest.mark.parametrize(
    "trap",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ date.__init__.__globals__ }}",
        "{{ range(999999999) }}",
        "{{ cycler.__init__ }}",
        "{{ date | upper }}",
        "{{ date() }}",
        "{{ [1] * 9999999 }}",
        "{{ 9 ** 99999999 }}",
        "{% for a in contacts %}{% for b in contacts %}x{% endfor %}{% endfor %}",
        "{% for a in range(9) %}x{% endfor %}",
        "{% set date = 1 %}",
        "{% include 'x' %}",
        "{% macro a() %}{% endmacro %}",
        "{{ contacts[0] }}",
        "{{ row.date }}",
    ],
)
def test_whatever_could_run_is_refused(trap: str) -> None:
    assert told(trap) != []


def test_braces_that_do_not_fit_are_told() -> None:
    (found,) = told("{% if date %} no end")
    assert found.startswith("The braces do not fit together")


def test_a_file_that_is_no_word_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("word/document.xml", "<x/>")
    macros = io.BytesIO(docx("x"))
    with zipfile.ZipFile(macros, "a") as out:
        out.writestr("word/vbaProject.bin", "x")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", b" " * (60 << 20))
    for content, words in (
        (b"PK nonsense", "no Word file"),
        (b"", "no Word file"),
        (archive.getvalue(), "no Word file"),
        (macros.getvalue(), "macros"),
        (bomb.getvalue(), "too large"),
    ):
        (fault,) = check(content, SHEET)
        assert words in fault.text, words


def test_values_are_text_whatever_they_hold() -> None:
    made = fill(docx("{{ date }}|{{ person_unit }}"), SHEET, {"date": "<w:p>&{{ x }}{% y %}"}, {})
    (line,) = [p.text for p in open_docx(io.BytesIO(made)).paragraphs]
    assert line == "<w:p>&{{ x }}{% y %}|"


# -- delivered templates ---------------------------------------------------------------------------


DELIVERED = [
    pytest.param(chapter, report, id=f"{chapter}.{report.name}")
    for chapter, reports in chapters().catalogue.reports.items()
    for report in reports
    if isinstance(report, Document)
]


@pytest.mark.parametrize(("chapter", "document"), DELIVERED)
def test_every_delivered_template_lies_in_its_chapter_and_is_sound(
    chapter: str, document: Document
) -> None:
    path = path_of(chapters().folder(chapter), document)
    assert path.is_file(), f"python run.py chapters templates {chapter}"
    assert check(path.read_bytes(), document) == []


def test_the_command_writes_templates_and_keeps_those_that_are_there(tmp_path: Path) -> None:
    store = Store(lambda: make_settings("sqlite://", tmp_path))
    kept = CliRunner().invoke(cli, ["chapters", "templates", "befriending"], obj=store)
    assert kept.exit_code == 0 and kept.output.count("Kept: ") == 2
    none = CliRunner().invoke(cli, ["chapters", "templates", "directory"], obj=store)
    assert none.exit_code == 1 and "declares no documents" in none.output


# -- on screen -------------------------------------------------------------------------------------


def upload(browser: Browser, content: bytes, name: str = "own.docx") -> str:
    """Put a template in its place; the page that follows."""
    file = FileStorage(io.BytesIO(content), filename=name)
    sent = {"csrf_token": browser.token(), "file": file}
    answer = browser.client.post(
        f"{PAGE}/template", data=sent, content_type="multipart/form-data", follow_redirects=True
    )
    return answer.text


def printed(site: Site, browser: Browser) -> str:
    """The first line of the document of the first visit."""
    answer = browser.get(f"{PAGE}/{site.ids['visit1']}.docx")
    assert answer.status_code == 200, answer.text
    return str(open_docx(io.BytesIO(answer.data)).paragraphs[0].text)


def test_the_office_replaces_a_template_and_goes_back(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert printed(site, clerk) == "走访慰问登记表"
    assert "used from now on" in upload(clerk, docx("Ours of {{ date }}"), "我们的.docx")
    assert printed(site, clerk) == "Ours of 2026-11-10"
    page = clerk.get(f"{PAGE}/template").text
    assert "我们的.docx" in page and "{{ person_unit }}" in page
    clerk.post(f"{PAGE}/template/delivered")
    assert printed(site, clerk) == "走访慰问登记表"
    page = clerk.get(f"{PAGE}/template").text
    assert "我们的.docx" in page and "The delivered template is used." in page
    actions = [e.action for e in site.entries(record="core.templates")]
    assert actions == ["template_replaced", "template_delivered"]


def test_a_template_with_faults_is_refused_and_the_old_one_stays(site: Site) -> None:
    clerk = site.sign_in("clerk")
    page = upload(clerk, docx("{{ dat }} {{ person.unit }}"))
    assert "There is no variable «dat»" in page
    assert "This was not done" in page
    assert "Choose a file first." in clerk.post(f"{PAGE}/template").text
    assert printed(site, clerk) == "走访慰问登记表"


def test_versions_can_be_fetched_and_edited(site: Site) -> None:
    clerk = site.sign_in("clerk")
    own = docx("Ours")
    upload(clerk, own)
    assert clerk.get(f"{PAGE}/template/1.docx").data == own
    delivered = clerk.get(f"{PAGE}/template/delivered.docx").data
    assert check(delivered, _visit_sheet()) == []
    for wrong in ("2", "x", "-1", "99999999999"):
        assert clerk.get(f"{PAGE}/template/{wrong}.docx").status_code == 404


def _visit_sheet() -> Document:
    found = chapters().catalogue.reports["befriending"]
    return next(r for r in found if isinstance(r, Document) and r.name == "visit_sheet")


def test_templates_are_for_the_office(site: Site) -> None:
    for user in ("leader1", "nobody", "auditor"):
        browser = site.sign_in(user)
        assert browser.get(f"{PAGE}/template").status_code == 403
        assert browser.post(f"{PAGE}/template/delivered").status_code == 403


# -- LibreOffice -----------------------------------------------------------------------------------


def test_libreoffice_opens_what_is_printed(site: Site, tmp_path: Path) -> None:
    """A document of many rows becomes pages; the head of its table is on each of them."""
    office = shutil.which("soffice")
    if office is None:
        missing("LibreOffice (soffice) is not installed")
    with site.build() as make:
        pair = make.session.get_one(Pair, site.ids["pair1"])
        for number in range(40):
            make.contact(pair, summary=f"Matter {number}")
    answer = site.sign_in("clerk").get(f"/reports/befriending/pair_sheet/{pair.id}.docx")
    (tmp_path / "sheet.docx").write_bytes(answer.data)
    command = [str(office), f"-env:UserInstallation=file://{tmp_path}/lo", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "sheet.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [p.extract_text() for p in PdfReader(tmp_path / "sheet.pdf").pages]
    assert len(pages) >= 2
    assert "林一长" in pages[0]
    assert "Matter 39" in pages[-1]
    assert all("方式" in page for page in pages[:-1])
    box = PdfReader(tmp_path / "sheet.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
