"""Statistics in Chromium: the picture comes after the page, is made of the table, and can be saved."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import DESK, PHONE, Visit

pytestmark = pytest.mark.browser
PAGE, NAME = "/charts/befriending/", "contacts_by_month"
STATIC = Path(__file__).resolve().parents[2] / "core" / "web" / "static"
MOST_SCRIPT = 300_000


def test_a_picture_stands_beside_its_table_and_is_saved_as_png(
    visit: Visit, tmp_path: Path
) -> None:
    clerk = visit("clerk", DESK)
    clerk.go(PAGE)
    section = clerk.page.locator(f"#{NAME}")
    section.scroll_into_view_if_needed()
    expect(section.get_by_role("img")).to_be_visible()
    expect(section.locator("canvas")).to_have_count(1)
    with clerk.page.expect_download() as saved:
        section.get_by_role("button", name="Save as a picture").click()
    file = tmp_path / "picture.png"
    saved.value.save_as(file)
    head = file.read_bytes()[:24]
    assert saved.value.suggested_filename == f"{NAME}.png"
    assert head.startswith(b"\x89PNG") and struct.unpack(">II", head[16:])[0] > 600
    assert clerk.complaints == []


def test_on_a_phone_the_table_comes_first(visit: Visit) -> None:
    clerk = visit("clerk", PHONE)
    clerk.go(PAGE)
    section = clerk.page.locator(f"#{NAME}")
    section.scroll_into_view_if_needed()
    picture = section.get_by_role("img")
    expect(picture).to_be_visible()
    table, below = section.locator("table").bounding_box(), picture.bounding_box()
    assert table is not None and below is not None
    assert table["y"] + table["height"] <= below["y"]
    assert clerk.fits()


def test_without_the_library_the_tables_stand_alone(visit: Visit) -> None:
    clerk = visit("clerk", DESK)

    def refuse(route: Route) -> None:
        route.abort()

    clerk.page.route("**/vendor/echarts*", refuse)
    clerk.go(PAGE)
    expect(clerk.page.locator(f"#{NAME} table")).to_be_visible()
    expect(clerk.page.get_by_role("button", name="Save as a picture")).to_have_count(0)


def test_scripts_of_a_page_with_pictures_stay_in_their_budget(visit: Visit) -> None:
    """Report pages: at most 300 KB of script, the library only after the page itself."""
    clerk = visit("clerk", DESK)
    asked: list[str] = []
    clerk.page.on("request", lambda r: asked.append(r.url) if r.resource_type == "script" else None)
    clerk.go(PAGE)
    clerk.page.locator(f"#{NAME}").scroll_into_view_if_needed()
    expect(clerk.page.locator(f"#{NAME} canvas")).to_be_visible()
    joined = [url.split("/static/")[1].partition("?")[0] for url in asked]
    names = [name for names in joined for name in names.split("+")]
    assert names[-1] == "vendor/echarts.common.min.js"
    sizes = [len(gzip.compress((STATIC / name).read_bytes(), 6)) for name in names]
    assert sum(sizes) <= MOST_SCRIPT
