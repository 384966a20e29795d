"""Guards of every request: CSRF, headers, hosts, ways back, error pages that keep quiet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.app import create_app
from core.web.guard import safe_next
from tests.builders import PASSWORD
from tests.site import Site

POSTS = (
    "/befriending/contact/1/delete",
    "/befriending/contact/1/restore",
    "/befriending/contact/1/move/archive",
    "/befriending/contact/bulk",
    "/accounts/add",
    "/accounts/1",
    "/accounts/1/link",
    "/roles/CL",
    "/chapters/befriending/switch",
    "/chapters/befriending/parameters",
    "/chapters/befriending/parameters/min_per_year/withdraw",
    "/chapters/befriending/rules/R07.3",
    "/duties/evaluate",
    "/audit/",
    "/profile/",
    "/profile/look",
    "/profile/keys",
    "/profile/notices",
    "/inbox/read",
    "/inbox/1/open",
    "/inbox/1/read",
    "/notices/parcels",
    "/notices/messages",
    "/profile/sessions/1/end",
    "/logout/",
    "/login/",
    "/language/en",
    "/setup/",
)
CALLS = (
    ("POST", "/api/v1/befriending/contact/"),
    ("PATCH", "/api/v1/befriending/contact/1"),
    ("PUT", "/api/v1/befriending/contact/1"),
    ("DELETE", "/api/v1/befriending/contact/1"),
    ("POST", "/api/v1/befriending/contact/1/move/archive"),
    ("POST", "/api/v1/inbox/read"),
    ("POST", "/api/v1/inbox/1/read"),
    ("POST", "/api/v1/security/logout"),
)


@pytest.mark.parametrize("path", POSTS)
def test_no_post_works_without_its_token(shared: Site, path: str) -> None:
    boss = shared.sign_in("boss")
    for data in ({}, {"csrf_token": "wrong"}, {"csrf_token": ""}):
        assert boss.client.post(path, data=data).status_code == 400
    assert boss.get("/befriending/contact/1").status_code == 200


@pytest.mark.parametrize("token", [None, "", "wrong"])
@pytest.mark.parametrize("path", ["/befriending/contact/1/edit", "/befriending/contact/add"])
def test_a_record_form_without_its_token_is_shown_again_and_not_saved(
    site: Site, path: str, token: str | None
) -> None:
    clerk = site.sign_in("clerk")
    values = clerk.form("/befriending/contact/1/edit") | {"place": "Typed with care"}
    values.pop("csrf_token")
    before = len(site.entries())
    page = clerk.client.post(path, data=values | ({"csrf_token": token} if token else {}))
    assert page.status_code in (200, 400) and "Typed with care" in page.text
    assert not [e for e in site.entries()[before:] if e.action != "read"]


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_cookie_alone_does_not_write_through_the_api(
    shared: Site, method: str, path: str
) -> None:
    boss = shared.sign_in("boss")
    answer = boss.client.open(path, method=method, json={"place": "x"})
    assert answer.status_code == 400
    assert answer.json["message"]


def test_the_token_of_another_session_is_refused(shared: Site) -> None:
    theirs = shared.sign_in("leader1").token()
    boss = shared.sign_in("boss")
    answer = boss.client.post("/language/en", data={"csrf_token": theirs})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/ok\r\nSet-Cookie: a=b",
        "/\tevil",
        " //evil.example",
        "evil.example/path",
        "",
    ],
)
def test_the_way_back_stays_on_this_site(shared: Site, target: str) -> None:
    assert safe_next(target) == "/"
    browser = shared.browser()
    values = browser.form("/login/")
    values["username"], values["password"] = "leader1", PASSWORD
    answer = browser.client.post("/login/", query_string={"next": target}, data=values)
    assert (answer.status_code, answer.location) == (302, "/")


def test_the_way_back_leads_to_the_page_that_was_asked_for(shared: Site) -> None:
    browser = shared.browser()
    asked = browser.get("/befriending/contact/?order=date&pair=1")
    assert asked.status_code == 302 and asked.location.startswith("/login/?next=")
    answer = browser.send(asked.location, username="leader1", password=PASSWORD)
    assert answer.location == "/befriending/contact/?order=date&pair=1"


@pytest.mark.parametrize(
    "path",
    ["/", "/login/", "/befriending/contact/", "/healthz", "/nowhere", "/api/v1/openapi.json"],
)
def test_every_answer_carries_the_security_headers(shared: Site, path: str) -> None:
    headers = shared.sign_in("leader1").get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


def test_scripts_carry_the_nonce_of_their_answer(shared: Site) -> None:
    page = shared.sign_in("boss").get("/befriending/contact/")
    nonce = page.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert " onclick=" not in page.text and " style=" not in page.text
    inline = [s for s in page.text.split("<script")[1:] if "src=" not in s.split(">")[0]]
    assert all(nonce in s.split(">")[0] for s in inline)
    assert nonce not in shared.sign_in("boss").get("/").text


def test_https_makes_cookies_secure_and_sends_hsts(site: Site) -> None:
    secure = Site(create_app(replace(site.runtime.settings, tls=True)), site.ids)
    browser = secure.browser()
    page = browser.client.get("/login/", base_url="https://localhost")
    header = page.headers["Set-Cookie"]
    assert header.startswith("__Host-tongxin=") and "Secure" in header
    assert page.headers["Strict-Transport-Security"]
    secure.close()


def test_only_trusted_hosts_are_answered(site: Site) -> None:
    named = Site(create_app(replace(site.runtime.settings, trusted_hosts=("ok.example",))), {})
    browser = named.browser()
    assert browser.client.get("/login/", base_url="http://ok.example").status_code == 200
    evil = browser.client.get("/login/", base_url="http://evil.example")
    assert evil.status_code == 400 and "evil.example" not in evil.text
    named.close()


def test_static_files_may_be_kept_by_browsers(shared: Site) -> None:
    answer = shared.browser().get("/static/ui.css")
    assert answer.status_code == 200 and "no-store" not in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_several_static_files_are_one_answer(shared: Site) -> None:
    browser = shared.browser()
    both = browser.get("/static/ui.js+palette.js")
    one, other = (browser.get(f"/static/{name}").text for name in ("ui.js", "palette.js"))
    assert both.text == f"{one}\n;{other}" and both.mimetype == "text/javascript"
    assert "max-age=31536000" in both.headers["Cache-Control"]
    again = browser.get("/static/ui.js+palette.js", headers={"If-None-Match": both.headers["ETag"]})
    assert again.status_code == 304
    for wrong in (
        "ui.js+ui.css",
        "ui.js+none.js",
        "ui.js+../guard.py",
        "+ui.js",
        "icons.txt+icons.txt",
    ):
        assert browser.get(f"/static/{wrong}").status_code == 404, wrong


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/befriending/nothing/", 404),
        ("/nothing/contact/", 404),
        ("/befriending/contact/999999", 404),
        ("/befriending/contact/99999999999999999999", 404),
        ("/befriending/contact/abc", 404),
        ("/befriending/contact/-1", 404),
        ("/accounts/999999", 404),
        ("/roles/NONE", 404),
        ("/chapters/none/", 404),
        ("/duties/999999", 404),
        ("/static/../config.py", 404),
        ("/befriending/contact/1%00", 400),
    ],
)
def test_error_pages_say_what_to_do_and_nothing_of_the_inside(
    shared: Site, path: str, status: int
) -> None:
    page = shared.sign_in("boss").get(path)
    assert page.status_code == status
    assert "<h1" in page.text
    assert not [w for w in ("Traceback", "sqlalchemy", "werkzeug", "SELECT") if w in page.text]


def test_an_unexpected_fault_shows_a_number_only(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError("a secret of the inside")

    clerk = site.sign_in("clerk")
    monkeypatch.setattr("core.web.records.lists.ask", broken)
    site.app.config["PROPAGATE_EXCEPTIONS"] = False
    page = clerk.get("/befriending/contact/")
    assert page.status_code == 500 and "secret of the inside" not in page.text
    number = next(r.args[0] for r in caplog.records if "failed" in r.message)
    assert str(number) in page.text


def test_no_other_way_of_the_library_is_open(shared: Site) -> None:
    boss = shared.sign_in("boss")
    for path in (
        "/users/list/",
        "/roles/list/",
        "/api/v1/menu/",
        "/swagger/v1",
        "/api/v1/_openapi",
    ):
        assert boss.get(path, follow_redirects=True).status_code == 404
    for path in ("/api/v1/security/users/", "/api/v1/security/roles/", "/registeruser/list/"):
        assert boss.get(path).status_code in (401, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/befriending/contact/",
        "/befriending/contact/1",
        "/befriending/contact/export",
        "/befriending/contact/picker/pair",
        "/accounts/",
        "/roles/",
        "/chapters/",
        "/duties/",
        "/audit/",
        "/inbox/",
        "/notices/",
        "/profile/",
    ],
)
def test_strangers_are_led_to_the_sign_in_page(shared: Site, path: str) -> None:
    answer = shared.browser().get(path)
    assert answer.status_code == 302 and answer.location.startswith("/login/")
