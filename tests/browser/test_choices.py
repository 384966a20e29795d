"""Theme, first page and Mongolian headings in Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.test_record_pages import faults

pytestmark = pytest.mark.browser
PEOPLE = "/directory/person/"


def test_the_theme_follows_the_person_to_another_browser(visit: Visit) -> None:
    clerk = visit("clerk")
    with clerk.page.expect_response("**/profile/theme"):
        clerk.page.click("[data-theme-toggle]")
    other = visit("clerk")
    expect(other.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    other.go("/profile/")
    expect(other.page.locator("#t-dark")).to_be_checked()
    assert clerk.complaints == [] and other.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_mongolian_is_set_vertically_in_our_own_font(visit: Visit, size: tuple[int, int]) -> None:
    clerk = visit("clerk", size)
    asked: list[str] = []
    clerk.page.on("request", lambda r: asked.append(r.url))
    clerk.page.click("button[aria-label='Language']")
    with clerk.page.expect_navigation():
        clerk.page.click("button[lang='mn-Mong']")
    clerk.go(PEOPLE)
    word = clerk.page.locator("main h1 .k-mn").last
    expect(word).to_have_css("writing-mode", "vertical-lr")
    box = word.bounding_box()
    assert box is not None and box["height"] > box["width"]
    assert clerk.page.evaluate("document.fonts.check('16px \"Noto Sans Mongolian\"', '\u182c')")
    assert any("noto-sans-mongolian.woff2" in url for url in asked)
    assert all(url.startswith(clerk.address) for url in asked)
    assert clerk.fits() and faults(clerk) == [] and clerk.complaints == []


def test_the_font_is_not_used_where_no_such_letter_is_shown(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(PEOPLE)
    found = clerk.page.evaluate("Array.from(document.fonts, font => font.status)")
    assert found == ["unloaded"]
