"""Raise a number, see what it would do, let it hold from next year on, and read why a pair owes nothing."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, PHONE, Visit, Visitor
from tests.site import Site

PAGE = "/chapters/befriending/"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
pytestmark = pytest.mark.browser


def read(visitor: Visitor) -> str:
    """The text of the page, which must fit the window."""
    assert visitor.fits(), visitor.page.url
    return re.sub(r"\s+", " ", visitor.page.inner_text("main"))


def preview(visitor: Visitor, contacts: str) -> str:
    """Type another number on the page of chapter 4 and look at what it would do."""
    visitor.go(PAGE)
    assert visitor.fits()
    visitor.page.fill("#p-min_per_year", contacts)
    visitor.page.click("#parameters button[type=submit]")
    visitor.page.wait_for_url("**/preview?**")
    return read(visitor)


@SIZES
def test_a_number_is_raised_from_next_year_on_and_a_pair_says_why(
    site: Site, visit: Visit, size: tuple[int, int]
) -> None:
    boss = visit("boss", size)
    told = preview(boss, "2")
    assert "1 contacts → 2 contacts" in told and "nothing is saved yet" in told
    boss.page.click(".k-impact a[href*='effect=appears']")
    boss.page.wait_for_url("**effect=appears**")
    assert boss.page.locator("#effects tbody tr:has(.k-name)").count() >= 6
    assert boss.page.input_value("#since") == "2027-09-01"
    boss.page.click("button[name=when][value=later]")
    boss.page.wait_for_url(f"**{PAGE}")
    told = read(boss)
    assert "The new values hold from 2027-09-01 on." in told
    assert "From 2027-09-01: 2 contacts" in told

    boss.go(f"/befriending/pair/{site.ids['pair1']}")
    boss.page.click("a:has-text('Duties and why')")
    boss.page.click("a:has-text('Each pair keeps contact')")
    boss.page.wait_for_url("**rule=befriending.R07.3**")
    told = read(boss)
    assert "1 of 1 counted" in told and "The duty is met." in told
    assert "Contact and befriending 0.1.0" in told
    boss.page.click("main a[href^='/befriending/contact/']")
    boss.page.wait_for_url("**/befriending/contact/*")
    assert boss.complaints == []


@SIZES
def test_the_number_of_next_year_is_explained_with_who_set_it(
    site: Site, visit: Visit, size: tuple[int, int]
) -> None:
    boss = visit("boss", size)
    preview(boss, "2")
    boss.page.click("button[name=when][value=now]")
    boss.page.wait_for_url(f"**{PAGE}")
    boss.go(f"/duties/why?rule=befriending.R07.3&subject={site.ids['pair1']}")
    told = read(boss)
    assert "1 of 2 counted" in told and "by boss, holds from 2026-11-24 on" in told
    boss.page.fill("#as_of", "2026-11-23")
    boss.page.click("main form button[type=submit]")
    boss.page.wait_for_url("**as_of=2026-11-23**")
    assert "1 of 1 counted" in read(boss)
    assert boss.complaints == []
