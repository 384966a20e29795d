"""Every page in a real browser, in both languages: what the rule-book asks of each.

A page is loaded once for each language. Widths are changed in place; in Chinese so is the theme, and what
does not depend on words is asked there only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.conftest import Visitor, served, visits
from tests.browser.page_checks import (
    AXE,
    CHARTS,
    COLOURS,
    DESK,
    EVERY_RULE,
    PHONE,
    WIDTHS,
    Weigher,
    axe_faults,
    button_faults,
    focus_faults,
    set_theme,
    weight_faults,
    width_faults,
    word_faults,
)
from tests.browser.pages import MORE, NO_PAGE, Page, pages
from tests.conftest import Databases, make_settings, open_site
from tests.core.texts_walk import Words, foreign
from tests.full_college import LATIN, fill
from tests.missing import missing
from tests.site import Site

pytestmark = pytest.mark.browser
PARTS = 2
DATA = re.compile(
    r"[\w.]+@example\.(?:org|edu\.cn)|"
    rf"TZ-\w+-[\d-]+|\b(?:{'|'.join(sorted(LATIN, key=len, reverse=True))}|nosuch)\b"
    r"|\b(?:iCalendar|Outlook)\b|^Mozilla/.*|\b[0-9a-f]{64}\b",
    re.ASCII,
)
"""No text of ours: what was typed, and the browser's name."""


@pytest.fixture(params=("zh_CN", "en"), scope="module")
def language(request: pytest.FixtureRequest) -> str:
    """The language of all pages."""
    return str(request.param)


@pytest.fixture(scope="module")
def college(
    language: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The full college, in one language."""
    folder = tmp_path_factory.mktemp("walk") / "data"
    url, _ids = databases.copy("sqlite", folder, rows=False)
    with open_site(make_settings(url, folder, locale=language), {}) as site:
        fill(site)
        yield site


@pytest.fixture(scope="module")
def every_page(college: Site) -> list[Page]:
    """All pages, each with a reader."""
    return pages(college)


class Walker:
    """Opens pages as one reader after the other, and says what is wrong with each."""

    def __init__(self, visitors: dict[str, Visitor], language: str) -> None:
        self._visitors, self._language = visitors, language
        self._axe = AXE.read_text("utf-8")
        self._weighers = {name: Weigher(v.page) for name, v in visitors.items()}
        self._asked: list[Request] = []
        for visitor in visitors.values():
            visitor.page.on("request", lambda request: self._asked.append(request))
            visitor.page.emulate_media(reduced_motion="reduce")

    def faults(self, page: Page) -> Iterator[str]:
        """Everything wrong with one page."""
        visitor = self._visitors[page.reader]
        tab = visitor.page
        self._asked.clear()
        visitor.complaints.clear()
        tab.set_viewport_size({"width": DESK, "height": 1800})
        status = visitor.go(page.path)
        if status != (404 if page.path == MORE[-1] else 200):
            yield f"answers {status}"
        tab.wait_for_load_state("networkidle" if page.path.startswith(CHARTS) else "load")
        yield from weight_faults(tab, list(self._asked), self._weighers[page.reader])
        tab.evaluate(self._axe)
        yield from self._at_widths(visitor)
        if self._language == "zh_CN":
            yield from (f"not Chinese: {t}" for t in _english(tab.content()))
        yield from visitor.complaints

    def _at_widths(self, visitor: Visitor) -> Iterator[str]:
        tab = visitor.page
        for width in WIDTHS:
            yield from width_faults(tab, width)
            if width == DESK:
                yield from word_faults(tab)
            if width == PHONE:
                yield from button_faults(tab)
                yield from (f"{width}: {f}" for f in axe_faults(tab, EVERY_RULE))
            if self._language != "zh_CN":
                continue  # what follows is the same in every language
            if width == DESK:
                yield from focus_faults(tab)
                yield from (f"{width}: {f}" for f in axe_faults(tab, EVERY_RULE))
            if width in (DESK, PHONE):
                set_theme(tab, "dark")
                yield from (f"{width} dark: {f}" for f in axe_faults(tab, COLOURS))
                set_theme(tab, "light")


def _english(html: str) -> Iterator[str]:
    for text in Words(html).texts:
        if foreign(DATA.sub("", text), "zh_CN"):
            yield text


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_keeps_the_rules(
    college: Site, every_page: list[Page], chromium: Browser, language: str, part: int
) -> None:
    """Rules 1, 3, 5, 6, 8 and 29."""
    if not AXE.exists():
        missing("axe-core is not installed (npm ci)")
    walked = every_page[part::PARTS]
    assert len(walked) > 40
    with served(college) as address, visits(chromium, address, language) as visit:
        visitors = {name: visit(name) for name in {p.reader for p in walked}}
        walker = Walker(visitors, language)
        found = [f"{p.path}  {told}" for p in walked for told in dict.fromkeys(walker.faults(p))]
    assert found == [], "\n".join(found)


def test_what_is_left_out_of_the_walk_is_still_there(college: Site) -> None:
    rules = [r.rule for r in college.app.url_map.iter_rules()]
    assert [at for at in NO_PAGE if not any(r.startswith(at) for r in rules)] == []
