"""Pages speak the reader's language only: no English in Chinese ones, no Chinese in English ones.

Names, codes and what people entered are data and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from core.web.errors import TEXTS, answer
from tests.builders import PASSWORD
from tests.conftest import Databases, make_settings, open_site
from tests.core.texts_walk import Words, foreign, walk
from tests.rows import BY_THE_SYSTEM, NOT_TYPED, switch_all_on
from tests.site import Browser, Site

ONLY_ONESELF = (*NOT_TYPED, "study.reflection")
"""Records that people enter for themselves only, so that the office has no form for them."""
READERS = ("boss", "auditor", "leader1", "person1", "nobody")


@pytest.fixture(params=("zh_CN", "en"), scope="module")
def locale(request: pytest.FixtureRequest) -> str:
    """The language of all pages."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(
    locale: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The college, with duties, in one language."""
    folder = tmp_path_factory.mktemp("pages") / "data"
    url, ids = databases.copy("sqlite", folder)
    with open_site(make_settings(url, folder, locale=locale), ids) as made:
        with made.session() as session:
            made.runtime.chapters.enable(session, "coordination", made.runtime.clock())
            session.commit()
        made.sign_in("boss").post("/duties/evaluate")
        yield made


def foreign_on(page: TestResponse, locale: str) -> list[str]:
    """The texts of a page that hold a word of the other language."""
    assert page.mimetype == "text/html"
    return [t for t in Words(page.text).texts if foreign(t, locale)]


@pytest.mark.parametrize("reader", READERS)
def test_all_pages_speak_one_language(site: Site, locale: str, reader: str) -> None:
    found, pages = dict[str, str](), 0
    for path, words in walk(site.sign_in(reader), "/", "/duties/", "/chapters/directory/"):
        pages += 1
        found |= {text: path for text in words.texts if foreign(text, locale)}
    assert found == {}
    assert pages > (60 if reader == "boss" else 1)


def test_pages_for_strangers_speak_one_language(site: Site, locale: str) -> None:
    browser = site.browser()
    for page in (
        browser.get("/login/"),
        browser.post("/login/"),
        browser.post("/login/", username="boss", password="wrong"),
        browser.post("/login/", username="b" * 99, password="w" * 999),
        browser.get("/set-password/nothing"),
        browser.client.post("/login/", data={"username": "boss", "password": PASSWORD}),
    ):
        assert foreign_on(page, locale) == []


def test_refused_forms_speak_one_language(site: Site, locale: str) -> None:
    with site.build() as make:
        switch_all_on(site, make)
    browser = site.sign_in("boss")
    for name in site.runtime.catalogue.models:
        url = "/" + name.replace(".", "/")
        junk = {f.name: "\u202e" * 40_000 for f in site.runtime.catalogue.record(name).fields}
        for values in ({}, junk):
            page = browser.post(f"{url}/add", **values)
            closed = name in ONLY_ONESELF or name in BY_THE_SYSTEM
            assert page.status_code == (403 if closed else 422), url
            assert foreign_on(page, locale) == [], url
        for asked in ("q=none-such", "deleted=1", "page=77"):
            assert foreign_on(browser.get(f"{url}/?{asked}"), locale) in (
                [],
                ["none-such"],
                ["搜索：none-such"],
            )


def refusals(browser: Browser, ids: dict[str, int]) -> Iterator[TestResponse]:
    """Answers to what cannot be done."""
    pair = f"/befriending/pair/{ids['pair1']}"
    yield browser.post("/accounts/add", username="neu", roles=["AD", "SA", "AU"])
    yield browser.post("/accounts/add", username="neu", roles=["UF", "AU"])
    yield browser.post("/accounts/add", username="boss", roles=["UF"])
    yield browser.post("/accounts/add", username="?")
    yield browser.post("/profile/", current="wrong", password="a", again="b")
    yield browser.post("/profile/", current=PASSWORD, password="a", again="a")
    yield browser.post("/chapters/befriending/parameters", min_per_year="x", norm_max="999")
    yield browser.post("/chapters/directory/switch", on="0")
    yield browser.post(f"{pair}/edit", version="0", remark="something", kind="key")
    yield browser.post(f"{pair}/move/end")
    yield browser.post(f"{pair}/move/end", version="77")
    yield browser.post(f"/directory/person/{ids['leader1']}/delete")


def test_refusals_speak_one_language(site: Site, locale: str) -> None:
    for page in refusals(site.sign_in("boss"), site.ids):
        assert page.status_code in (409, 422), page.text
        assert foreign_on(page, locale) == []


def test_results_speak_one_language(site: Site, locale: str) -> None:
    browser = site.sign_in("boss")
    contact = "/befriending/contact/"
    for path, done in (
        (contact, browser.post(f"{contact}bulk", action="delete", rowid=site.ids["contact2"])),
        (contact, browser.post(f"{contact}bulk", action="restore", rowid=site.ids["contact2"])),
        (contact, browser.post(f"{contact}bulk", action="delete")),
        ("/chapters/", browser.post("/chapters/befriending/switch", on="0")),
        ("/chapters/", browser.post("/chapters/befriending/switch", on="1")),
    ):
        assert done.status_code == 302
        assert foreign_on(browser.get(path), locale) == []
    made = browser.post("/accounts/add", username="neu", roles=["UF"])
    assert made.status_code == 200
    assert foreign_on(made, locale) == []


@pytest.mark.parametrize("status", sorted(TEXTS))
def test_error_pages_speak_one_language(site: Site, locale: str, status: int) -> None:
    with site.app.test_request_context("/"):
        site.app.preprocess_request()
        page = answer(status).get_data(as_text=True)
    assert [t for t in Words(page).texts if foreign(t, locale)] == []


def test_the_name_of_the_product_is_said_in_the_language_of_the_page(
    site: Site, locale: str
) -> None:
    page = site.browser().get("/login/").text
    assert ("<span>同心</span>" in page) == (locale == "zh_CN")
    assert ("<span>Tongxin</span>" in page) == (locale == "en")
    assert f'<html lang="{"zh-CN" if locale == "zh_CN" else "en"}"' in page


def test_a_reader_changes_the_language(site: Site, locale: str) -> None:
    browser = site.sign_in("clerk")
    other = "en" if locale == "zh_CN" else "zh_CN"
    assert browser.post(f"/language/{other}", next="/profile/").status_code == 302
    title = re.search("<h1>(.*?)</h1>", browser.get("/profile/").text)
    assert title is not None
    assert title[1] == ("My account" if other == "en" else "我的账号")
