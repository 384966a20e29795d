"""Record pages in Chromium: both widths, keyboard, pickers, and what a screen reader would miss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import DESK, PHONE, Visit, Visitor
from tests.missing import missing
from tests.site import Site

pytestmark = pytest.mark.browser
LIST, ADD = "/befriending/contact/", "/befriending/contact/add"
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def paths(site: Site) -> list[str]:
    """Pages of every kind."""
    pair, contact = site.ids["pair1"], site.ids["contact1"]
    return [
        "/",
        LIST,
        f"{LIST}?mode=talk&pair={pair}&nosuch=1",
        f"{LIST}?deleted=1",
        ADD,
        f"{LIST}{contact}",
        f"{LIST}{contact}/edit",
        f"{LIST}{contact}/history",
        f"/befriending/pair/{pair}?tab=befriending.contact.pair",
        "/duties/",
        "/duties/runs",
        "/duties/monthly",
        f"/duties/why?record=befriending.pair&subject={pair}",
        "/articles/",
        "/charts/",
        "/charts/befriending/",
        "/reports/",
        "/reports/befriending/contacts_of_leader",
        "/reports/befriending/pair_sheet/template",
        "/jobs/",
        "/regulation/",
        "/search/indexes/",
        "/chapters/",
        "/chapters/befriending/",
        "/accounts/",
        "/roles/",
        "/roles/CL",
        "/inbox/",
        "/notices/",
        "/profile/",
    ]


def faults(visitor: Visitor) -> list[str]:
    """What axe finds on the present page."""
    visitor.page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = visitor.page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_pages_fit_their_width_and_the_browser_complains_of_nothing(
    visit: Visit, site: Site, size: tuple[int, int]
) -> None:
    boss = visit("boss", size)
    for path in paths(site):
        assert boss.go(path) == 200, path
        assert boss.fits(), f"{path} scrolls sideways at {size[0]}"
    assert boss.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_pages_pass_the_accessibility_rules(
    visit: Visit, site: Site, size: tuple[int, int], theme: str
) -> None:
    if not AXE.exists():
        missing("axe-core is not installed (npm ci)")
    boss = visit("boss", size)
    boss.page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
    boss.page.emulate_media(reduced_motion="reduce")
    found = {path: faults(boss) for path in paths(site) if boss.go(path) == 200}
    assert {path: told for path, told in found.items() if told} == {}


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
