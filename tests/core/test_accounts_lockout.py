"""Guessing: ten wrong tries lock an account, fifty an address, and nobody can tell which."""

from __future__ import annotations

import re

from sqlalchemy import text

from tests.builders import PASSWORD
from tests.site import Site


def text_of(page: str) -> str:
    """The page without what changes at every request."""
    return re.sub(r'(value|name|content)="[^"]*"', "", page)


def fail(site: Site, name: str, times: int, address: str = "10.0.0.1") -> None:
    """Wrong tries through the API."""
    client = site.app.test_client()
    for _ in range(times):
        answer = client.post(
            "/api/v1/security/login",
            json={"username": name, "password": "wrong"},
            environ_base={"REMOTE_ADDR": address},
        )
        assert answer.status_code == 401


def status(site: Site, name: str, address: str = "10.0.0.9") -> int:
    """What the right password gets."""
    sent = {"username": name, "password": PASSWORD}
    client = site.app.test_client()
    environ = {"REMOTE_ADDR": address}
    return client.post("/api/v1/security/login", json=sent, environ_base=environ).status_code


def test_ten_wrong_tries_lock_the_account_everywhere(site: Site) -> None:
    fail(site, "leader1", 9)
    assert status(site, "leader1") == 200
    fail(site, "leader1", 10)
    assert status(site, "leader1") == 401
    assert site.browser().sign_in("leader1").status_code == 401
    assert status(site, "leader2") == 200


def test_another_spelling_of_the_name_is_the_same_account(site: Site) -> None:
    fail(site, "Leader1", 5)
    fail(site, " LEADER1 ", 5)
    assert status(site, "leader1") == 401


def test_the_lock_opens_after_five_minutes(site: Site) -> None:
    fail(site, "leader1", 10)
    site.wait(minutes=4)
    assert status(site, "leader1") == 401
    site.wait(minutes=6)
    assert status(site, "leader1") == 200


def test_fifty_tries_from_one_address_close_it_for_all_names(site: Site) -> None:
    for number in range(25):
        fail(site, f"guess{number}", 2, "10.0.0.7")
    assert status(site, "leader1", "10.0.0.7") == 401
    assert status(site, "leader1", "10.0.0.8") == 200


def test_open_sessions_survive_a_lock(site: Site) -> None:
    leader = site.sign_in("leader1")
    fail(site, "leader1", 12)
    assert leader.get("/befriending/contact/").status_code == 200


def test_wrong_unknown_disabled_and_locked_look_the_same(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.send(f"/accounts/{site.ids['user:nobody']}", active="0")
    fail(site, "leader2", 10)
    answers = [
        site.browser().sign_in(name, password)
        for name, password in (
            ("leader1", "wrong password"),
            ("who is this", "wrong password"),
            ("nobody", PASSWORD),
            ("leader2", PASSWORD),
        )
    ]
    assert {a.status_code for a in answers} == {401}
    assert len({text_of(a.text) for a in answers}) == 1


def test_the_name_comes_back_and_the_password_does_not(site: Site) -> None:
    page = site.browser().sign_in("leader1", "my wrong secret")
    assert 'value="leader1"' in page.text and "my wrong secret" not in page.text


def test_no_failed_try_keeps_names_or_addresses_in_clear(site: Site) -> None:
    fail(site, "leader1", 1, "10.0.0.77")
    with site.session() as session:
        kept = session.execute(text("SELECT subject FROM core_sign_in_try")).scalars().all()
    assert len(kept) == 2 and not [k for k in kept if "leader1" in k or "10.0.0" in k]


def test_odd_credentials_are_a_wrong_pair(site: Site) -> None:
    for name, password in (("a\0b", "x"), ("🐎", "\0"), ("n" * 64, "p" * 256), ("'; --", "x")):
        assert site.browser().sign_in(name, password).status_code in (401, 422)
    for pair in (("a\0b", "x"), ("\ud800", "x"), ("leader1", "\udfff")):
        answer = site.app.test_client().post(
            "/api/v1/security/login", json=dict(zip(("username", "password"), pair, strict=True))
        )
        assert answer.status_code == 401
    long = site.browser().sign_in("leader1", "p" * 100_000)
    assert long.status_code == 422
