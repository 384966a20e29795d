"""Back button, two tabs, a cut line, slips: each leaves exactly one row, and both versions to choose from."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, expect

from plugins.befriending.models import Contact
from tests.browser.conftest import Visit, Visitor
from tests.browser.contact_form import ADD, LIST, contacts, fill
from tests.browser.test_forms_kept import stay, wait_kept
from tests.site import Site

pytestmark = pytest.mark.browser


def place_of(site: Site, key: int) -> str:
    """Where a contact took place."""
    with site.session() as session:
        row = session.get(Contact, key)
        return (row.place or "") if row is not None else ""


def test_saving_again_after_the_back_button_saves_no_second_row(visit: Visit, site: Site) -> None:
    """The browser brings the page back as it was, with everything typed and its old token."""
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    token = clerk.page.get_attribute("form[data-form]", "data-token")
    clerk.save()
    clerk.page.go_back()
    clerk.page.eval_on_selector("input[name=_form]", "(i, token) => i.value = token", token)
    clerk.page.eval_on_selector(
        "form[data-form]", "(f, t) => f.setAttribute('data-token', t)", token
    )
    if clerk.page.input_value("#f-place") == "":
        fill(clerk)
    clerk.save()
    assert contacts(site) == before + 1
    assert re.search(r"/contact/\d+$", clerk.page.url)


def test_other_words_after_the_back_button_are_offered_as_another_entry(
    visit: Visit, site: Site
) -> None:
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    token = clerk.page.get_attribute("form[data-form]", "data-token")
    clerk.save()
    clerk.go(ADD)
    fill(clerk, "Another hall")
    clerk.page.eval_on_selector("input[name=_form]", "(i, token) => i.value = token", token)
    clerk.page.eval_on_selector(
        "form[data-form]", "(f, t) => f.setAttribute('data-token', t)", token
    )
    clerk.save()
    expect(clerk.page.locator(".k-banner[role=alert]")).to_contain_text("saved before")
    assert clerk.page.input_value("#f-place") == "Another hall" and contacts(site) == before + 1


def test_two_tabs_on_one_row_show_both_versions_and_lose_none(visit: Visit, site: Site) -> None:
    clerk, key = visit("clerk"), site.ids["contact1"]
    other = Visitor(clerk.page.context.new_page(), clerk.address)
    for visitor in (clerk, other):
        visitor.go(f"{LIST}{key}/edit")
    clerk.page.fill("#f-place", "First hall")
    clerk.save()
    other.page.fill("#f-place", "Second hall")
    other.save()
    told = other.page.inner_text("main")
    assert "First hall" in told and "Second hall" in told
    assert place_of(site, key) == "First hall"
    other.press("form[data-record] button.btn-primary")
    assert place_of(site, key) in ("First hall", "Second hall")
    assert other.page.locator(".k-flash.k-success").count() == 1


def test_a_line_cut_while_saving_and_saving_again_leaves_one_row(visit: Visit, site: Site) -> None:
    clerk, before = visit("clerk"), contacts(site)
    clerk.go(ADD)
    fill(clerk)
    wait_kept(clerk)
    clerk.page.route(re.compile(ADD + "$"), lambda route: route.abort())
    with clerk.page.expect_event("requestfailed"):
        clerk.page.click(".k-sticky-foot .btn-primary")
    clerk.page.unroute(re.compile(ADD + "$"))
    assert contacts(site) == before
    stay(clerk)
    clerk.go(ADD)
    clerk.press(".k-draft a")
    clerk.page.dblclick(".k-sticky-foot .btn-primary")
    clerk.page.wait_for_selector(".k-flash.k-success")
    assert contacts(site) == before + 1


def test_a_question_that_is_answered_with_no_changes_nothing(visit: Visit) -> None:
    """Deleting a view and revoking a key ask with their effect."""
    boss, asked = visit("boss"), list[str]()
    boss.go(f"{LIST}views/new?mode=talk")
    boss.page.fill("input[name=name]", "Talks")
    boss.press("main button.btn-primary")
    boss.go(f"{LIST}views")

    def no(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    boss.page.once("dialog", no)
    boss.page.click("button[formaction$='/delete']")
    boss.page.wait_for_timeout(200)
    boss.go(f"{LIST}views")
    assert "«Talks»" in asked[0] and boss.page.locator("button[formaction$='/delete']").count() == 1
    boss.page.once("dialog", lambda dialog: dialog.accept())
    boss.press("button[formaction$='/delete']")
    assert boss.page.locator("button[formaction$='/delete']").count() == 0


def test_undo_stays_until_it_is_closed_and_covers_no_work(visit: Visit, site: Site) -> None:
    """At least ten seconds, as the message does not leave by itself; it stands above the content."""
    clerk = visit("clerk")
    clerk.page.clock.install()
    clerk.go(f"{LIST}{site.ids['contact1']}")
    clerk.press("form[action$='/delete'] button")
    clerk.page.clock.fast_forward(60_000)
    button = clerk.page.locator(".k-flash form button")
    assert button.is_visible()
    flash = clerk.page.locator(".k-flash").bounding_box()
    head = clerk.page.locator("main h1:visible").first.bounding_box()
    assert flash is not None and head is not None and flash["y"] + flash["height"] <= head["y"]
