"""Bad input: a clear error or a corrected request, never a 500, never a lost form, never half a write."""

from __future__ import annotations

import pytest

from tests.builders import PASSWORD
from tests.site import Site, forms_of

LISTS = ("/befriending/contact/", "/befriending/pair/", "/directory/person/", "/directory/unit/")
QUERIES = (
    "order=password",
    "order=created_by",
    "order=-",
    "order=id;drop",
    "page=0",
    "page=-1",
    "page=abc",
    "page=99999999999999999999",
    "page=1e9",
    "page=%C2%B2",
    "size=1000000",
    "size=0",
    "size=x",
    "q=" + "x" * 5000,
    "q=%25_%5C%27%22",
    "q=%F0%9F%90%8E",
    "q=%EF%BF%BE",
    "q=%ED%A0%80",
    "q=%E2%80%AE",
    "nothing=1",
    "pair=abc",
    "pair=99999999999999999999",
    "pair=-1",
    "pair=0",
    "date.from=tomorrow",
    "date.from=9999-99-99",
    "date.to=0001-01-01",
    "date.near=2026-01-01",
    "status=nothing",
    "active=perhaps",
    "deleted=2",
    "_l_=xx",
    "id=1",
    "__class__=1",
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", LISTS)
def test_a_list_corrects_what_it_cannot_use(shared: Site, path: str, query: str) -> None:
    page = shared.sign_in("clerk").get(f"{path}?{query}")
    assert page.status_code == 200
    assert page.text.count("<tr") <= 102


@pytest.mark.parametrize("query", QUERIES)
def test_the_api_says_what_it_cannot_use(shared: Site, query: str) -> None:
    query = query.replace("size=", "page_size=")
    answer = shared.api("clerk").get(f"/api/v1/befriending/contact/?{query}")
    assert answer.status_code in (200, 400)
    assert answer.json["message"] if answer.status_code == 400 else "result" in answer.json
    if answer.status_code == 200:
        assert answer.json["page_size"] <= 100


@pytest.mark.parametrize("query", ["q=%00", "pair=%00", "x%00=1"])
def test_a_nul_byte_in_an_address_is_refused(shared: Site, query: str) -> None:
    assert shared.sign_in("clerk").get(f"/befriending/contact/?{query}").status_code == 400
    assert shared.api("clerk").get(f"/api/v1/befriending/contact/?{query}").status_code == 400


TEXTS = (
    ("🐎 䶮 𠮷", 302),
    ("a" * 120, 302),
    ("字" * 120, 302),
    ("a" * 121, 422),
    ("nul\0byte", 422),
    ("bell\a", 422),
    ("right\u202eleft", 422),
    ("' OR 1=1; --", 302),
    ("{{ 7 * 7 }}", 302),
    ("%(name)s %s {0}", 302),
)


@pytest.mark.parametrize(("text", "status"), TEXTS)
def test_a_text_is_kept_or_refused_whole(site: Site, text: str, status: int) -> None:
    leader, path = site.sign_in("leader1"), "/befriending/contact/1/edit"
    answer = leader.send(path, place=text, summary="Typed with care")
    assert answer.status_code == status
    if status == 422:
        assert "Typed with care" in answer.text and 'id="e-place"' in answer.text
    kept = site.api("leader1").get("/api/v1/befriending/contact/1").json["result"]["place"]
    assert kept == (text if status == 302 else "Alpha hall")


def test_a_text_of_ten_megabytes_comes_back_in_its_form(site: Site) -> None:
    huge = "长" * (10_000_000 // 3)
    page = site.sign_in("leader1").send("/befriending/contact/1/edit", summary=huge, place="Garden")
    assert page.status_code == 422
    assert 'value="Garden"' in page.text and huge in page.text
    assert "At most 200 characters" in page.text


def test_a_body_beyond_all_bounds_is_too_large(site: Site) -> None:
    leader = site.sign_in("leader1")
    told = {"CONTENT_LENGTH": str(61 << 20)}
    page = leader.client.post(
        "/befriending/contact/1/edit", data={"place": "x"}, environ_overrides=told
    )
    assert page.status_code == 413 and "too large" in page.text


FIELDS = (
    ("date", "2026-02-30"),
    ("date", "yesterday"),
    ("date", "1066-10-14"),
    ("date", "99999-01-01"),
    ("date", ""),
    ("mode", "carrier pigeon"),
    ("mode", ""),
    ("topics", "everything"),
    ("topics", []),
    ("pair", "abc"),
    ("pair", "999999"),
    ("pair", "99999999999999999999"),
    ("pair", "-1"),
    ("pair", ""),
    ("unit", "999999"),
    ("visibility", "everybody"),
    ("group_event", "perhaps"),
    ("follow_up_due", "2026-13-01"),
)


@pytest.mark.parametrize(("name", "value"), FIELDS)
def test_a_wrong_value_is_told_beside_its_field_and_nothing_is_lost(
    shared: Site, name: str, value: object
) -> None:
    page = shared.sign_in("leader1").send(
        "/befriending/contact/1/edit", **{"place": "Typed with care", name: value}
    )
    assert page.status_code == 422
    assert f'id="e-{name}"' in page.text
    assert "Typed with care" in page.text
    assert (
        shared.sign_in("leader1").get("/befriending/contact/1/edit").text.count("Alpha hall") == 1
    )


def test_all_mistakes_are_told_at_once(shared: Site) -> None:
    page = shared.sign_in("leader1").send(
        "/befriending/contact/add", date="soon", mode="x", topics=[], pair=""
    )
    assert page.status_code == 422
    for name in ("date", "mode", "topics", "pair"):
        assert f'id="e-{name}"' in page.text


def test_a_form_after_the_session_ended_is_saved_after_signing_in_again(site: Site) -> None:
    leader, path = site.sign_in("leader1"), "/befriending/contact/1/edit"
    values = leader.form(path) | {"place": "Typed with care"}
    site.wait(hours=1)
    page = leader.client.post(path, data=values)
    assert page.status_code == 401 and "Typed with care" in page.text
    again = leader.client.post(path, data=page_values(page.text) | credentials())
    assert again.status_code == 200 and "Typed with care" in again.text
    assert leader.client.post(path, data=page_values(again.text)).status_code == 302
    assert "Typed with care" in leader.get("/befriending/contact/1").text


def page_values(page: str) -> dict[str, str | list[str]]:
    """What the largest form of a page sends."""
    values = max((f for _, f in forms_of(page)), key=len)
    return {k: values.getlist(k) for k in values}


def credentials() -> dict[str, str | list[str]]:
    """Name and password in the form that asks to sign in again."""
    return {"_username": "leader1", "_password": PASSWORD}


def test_a_wrong_password_there_keeps_everything_too(site: Site) -> None:
    leader, path = site.sign_in("leader1"), "/befriending/contact/1/edit"
    values = leader.form(path) | {"place": "Typed with care"}
    site.wait(hours=1)
    page = leader.client.post(path, data=values)
    sent = page_values(page.text) | credentials() | {"_password": "wrong password"}
    page = leader.client.post(path, data=sent)
    assert page.status_code == 401 and "Typed with care" in page.text
    assert "wrong password" not in page.text


@pytest.mark.parametrize("rows", [[], ["abc"], ["1; DROP"], ["-1"], [str(n) for n in range(101)]])
def test_a_bulk_action_with_odd_numbers_changes_nothing(shared: Site, rows: list[str]) -> None:
    clerk = shared.sign_in("clerk")
    values = {"csrf_token": clerk.token(), "action": "delete", "rowid": rows}
    answer = clerk.client.post("/befriending/contact/bulk", data=values)
    assert answer.status_code in (200, 302, 400)  # a hundred and one are shown first
    assert shared.api("clerk").get("/api/v1/befriending/contact/").json["count"] == 2


@pytest.mark.parametrize("action", ["", "purge", "edit", "\0"])
def test_an_unknown_bulk_action_is_refused(shared: Site, action: str) -> None:
    answer = shared.sign_in("clerk").post("/befriending/contact/bulk", action=action, rowid="1")
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/?page=abc&q=%25",
        "/accounts/?page=99999999999999999999",
        "/accounts/?page=%C2%B2",
        "/duties/?state=x&year=xxxxxxxxxxxxx&article=99999&page=-4",
        "/duties/?article=7",
        "/duties/?article=%C2%B2&page=%C2%B2",
        "/audit/?before=x",
        "/audit/?before=%C2%B2",
        "/audit/?before=999999999999999",
        "/befriending/contact/export?format=exe",
        "/befriending/contact/add?pair=abc&date=x&nothing=1",
        "/befriending/contact/picker/pair?q=" + "x" * 3000,
        "/befriending/pair/1?tab=no.such.tab",
        "/befriending/pair/1?deleted=1",
    ],
)
def test_odd_addresses_of_other_pages_are_answered(shared: Site, path: str) -> None:
    name = "auditor" if path.startswith("/audit") else "boss"
    assert shared.sign_in(name).get(path).status_code in (200, 404)


def test_a_spreadsheet_meets_no_formula(site: Site) -> None:
    leader = site.sign_in("leader1")
    for text in ("=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)"):
        leader.send("/befriending/contact/1/edit", place=text)
        lines = (
            site.sign_in("clerk")
            .get("/befriending/contact/export?_plain=1")
            .data.decode("utf-8-sig")
        )
        assert f"'{text}" in lines
