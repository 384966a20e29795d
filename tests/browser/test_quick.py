"""Quick entry on a phone: few taps, without a connection too, saved once, for its writer only."""

from __future__ import annotations

import datetime as dt
import http.client
import re
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import select

from core.workflow import make_move
from plugins.befriending.models import Contact, Pair
from tests.browser.conftest import PHONE, Visit, Visitor
from tests.browser.contact_form import contacts
from tests.browser.test_forms_kept import cut, mend, stay, stored
from tests.browser.test_record_pages import faults
from tests.builders import PASSWORD
from tests.site import Site

pytestmark = pytest.mark.browser
QUICK = "/quick/befriending.contact"
DONE = "[data-state='{}'] h1"


def waiting(visitor: Visitor) -> list[str]:
    """What this browser keeps to be sent."""
    return [n for n in stored(visitor.page) if ":quick:" in n]


def enter(visitor: Visitor, *, note: str = "") -> None:
    """A talk of today with the first person, up to the button."""
    visitor.page.click("[data-pick]")
    visitor.page.click("label:has-text('Talk')")
    visitor.page.click("[data-field=topics] label:has-text('Teaching')")
    if note:
        visitor.page.fill("#f-summary", note)


def save(visitor: Visitor) -> None:
    """Press save."""
    visitor.page.click(".k-qfoot .btn")


def ended(visitor: Visitor, state: str) -> None:
    """Until the last step says so."""
    expect(visitor.page.locator(DONE.format(state))).to_be_visible()


def back_online(visitor: Visitor) -> None:
    """The connection is back, and the browser says so."""
    mend(visitor)
    visitor.page.evaluate("window.dispatchEvent(new Event('online'))")


def newest(site: Site) -> Contact:
    """The contact entered last."""
    with site.session() as session:
        return session.scalars(select(Contact).order_by(Contact.id.desc())).first() or Contact()


# -- few taps --------------------------------------------------------------------------------------


def test_a_contact_takes_three_steps_and_at_most_six_taps(visit: Visit, site: Site) -> None:
    """Task 1: from «today» on a phone; every tap is counted, and each step seen."""
    leader, before = visit("leader1", PHONE), contacts(site)
    began, taps, steps = time.monotonic(), 0, []
    for tap in (
        ".k-acts .k-at-phone",
        "[data-pick]",
        "label:has-text('Talk')",
        "[data-field=topics] label:has-text('Teaching')",
        ".k-qfoot .btn",
    ):
        leader.page.locator(tap).first.click()
        taps += 1
        leader.page.wait_for_selector("[data-quick]")
        steps.append(leader.page.get_attribute("[data-quick]", "data-step"))
    ended(leader, "saved")
    assert taps <= 6 and set(steps) == {"1", "2", "3"}
    assert time.monotonic() - began < 20
    row = newest(site)
    assert contacts(site) == before + 1 and row.date == dt.date(2026, 11, 24)
    assert (row.mode, row.topics, row.pair) == ("talk", ("teaching",), site.ids["pair1"])
    assert leader.complaints == [] and waiting(leader) == []


def test_own_pairs_stand_first_and_nobody_else_does(visit: Visit) -> None:
    leader = visit("leader1", PHONE)
    leader.go(QUICK)
    assert leader.page.locator("[data-pick] b").all_inner_texts() == ["林一友"]
    assert "周二" not in leader.page.content()
    assert leader.page.locator("[data-pick]").inner_text().endswith("last 11-10")


