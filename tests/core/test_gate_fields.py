"""Field classes: who is no reader of a personal field meets it on no path."""

from __future__ import annotations

import pytest

from tests.site import Site

SECRETS = ("S-Alpha-P", "S-Beta-P", "55501", "55502")
"""Staff numbers and phones: for the office, administrators and heads only."""


@pytest.mark.parametrize(
    "path",
    [
        "/directory/person/",
        "/directory/person/?order=staff_number",
        "/directory/person/?q=S-Alpha",
        "/directory/person/?staff_number=S-Alpha-P",
        "/directory/person/2",
        "/directory/person/2/history",
        "/directory/unit/1?tab=directory.person.unit",
        "/directory/post/picker/person?q=",
        "/directory/post/picker/person?q=S-Alpha-P",
    ],
)
def test_no_page_shows_staff_numbers_to_a_leader(shared: Site, path: str) -> None:
    page = shared.sign_in("leader1").get(path)
    shown = page.text.replace('value="S-Alpha', "").replace("«S-Alpha-P»", "")
    for asked in ("staff_number=S-Alpha-P", "staff_number%3DS-Alpha-P"):
        shown = shown.replace(asked, "")  # what was asked for, sent back
    assert page.status_code == 200
    assert not [s for s in SECRETS if s in shown]
    assert "Staff number" not in shown and "Office phone" not in shown


def test_the_office_reads_staff_numbers(shared: Site) -> None:
    clerk = shared.sign_in("clerk")
    assert "S-Alpha-P" in clerk.get("/directory/person/").text
    assert "55501" in clerk.get("/directory/person/2").text


@pytest.mark.parametrize("order", ["staff_number", "-staff_number", "office_phone", "password"])
def test_a_hidden_field_cannot_order_a_list(shared: Site, order: str) -> None:
    answer = shared.api("leader1").get(f"/api/v1/directory/person/?order={order}")
    assert answer.status_code == 400
    page = shared.sign_in("leader1").get(f"/directory/person/?order={order}")
    assert page.status_code == 200 and "cannot be ordered by" in page.text


@pytest.mark.parametrize("name", ["staff_number", "office_phone", "office_phone.from"])
def test_a_hidden_field_cannot_filter_a_list(shared: Site, name: str) -> None:
    answer = shared.api("leader1").get(f"/api/v1/directory/person/?{name}=55501")
    assert answer.status_code == 400
    assert "has no filter" in answer.json["errors"]["_"][0]


@pytest.mark.parametrize("text", ["S-Alpha-P", "55501"])
def test_a_hidden_field_cannot_be_searched(shared: Site, text: str) -> None:
    answer = shared.api("leader1").get(f"/api/v1/directory/person/?q={text}")
    assert answer.json["result"] == []


def test_the_api_leaves_hidden_fields_out(shared: Site) -> None:
    api = shared.api("leader1")
    listed = api.get("/api/v1/directory/person/").json["result"]
    single = api.get("/api/v1/directory/person/2").json["result"]
    for row in (*listed, single):
        assert "name" in row
        assert not {"staff_number", "office_phone"} & row.keys()


def test_a_hidden_field_cannot_be_written(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.send("/roles/CL", **{"directory.person|edit": "all"})
    api = site.api("leader1")
    answer = api.send("PATCH", "/api/v1/directory/person/2", staff_number="S-Mine")
    assert answer.status_code == 422 and "staff_number" in answer.json["errors"]
    form = site.sign_in("leader1").form("/directory/person/2/edit")
    assert "name" in form and "staff_number" not in form
    sent = site.sign_in("leader1").send("/directory/person/2/edit", staff_number="S-Mine")
    assert sent.status_code == 302
    assert site.api("clerk").get("/api/v1/directory/person/2").json["result"]["staff_number"] == (
        "S-Alpha-P"
    )


@pytest.fixture
def auditor(site: Site) -> Site:
    """The auditor may read and export pairs, yet is no reader of who is paired with whom."""
    boss = site.sign_in("boss")
    changed = {"befriending.pair|read": "all", "befriending.pair|export": "all"}
    boss.send("/roles/AU", **changed, **{"directory.person|read": "all"})
    return site


@pytest.mark.parametrize("path", ["", "1", "1/history", "export", "?order=id", "?leader=1"])
def test_no_page_names_the_people_of_a_pair(auditor: Site, path: str) -> None:
    page = auditor.sign_in("auditor").get(f"/befriending/pair/{path}")
    text = page.data.decode("utf-8")
    assert page.status_code == 200
    assert not [n for n in ("林一", "周二") if n in text]
    assert "Person contacted" not in text


def test_no_call_names_the_people_of_a_pair(auditor: Site) -> None:
    api = auditor.api("auditor")
    rows = api.get("/api/v1/befriending/pair/").json["result"]
    rows.append(api.get("/api/v1/befriending/pair/1").json["result"])
    assert len(rows) == 3
    assert all(not {"leader", "person", "owner"} & row.keys() for row in rows)
    assert api.get("/api/v1/befriending/pair/?leader=1").status_code == 400


def test_a_name_made_of_hidden_fields_does_not_leak_through_a_reference(auditor: Site) -> None:
    boss = auditor.sign_in("boss")
    boss.send("/roles/AU", **{"befriending.contact|read": "all"})
    reader = auditor.sign_in("auditor")
    pages = [reader.get(p).text for p in ("/befriending/contact/", "/befriending/contact/1")]
    pages.append(reader.get("/befriending/contact/picker/pair?q=").text)
    assert not [n for n in ("林一", "周二", "Alpha matter") if n in "".join(pages)]
