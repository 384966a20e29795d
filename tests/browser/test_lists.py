"""Lists in Chromium: keyboard, chips, views, columns, several rows with undo; at both widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit, Visitor
from tests.browser.test_record_pages import faults
from tests.site import Site

pytestmark = pytest.mark.browser
LIST = "/befriending/contact/"


@pytest.fixture
def many(site: Site) -> Site:
    """Six contacts more of the first pair, of every kind."""
    with site.build() as make:
        model = site.runtime.catalogue.model("befriending.pair")
        pair = make.session.get_one(model, site.ids["pair1"])
        for number, mode in enumerate(("visit", "remote", "talk", "visit", "remote", "talk")):
            make.contact(pair, mode=mode, place=f"Room {number}")
    return site


def focused(visitor: Visitor) -> int:
    """Which row has the focus, 0 for none."""
    return int(
        visitor.page.evaluate(
            "Array.from(document.querySelectorAll('tbody tr')).indexOf(document.activeElement) + 1"
        )
    )


def chosen(visitor: Visitor) -> int:
    return visitor.page.locator("tbody input:checked").count()


def test_rows_have_one_tab_stop_and_are_walked_by_keys(visit: Visit, many: Site) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    keys = clerk.page.keyboard
    stops = clerk.page.locator(
        "tbody [tabindex='0'], tbody a:not([tabindex]), tbody input:not([tabindex])"
    )
    assert stops.count() == 1
    walk = {"j": 1, "ArrowDown": 2, "k": 1, "End": 8, "Home": 1, "ArrowUp": 1}
    for key, row in walk.items():
        keys.press(key)
        assert focused(clerk) == row, key
    assert stops.count() == 1
    keys.press("Space")
    keys.press("Shift+ArrowDown")
    keys.press("Shift+ArrowDown")
    assert chosen(clerk) == 3
    keys.press("x")
    assert chosen(clerk) == 2
    name = clerk.page.inner_text("tbody tr:nth-of-type(3) a")
    with clerk.page.expect_navigation():
        keys.press("Enter")
    assert name.split(" · ")[0] in clerk.page.inner_text("h1")


def test_shift_and_a_press_choose_all_between(visit: Visit, many: Site) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    clerk.page.click("tbody tr:nth-of-type(2) input")
    clerk.page.click("tbody tr:nth-of-type(6) input", modifiers=["Shift"])
    assert chosen(clerk) == 5
    clerk.page.click("[data-clear]")
    assert chosen(clerk) == 0 and not clerk.page.is_visible("[data-bulk]")


def test_single_keys_are_silent_when_switched_off_but_arrows_are_not(
    visit: Visit, many: Site
) -> None:
    clerk = visit("clerk")
    clerk.go("/profile/")
    clerk.page.click("label[for=k-off]")
    clerk.press("section:has(#k-off) button[type=submit]")
    clerk.go(LIST)
    for key in ("j", "/", "c"):
        clerk.page.keyboard.press(key)
    assert focused(clerk) == 0 and clerk.page.url.endswith(LIST)
    clerk.page.focus("tbody tr")
    clerk.page.keyboard.press("ArrowDown")
    clerk.page.keyboard.press("x")
    assert (focused(clerk), chosen(clerk)) == (2, 0)


def test_a_filter_is_set_in_the_panel_shown_as_a_chip_changed_and_removed(
    visit: Visit, many: Site
) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    clerk.page.click("summary.k-fadd")
    clerk.page.click(".k-fold:has(#x-mode, [name=mode]) > summary")
    clerk.page.check(".k-panel-l input[name=mode][value=visit]")
    clerk.press(".k-panel-l button[type=submit]")
    assert clerk.page.url.endswith("?mode=visit"), "the address says more than was asked"
    assert clerk.page.locator("tbody tr").count() == 2
    clerk.page.click(".k-fchip summary")
    clerk.page.check(".k-fchip input[name=mode][value=remote]")
    clerk.press(".k-fchip button[type=submit]")
    assert clerk.page.locator("tbody tr").count() == 4
    clerk.press(".k-fchip > a")
    assert clerk.page.locator(".k-fchip").count() == 0
    assert clerk.page.locator("tbody tr").count() == 8


def test_a_panel_closes_by_escape_and_gives_the_focus_back(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    clerk.page.focus("summary.k-fadd")
    clerk.page.keyboard.press("Enter")
    assert clerk.page.is_visible(".k-panel-l")
    clerk.page.keyboard.press("Tab")
    clerk.page.keyboard.press("Escape")
    assert not clerk.page.is_visible(".k-panel-l")
    assert clerk.page.evaluate("document.activeElement.classList.contains('k-fadd')")
    clerk.page.click("summary.k-fadd")
    clerk.page.click(".k-phead h1")
    assert not clerk.page.is_visible(".k-panel-l")


def test_a_person_is_picked_for_a_filter_only_when_the_panel_opens(
    visit: Visit, many: Site
) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    assert not clerk.page.evaluate("'TomSelect' in window")
    clerk.page.click("summary.k-fadd")
    clerk.page.click(".k-fold > summary:has-text('Contact pair')")
    box = clerk.page.locator(".k-fold[open] .ts-wrapper")
    box.locator(".ts-control").click()
    clerk.page.keyboard.type("zhouer")
    box.locator(".option", has_text="周二").first.click()
    clerk.page.keyboard.press("Tab")
    clerk.press(".k-panel-l button[type=submit]")
    assert "周二" in clerk.page.inner_text(".k-fchip")
    assert clerk.page.locator("tbody tr").count() == 1


def test_a_view_is_saved_opened_and_counted(visit: Visit, many: Site) -> None:
    clerk = visit("clerk")
    clerk.go(f"{LIST}?mode=visit&order=place,-date")
    clerk.press(".k-save")
    clerk.page.fill("#f-name", "Visits by place")
    clerk.press("form button.btn-primary")
    assert clerk.page.inner_text(".k-views a[aria-current]").startswith("Visits by place")
    expect(clerk.page.locator("[data-count]").first).to_have_text("2")
    clerk.press(".k-views a:first-child")
    assert clerk.page.locator("tbody tr").count() == 8


def test_columns_are_chosen_and_moved_and_stay(visit: Visit, many: Site) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    clerk.page.click(".k-tools-end > .k-pop:nth-of-type(2) > summary")
    clerk.page.check(".k-cols input[value=place]")
    place = clerk.page.locator(".k-cols li:has(input[value=place])")
    while place.evaluate("e => Array.from(e.parentNode.children).indexOf(e)") > 1:
        place.locator("button[name=up]").click()
    clerk.press(".k-tools-end .k-panel:visible button.btn-primary")
    heads = clerk.page.locator("thead th[scope=col]").all_inner_texts()
    assert [h.strip() for h in heads[:3]] == ["Contact pair", "Place", "Date"]
    assert visit("clerk").go(LIST) == 200


def test_shift_sorts_further(visit: Visit, many: Site) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    with clerk.page.expect_navigation():
        clerk.page.click("thead a:has-text('Way of contact')", modifiers=["Shift"])
    assert clerk.page.locator("th[aria-sort]").count() == 2


def test_chosen_rows_go_one_step_after_being_shown(visit: Visit, many: Site) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    clerk.page.check("thead input")
    clerk.press("[data-bulk] button[value='move.show']")
    assert clerk.page.inner_text("h1").endswith("8 entries")
    clerk.press(".k-foot button.btn-primary")
    assert clerk.page.locator("tbody .k-tag", has_text="Shown to the person").count() == 8


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_deleted_rows_come_back_by_undo(visit: Visit, many: Site, size: tuple[int, int]) -> None:
    clerk = visit("clerk", size)
    clerk.go(LIST)
    clerk.page.check("tbody tr:nth-of-type(1) input")
    clerk.page.check("tbody tr:nth-of-type(2) input")
    clerk.press("[data-bulk] button[value=delete]")
    assert clerk.page.locator("tbody tr").count() == 6
    clerk.page.wait_for_timeout(200)
    assert clerk.page.is_visible(".k-flash form button"), "undo stays as long as the page"
    clerk.press(".k-flash form button")
    assert clerk.page.locator("tbody tr").count() == 8
    assert clerk.fits() and clerk.complaints == []


def test_a_phone_shows_cards_and_a_table_when_asked(visit: Visit, many: Site) -> None:
    clerk = visit("clerk", PHONE)
    clerk.go(LIST)
    assert not clerk.page.is_visible("thead")
    clerk.page.click(".k-tools-end > .k-pop:nth-of-type(2) > summary")
    clerk.page.click("label[for=p-1]")
    clerk.press(".k-tools-end .k-panel:visible button.btn-primary")
    assert clerk.page.is_visible("thead") and clerk.fits()


def test_lists_work_without_script(many: Site, visit: Visit) -> None:
    clerk = visit("clerk")
    context = clerk.page.context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, storage_state=clerk.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(clerk.address + LIST)
    page.click("summary.k-fadd")
    page.click(".k-fold > summary:has-text('Way of contact')")
    page.check(".k-panel-l input[name=mode][value=visit]")
    with page.expect_navigation():
        page.click(".k-panel-l button[type=submit]")
    assert page.locator("tbody tr").count() == 2
    page.check("tbody tr:nth-of-type(1) input")
    with page.expect_navigation():
        page.click("[data-bulk] button[value=delete]")
    assert page.locator("tbody tr").count() == 1
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_panels_views_and_previews_pass_the_accessibility_rules(
    visit: Visit, many: Site, size: tuple[int, int], theme: str
) -> None:
    boss = visit("boss", size)
    boss.page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
    boss.page.emulate_media(reduced_motion="reduce")
    found = {}
    for path in (
        f"{LIST}views/new?mode=visit",
        f"{LIST}views",
        "/search/?q=lin",
        "/search/indexes/",
    ):
        boss.go(path)
        found[path] = faults(boss) + ([] if boss.fits() else ["scrolls sideways"])
    boss.go(f"{LIST}?mode=visit&date.during=this_semester")
    for number, opened in enumerate(
        ("summary.k-fadd", ".k-tools-end .k-pop:nth-of-type(2) > summary")
    ):
        boss.page.click(opened)
        found[f"panel {number}"] = faults(boss)
        boss.page.keyboard.press("Escape")
    boss.page.check("tbody input >> nth=0")
    boss.press("[data-bulk] button[value='move.show']")
    found["preview"] = faults(boss) + ([] if boss.fits() else ["scrolls sideways"])
    assert {where: told for where, told in found.items() if told} == {}
    assert boss.complaints == []
