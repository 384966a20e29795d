"""The REST interface: sign-in, records, errors by field, keys, and its own description."""

from __future__ import annotations

import pytest

from tests.site import Api, Site

BASE = "/api/v1/befriending/contact/"
GOOD = {"pair": 1, "date": "2026-11-12", "mode": "talk", "topics": ["teaching", "service"]}


def test_a_row_is_made_read_changed_moved_and_deleted(site: Site) -> None:
    api = site.api("clerk")
    made = api.send("POST", BASE, **GOOD, place="Garden")
    assert made.status_code == 201
    path = f"{BASE}{made.json['id']}"
    assert made.headers["Location"] == path
    row = api.get(path).json["result"]
    assert (row["place"], row["topics"], row["version"]) == ("Garden", ["teaching", "service"], 1)
    assert row["academic_year"] == "2026-2027" and row["code"].startswith("TZ-befriending-")
    assert api.send("PATCH", path, place=None).json["result"]["place"] is None
    moved = api.send("POST", f"{path}/move/archive")
    assert moved.json["result"]["status"] == "archived"
    other = api.send("POST", BASE, **GOOD).json["id"]
    assert api.send("DELETE", f"{BASE}{other}").status_code == 200
    assert api.get(f"{BASE}{other}").status_code == 404


@pytest.mark.parametrize("sent", [{}, {"username": "boss"}, {"username": 1, "password": []}])
def test_a_sign_in_without_texts_is_a_bad_request(shared: Site, sent: dict[str, object]) -> None:
    answer = shared.app.test_client().post("/api/v1/security/login", json=sent)
    assert answer.status_code == 400 and answer.json["message"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b'"text"', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"", "application/json", 400),
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (b"<a/>", "text/xml", 415),
    ],
)
def test_what_is_no_json_object_is_told(shared: Site, body: bytes, kind: str, status: int) -> None:
    api = shared.api("clerk")
    answer = api.client.post(BASE, data=body, content_type=kind, headers=api.headers)
    assert answer.status_code == status and answer.json["message"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "2026-02-30"),
        ("date", 20261112),
        ("date", None),
        ("mode", "pigeon"),
        ("mode", 7),
        ("topics", "teaching"),
        ("topics", ["nothing"]),
        ("topics", [1]),
        ("topics", []),
        ("pair", "1"),
        ("pair", True),
        ("pair", 1.5),
        ("pair", 0),
        ("pair", 999_999),
        ("pair", 10**30),
        ("pair", None),
        ("place", "x" * 121),
        ("place", "nul\0"),
        ("place", "\ud800"),
        ("place", {"a": 1}),
        ("place", ["a"]),
        ("group_event", "yes"),
        ("nothing", 1),
        ("id", 5),
        ("owner", 999_999),
    ],
)
def test_a_wrong_value_is_an_error_of_its_field(shared: Site, name: str, value: object) -> None:
    answer = shared.api("clerk").send("POST", BASE, **(GOOD | {name: value}))
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [name]
    assert answer.json["message"] and all(answer.json["errors"][name])


def test_all_errors_come_at_once(shared: Site) -> None:
    answer = shared.api("clerk").send("POST", BASE, date="x", mode=1, nothing=2)
    assert {"date", "mode", "nothing"} <= answer.json["errors"].keys()


