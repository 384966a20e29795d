"""The first page makes the administrator once; until then every page leads there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import PASSWORD
from tests.conftest import Databases, make_settings, open_site
from tests.site import Site


@pytest.fixture
def fresh(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """An initialised installation without any account."""
    url, _ = databases.copy(kind, tmp_path / "data", rows=False)
    with open_site(make_settings(url, tmp_path / "data"), {}) as site:
        yield site
    databases.drop(url)


def test_every_page_leads_to_the_first_one(fresh: Site) -> None:
    for path in ("/", "/login/", "/befriending/contact/", "/accounts/", "/nowhere"):
        answer = fresh.browser().get(path)
        assert (answer.status_code, answer.location) == (302, "/setup/")
    assert fresh.browser().get("/healthz").status_code == 200
    assert fresh.app.test_client().get("/api/v1/befriending/contact/").status_code == 401


def test_it_makes_the_administrator_and_signs_in(fresh: Site) -> None:
    browser = fresh.browser()
    made = browser.send("/setup/", username="admin1", password=PASSWORD, again=PASSWORD)
    assert (made.status_code, made.location) == (302, "/")
    assert browser.get("/chapters/").status_code == 200
    assert browser.get("/befriending/contact/add").status_code == 200
    assert fresh.entries(action="first_administrator")


def test_it_works_once(fresh: Site) -> None:
    late = fresh.browser()
    values = late.form("/setup/")
    fresh.browser().send("/setup/", username="admin1", password=PASSWORD, again=PASSWORD)
    values["username"], values["password"], values["again"] = "thief", PASSWORD, PASSWORD
    assert late.client.post("/setup/", data=values).status_code == 302
    assert fresh.browser().get("/setup/").status_code == 302
    assert fresh.browser().sign_in("thief").status_code == 401


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"again": "something else"}, "differ"),
        ({"password": "short", "again": "short"}, "at least 10 characters"),
        ({"username": "a b"}, "A user name has 2 to 64"),
        ({"username": ""}, "Enter a user name."),
        ({"password": "", "again": ""}, "Enter a password."),
    ],
)
def test_mistakes_are_told_and_nothing_is_made(
    fresh: Site, changed: dict[str, str], words: str
) -> None:
    good = {"username": "admin1", "password": PASSWORD, "again": PASSWORD}
    page = fresh.browser().send("/setup/", **(good | changed))
    assert page.status_code == 422 and words in page.text
    assert fresh.browser().get("/").location == "/setup/"
