"""Row scope on what only a further grant opens: delete, restore, bulk, recycle bin, export, duties."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient

from tests.site import Browser, Site
from tests.taken import take_out


@pytest.fixture
def leader(site: Site) -> Browser:
    """A leader who may also delete and export contacts, each within the own scope."""
    boss = site.sign_in("boss")
    changed = {"befriending.contact|delete": "own", "befriending.contact|export": "own"}
    assert boss.send("/roles/CL", **changed).status_code == 302
    return site.sign_in("leader1")


def numbers(page: str) -> set[int]:
    """Contacts that a page links to."""
    return {int(n) for n in re.findall(r'href="/befriending/contact/(\d+)', page)}


def test_a_foreign_row_cannot_be_deleted_or_restored(site: Site, leader: Browser) -> None:
    foreign = f"/befriending/contact/{site.ids['contact2']}"
    assert leader.post(f"{foreign}/delete").status_code == 404
    assert site.sign_in("clerk").post(f"{foreign}/delete").status_code == 302
    assert leader.post(f"{foreign}/restore").status_code == 404
    assert leader.get(f"{foreign}?deleted=1").status_code == 404
    assert leader.get(f"{foreign}/history?deleted=1").status_code == 404


def test_the_recycle_bin_holds_own_rows(site: Site, leader: Browser) -> None:
    clerk = site.sign_in("clerk")
    for key in ("contact1", "contact2"):
        clerk.post(f"/befriending/contact/{site.ids[key]}/delete")
    assert numbers(leader.get("/befriending/contact/").text) == set()
    assert numbers(leader.get("/befriending/contact/?deleted=1").text) == {site.ids["contact1"]}


def test_bulk_with_a_foreign_row_changes_nothing(site: Site, leader: Browser) -> None:
    both = [str(site.ids["contact1"]), str(site.ids["contact2"])]
    answer = leader.post("/befriending/contact/bulk", action="delete", rowid=both)
    assert answer.status_code in (404, 422) and "Beta" not in answer.text
    assert len(numbers(site.sign_in("clerk").get("/befriending/contact/").text)) == 2


def test_bulk_deletes_and_restores_own_rows(site: Site, leader: Browser) -> None:
    mine = [str(site.ids["contact1"])]
    leader.post("/befriending/contact/bulk", action="delete", rowid=mine)
    assert numbers(leader.get("/befriending/contact/").text) == set()
    leader.post("/befriending/contact/bulk", action="restore", rowid=mine)
    assert numbers(leader.get("/befriending/contact/").text) == {site.ids["contact1"]}


@pytest.mark.parametrize("query", ["", "?pair=2", "?deleted=1", "?order=id"])
def test_an_export_holds_own_rows(site: Site, leader: Browser, query: str) -> None:
    url = f"/befriending/contact/export{query}{'&' if query else '?'}format="
    text = leader.get(f"{url}csv&_plain=1").data.decode("utf-8-sig")
    book = take_out(site, leader, f"{url}xlsx")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheets = b"".join(archive.read(n) for n in archive.namelist()).decode("utf-8", "ignore")
    assert "Beta" not in text + sheets
    if query in ("", "?order=id"):
        assert "Alpha hall" in text and "Alpha matter" in sheets


def test_export_needs_its_own_grant(site: Site) -> None:
    reader = site.sign_in("leader1")
    assert reader.get("/befriending/contact/export").status_code == 403


def test_the_api_deletes_own_rows_only(site: Site, leader: Browser) -> None:
    api = site.api("leader1")
    base = "/api/v1/befriending/contact"
    assert api.send("DELETE", f"{base}/{site.ids['contact2']}").status_code == 404
    assert api.send("DELETE", f"{base}/{site.ids['contact1']}").status_code == 200
    assert api.get(f"{base}/{site.ids['contact1']}").status_code == 404


def test_a_row_cannot_be_moved_out_of_the_own_scope(site: Site) -> None:
    leader = site.sign_in("leader1")
    path = f"/befriending/contact/{site.ids['contact1']}/edit"
    answer = leader.send(path, pair=str(site.ids["pair2"]))
    assert answer.status_code == 422
    assert "There is no such entry, or you may not use it." in answer.text


def test_a_row_cannot_be_made_outside_the_own_scope(site: Site) -> None:
    api = site.api("leader1")
    sent = {"date": "2026-11-12", "mode": "talk", "topics": ["teaching"]}
    answer = api.send("POST", "/api/v1/befriending/contact/", pair=site.ids["pair2"], **sent)
    assert answer.status_code == 422
    assert "pair" in answer.json["errors"]


def test_a_visit_of_somebody_else_cannot_be_entered(site: Site) -> None:
    api = site.api("leader1")
    sent = {"date": "2026-11-12", "reason": "festival", "person": site.ids["person2"]}
    answer = api.send("POST", "/api/v1/befriending/visit/", leader=site.ids["leader2"], **sent)
    assert answer.status_code == 422 and "leader" in answer.json["errors"]
    assert site.sign_in("clerk").get("/befriending/visit/3").status_code == 404


def duty_numbers(client: Browser | FlaskClient) -> set[int]:
    """Duties that the page of duties links to."""
    page = client.get("/duties/").text
    return {int(n) for n in re.findall(r'href="/duties/(\d+)', page)}


def test_duties_are_shown_to_their_owner_and_the_office(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert clerk.post("/duties/evaluate").status_code == 302
    every, own = duty_numbers(clerk), duty_numbers(site.sign_in("leader1"))
    assert own and own < every
    foreign = site.sign_in("leader2")
    assert not own & duty_numbers(foreign)
    assert {foreign.get(f"/duties/{n}").status_code for n in own} == {404}
    assert site.sign_in("nobody").get("/duties/").status_code == 403


def test_a_grant_taken_away_closes_at_the_next_request(site: Site) -> None:
    leader, boss = site.sign_in("leader1"), site.sign_in("boss")
    assert leader.get("/befriending/contact/").status_code == 200
    boss.send("/roles/CL", **{"befriending.contact|read": ""})
    page = leader.get(f"/befriending/contact/{site.ids['contact1']}")
    assert page.status_code in (403, 404) and "Alpha" not in page.text
