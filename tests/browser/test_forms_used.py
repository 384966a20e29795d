"""Forms in Chromium: keys, days, conditions, rows inside, and what a screen reader meets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.contact_form import ADD, fill
from tests.browser.test_record_pages import AXE, faults
from tests.missing import missing

pytestmark = pytest.mark.browser


def test_enter_neither_sends_nor_ends_a_composition(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    clerk.page.focus("#f-place")
    press = """(input, about) => input.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, ...about}))"""
    for about in ({"keyCode": 229, "ctrlKey": True}, {"keyCode": 13}):
        assert clerk.page.eval_on_selector("#f-place", press, about) is False
    clerk.page.wait_for_timeout(300)
    assert clerk.page.locator(".k-sum").count() == 0
    clerk.page.focus("#f-summary")
    clerk.page.keyboard.type("one\ntwo")
    assert clerk.page.input_value("#f-summary") == "one\ntwo"
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("Control+Enter")
    assert clerk.page.locator(".k-sum").count() == 1
    assert clerk.page.input_value("#f-summary") == "one\ntwo"


def paste(page: Page, selector: str, text: str) -> None:
    """Paste a text as from the clipboard."""
    page.eval_on_selector(
        selector,
        """(input, text) => {
            const data = new DataTransfer(), about = {bubbles: true, cancelable: true};
            data.setData('text/plain', text);
            input.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, ...about}));
        }""",
        text,
    )


@pytest.mark.parametrize(
    "text", ["２０２６年１１月２０日", "2026.11.20", "2026/11/20 周五", "二〇二六年十一月二十日"]
)
def test_a_pasted_date_is_understood(visit: Visit, text: str) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    fill(clerk)
    paste(clerk.page, "#f-date", text)
    clerk.save()
    assert "2026-11-20" in clerk.page.inner_text("main")


def test_days_are_chosen_by_a_tap_and_told_in_words(visit: Visit) -> None:
    clerk = visit("clerk", PHONE)
    clerk.go(ADD)
    chips = clerk.page.locator("[data-days=f-date]")
    chips.locator("[data-day='-1']").click()
    assert clerk.page.input_value("#f-date") == "2026-11-23"
    expect(chips.locator("[data-day-words]")).to_have_text("Mon, November 23, 2026")


def test_a_field_appears_when_it_applies(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    assert not clerk.page.is_visible("#f-both_present")
    clerk.page.check("#f-group_event")
    assert clerk.page.is_checked("#f-both_present") and clerk.page.is_visible("#f-both_present")
    clerk.page.uncheck("#f-group_event")
    assert not clerk.page.is_visible("#f-both_present")


def test_rows_are_added_filled_and_taken_off_by_keyboard(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go("/befriending/pair_list/add")
    clerk.pick("year", "2026", "2026-2027")
    clerk.page.fill("#f-decision", "Meeting 13")
    clerk.page.focus("[data-add-line]")
    clerk.page.keyboard.press("Enter")
    clerk.page.keyboard.type("林一长")
    clerk.page.locator("#f-c0-3-leader + .ts-wrapper .option").wait_for()
    clerk.page.keyboard.press("Enter")
    clerk.pick("c0-3-person", "周二友", "周二友")
    clerk.page.fill("#f-c0-3-start", "2026-09-10")
    clerk.save()
    clerk.page.click(".k-sum a[href='#f-c0-3-decision']")
    clerk.page.keyboard.type("Meeting 13")
    clerk.page.focus("#x-c0-0")
    clerk.page.keyboard.press("Space")
    assert clerk.page.locator(".k-removed").count() == 1
    clerk.save()
    clerk.page.wait_for_selector(".k-flash.k-success")
    assert "周二友" in clerk.page.inner_text("main")
    assert clerk.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_a_form_full_of_mistakes_is_accessible(
    visit: Visit, size: tuple[int, int], theme: str
) -> None:
    if not AXE.exists():
        missing("axe-core is not installed (npm ci)")
    boss = visit("boss", size)
    boss.page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
    boss.page.emulate_media(reduced_motion="reduce")
    found = {}
    for path in (ADD, "/befriending/pair_list/add"):
        boss.go(path)
        boss.page.fill("#f-c0-0-start" if "list" in path else "#f-date", "2026-09-01")
        boss.save()
        assert boss.page.locator(".k-sum").count() == 1 and boss.fits()
        found[path] = faults(boss)
    boss.go(ADD)
    boss.page.evaluate("document.getElementById('relogin').showModal()")
    found["relogin"] = faults(boss)
    assert {path: told for path, told in found.items() if told} == {}
