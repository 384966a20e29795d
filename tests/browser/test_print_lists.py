"""Lists on paper: what is for the screen only stays away, and nothing is cut off."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
TEXT_AREA = 672
"""Pixels between the margins of an A4 page (178 mm)."""
ON_SCREEN_ONLY = (".k-top", ".k-side", ".k-tabbar", ".k-tools", ".k-acts", ".k-c-chk", ".k-pager")


@pytest.mark.parametrize("path", ["/befriending/contact/", "/duties/", "/articles/"])
def test_a_list_prints_within_a4_without_navigation(visit: Visit, path: str) -> None:
    boss = visit("boss", (TEXT_AREA, 950))
    boss.go("/duties/")
    boss.press("form[action$='/evaluate'] button")
    boss.go(path)
    boss.page.emulate_media(media="print")
    for part in ON_SCREEN_ONLY:
        for place in boss.page.locator(part).all():
            assert not place.is_visible(), part
    assert boss.fits()
    table = boss.page.locator("table.k-tbl").first
    assert table.is_visible()
    box = table.bounding_box()
    assert box is not None and box["width"] <= TEXT_AREA
    head = table.locator("thead").evaluate("e => getComputedStyle(e).display")
    assert head in ("table-header-group", "none")
