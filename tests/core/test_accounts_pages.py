"""Accounts: made and changed by the administrator, who never learns a password."""

from __future__ import annotations

import re

import pytest

from tests.builders import PASSWORD
from tests.site import Site

NEW = "eight yellow kettles"


def link_in(page: str) -> str:
    """The set-password link that a page shows, as a path."""
    found = re.search(r"https?://[^/]+(/set-password/[\w-]+)", page)
    assert found, "no link on the page"
    return found[1]


def test_a_new_account_sets_its_password_by_a_link_once(site: Site) -> None:
    made = site.sign_in("boss").send("/accounts/add", username="fresh", roles=["UF"])
    link = link_in(made.text)
    owner = site.browser()
    assert owner.send(link, password=NEW, again=NEW).status_code == 302
    assert owner.get(link).status_code == 404
    assert owner.sign_in("fresh", NEW).status_code == 302
    assert owner.get("/befriending/contact/").status_code == 200


def test_before_its_link_was_used_nobody_signs_in(site: Site) -> None:
    site.sign_in("boss").send("/accounts/add", username="fresh", roles=["UF"])
    for password in ("", NEW, "fresh"):
        assert site.browser().sign_in("fresh", password).status_code in (401, 422)


def test_a_link_lives_for_a_day(site: Site) -> None:
    link = link_in(site.sign_in("boss").send("/accounts/add", username="fresh").text)
    site.wait(hours=23)
    assert site.browser().get(link).status_code == 200
    site.wait(hours=2)
    assert site.browser().get(link).status_code == 404


def test_a_new_link_ends_open_sessions_and_the_old_link(site: Site) -> None:
    leader, boss = site.sign_in("leader1"), site.sign_in("boss")
    path = f"/accounts/{site.ids['user:leader1']}/link"
    first = link_in(boss.post(path).text)
    second = link_in(boss.post(path).text)
    assert leader.get("/profile/").status_code == 302
    assert site.browser().get(first).status_code == 404
    assert site.browser().send(second, password=NEW, again=NEW).status_code == 302
    assert site.browser().sign_in("leader1", NEW).status_code == 302


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("boss", "This user name is taken."),
        ("BOSS", "This user name is taken."),
        ("x", "A user name has 2 to 64 letters"),
        ("a b", "A user name has 2 to 64 letters"),
        ("<script>", "A user name has 2 to 64 letters"),
        ("n" * 65, "A user name has 2 to 64 letters"),
        ("nul\0nul", "A user name has 2 to 64 letters"),
    ],
)
def test_a_name_that_cannot_be_used_is_told(shared: Site, name: str, words: str) -> None:
    page = shared.sign_in("boss").send("/accounts/add", username=name)
    assert page.status_code == 422 and words in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize("roles", [["AD", "AU"], ["SA", "AU"], ["AD", "SA"], ["UF", "AU"]])
def test_separate_powers_stay_apart(shared: Site, roles: list[str]) -> None:
    page = shared.sign_in("boss").send("/accounts/add", username="many", roles=roles)
    assert page.status_code == 422


def test_unknown_roles_and_people_are_refused(shared: Site) -> None:
    boss = shared.sign_in("boss")
    assert boss.send("/accounts/add", username="odd", roles=["ROOT"]).status_code == 422
    taken = boss.send("/accounts/add", username="odd", person=str(shared.ids["leader1"]))
    assert taken.status_code == 422 and "has an account already" in taken.text
    gone = boss.send("/accounts/add", username="odd", person="999999")
    assert gone.status_code == 422


def test_roles_work_at_the_next_request(site: Site) -> None:
    nobody, boss = site.sign_in("nobody"), site.sign_in("boss")
    assert nobody.get("/befriending/contact/").status_code == 403
    boss.send(f"/accounts/{site.ids['user:nobody']}", roles=["UF"], active="1")
    assert nobody.get("/befriending/contact/").status_code == 200


def test_the_last_administrator_cannot_lock_the_door_from_inside(site: Site) -> None:
    boss, path = site.sign_in("boss"), f"/accounts/{site.ids['user:boss']}"
    assert boss.send(path, roles=["UF"], active="1").status_code == 422
    assert boss.send(path, roles=["AD"], active="0").status_code == 422
    assert boss.get("/accounts/").status_code == 200


def test_only_the_administrator_manages_accounts(shared: Site) -> None:
    for name in ("clerk", "leader1", "auditor", "nobody"):
        person = shared.sign_in(name)
        assert person.get("/accounts/").status_code == 403
        assert person.post("/accounts/add", username="sneak", roles="AD").status_code == 403
        assert person.post("/accounts/1/link").status_code == 403


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 10 characters"),
        ("1234567890123", "first to be guessed"),
        ("password12345", "first to be guessed"),
        ("aaaaaaaaaaaaa", "first to be guessed"),
        ("leader1-leader1", "first to be guessed"),
        ("nul\0 inside the words", "cannot be typed"),
        ("x y z " * 60, "at most 256"),
    ],
)
def test_weak_passwords_are_refused_with_a_reason(shared: Site, password: str, words: str) -> None:
    page = shared.sign_in("leader1").send(
        "/profile/", current=PASSWORD, password=password, again=password
    )
    assert page.status_code == 422
    assert words in page.text or "256" in page.text
    assert password not in page.text


def test_the_current_password_is_asked_for(shared: Site) -> None:
    leader = shared.sign_in("leader1")
    wrong = leader.send("/profile/", current="not this one", password=NEW, again=NEW)
    other = leader.send("/profile/", current=PASSWORD, password=NEW, again=NEW + "x")
    assert (wrong.status_code, other.status_code) == (422, 422)
    assert "current password is wrong" in wrong.text and "differ" in other.text


def test_any_character_may_stand_in_a_password(site: Site) -> None:
    odd = "同心 合力 🐎 «ключ» ünï"
    leader = site.sign_in("leader1")
    assert leader.send("/profile/", current=PASSWORD, password=odd, again=odd).status_code == 302
    assert site.browser().sign_in("leader1", odd).status_code == 302
