"""Help beside the page in Chromium: one press, one key, and back where one was."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.test_record_pages import faults

pytestmark = pytest.mark.browser
LIST = "/befriending/contact/"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_help_opens_beside_the_page_and_gives_the_focus_back(
    visit: Visit, size: tuple[int, int]
) -> None:
    clerk = visit("clerk", size)
    clerk.go(LIST)
    clerk.page.click("a[data-help]")
    panel = clerk.page.locator("dialog.k-helppanel")
    expect(panel.locator("h1")).to_have_text("A list")
    expect(panel).to_contain_text("Whom to ask")
    assert clerk.fits() and faults(clerk) == []
    clerk.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(clerk.page.locator("a[data-help]")).to_be_focused()
    assert clerk.page.url.endswith(LIST) and clerk.complaints == []


def test_a_question_mark_opens_help_but_not_while_typing(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(f"{LIST}add")
    panel = clerk.page.locator("dialog.k-helppanel")
    clerk.page.focus("#f-place")
    clerk.page.keyboard.type("?")
    expect(clerk.page.locator("#f-place")).to_have_value("?")
    expect(panel).to_have_count(0)
    clerk.page.locator("main").focus()
    clerk.page.keyboard.press("?")
    expect(panel.locator("h1")).to_have_text("A form")


def test_single_keys_that_are_off_do_nothing(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go("/profile/")
    clerk.page.click("label[for=k-off]")
    clerk.press("form:has(#k-off) button[type=submit]")
    clerk.go(LIST)
    clerk.page.keyboard.press("?")
    clerk.page.keyboard.press("j")
    expect(clerk.page.locator("dialog.k-helppanel")).to_have_count(0)
    expect(clerk.page.locator("tbody tr:focus")).to_have_count(0)


def test_without_network_the_panel_says_so(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    clerk.page.context.set_offline(True)
    clerk.page.click("a[data-help]")
    expect(clerk.page.locator("dialog.k-helppanel")).to_contain_text("could not be loaded")
