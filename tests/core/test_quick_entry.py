"""Quick entry over HTTP: who may, what is offered, saved once, refused with its reason; declared soundly."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from plugins.befriending.models import Contact
from tests.chapters_made_for_tests import Made, reasons
from tests.site import Browser, Site

QUICK = "/quick/befriending.contact"
TOKEN = "a-token-of-a-test-0001"
JSON = {"Accept": "application/json"}


def count(site: Site) -> int:
    """Number of contacts."""
    with site.session() as session:
        return int(session.scalar(select(func.count()).select_from(Contact)) or 0)


def send(site: Site, browser: Browser, **changes: Any) -> TestResponse:
    """Send an entry as the script does."""
    values = {
        "csrf_token": browser.token(),
        "_form": TOKEN,
        "pair": str(site.ids["pair1"]),
        "date": "2026-11-20",
        "mode": "talk",
        "topics": ["teaching"],
    } | changes
    return browser.client.post(QUICK, data=values, headers=JSON)


def test_an_entry_is_saved_once_however_often_it_is_sent(site: Site) -> None:
    leader, before = site.sign_in("leader1"), count(site)
    first, second = send(site, leader), send(site, leader)
    assert first.status_code == second.status_code == 200
    assert first.json == second.json and count(site) == before + 1
    told = first.json or {}
    assert told["undo"] == "" and told["edit"] == f"{told['url']}/edit" and "林一友" in told["name"]


def test_the_same_token_with_other_words_saves_nothing_by_itself(site: Site) -> None:
    leader, before = site.sign_in("leader1"), count(site)
    send(site, leader)
    again = send(site, leader, mode="visit")
    assert again.status_code == 422 and "saved before" in (again.json or {})["all"][0]
    assert (again.json or {})["token"] != TOKEN and count(site) == before + 1


def test_a_refused_entry_says_why_beside_each_field_and_can_be_sent_again(site: Site) -> None:
    leader, before = site.sign_in("leader1"), count(site)
    told = send(site, leader, date="2026-02-30", mode="pigeon", topics=[]).json or {}
    assert set(told["errors"]) == {"date", "mode", "topics"} and len(told["all"]) == 3
    future = send(site, leader, date="2026-12-24").json or {}
    assert future["errors"]["date"] and count(site) == before
    assert send(site, leader).status_code == 200 and count(site) == before + 1


def test_fields_that_are_not_asked_for_take_their_defaults_and_no_value(site: Site) -> None:
    leader = site.sign_in("leader1")
    told = (
        send(site, leader, place="Smuggled", status="draft", late_reason="x", unit="2").json or {}
    )
    with site.session() as session:
        row = session.get(Contact, int(told["url"].rpartition("/")[2]))
        assert row is not None and row.place is None and row.status == "registered"
        assert row.group_event is False and row.late_reason is None


def test_an_entry_of_somebody_else_is_refused_and_of_nobody_asks_to_sign_in(site: Site) -> None:
    leader, before = site.sign_in("leader1"), count(site)
    other = str(site.ids["user:leader2"])
    assert send(site, leader, _user=other).status_code == 401
    token = leader.token()
    site.wait(hours=1)
    assert send(site, leader, csrf_token=token).status_code == 401
    assert send(site, leader, csrf_token="wrong").status_code == 400
    assert count(site) == before


def test_a_form_sent_after_the_session_ended_is_kept_and_shown_again(site: Site) -> None:
    leader, before = site.sign_in("leader1"), count(site)
    values = leader.form(f"{QUICK}?pair={site.ids['pair1']}", "mode") | {"summary": "With care"}
    site.wait(hours=1)
    page = leader.client.post(QUICK, data=values)
    assert page.status_code == 401 and "With care" in page.text
    site.sign_in("leader1")
    assert count(site) == before


def test_only_who_may_enter_the_record_gets_there(site: Site) -> None:
    assert site.browser().get(QUICK).status_code == 302
    for name in ("nobody", "auditor", "unit_head", "person1"):
        assert site.sign_in(name).get(QUICK).status_code == 404, name
        assert site.sign_in(name).get(QUICK + "/options").status_code == 404, name
    clerk = site.sign_in("clerk")
    assert clerk.get("/quick/befriending.pair").status_code == 404
    assert clerk.get("/quick/nothing.at_all").status_code == 404


def test_only_own_active_pairs_are_offered_and_found_by_initials(site: Site) -> None:
    with site.build() as make:
        one, two = make.person(name="丁一"), make.person(name="丁二")
        make.pair(one, two, "-")
    leader = site.sign_in("leader1")
    found = (leader.get(f"{QUICK}/options?q=zhou").json or {})["options"]
    assert found == []
    (mine,) = (leader.get(f"{QUICK}/options?q=lyy").json or {})["options"]
    assert (mine["key"], mine["name"], mine["more"]) == (site.ids["pair1"], "林一友", "")
    names = [
        o["name"] for o in (site.sign_in("clerk").get(f"{QUICK}/options").json or {})["options"]
    ]
    assert "丁一" not in names and len(names) == 2


def test_what_is_due_stands_first_and_says_when(site: Site) -> None:
    with site.build() as make:
        late = make.pair(make.person(name="丁长"), make.person(name="丁友")).id
    site.wait(days=285)
    assert site.sign_in("boss").post("/duties/evaluate").status_code == 302
    found = (site.sign_in("clerk").get(f"{QUICK}/options").json or {})["options"]
    assert [o["key"] for o in found] == [late, site.ids["pair1"], site.ids["pair2"]]
    assert (found[0]["name"], found[0]["more"], found[0]["tone"]) == ("丁长", "丁友", "bad")
    assert "overdue" in found[0]["when"] and found[1]["when"] == "last 2026-11-10"


def test_a_switched_off_chapter_says_so(site: Site) -> None:
    clerk = site.sign_in("clerk")
    with site.session() as session:
        site.runtime.chapters.disable(session, "befriending", site.runtime.clock())
        session.commit()
    assert clerk.get(QUICK).status_code == 404 and "switched off" in clerk.get(QUICK).text
    assert send(site, clerk).status_code == 404


@pytest.mark.parametrize(
    ("quick", "told"),
    [
        ('quick = ["name"]', "begins its quick entry with 'name', which refers to nothing"),
        ('quick = ["of"]', "leaves name out of its quick entry"),
        ('quick = ["of", "nosuch", "name"]', "shows 'nosuch', which is no field"),
        (
            'quick = ["of", "name"]\nquick_only = [["wrong", "x"]]',
            "keeps its quick entry to rows by 'wrong', which is no field of theirs",
        ),
    ],
)
def test_a_quick_entry_that_could_not_be_saved_is_refused_at_the_start(
    made: Made, quick: str, told: str
) -> None:
    more = f"""
[record.part]
label = "Part"

[record.part.field]
of = {{ kind = "ref", label = "Thing", target = "bad.thing", required = true }}
name = {{ kind = "text", label = "Name", required = true }}

[view.part]
{quick}
"""
    made.toml("bad", more)
    assert told in reasons(made.load(), "bad")