def test_the_office_sees_both_of_a_pair_and_starts_in_the_bar(visit: Visit) -> None:
    clerk = visit("clerk", PHONE)
    clerk.page.click(".k-tabbar .k-plus")
    clerk.page.wait_for_selector("[data-pick]")
    assert clerk.page.locator("[data-pick]").count() == 2
    assert clerk.page.locator("[data-pick] small").all_inner_texts() == ["林一友", "周二友"]
    assert visit("clerk").page.locator(".k-acts .k-at-phone").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_targets_are_large_and_every_step_is_accessible(visit: Visit, theme: str) -> None:
    leader = visit("leader1", PHONE)
    leader.page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
    leader.page.emulate_media(reduced_motion="reduce")
    leader.go(QUICK)
    found = {1: faults(leader)}
    leader.page.click("[data-pick]")
    save(leader)
    expect(leader.page.locator("[data-error]:visible")).to_have_count(2)
    found[2] = faults(leader)
    shown = ".k-qchips label:visible, .k-qfoot .btn, [data-at='2'] a:visible"
    boxes = [b.bounding_box() for b in leader.page.locator(shown).all()]
    assert boxes and all(b is not None and b["height"] >= 44 for b in boxes) and leader.fits()
    leader.page.click("label:has-text('Talk')")
    leader.page.click("[data-field=topics] label >> nth=0")
    save(leader)
    ended(leader, "saved")
    found[3] = faults(leader)
    assert found == {1: [], 2: [], 3: []}


def test_days_are_today_yesterday_or_another(visit: Visit, site: Site) -> None:
    leader = visit("leader1", PHONE)
    leader.go(QUICK)
    enter(leader)
    assert not leader.page.is_visible("#f-date")
    leader.page.click("label:has-text('Yesterday')")
    assert leader.page.input_value("#f-date") == "2026-11-23"
    leader.page.click("label:has-text('Another day')")
    leader.page.fill("#f-date", "2026-11-20")
    save(leader)
    ended(leader, "saved")
    assert newest(site).date == dt.date(2026, 11, 20)


def test_the_back_button_walks_the_steps_and_saves_nothing_twice(visit: Visit, site: Site) -> None:
    leader, before = visit("leader1", PHONE), contacts(site)
    leader.go(QUICK)
    leader.page.click("[data-pick]")
    leader.page.go_back()
    expect(leader.page.locator("#q1")).to_be_visible()
    enter(leader)
    save(leader)
    ended(leader, "saved")
    leader.page.go_back()
    expect(leader.page.locator("#q1")).to_be_visible()
    enter(leader)
    leader.page.dblclick(".k-qfoot .btn")
    ended(leader, "saved")
    assert contacts(site) == before + 2


def test_without_script_each_step_is_a_page(site: Site, visit: Visit) -> None:
    clerk, before = site.sign_in("clerk"), contacts(site)
    page = clerk.get(QUICK)
    link = f"{QUICK}?pair={site.ids['pair1']}"
    assert link in page.text
    refused = clerk.send(link, to=QUICK, mode="talk", summary="Kept")
    assert refused.status_code == 422 and "Kept" in refused.text and "林一友" in refused.text
    answer = clerk.send(link, to=QUICK, mode="talk", topics=["teaching"])
    assert answer.status_code == 302 and contacts(site) == before + 1
    assert "Recorded" in clerk.get(answer.location).text


def test_what_was_recorded_can_be_taken_back_or_corrected(visit: Visit, site: Site) -> None:
    clerk, before = visit("clerk", PHONE), contacts(site)
    clerk.go(QUICK)
    enter(clerk)
    save(clerk)
    ended(clerk, "saved")
    clerk.page.click("[data-undo] button")
    ended(clerk, "undone")
    with site.session() as session:
        ask = select(Contact.id).where(Contact.deleted_at.is_(None))
        assert len(list(session.scalars(ask))) == before
    leader = visit("leader1", PHONE)
    leader.go(QUICK)
    enter(leader)
    save(leader)
    ended(leader, "saved")
    assert not leader.page.is_visible("[data-undo]")
    leader.press("[data-edit]")
    assert leader.page.url.endswith("/edit")


def test_the_whole_form_takes_over_what_was_typed(visit: Visit) -> None:
    leader = visit("leader1", PHONE)
    leader.go(QUICK)
    enter(leader, note="Word by word")
    leader.press("[data-all]")
    assert leader.page.input_value("#f-summary") == "Word by word"
    expect(leader.page.locator("#f-pair + .ts-wrapper .item")).to_contain_text("林一友")


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
    with site.session() as session:
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


def sign_in(visitor: Visitor, name: str, *, shared: bool = False) -> None:
    """Through the form of the sign-in page."""
    visitor.page.fill("#username", name)
    visitor.page.fill("#password", PASSWORD)
    visitor.page.set_checked("#shared", shared)
    visitor.press("button.btn-primary")


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
