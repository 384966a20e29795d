"""Row scope on every path: a foreign row is absent from lists, and answers as one that is not there."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tests.site import Api, Browser, Site

READERS = ("leader1", "person1")
RECORDS = ("pair", "contact", "visit")
NOWHERE = 999_999
LISTS = (
    "",
    "?order=id",
    "?order=-id",
    "?size=100",
    "?q=周",
    "?pair=2",
    "?leader=3",
    "?academic_year=2026-2027",
    "?deleted=1",
    "?page=2",
)
ROW_PAGES = ("", "/edit", "/history", "?tab=befriending.contact.pair", "?deleted=1")
ROW_POSTS = ("/edit", "/delete", "/restore", "/move/release", "/move/register", "/move/nothing")
ROW_CALLS = (
    ("GET", "", {}),
    ("PUT", "", {"remark": "x"}),
    ("PATCH", "", {"summary": "x"}),
    ("DELETE", "", {}),
    ("POST", "/move/release", {}),
    ("POST", "/move/acknowledge", {}),
)
SIGNED: dict[tuple[int, str], Browser] = {}
CALLING: dict[tuple[int, str], Api] = {}


def browser(site: Site, name: str) -> Browser:
    """One sign-in per person for the whole module."""
    key = (id(site), name)
    if key not in SIGNED:
        SIGNED[key] = site.sign_in(name)
    return SIGNED[key]


def api(site: Site, name: str) -> Api:
    """One token per person for the whole module."""
    key = (id(site), name)
    if key not in CALLING:
        CALLING[key] = site.api(name)
    return CALLING[key]


def linked(page: str, record: str) -> set[int]:
    """Numbers of the rows that a page links to."""
    return {int(n) for n in re.findall(rf'href="/befriending/{record}/(\d+)', page)}


@pytest.mark.parametrize("query", LISTS)
@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", READERS)
def test_no_list_shows_a_foreign_row(shared: Site, name: str, record: str, query: str) -> None:
    page = browser(shared, name).get(f"/befriending/{record}/{query}")
    assert page.status_code == 200
    assert linked(page.text, record) <= {shared.ids[f"{record}1"]}
    # A filter by a person names that person, whom everybody may see in the directory.
    assert "leader" in query or "周二" not in page.text
    assert "Beta" not in page.text


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", READERS)
def test_own_rows_are_listed(shared: Site, name: str, record: str) -> None:
    page = browser(shared, name).get(f"/befriending/{record}/")
    assert linked(page.text, record) == {shared.ids[f"{record}1"]}


@pytest.mark.parametrize("query", [q for q in LISTS if "deleted" not in q])
@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", READERS)
def test_the_api_lists_and_counts_own_rows_only(
    shared: Site, name: str, record: str, query: str
) -> None:
    answer = api(shared, name).get(
        f"/api/v1/befriending/{record}/{query.replace('size', 'page_size')}"
    )
    if answer.status_code == 400:  # this record cannot be asked so; a note says it
        assert answer.json["errors"]["_"]
        return
    assert {row["id"] for row in answer.json["result"]} <= {shared.ids[f"{record}1"]}
    assert answer.json["count"] <= 1
    assert "Beta" not in answer.text and "周二" not in answer.text


@pytest.mark.parametrize("suffix", ROW_PAGES)
@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", READERS)
def test_no_page_opens_a_foreign_row(shared: Site, name: str, record: str, suffix: str) -> None:
    answer = browser(shared, name).get(f"/befriending/{record}/{shared.ids[f'{record}2']}{suffix}")
    missing = browser(shared, name).get(f"/befriending/{record}/{NOWHERE}{suffix}")
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert "Beta" not in answer.text and "周二" not in answer.text


@pytest.mark.parametrize("suffix", ROW_POSTS)
@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", READERS)
def test_no_button_reaches_a_foreign_row(shared: Site, name: str, record: str, suffix: str) -> None:
    before = versions(shared)
    person = browser(shared, name)
    answer = person.post(f"/befriending/{record}/{shared.ids[f'{record}2']}{suffix}", version="1")
    missing = person.post(f"/befriending/{record}/{NOWHERE}{suffix}", version="1")
    assert answer.status_code == missing.status_code
    assert answer.status_code in (403, 404)
    assert versions(shared) == before


@pytest.mark.parametrize(("method", "suffix", "sent"), ROW_CALLS)
@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", READERS)
def test_no_call_reaches_a_foreign_row(
    shared: Site, name: str, record: str, method: str, suffix: str, sent: dict[str, str]
) -> None:
    before = versions(shared)
    base, foreign = f"/api/v1/befriending/{record}", shared.ids[f"{record}2"]
    answer = api(shared, name).send(method, f"{base}/{foreign}{suffix}", **sent)
    missing = api(shared, name).send(method, f"{base}/{NOWHERE}{suffix}", **sent)
    assert (answer.status_code, answer.json) == (missing.status_code, missing.json)
    assert answer.status_code in (403, 404)
    assert versions(shared) == before


def versions(site: Site) -> list[tuple[str, int, int, bool]]:
    """Every row of the chapter with its version, and whether it is in the recycle bin."""
    found = []
    with site.session() as session:
        for record in RECORDS:
            model = site.runtime.catalogue.model(f"befriending.{record}")
            ask = select(model.id, model.version, model.deleted_at).order_by(model.id)
            rows = session.execute(ask, execution_options={"deleted": True})
            found += [(record, i, v, d is not None) for i, v, d in rows]
    return found


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", ["nobody", "auditor", "unit_head"])
def test_without_a_grant_the_record_is_closed(shared: Site, name: str, record: str) -> None:
    row = shared.ids[f"{record}1"]
    allowed = 404 if name == "unit_head" else 403  # a head is a person concerned, of no row here
    page = browser(shared, name).get(f"/befriending/{record}/{row}")
    call = api(shared, name).get(f"/api/v1/befriending/{record}/{row}")
    assert (page.status_code, call.status_code) == (allowed, allowed)
    assert "Alpha" not in page.text + call.text


@pytest.mark.parametrize("text", ["", "周", "友", "Beta"])
def test_the_picker_offers_own_rows_only(shared: Site, text: str) -> None:
    answer = browser(shared, "leader1").get(f"/befriending/contact/picker/pair?q={text}")
    found = {row["id"] for row in answer.json["results"]}
    assert found <= {shared.ids["pair1"]}
    assert found or text not in ("", "友")


def test_a_picker_of_no_reference_is_not_there(shared: Site) -> None:
    answers = [
        browser(shared, "leader1").get(f"/befriending/contact/picker/{name}").status_code
        for name in ("summary", "password", "id", "pair.leader")
    ]
    assert answers == [404] * 4


def test_a_unit_head_sees_rounds_to_the_own_unit(shared: Site) -> None:
    page = browser(shared, "unit_head").get("/befriending/unit_round/")
    foreign = browser(shared, "unit_head").get(f"/befriending/unit_round/{shared.ids['round2']}")
    assert linked(page.text, "unit_round") == {shared.ids["round1"]}
    assert foreign.status_code == 404


def test_a_row_for_the_office_stays_out_of_a_units_sight(site: Site) -> None:
    office = site.sign_in("clerk")
    office.send(f"/befriending/unit_round/{site.ids['round1']}/edit", visibility="office")
    page = site.sign_in("unit_head").get("/befriending/unit_round/")
    assert linked(page.text, "unit_round") == set()


def test_the_related_tab_shows_own_rows(shared: Site) -> None:
    pair, contact = shared.ids["pair1"], shared.ids["contact1"]
    page = browser(shared, "leader1").get(f"/befriending/pair/{pair}?tab=befriending.contact.pair")
    assert linked(page.text, "contact") == {contact}


def test_the_office_sees_all_rows(shared: Site) -> None:
    page = browser(shared, "clerk").get("/befriending/contact/")
    wanted = {shared.ids["contact1"], shared.ids["contact2"]}
    assert linked(page.text, "contact") == wanted
