"""A chapter that is off answers nowhere, keeps everything, and comes back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.app import create_app
from tests.site import Site

PATHS = (
    "/befriending/contact/",
    "/befriending/contact/add",
    "/befriending/contact/1",
    "/befriending/contact/1/edit",
    "/befriending/contact/1/history",
    "/befriending/contact/export",
    "/befriending/contact/picker/pair",
    "/befriending/pair/",
)
POSTS = ("add", "1/edit", "1/delete", "1/restore", "1/move/register", "bulk")


def switch(site: Site, on: str) -> None:
    """The button on the page of the chapter."""
    boss = site.sign_in("boss")
    assert boss.post("/chapters/befriending/switch", on=on).status_code == 302


@pytest.fixture
def off(site: Site) -> Site:
    """A site whose chapter was switched off while people were signed in."""
    switch(site, "0")
    return site


def test_every_page_and_call_is_gone(off: Site) -> None:
    clerk, api = off.sign_in("clerk"), off.api("clerk")
    pages = {p: clerk.get(p).status_code for p in PATHS}
    posts = {p: clerk.post(f"/befriending/contact/{p}").status_code for p in POSTS}
    calls = {
        (m, p): api.send(m, f"/api/v1/befriending/contact/{p}").status_code
        for m, p in (
            ("GET", ""),
            ("POST", ""),
            ("GET", "1"),
            ("PUT", "1"),
            ("DELETE", "1"),
            ("POST", "1/move/register"),
        )
    }
    assert {*pages.values(), *posts.values(), *calls.values()} == {404}


def test_menu_home_description_and_related_rows_are_gone(off: Site) -> None:
    clerk = off.sign_in("clerk")
    pages = "".join(clerk.get(p).text for p in ("/", "/directory/person/1", "/directory/unit/1"))
    assert "/befriending/" not in pages
    described = off.app.test_client().get("/api/v1/openapi.json").json["paths"]
    assert not [p for p in described if "befriending" in p]


def test_duties_are_hidden_and_paused(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post("/duties/evaluate")
    before = clerk.get("/duties/").text.count('href="/duties/')
    switch(site, "0")
    assert clerk.post("/duties/evaluate").status_code == 302
    assert clerk.get("/duties/1").status_code == 404
    switch(site, "1")
    assert clerk.get("/duties/").text.count('href="/duties/') == before


def test_a_session_that_was_open_is_stopped_and_finds_all_again(site: Site) -> None:
    leader = site.sign_in("leader1")
    path = f"/befriending/contact/{site.ids['contact1']}"
    assert leader.get(path).status_code == 200
    switch(site, "0")
    assert leader.get(path).status_code == 404
    switch(site, "1")
    assert "Alpha matter" in leader.get(path).text


def test_a_second_process_follows_at_its_next_request(site: Site) -> None:
    other = create_app(site.runtime.settings)
    path = "/api/v1/befriending/contact/1"
    headers = {"Authorization": f"Bearer {site.token('clerk')}"}
    assert other.test_client().get(path, headers=headers).status_code == 200
    switch(site, "0")
    assert other.test_client().get(path, headers=headers).status_code == 404
    switch(site, "1")
    assert other.test_client().get(path, headers=headers).status_code == 200
    other.extensions["tongxin.reads"].flush()
    other.extensions["tongxin"].engine.dispose()


def test_only_an_administrator_switches(site: Site) -> None:
    for name in ("clerk", "leader1", "auditor", "nobody"):
        person = site.sign_in(name)
        assert person.post("/chapters/befriending/switch", on="0").status_code == 403
        assert person.get("/chapters/").status_code == 403
    assert site.sign_in("clerk").get("/befriending/contact/").status_code == 200


def test_a_sensitive_chapter_needs_the_number_of_its_assessment_in_production(off: Site) -> None:
    strict = Site(create_app(replace(off.runtime.settings, production=True)), off.ids)
    boss = strict.sign_in("boss")
    refused = boss.post("/chapters/befriending/switch", on="1")
    assert refused.status_code == 422
    taken = boss.post("/chapters/befriending/switch", on="1", assessment="PIA 2026-4")
    assert taken.status_code == 302
    assert "PIA 2026-4" in boss.get("/chapters/befriending/").text
    strict.close()
