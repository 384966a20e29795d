"""A job's page in a browser: it renews itself, on both widths, by keyboard, and nothing is forbidden."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.db import writing
from core.jobs import perform
from core.jobs.kinds.duties import EVALUATE
from tests.browser.conftest import DESK, PHONE, Visit
from tests.core.jobs_made import do_all, take
from tests.site import Site

pytestmark = pytest.mark.browser


def asked(site: Site) -> int:
    bench = site.runtime.bench
    with writing(), bench.factory.begin() as session:
        return bench.ask_for(session, EVALUATE.name, by=site.ids["user:boss"])


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_progress_appears_by_itself_until_the_job_is_done(
    site: Site, visit: Visit, size: tuple[int, int]
) -> None:
    bench, number = site.runtime.bench, asked(site)
    boss = visit("boss", size)
    assert boss.go(f"/jobs/{number}") == 200
    assert boss.fits()
    tag = boss.page.locator(f"#job-{number} .k-tag")
    expect(tag).to_have_text("Waiting")
    perform.perform(bench, take(bench, number))
    expect(tag).to_have_text("Running", timeout=15_000)
    expect(boss.page.locator("progress")).to_be_visible()
    do_all(bench)
    expect(tag).to_have_text("Done", timeout=15_000)
    expect(boss.page.locator("progress")).to_have_count(0)
    assert boss.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_list_renews_itself_and_a_job_is_stopped_by_keyboard(
    site: Site, visit: Visit, size: tuple[int, int]
) -> None:
    first, second = asked(site), asked(site)
    boss = visit("boss", size)
    assert boss.go("/jobs/") == 200
    assert boss.fits()
    link = boss.page.locator(f'a[href="/jobs/{second}"]')
    link.focus()
    boss.page.keyboard.press("Enter")
    button = boss.page.get_by_role("button", name="Stop it")
    button.focus()
    with boss.page.expect_navigation():
        boss.page.keyboard.press("Enter")
    expect(boss.page.locator(f"#job-{second} .k-tag")).to_have_text("Stopped")
    boss.go("/jobs/")
    row = boss.page.locator("tr", has=boss.page.locator(f'a[href="/jobs/{first}"]'))
    expect(row.locator(".k-tag")).to_have_text("Waiting")
    do_all(site.runtime.bench)
    expect(row.locator(".k-tag")).to_have_text("Done", timeout=20_000)
    assert boss.complaints == []
