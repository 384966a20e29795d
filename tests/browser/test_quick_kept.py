"""Quick entries without a connection: kept, sent once, for their writer only, for a day at most."""

from __future__ import annotations

import datetime as dt
import http.client
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from core.db import writing
from core.workflow import make_move
from plugins.befriending.models import Pair
from tests.browser.conftest import PHONE, Visit, Visitor
from tests.browser.contact_form import contacts
from tests.browser.quick_entry import (
    QUICK,
    back_online,
    ended,
    enter,
    newest,
    save,
    sign_in,
    waiting,
)
from tests.browser.test_forms_kept import cut, mend, stay, stored
from tests.site import Site

pytestmark = pytest.mark.browser


# -- without a connection --------------------------------------------------------------------------


def test_entries_wait_without_a_connection_and_are_sent_once(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    cut(leader)
    for note in ("First", "Second"):
        enter(leader, note=note)
        save(leader)
        ended(leader, "cut")
        leader.page.click("[data-another]")
    assert contacts(site) == before and len(waiting(leader)) == 2
    expect(leader.page.locator("[data-q=waiting]")).to_contain_text("2")
    back_online(leader)
    expect(leader.page.locator(".k-flash.k-success")).to_have_count(2)
    assert contacts(site) == before + 2 and waiting(leader) == []


def test_what_waits_is_sent_from_any_page_after_the_browser_was_closed(
    visit: Visit, site: Site
) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    cut(leader)
    enter(leader)
    save(leader)
    ended(leader, "cut")
    later = Visitor(leader.page.context.new_page(), leader.address)
    leader.page.close()
    later.go("/inbox/")
    expect(later.page.locator(".k-flash.k-success")).to_contain_text("林一友")
    assert contacts(site) == before + 1 and waiting(later) == []


def test_an_answer_that_never_came_saves_no_second_row(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)

    def swallow(route: Route) -> None:
        line = http.client.HTTPConnection(urlsplit(leader.address).netloc)
        heads = {k: v for k, v in route.request.all_headers().items() if k[0] != ":"}
        line.request("POST", QUICK, route.request.post_data_buffer, heads)
        assert line.getresponse().status == 200
        route.abort()

    leader.page.route(re.compile(QUICK + "$"), swallow)
    enter(leader)
    save(leader)
    ended(leader, "cut")
    assert contacts(site) == before + 1 and len(waiting(leader)) == 1
    leader.page.unroute(re.compile(QUICK + "$"))
    leader.page.evaluate("window.dispatchEvent(new Event('online'))")
    ended(leader, "saved")
    assert contacts(site) == before + 1 and waiting(leader) == []


def test_two_pages_that_send_the_same_entry_save_one_row(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    cut(leader)
    enter(leader)
    save(leader)
    ended(leader, "cut")
    others = [Visitor(leader.page.context.new_page(), leader.address) for _ in range(2)]
    for other in others:
        other.page.goto(other.address + "/profile/", wait_until="commit")
    mend(leader)
    for other in others:
        other.page.wait_for_load_state("networkidle")
    assert contacts(site) == before + 1 and waiting(leader) == []


def test_an_entry_refused_later_comes_back_with_the_reason(visit: Visit, site: Site) -> None:
    """Meanwhile the pair has ended before that day."""
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    cut(leader)
    enter(leader, note="Do not lose this")
    save(leader)
    ended(leader, "cut")
    with writing(), site.session() as session:
        pair = session.get(Pair, site.ids["pair1"])
        assert pair is not None
        pair.end, pair.end_reason = dt.date(2026, 11, 22), "moved"
        make_move(session, site.runtime.catalogue, pair, "end", "")
        session.commit()
    mend(leader)
    leader.go("/")
    sign = leader.page.locator("#queue [role=alert]:visible")
    expect(sign).to_contain_text("could not be saved")
    expect(sign).to_contain_text("林一友")
    leader.press("#queue [data-mend]")
    assert leader.page.input_value("#f-summary") == "Do not lose this"
    expect(leader.page.locator("[data-wrong] li, [data-error]:visible")).not_to_have_count(0)
    leader.page.click("label:has-text('Another day')")
    leader.page.fill("#f-date", "2026-11-20")
    save(leader)
    ended(leader, "saved")
    assert contacts(site) == before + 1 and waiting(leader) == []


def test_a_refused_entry_stays_until_it_is_mended_or_thrown_away(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    enter(leader, note="Early")
    leader.page.click("label:has-text('Another day')")
    leader.page.fill("#f-date", "2026-12-20")
    save(leader)
    expect(leader.page.locator("[data-error]:visible")).to_have_count(1)
    stay(leader)
    leader.go("/")
    expect(leader.page.locator("#queue [data-mend]")).to_have_count(1)
    leader.page.click("#queue [data-drop]")
    expect(leader.page.locator("#queue [data-mend]")).to_have_count(0)
    assert contacts(site) == before and waiting(leader) == []


# -- whose entry it is -----------------------------------------------------------------------------


def test_an_ended_session_is_renewed_and_the_entry_sent(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    enter(leader, note="Typed with care")
    site.wait(hours=1)
    save(leader)
    ended(leader, "out")
    assert contacts(site) == before and len(waiting(leader)) == 1
    leader.press("[data-signin]")
    sign_in(leader, "leader1")
    expect(leader.page.locator(".k-flash.k-success")).to_contain_text("林一友")
    assert leader.page.url.endswith(QUICK) and contacts(site) == before + 1
    assert newest(site).summary == "Typed with care"


def test_another_user_neither_sees_nor_sends_what_waits(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    cut(leader)
    enter(leader, note="Secret matter")
    save(leader)
    ended(leader, "cut")
    mend(leader)
    leader.page.context.clear_cookies()
    leader.go("/login/")
    sign_in(leader, "clerk")
    leader.go(QUICK)
    leader.page.wait_for_load_state("networkidle")
    assert "Secret matter" not in leader.page.content()
    assert not leader.page.is_visible("[data-q=waiting]") and contacts(site) == before
    leader.page.context.clear_cookies()
    leader.go("/login/")
    sign_in(leader, "leader1")
    expect(leader.page.locator(".k-flash.k-success")).to_contain_text("林一友")
    assert contacts(site) == before + 1


def test_a_page_of_one_person_is_not_sent_in_the_name_of_the_next(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    enter(leader)
    leader.page.context.clear_cookies()
    other = Visitor(leader.page.context.new_page(), leader.address)
    other.go("/login/")
    sign_in(other, "clerk")
    save(leader)
    ended(leader, "out")
    assert contacts(site) == before


def test_signing_out_asks_and_then_wipes_what_waits(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    cut(leader)
    enter(leader)
    save(leader)
    ended(leader, "cut")
    asked: list[str] = []
    leader.page.once("dialog", lambda d: (asked.append(d.message), d.dismiss()))
    leave = "document.querySelector('form[action=\"/logout/\"]').requestSubmit()"
    leader.page.evaluate(leave)
    assert "would be lost" in asked[0] and len(waiting(leader)) == 1
    mend(leader)
    leader.page.route(re.compile(QUICK + "$"), lambda route: route.abort())
    leader.page.once("dialog", lambda d: d.accept())
    with leader.page.expect_navigation():
        leader.page.evaluate(leave)
    assert stored(leader.page) == [] and contacts(site) == before
    assert leader.page.evaluate("Object.keys(localStorage).filter(k => k[1] === '-')") == []


def test_what_waits_is_gone_after_a_day_and_that_is_told(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.page.clock.install(time=dt.datetime(2026, 11, 24, 12))
    leader.go(QUICK)
    cut(leader)
    enter(leader, note="Private words")
    save(leader)
    ended(leader, "cut")
    mend(leader)
    leader.page.clock.set_system_time(dt.datetime(2026, 11, 25, 12, 1))
    leader.go("/profile/")
    expect(leader.page.locator("[data-q=late]")).to_contain_text("1")
    kept = leader.page.evaluate("JSON.stringify(localStorage)")
    assert waiting(leader) == [] and "Private words" not in kept and "林一友" not in kept
    leader.page.click("[data-q=late] button")
    leader.go("/profile/")
    assert not leader.page.is_visible("[data-q=late]") and contacts(site) == before


def test_a_shared_computer_keeps_nothing_and_sends_from_the_open_page(
    visit: Visit, site: Site
) -> None:
    leader, before = visit("", PHONE), contacts(site)
    leader.go("/login/")
    sign_in(leader, "leader1", shared=True)
    leader.go(QUICK)
    expect(leader.page.locator(".k-qfoot")).to_contain_text("keep this page open")
    cut(leader)
    enter(leader, note="Private words")
    save(leader)
    ended(leader, "open")
    assert "Private words" not in leader.page.evaluate("JSON.stringify(localStorage)")
    assert stored(leader.page) == []
    back_online(leader)
    ended(leader, "saved")
    assert contacts(site) == before + 1
    leader.go("/profile/")
    assert leader.page.is_checked("#shared")
