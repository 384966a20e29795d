"""Chapter 3 in Chromium: the hint at words about people, and its forms at both widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.test_record_pages import faults
from tests.rows import fill
from tests.site import Site

pytestmark = pytest.mark.browser
PAGES = (
    "/liaison/nomination/add",
    "/liaison/nomination/1",
    "/liaison/nomination/1/edit",
    "/liaison/report/add",
    "/liaison/report/1",
    "/liaison/assignment/",
    "/liaison/matter/",
    "/liaison/training/1",
)


@pytest.fixture(autouse=True)
def everything_on(site: Site) -> None:
    """All chapters on, a row of each record."""
    with site.build() as make:
        fill(site, make)


def test_t05_10_the_form_hints_at_views_and_sends_nothing_for_it(visit: Visit) -> None:
    boss = visit("boss")
    boss.go("/liaison/report/add?_l_=zh_CN")
    expect(boss.page.get_by_text("只记事项，不记个人看法。").first).to_be_visible()
    hint = boss.page.locator("#w-c0-0-description")
    sent: list[str] = []
    boss.page.on("request", lambda request: sent.append(request.url))
    boss.page.fill("#f-c0-0-description", "某老师对某事态度消极")
    expect(hint).to_contain_text("态度 / 消极")
    expect(boss.page.locator("#f-c0-0-proposer")).to_be_hidden()
    boss.page.fill("#f-c0-0-description", "电梯停运两周")
    expect(hint).to_be_empty()
    # Besides the draft of the form, which any typing keeps, nothing leaves the page.
    assert [url for url in sent if "/drafts/liaison.report/" not in url] == []


def test_a_date_of_birth_is_in_no_draft_of_the_browser(visit: Visit, site: Site) -> None:
    boss = visit("boss")
    boss.go("/liaison/nomination/add")
    boss.page.check("label[for=f-tier-2]")
    with boss.page.expect_request("**/drafts/liaison.nomination/**") as kept:
        boss.page.fill("#f-born", "1991-09-15")
        boss.page.fill("#f-unit_note", "Recommended")
    body = kept.value.post_data or ""
    assert "unit_note=Recommended" in body and "born" not in body


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_its_pages_fit_and_pass_the_accessibility_rules(
    visit: Visit, size: tuple[int, int]
) -> None:
    # Tall enough that the foot, which stays in sight, covers no button that is measured.
    boss = visit("boss", (size[0], 3000))
    for path in PAGES:
        assert boss.go(path) == 200, path
        assert boss.fits(), f"{path} scrolls sideways at {size[0]}"
        assert faults(boss) == [], path
    assert boss.complaints == []
