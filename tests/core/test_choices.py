"""What a person chooses for all pages (UI-5, UI-9), kept with the account and found again."""

from __future__ import annotations

import re

import pytest

from core.texts import mongolian
from tests.site import Browser, Site

LIST = "/befriending/contact/"


def again(site: Site, name: str = "clerk") -> Browser:
    """The same person in another browser."""
    return site.sign_in(name)


def test_language_theme_and_rows_are_found_again_in_another_browser(site: Site) -> None:
    site.sign_in("clerk").send("/profile/", "/profile/look", locale="zh_CN", theme="dark")
    site.sign_in("clerk").post("/profile/look", density="compact")
    page = again(site).get(LIST).text
    assert '<html lang="zh-CN" data-bs-theme="dark" data-theme="dark">' in page
    assert "k-compact" in page
    assert "k-compact" not in again(site, "head").get(LIST).text


def test_the_language_menu_is_kept_too(site: Site) -> None:
    site.sign_in("clerk").post("/language/zh_CN", next="/")
    assert '<html lang="zh-CN"' in again(site).get("/").text
    assert '<html lang="en"' in again(site, "head").get("/").text


def test_a_list_may_differ_from_what_is_chosen_for_all(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post("/profile/look", density="compact")
    clerk.post(f"{LIST}display", density="normal", cols=["pair", "date"], place=["pair", "date"])
    assert "k-compact" not in clerk.get(LIST).text
    assert "k-compact" in clerk.get("/befriending/pair/").text


def test_the_switch_at_the_top_is_kept_with_the_account(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert clerk.post("/profile/theme", theme="dark").status_code == 204
    assert 'data-theme="dark"' in again(site).get("/").text
    assert clerk.post("/profile/theme", theme="pink").status_code == 400


def test_one_begins_with_the_page_one_chose(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert f'<option value="{LIST}">' in clerk.get("/profile/").text
    clerk.post("/profile/look", start=LIST)
    fresh = site.browser()
    assert fresh.sign_in("clerk").headers["Location"] == LIST
    assert again(site).get("/").status_code == 200
    clerk.post("/profile/look", start="/")
    assert site.browser().sign_in("clerk").headers["Location"] == "/"


def test_a_page_that_was_asked_for_comes_before_the_chosen_one(site: Site) -> None:
    site.sign_in("clerk").post("/profile/look", start=LIST)
    fresh = site.browser()
    values = fresh.form("/login/?next=/duties/") | {}
    values.setlist("username", ["clerk"])
    values.setlist("password", ["seven green lanterns"])
    answer = fresh.client.post("/login/?next=/duties/", data=values)
    assert answer.headers["Location"] == "/duties/"


@pytest.mark.parametrize("start", ["//evil.example/", "/accounts/", "/nothing", "javascript:x"])
def test_a_page_that_is_not_in_ones_menu_is_not_taken(site: Site, start: str) -> None:
    site.sign_in("clerk").post("/profile/look", start=start)
    assert site.browser().sign_in("clerk").headers["Location"] == "/"


def test_after_signing_out_nothing_but_the_language_stays(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post("/profile/look", locale="zh_CN", theme="dark", start=LIST)
    clerk.post("/logout/")
    page = clerk.get("/login/").text
    assert '<html lang="zh-CN"' in page and "data-theme" not in page


def test_mongolian_stands_beside_chinese_headings_and_nowhere_else(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post("/language/mn-Mong", next="/")
    page = again(site).get("/directory/person/").text
    word = mongolian.WORDS["People"]
    assert f'<span class="k-mn" lang="mn-Mong">{word}</span>' in page
    assert '<html lang="zh-CN"' in page and "人员" in page
    other = again(site).get(LIST).text
    assert "k-mn" not in other and "联系记录" in other


def test_the_printed_title_is_in_both_scripts(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post("/language/mn-Mong", next="/")
    page = clerk.get("/directory/person/1/print").text
    title = re.search(r"<h1>(.*?)</h1>", page)
    assert title is not None and "人员" in title[1] and mongolian.WORDS["Person"] in title[1]


def test_the_sign_in_page_greets_in_the_script_that_was_chosen(site: Site) -> None:
    stranger = site.browser()
    assert mongolian.GREETING not in stranger.get("/login/").text
    stranger.post("/language/mn-Mong", next="/login/")
    page = stranger.get("/login/").text
    assert mongolian.GREETING in page and 'lang="mn-Mong"' in page
    stranger.post("/language/en", next="/login/")
    assert mongolian.GREETING not in stranger.get("/login/").text


def test_the_words_are_in_the_traditional_script_only() -> None:
    kept = re.compile(r"[\u1820-\u1842\u180e ]+")
    for word in (mongolian.NAME, mongolian.GREETING, *mongolian.WORDS.values()):
        assert kept.fullmatch(word), word.encode("unicode_escape")
