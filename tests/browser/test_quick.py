"""Quick entry on a phone: three steps, few taps, large targets."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from plugins.befriending.models import Contact
from tests.browser.conftest import PHONE, Visit
from tests.browser.contact_form import contacts
from tests.browser.quick_entry import QUICK, ended, enter, newest, save, waiting
from tests.browser.test_record_pages import faults
from tests.site import Site

pytestmark = pytest.mark.browser


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
