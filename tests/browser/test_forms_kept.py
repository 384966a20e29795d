"""Forms in Chromium: what is typed survives everything, and is saved once."""

from __future__ import annotations

import http.client
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from sqlalchemy import select

from core.records.drafts import KeptDraft
from tests.browser.conftest import DESK, PHONE, Visit, Visitor
from tests.browser.contact_form import ADD, LIST, contacts, fill
from tests.builders import PASSWORD
from tests.site import Site

pytestmark = pytest.mark.browser
KEPT = re.compile("Draft kept at")
DRAFTS = re.compile(r"/drafts/")


def wait_kept(visitor: Visitor) -> None:
    """Until the draft is on the server."""
    expect(visitor.page.locator("[data-draft-status]")).to_have_text(KEPT)


def stored(page: Page) -> list[str]:
    """Names of what the browser itself keeps."""
    found: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('k-kept:'))"
    )
    return found


def cut(visitor: Visitor) -> None:
    """From now on the server cannot be reached."""
    visitor.page.route(re.compile(visitor.address), lambda route: route.abort())


def mend(visitor: Visitor) -> None:
    """The server can be reached again."""
    visitor.page.unroute(re.compile(visitor.address))


def stay(visitor: Visitor) -> list[str]:
    """Answer the question about leaving with «leave»; what was asked."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    visitor.page.on("dialog", answer)
    return asked


# -- drafts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_a_draft_survives_a_closed_browser(visit: Visit, site: Site, size: tuple[int, int]) -> None:
    first = visit("clerk", size)
    first.go(ADD)
    fill(first)
    first.page.check("#f-group_event")
    wait_kept(first)
    assert stored(first.page) == []
    first.page.context.close()
    later = visit("clerk", size)
    later.go(ADD)
    later.press(".k-draft a")
    page = later.page
    assert page.input_value("#f-place") == "Green hall"
    expect(page.locator("#f-pair + .ts-wrapper .item")).to_contain_text("林一友")
    assert page.is_checked("input[name=mode][value=talk]")
    assert page.is_checked("#f-group_event") and page.is_visible("#f-both_present")
    before = contacts(site)
    later.save()
    assert contacts(site) == before + 1 and later.complaints == []
    later.go(ADD)
    assert page.locator(".k-draft").count() == 0


def test_an_ended_session_is_renewed_on_the_spot(visit: Visit, site: Site) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    fill(clerk)
    wait_kept(clerk)
    site.wait(hours=1)
    clerk.page.fill("#f-place", "Red hall")
    expect(clerk.page.locator("[data-draft-status]")).to_contain_text("signed out")
    assert len(stored(clerk.page)) == 1
    clerk.page.click(".k-sticky-foot .btn-primary")
    clerk.page.wait_for_selector("dialog#relogin[open]")
    clerk.page.keyboard.type("wrong")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#rl-e")).to_contain_text("wrong")
    clerk.page.fill("#rl-p", PASSWORD)
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_selector(".k-flash.k-success")
    assert "Red hall" in clerk.page.inner_text("main")
    assert [n for n in stored(clerk.page) if "draft" in n] == []


def test_a_broken_connection_keeps_the_text_here_and_sends_it_later(
    visit: Visit, site: Site
) -> None:
    clerk, before = visit("clerk", PHONE), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    wait_kept(clerk)
    cut(clerk)
    clerk.page.fill("#f-place", "Blue hall")
    expect(clerk.page.locator("[data-draft-status]")).to_contain_text("kept in this browser")
    clerk.page.click(".k-sticky-foot .btn-primary")
    expect(clerk.page.locator("[data-draft-status]")).to_contain_text("cannot be reached")
    assert clerk.page.input_value("#f-place") == "Blue hall" and contacts(site) == before
    mend(clerk)
    with clerk.page.expect_navigation():
        clerk.page.evaluate("window.dispatchEvent(new Event('online'))")
    clerk.page.wait_for_selector(".k-flash.k-success")
    assert "Blue hall" in clerk.page.inner_text("main") and contacts(site) == before + 1


def test_what_the_browser_kept_is_offered_after_it_was_closed_without_a_connection(
    visit: Visit,
) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    cut(clerk)
    clerk.page.fill("#f-place", "Far hall")
    expect(clerk.page.locator("[data-draft-status]")).to_contain_text("kept in this browser")
    asked = stay(clerk)
    mend(clerk)
    clerk.go(ADD)
    clerk.page.wait_for_selector(".k-draft")
    assert asked == ["beforeunload"] and [n for n in stored(clerk.page) if "draft" in n] == []
    clerk.press(".k-draft a")
    assert clerk.page.input_value("#f-place") == "Far hall"


def test_a_connection_that_breaks_while_saving_neither_loses_nor_doubles(
    visit: Visit, site: Site
) -> None:
    """The server saved, but its answer never came."""
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    wait_kept(clerk)

    def swallow(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        line = http.client.HTTPConnection(urlsplit(clerk.address).netloc)
        heads = {k: v for k, v in route.request.all_headers().items() if k[0] != ":"}
        line.request("POST", ADD, route.request.post_data_buffer, heads)
        assert line.getresponse().status == 302
        route.abort()

    clerk.page.route(re.compile(ADD + "$"), swallow)
    with clerk.page.expect_event("requestfailed"):
        clerk.page.click(".k-sticky-foot .btn-primary")
    clerk.page.unroute(re.compile(ADD + "$"))
    assert contacts(site) == before + 1
    clerk.go(ADD)
    expect(clerk.page.locator(".k-flash.k-success")).to_contain_text("but it was saved")
    assert clerk.page.locator(".k-draft").count() == 0
    clerk.press(".k-flash.k-success a")
    assert "林一友" in clerk.page.inner_text("h1")


def test_a_request_that_never_arrived_leaves_the_draft(visit: Visit, site: Site) -> None:
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    clerk.page.route(re.compile(ADD + "$"), lambda route: route.abort())
    with clerk.page.expect_event("requestfailed"):
        clerk.page.click(".k-sticky-foot .btn-primary")
    clerk.page.unroute(re.compile(ADD + "$"))
    clerk.go(ADD)
    assert clerk.page.locator(".k-flash").count() == 0
    clerk.press(".k-draft a")
    clerk.save()
    assert contacts(site) == before + 1


def test_nothing_is_kept_in_the_browser_of_a_shared_computer(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go("/profile/")
    clerk.page.check("#shared")
    clerk.press("form[action='/profile/computer'] button")
    clerk.go(ADD)
    cut(clerk)
    clerk.page.fill("#f-place", "Far hall")
    expect(clerk.page.locator("[data-draft-status]")).to_contain_text("stay on this page")
    assert stored(clerk.page) == []


def test_signing_out_and_a_day_wipe_what_the_browser_kept(visit: Visit) -> None:
    clerk = visit("clerk")
    old = """([user, hours]) => localStorage.setItem(`k-kept:${user}:draft:x/new/t`,
        JSON.stringify({at: Date.now() - hours * 3600000, value: 'a=b'}))"""
    clerk.page.evaluate(old, [7, 25])
    clerk.page.evaluate(old, [8, 1])
    clerk.go(LIST)
    assert stored(clerk.page) == ["k-kept:8:draft:x/new/t"]
    clerk.go("/profile/")
    clerk.press("main form[action='/logout/'] button")
    assert stored(clerk.page) == []


def test_what_one_person_typed_is_not_shown_to_the_next(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    cut(clerk)
    clerk.page.fill("#f-place", "Secret hall")
    expect(clerk.page.locator("[data-draft-status]")).to_contain_text("kept in this browser")
    stay(clerk)
    mend(clerk)
    clerk.page.context.clear_cookies()
    clerk.go("/login/")
    clerk.page.fill("#username", "head")
    clerk.page.fill("#password", PASSWORD)
    clerk.press("button.btn-primary")
    clerk.go(ADD)
    clerk.page.wait_for_timeout(300)
    assert clerk.page.locator(".k-draft").count() == 0
    assert "Secret hall" not in clerk.page.content()


def test_leaving_with_unsaved_input_asks_first(visit: Visit) -> None:
    clerk = visit("clerk")
    clerk.go(ADD)
    asked = stay(clerk)
    clerk.press(".k-sticky-foot a")
    assert asked == []
    clerk.go(ADD)
    clerk.page.fill("#f-place", "Green hall")
    clerk.press(".k-sticky-foot a")
    assert asked == ["beforeunload"]


# -- saving once ----------------------------------------------------------------------------------


def test_a_double_click_saves_once(visit: Visit, site: Site) -> None:
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    with clerk.page.expect_navigation():
        clerk.page.dblclick(".k-sticky-foot .btn-primary")
    clerk.page.wait_for_selector(".k-flash.k-success")
    assert contacts(site) == before + 1


def test_the_back_button_after_saving_saves_no_second_entry(visit: Visit, site: Site) -> None:
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    clerk.save()
    clerk.page.go_back()
    assert clerk.page.url.endswith(ADD)
    assert clerk.page.locator(".k-draft").count() == 0
    assert contacts(site) == before + 1


def test_two_tabs_keep_their_own_text(visit: Visit, site: Site) -> None:
    clerk = visit("clerk")
    other = Visitor(clerk.page.context.new_page(), clerk.address)
    for visitor, place in ((clerk, "First hall"), (other, "Second hall")):
        visitor.go(ADD)
        visitor.page.fill("#f-place", place)
        wait_kept(visitor)
    with site.session() as session:
        assert len(list(session.scalars(select(KeptDraft.typed)))) == 2
    assert clerk.page.input_value("#f-place") == "First hall"


def test_saving_and_adding_another_opens_an_empty_form(visit: Visit, site: Site) -> None:
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    clerk.press("button[name=_next]")
    assert clerk.page.url.endswith(ADD) and clerk.page.input_value("#f-place") == ""
    assert clerk.page.locator(".k-flash.k-success").count() == 1
    assert contacts(site) == before + 1
