"""Without network (UI-5): it is said in words, buttons say what will happen, nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.test_jobs import asked
from tests.browser.test_record_pages import faults
from tests.core.jobs_made import do_all
from tests.site import Site

pytestmark = pytest.mark.browser
LIST, ADD = "/befriending/contact/", "/befriending/contact/add"
BANNER = ".k-network"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_a_banner_comes_with_the_loss_and_goes_with_the_network(
    visit: Visit, size: tuple[int, int]
) -> None:
    clerk = visit("clerk", size)
    clerk.go(LIST)
    clerk.page.context.set_offline(True)
    banner = clerk.page.locator(BANNER)
    expect(banner).to_contain_text("No network. You can go on reading")
    assert clerk.fits() and faults(clerk) == []
    clerk.page.context.set_offline(False)
    expect(banner).to_contain_text("The network is back.")
    expect(banner).to_have_count(0, timeout=8000)


def test_a_link_pressed_without_network_leaves_one_where_one_is(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    clerk.page.context.set_offline(True)
    clerk.page.click("tbody td.k-name a >> nth=0")
    expect(clerk.page.locator(BANNER)).to_contain_text("cannot be opened without the network")
    assert clerk.page.url.endswith(LIST)
    clerk.page.context.set_offline(False)
    clerk.page.click("tbody td.k-name a >> nth=0")
    expect(clerk.page.locator("#timeline")).to_be_visible()


def test_a_form_says_that_it_keeps_and_saves_when_the_network_is_back(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    clerk.pick("pair", "林一", "林一友")
    clerk.page.fill("#f-date", "2026-11-20")
    clerk.page.click("label:has-text('Talk')")
    clerk.page.check("input[name=topics][value=teaching]")
    clerk.page.context.set_offline(True)
    clerk.page.fill("#f-place", "Tower hall")
    expect(clerk.page.locator(BANNER)).to_contain_text("kept in this browser")
    save = clerk.page.locator(".k-sticky-foot .btn-primary")
    expect(save).to_contain_text("sent when the network is back")
    save.click()
    expect(clerk.page.locator("[data-draft-status]")).to_contain_text("Not saved")
    clerk.page.context.set_offline(False)
    expect(clerk.page.locator("h1")).to_contain_text("林一友", timeout=15_000)
    expect(clerk.page.locator("main")).to_contain_text("Tower hall")


def test_what_was_typed_without_network_becomes_a_draft_when_it_is_back(
    visit: Visit, site: Site
) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    clerk.page.context.set_offline(True)
    clerk.page.fill("#f-place", "Garden")
    status = clerk.page.locator("[data-draft-status]")
    expect(status).to_contain_text("kept in this browser")
    clerk.page.context.set_offline(False)
    expect(status).to_contain_text("Draft kept at")
    clerk.page.on("dialog", lambda d: d.accept())
    clerk.go(ADD)
    expect(clerk.page.locator("[data-draft]")).to_have_count(1)


def test_a_shared_computer_is_told_to_stay(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go("/profile/")
    clerk.page.check("#shared")
    clerk.press("form:has(#shared) button[type=submit]")
    clerk.go(ADD)
    clerk.page.context.set_offline(True)
    expect(clerk.page.locator(BANNER)).to_contain_text("stay on this page")


def test_another_form_keeps_what_was_typed_and_sends_nothing(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go("/profile/")
    clerk.page.fill("#key-label", "Desk")
    clerk.page.context.set_offline(True)
    make = clerk.page.locator("form:has(#key-label) button")
    expect(make).to_contain_text("(no network)")
    make.click()
    expect(clerk.page.locator(BANNER)).to_contain_text("Nothing was sent")
    expect(clerk.page.locator("#key-label")).to_have_value("Desk")
    clerk.page.context.set_offline(False)
    clerk.press("form:has(#key-label) button")
    expect(clerk.page.locator(".k-secret")).to_be_visible()


def test_a_browser_that_wrongly_thinks_it_is_offline_is_not_held_up(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.page.add_init_script(
        "Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true })"
    )
    clerk.go(LIST)
    expect(clerk.page.locator(BANNER)).to_be_visible()
    clerk.page.click("tbody td.k-name a >> nth=0")
    expect(clerk.page.locator("#timeline")).to_be_visible()


def test_a_slow_page_says_that_it_is_loading(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(LIST)
    held: list[Route] = []
    clerk.page.route("**/articles/", lambda route: held.append(route))
    # A page that is being left cannot be asked: what it shows is written down for the next one.
    clerk.page.evaluate(
        """() => { const bar = document.querySelector(".k-loading");
        new MutationObserver(() => { if (!bar.hidden) sessionStorage.setItem("bar", bar.textContent); })
        .observe(bar, { attributes: true, childList: true }); }"""
    )
    clerk.page.click("#menu a[href='/articles/']", no_wait_after=True)
    clerk.page.wait_for_timeout(900)
    held[0].continue_()
    expect(clerk.page.locator(".k-phead h1")).to_have_text("Status of the articles")
    expect(clerk.page.locator(".k-loading")).to_be_hidden()
    assert clerk.page.evaluate("sessionStorage.getItem('bar')") == "Loading …"


def test_a_part_that_looks_again_by_itself_says_when_it_could_not(visit: Visit, site: Site) -> None:
    number = asked(site)
    boss = visit("boss")
    boss.go(f"/jobs/{number}")
    boss.page.context.set_offline(True)
    stale = boss.page.locator(".k-stale")
    expect(stale).to_contain_text("Not refreshed", timeout=15_000)
    expect(stale).to_have_count(1)
    boss.page.context.set_offline(False)
    do_all(site.runtime.bench)
    expect(boss.page.locator(f"#job-{number} .k-tag")).to_have_text("Done", timeout=15_000)
    expect(stale).to_have_count(0)
