"""Registers in Excel and documents in Word: through the gate, with the fields' rights, in the log."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from flask_appbuilder.security.sqla.models import Role
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from core.access import generation
from core.access.sync import link_grants
from plugins.befriending.models import Pair
from tests.site import Browser, Site
from tests.taken import take_out

PAGE = "/reports/befriending/"
CONTACTS = PAGE + "contacts_of_leader"
WHY = "&purpose=Year+report"


def sheet(content: bytes) -> Any:
    """The sheet of a register."""
    return load_workbook(io.BytesIO(content)).active


def rows(content: bytes) -> list[dict[str, Any]]:
    """The rows of a register by the heads of its columns."""
    _title, _words, head, *found = sheet(content).iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in found]


def paper(answer: TestResponse) -> Any:
    """An opened Word document."""
    assert answer.status_code == 200, answer.text
    return open_docx(io.BytesIO(answer.data))


def words(document: Any) -> str:
    """All its text, tables included."""
    cells = (c.text for t in document.tables for r in t.rows for c in r.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


# -- registers -------------------------------------------------------------------------------------


def test_a_register_has_heading_head_and_rows_in_order(site: Site) -> None:
    with site.build() as make:
        pair = make.session.get_one(Pair, site.ids["pair1"])
        make.contact(pair, date=dt.date(2026, 10, 3), place="=1+1", summary="@matter")
    content = take_out(site, site.sign_in("clerk"), f"{CONTACTS}.xlsx?year=2026-2027{WHY}")
    found = sheet(content)
    assert found["A1"].value == "Register of contacts"
    assert "2026-2027" in found["A2"].value and "clerk" in found["A2"].value
    assert found.print_title_rows == "$3:$3"
    lines = rows(content)
    assert [r["Date"].date() for r in lines if r["Leader"] == "林一长"] == [
        dt.date(2026, 10, 3),
        dt.date(2026, 11, 10),
    ]
    assert [r["No."] for r in lines] == [1, 2, 3]
    assert {r["Person contacted"] for r in lines} == {"林一友", "周二友"}


def test_what_looks_like_a_formula_stays_a_text(site: Site) -> None:
    with site.build() as make:
        pair = make.session.get_one(Pair, site.ids["pair1"])
        make.contact(pair, date=dt.date(2026, 10, 3), place='=HYPERLINK("x")', summary="-2+3")
    url = f"{CONTACTS}.xlsx?year=2026-2027{WHY}"
    found = sheet(take_out(site, site.sign_in("clerk"), url))
    cells = [c for line in found.iter_rows() for c in line if str(c.value).startswith(("=", "-"))]
    assert len(cells) == 2
    assert all(c.data_type == "s" and c.quotePrefix for c in cells)


def test_a_register_is_narrowed_by_year_days_and_choices(site: Site) -> None:
    clerk, leader = site.sign_in("clerk"), site.ids["leader1"]

    def found(query: str) -> int:
        url = f"{CONTACTS}.xlsx?purpose=x&_plain=1&{query}"
        return len(rows(clerk.get(url).data))

    assert found("year=2026-2027") == 2
    assert found("year=2025-2026") == 0
    assert found(f"year=2026-2027&pair.leader={leader}") == 1
    assert found("year=2026-2027&mode=visit") == 0
    assert found("year=&from=2026-11-11") == 0
    assert found("year=&from=2026-11-10&to=2026-11-10") == 2
    asked = f"{CONTACTS}.xlsx?year=2026-2027&pair.leader={leader}{WHY}"
    assert len(rows(take_out(site, clerk, asked))) == 1
    visits = rows(take_out(site, clerk, f"{PAGE}visits.xlsx?year=2026-2027{WHY}"))
    assert [r["Value of what was brought (yuan)"] for r in visits] == [11.5, 22.5]


def test_mistakes_stand_beside_their_input_and_nothing_is_lost(site: Site) -> None:
    clerk = site.sign_in("clerk")
    answer = clerk.get(f"{CONTACTS}.xlsx?year=2026-2027&mode=visit&from=yesterday&to=2026-11-01")
    assert answer.status_code == 422
    assert "Write a date as 2026-09-01." in answer.text
    assert "Say what the register is needed for" in answer.text
    assert re.search(r'<option value="visit" selected>', answer.text)
    wrong = clerk.get(f"{CONTACTS}.xlsx?from=2026-11-02&to=2026-11-01{WHY}")
    assert wrong.status_code == 422 and "before the first one" in wrong.text


def test_only_who_may_export_has_registers_and_only_of_rows_they_may_export(site: Site) -> None:
    leader, person = site.sign_in("leader1"), site.sign_in("person1")
    for browser in (leader, person):
        assert browser.get(CONTACTS).status_code == 404
        assert browser.get(f"{CONTACTS}.xlsx?year=2026-2027{WHY}").status_code == 404
        assert "Register of contacts" not in browser.get("/reports/").text
    assert "Register of contacts" in site.sign_in("clerk").get("/reports/").text
    assert site.browser().get(CONTACTS).status_code == 302


def test_a_column_that_the_reader_may_not_see_is_left_out(site: Site) -> None:
    with site.session() as session:
        roles = {"AU": _role(session, "AU")}
        wanted = [("AU", "befriending.visit", f"{a}:all") for a in ("read", "export")]
        link_grants(session, roles, wanted)
        generation.move(session)
        session.commit()
    found = rows(site.sign_in("auditor").get(f"{PAGE}visits.xlsx?year=2026-2027{WHY}").data)
    assert len(found) == 2
    assert "Date" in found[0]
    assert not {"Person visited", "Unit of the person", "Visiting leader", "Occasion"} & set(
        found[0]
    )


def _role(session: Any, name: str) -> int:
    found: int = session.execute(select(Role.id).where(Role.name == name)).scalar_one()
    return found


def test_taking_a_register_out_is_logged_with_its_purpose_and_what_was_read(site: Site) -> None:
    """DP-08: every export is logged."""
    clerk = site.sign_in("clerk")
    before = len(site.entries(action="exported"))
    take_out(site, clerk, f"{CONTACTS}.xlsx?year=2026-2027&purpose=Year+report")
    taken = site.entries(action="exported")[before:]
    assert len(taken) == 1
    assert '"purpose":"Year report"' in taken[0].body and '"rows":2' in taken[0].body
    (read,) = [e for e in site.entries(action="read") if "summary" in e.body and "export" in e.body]
    assert "pair.person" in read.body
    assert str(site.ids["contact1"]) in read.body
    assert "Alpha matter" not in read.body


def test_registers_of_a_chapter_that_is_off_are_gone(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/chapters/befriending/switch", on="0")
    assert boss.get(CONTACTS).status_code == 404
    assert boss.get(f"{CONTACTS}.xlsx?{WHY}").status_code == 404
    assert boss.get(f"{PAGE}pair_sheet/{site.ids['pair1']}.docx").status_code == 404
    assert "Register of contacts" not in boss.get("/reports/").text


def test_the_list_and_the_row_lead_to_their_reports(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert f'href="{CONTACTS}"' in clerk.get("/befriending/contact/").text
    pair = site.ids["pair1"]
    assert f'href="{PAGE}pair_sheet/{pair}.docx"' in clerk.get(f"/befriending/pair/{pair}").text
    assert clerk.get(CONTACTS).status_code == 200


# -- documents -------------------------------------------------------------------------------------


def test_a_document_is_filled_with_the_row_and_its_list(site: Site) -> None:
    with site.build() as make:
        pair = make.session.get_one(Pair, site.ids["pair1"])
        make.contact(pair, date=dt.date(2026, 10, 3), summary="A & B <i> {{ 7*7 }}\nsecond")
    answer = site.sign_in("clerk").get(f"{PAGE}pair_sheet/{site.ids['pair1']}.docx")
    document = paper(answer)
    told = words(document)
    assert "林一长" in told and "林一友" in told and "Alpha unit" in told
    assert "Alpha matter" in told and "A & B <i> {{ 7*7 }}\nsecond" in told
    assert "周二" not in told and "{{ leader" not in told and "{%" not in told
    assert len(document.tables[1].rows) == 3
    assert "2026-11-24" in told


def test_a_document_keeps_the_layout_of_official_papers(site: Site) -> None:
    document = paper(site.sign_in("clerk").get(f"{PAGE}visit_sheet/{site.ids['visit1']}.docx"))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m.mm) for m in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert document.styles["Normal"].font.size.pt == 16
    assert document.styles["Normal"].paragraph_format.line_spacing.pt == 28
    assert document.core_properties.author == ""


def test_fonts_of_the_institution_take_the_place_of_the_standard_ones(site: Site) -> None:
    object.__setattr__(site.runtime.settings, "document_fonts", ("FangSong", "SimHei", "SimSun"))
    document = paper(site.sign_in("clerk").get(f"{PAGE}visit_sheet/{site.ids['visit1']}.docx"))
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "FangSong"
    assert document.styles["Title"].element.rPr.rFonts.get(qn("w:eastAsia")) == "SimSun"


def test_only_own_rows_are_printed_and_fields_without_a_right_stay_empty(site: Site) -> None:
    leader = site.sign_in("leader1")
    assert "Alpha matter" in words(paper(leader.get(_pair(site, 1))))
    assert leader.get(_pair(site, 2)).status_code == 404
    assert leader.get(f"{PAGE}pair_sheet/999999999999.docx").status_code == 404
    assert site.sign_in("nobody").get(_pair(site, 1)).status_code == 404
    assert site.browser().get(_pair(site, 1)).status_code == 302


def test_printing_is_logged_with_the_rows_it_showed(site: Site) -> None:
    site.sign_in("leader1").get(_pair(site, 1))
    printed = site.entries(action="printed")
    assert [e.record for e in printed] == ["befriending.pair", "befriending.contact"]
    assert printed[0].row_id == site.ids["pair1"]
    reads = [e for e in site.entries(action="read") if '"how":"export"' in e.body]
    assert any(e.record == "befriending.pair" and "person" in e.body for e in reads)
    assert any(e.record == "befriending.contact" and "summary" in e.body for e in reads)


def _pair(site: Site, number: int) -> str:
    return f"{PAGE}pair_sheet/{site.ids[f'pair{number}']}.docx"


@pytest.mark.parametrize("path", ["/reports/nosuch/x", PAGE + "nosuch", PAGE + "pair_sheet"])
def test_unknown_reports_are_not_found(site: Site, path: str) -> None:
    clerk: Browser = site.sign_in("clerk")
    assert clerk.get(path).status_code == 404