def test_a_nul_in_an_address_or_a_name_of_a_field_is_harmless(shared: Site) -> None:
    api = shared.api("clerk")
    assert api.get(f"{BASE}1%00").status_code == 400
    assert api.send("POST", BASE, **GOOD, **{"a\0b": 1}).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/befriending/nothing/", 404),
        ("GET", "/api/v1/nothing/contact/", 404),
        ("GET", "/api/v1/befriending/contact/99999999999999999999", 404),
        ("GET", "/api/v1/befriending/contact/abc", 404),
        ("GET", "/api/v1/nowhere", 404),
        ("POST", "/api/v1/befriending/contact/1/move/nothing", 404),
        ("POST", "/api/v1/befriending/contact/1", 405),
        ("DELETE", "/api/v1/befriending/contact/", 405),
        ("POST", "/api/v1/openapi.json", 405),
    ],
)
def test_errors_are_json(shared: Site, method: str, path: str, status: int) -> None:
    answer = shared.api("clerk").send(method, path)
    assert answer.status_code in (status, 422 if "move" in path else status)
    assert answer.content_type == "application/json" and answer.json["message"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer " + "x" * 9000])
def test_without_a_good_token_nothing_is_told(shared: Site, header: str) -> None:
    client = shared.app.test_client()
    for path in (BASE, f"{BASE}1", "/api/v1/directory/person/"):
        answer = client.get(path, headers={"Authorization": header} if header else {})
        assert answer.status_code == 401 and answer.json["message"]


def test_a_token_ends_after_twelve_hours_and_at_sign_out(site: Site) -> None:
    first, second = site.api("clerk"), site.api("clerk")
    assert second.send("POST", "/api/v1/security/logout").status_code == 200
    assert second.get(BASE).status_code == 401
    site.wait(hours=11)
    assert first.get(BASE).status_code == 200
    site.wait(hours=2)
    assert first.get(BASE).status_code == 401


def test_a_browser_session_is_no_token_and_a_token_no_session(site: Site) -> None:
    leader = site.sign_in("leader1")
    with leader.client.session_transaction() as kept:
        sid = kept["sid"]
    assert (
        Api(site.app.test_client(), {"Authorization": f"Bearer {sid}"}).get(BASE).status_code == 401
    )
    other = site.browser()
    other.get("/login/")
    with other.client.session_transaction() as kept:
        kept["sid"] = site.token("leader1")
    assert other.get("/profile/").status_code == 302


def test_a_personal_key_acts_as_its_owner_until_revoked(site: Site) -> None:
    leader = site.sign_in("leader1")
    page = leader.post("/profile/keys", label="my script").text
    secret = next(w for w in page.replace("<", ">").split(">") if w.startswith("txk_"))
    api = Api(site.app.test_client(), {"X-API-Key": secret})
    bearer = Api(site.app.test_client(), {"Authorization": f"Bearer {secret}"})
    assert [r["id"] for r in api.get(BASE).json["result"]] == [1]
    assert bearer.get(BASE).status_code == 200
    site.wait(days=90)
    assert api.get(BASE).status_code == 200
    again = site.sign_in("leader1")
    assert secret not in again.get("/profile/").text
    number = again.get("/profile/").text.rpartition("/profile/sessions/")[2].split("/")[0]
    again.post(f"/profile/sessions/{number}/end")
    assert api.get(BASE).status_code == 401


def test_a_list_is_paged_ordered_and_counted(site: Site) -> None:
    with site.build() as make:
        for number in range(30):
            make.unit(name=f"Room {number:02}", code=f"R{number:02}")
    api = site.api("clerk")
    first = api.get("/api/v1/directory/unit/?order=code&page_size=10&q=Room").json
    last = api.get("/api/v1/directory/unit/?order=code&page_size=10&page=3&q=Room").json
    assert [r["code"] for r in first["result"]] == [f"R{n:02}" for n in range(10)]
    assert (first["count"], first["has_next"], last["has_next"]) == (30, True, False)
    back = api.get("/api/v1/directory/unit/?order=-code&page_size=1").json
    assert back["result"][0]["code"] == "R29"


@pytest.mark.parametrize(
    "query",
    ["order=nothing", "nothing=1", "page_size=1000000", "page=0", "pair=x", "order=summary"],
)
def test_what_a_list_cannot_use_is_400_with_a_reason(shared: Site, query: str) -> None:
    answer = shared.api("clerk").get(f"{BASE}?{query}")
    assert answer.status_code == 400
    assert answer.json["message"] and answer.json["errors"]["_"]


def test_messages_are_in_the_language_asked_for(shared: Site) -> None:
    answer = shared.api("clerk").send("POST", f"{BASE}?_l_=zh", **(GOOD | {"mode": "x"}))
    assert not answer.json["errors"]["mode"][0].isascii()


def test_the_interface_describes_itself(shared: Site) -> None:
    described = shared.app.test_client().get("/api/v1/openapi.json").json
    assert described["openapi"].startswith("3.1")
    schemas = described["components"]["schemas"]
    for path, item in described["paths"].items():
        named = {p["name"] for p in item.get("parameters", []) if p["in"] == "path"}
        assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}
        for method in ("get", "post", "put", "patch", "delete"):
            if method in item:
                assert item[method]["responses"]
    for used in references(described):
        assert used.removeprefix("#/components/schemas/") in schemas
    contact = schemas["befriending_contact"]
    assert {"pair", "date", "mode", "topics"} == set(contact["required"])
    assert contact["properties"]["mode"]["enum"][0] == "talk"
    assert contact["properties"]["status"]["readOnly"] is True


def references(value: object) -> set[str]:
    """Every $ref in the document."""
    if isinstance(value, dict):
        own = {value["$ref"]} if "$ref" in value else set()
        return own.union(*(references(v) for v in value.values()))
    return set().union(*(references(v) for v in value)) if isinstance(value, list) else set()


def test_what_it_describes_is_what_it_answers(shared: Site) -> None:
    described = shared.app.test_client().get("/api/v1/openapi.json").json
    api = shared.api("clerk")
    for path in (p for p, ways in described["paths"].items() if p.endswith("/") and "post" in ways):
        answer = api.get(path)
        assert answer.status_code == 200, path
        ref = described["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        known = described["components"]["schemas"][ref["schema"]["$ref"].rpartition("/")[2]]
        for row in answer.json["result"]:
            assert row.keys() <= known["properties"].keys()
