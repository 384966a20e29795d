"""Chapter 2 in Chromium: signing in by code on a phone, and its pages at both widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from plugins.study.session_models import Session
from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.test_record_pages import faults
from tests.rows import fill
from tests.site import Site

pytestmark = pytest.mark.browser
PAGES = (
    "/study/plan/add",
    "/study/plan/1",
    "/study/session/1",
    "/study/code/1",
    "/study/sign/over",
    "/study/online_item/add",
    "/study/reflection/",
    "/study/reflection/1",
)


@pytest.fixture(autouse=True)
def everything_on(site: Site) -> None:
    """All chapters on, a row of each record, today's session announced."""
    with site.build() as make:
        fill(site, make)
        make.move(make.session.get_one(Session, 1), "announce")


def test_a_phone_signs_in_with_the_code_of_the_room(visit: Visit, tmp_path: Path) -> None:
    room = visit("boss")
    room.go("/study/session/1")
    room.press("text=Code for signing in")
    expect(room.page.locator("img[alt='Code for signing in']")).to_have_js_property(
        "complete", True
    )
    assert room.page.evaluate("document.querySelector('.k-code img').naturalWidth") > 200
    phone = visit("person1", PHONE)
    link = room.page.locator("[data-code]").get_attribute("data-code") or ""
    phone.page.goto(link)
    phone.press("text=I am here")
    expect(phone.page.get_by_role("status")).to_contain_text("You are signed in.")
    room.page.reload()
    expect(room.page.get_by_text("Signed in so far: 2")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_its_pages_fit_and_pass_the_accessibility_rules(
    visit: Visit, size: tuple[int, int]
) -> None:
    boss = visit("boss", (size[0], 3000))
    for path in PAGES:
        assert boss.go(path) == (410 if path.endswith("over") else 200), path
        assert boss.fits(), f"{path} scrolls sideways at {size[0]}"
        assert faults(boss) == [], path
    assert boss.complaints == []
