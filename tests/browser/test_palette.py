"""The palette: opened by keys or the field, searched by characters, pinyin, initials, used by keyboard."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE, Visit, Visitor
from tests.browser.test_record_pages import faults
from tests.site import Site

pytestmark = pytest.mark.browser


def look_for(visitor: Visitor, text: str, label: str) -> None:
    """Type into the open palette and wait for a result."""
    visitor.page.fill("dialog.k-pal input", text)
    visitor.page.wait_for_selector(f"dialog.k-pal [role=option]:has-text('{label}')")


@pytest.mark.parametrize("text", ["林一友", "linyiyou", "lyy"])
def test_a_person_is_opened_by_keys_alone(visit: Visit, site: Site, text: str) -> None:
    clerk = visit("clerk")
    clerk.page.keyboard.press("Control+k")
    look_for(clerk, text, "林一友")
    first = clerk.page.locator("dialog.k-pal [aria-selected=true]")
    assert "林一友" in first.inner_text()
    assert clerk.page.get_attribute("dialog.k-pal input", "aria-activedescendant") == "pal-0"
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("Enter")
    assert clerk.page.url.endswith(f"/directory/person/{site.ids['person1']}")
    assert clerk.complaints == []


def test_arrows_move_escape_closes_and_the_focus_returns(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.page.focus("[data-palette]")
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_selector("dialog.k-pal [role=option]")
    clerk.page.keyboard.press("ArrowDown")
    assert clerk.page.get_attribute("dialog.k-pal input", "aria-activedescendant") == "pal-1"
    clerk.page.keyboard.press("ArrowUp")
    clerk.page.keyboard.press("ArrowUp")
    last = clerk.page.locator("dialog.k-pal [role=option]").last
    assert last.get_attribute("aria-selected") == "true"
    clerk.page.keyboard.press("Escape")
    assert clerk.page.locator("dialog.k-pal[open]").count() == 0
    assert clerk.page.evaluate("document.activeElement.hasAttribute('data-palette')")


def test_something_to_do_is_found_and_nothing_is_said_when_nothing_is(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.page.keyboard.press("/")
    look_for(clerk, "new: contact", "New: Contact")
    clerk.page.fill("dialog.k-pal input", "zzzz")
    clerk.page.wait_for_selector(".k-pal-note:visible")
    assert clerk.page.inner_text(".k-pal-note") == "Nothing found"


def test_enter_while_characters_are_composed_opens_nothing(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.page.keyboard.press("Control+k")
    clerk.page.wait_for_selector("dialog.k-pal [role=option]")
    clerk.page.eval_on_selector(
        "dialog.k-pal input",
        "e => e.dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'Enter', isComposing: true, bubbles: true}))",
    )
    assert clerk.page.locator("dialog.k-pal[open]").count() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_the_palette_passes_the_accessibility_rules(
    visit: Visit, size: tuple[int, int], theme: str
) -> None:
    clerk = visit("clerk", size)
    clerk.page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
    clerk.page.reload()
    clerk.page.click("[data-palette]")
    look_for(clerk, "lin", "林一友")
    assert faults(clerk) == []
    assert clerk.fits() and clerk.complaints == []
    clerk.page.click("dialog.k-pal button")
    assert clerk.page.locator("dialog.k-pal[open]").count() == 0
