"""Record pages in Chromium: keyboard, pickers, buttons. What every page keeps to is in ``test_walk``."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Visit, Visitor
from tests.browser.page_checks import AXE, EVERY_RULE, axe_faults
from tests.site import Site

pytestmark = pytest.mark.browser
LIST, ADD = "/befriending/contact/", "/befriending/contact/add"


def faults(visitor: Visitor) -> list[str]:
    """What axe finds on the present page."""
    visitor.page.evaluate(AXE.read_text("utf-8"))
    return list(axe_faults(visitor.page, EVERY_RULE))


def test_a_contact_is_entered_with_a_picker_that_searches(visit: Visit) -> None:
    clerk = visit("clerk", PHONE)
    clerk.go(ADD)
    clerk.pick("pair", "林一", "林一友")
    clerk.page.fill("#f-date", "2026-11-20")
    clerk.page.click("label:has-text('Talk')")
    clerk.page.check("input[name=topics][value=teaching]")
    clerk.save()
    clerk.page.wait_for_selector(".k-flash.k-success")
    assert "林一友" in clerk.page.inner_text("h1")
    assert clerk.complaints == []


def test_mistakes_are_summed_up_and_lead_to_their_field(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    clerk.save()
    clerk.page.click(".k-sum a[href='#f-date']")
    assert clerk.page.evaluate("document.activeElement.id") == "f-date"
    clerk.page.click(".k-sum a[href='#f-pair']")
    assert clerk.page.evaluate("document.activeElement.closest('.ts-wrapper') !== null")


def test_enter_in_a_field_sends_nothing_and_control_enter_sends(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    clerk.page.focus("#f-place")
    clerk.page.keyboard.type("Hall")
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_timeout(300)
    assert clerk.page.locator(".k-sum").count() == 0
    clerk.page.keyboard.press("Control+Enter")
    clerk.page.wait_for_selector(".k-sum")
    assert clerk.page.input_value("#f-place") == "Hall"


def test_rows_are_walked_chosen_and_deleted_by_keyboard_and_come_back(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    rows = clerk.page.locator("tbody tr").count()
    clerk.page.keyboard.press("j")
    clerk.page.keyboard.press("ArrowDown")
    clerk.page.keyboard.press("x")
    assert clerk.page.inner_text("[data-bulk] [data-n]") == "1"
    clerk.page.click("[data-bulk] button[value=delete]")
    clerk.page.wait_for_selector(".k-flash.k-success")
    assert clerk.page.locator("tbody tr").count() == rows - 1


def test_undo_in_the_message_brings_a_row_back(visit: Visit, site: Site) -> None:
    clerk = visit("clerk")
    clerk.go(f"{LIST}{site.ids['contact1']}")
    clerk.page.click("form[action$='/delete'] button")
    clerk.page.click(".k-flash form button")
    clerk.page.wait_for_url(f"**{LIST}{site.ids['contact1']}")
    assert clerk.page.locator(".k-flash.k-success").count() == 1


def test_a_step_that_needs_a_reason_asks_for_it(visit: Visit, site: Site) -> None:
    head = visit("head")
    head.go(f"/befriending/pair/{site.ids['pair1']}")
    head.page.click("button[data-open]")
    assert head.page.locator("dialog[open]").count() == 1
    head.page.keyboard.press("Escape")
    assert head.page.locator("dialog[open]").count() == 0


def test_the_menu_opens_on_a_phone_and_shows_where_one_is(visit: Visit) -> None:
    clerk = visit("clerk", PHONE)
    clerk.go(LIST)
    assert not clerk.page.is_visible("#menu")
    clerk.page.click("[data-menu]")
    assert clerk.page.is_visible("#menu a[aria-current=page]")


def test_primary_buttons_are_large_enough_for_a_thumb(visit: Visit) -> None:
    clerk = visit("clerk", PHONE)
    for path, button in ((LIST, ".k-acts .btn-primary"), (ADD, ".k-sticky-foot .btn-primary")):
        clerk.go(path)
        box = clerk.page.locator(button).first.bounding_box()
        assert box is not None and box["height"] >= 44


def test_the_page_speaks_the_chosen_language(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    assert clerk.page.get_attribute("html", "lang") == "en"
    clerk.page.click("button[aria-label='Language']")
    clerk.page.click("button[lang='zh-CN']")
    clerk.page.wait_for_selector("html[lang='zh-CN']")
    assert clerk.page.url.endswith(LIST)
