"""Tasks of everyday, done as somebody does them who knows where to look: no more presses than allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, Visitor, served, visits
from tests.conftest import Databases, make_settings, open_site
from tests.full_college import fill
from tests.site import Site

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture
def college(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The full college, in Chinese."""
    folder = tmp_path_factory.mktemp("tasks") / "data"
    url, _ids = databases.copy("sqlite", folder, rows=False)
    with open_site(make_settings(url, folder, locale="zh_CN"), {}) as site:
        fill(site)
        yield site


@dataclass
class Hand:
    """Somebody at work: every press and key is counted."""

    visitor: Visitor
    presses: int = 0
    keys: int = 0

    @property
    def page(self) -> Page:
        """The page before the person."""
        return self.visitor.page

    def press(self, what: str | Locator) -> None:
        """Click or tap once; what opens is waited for."""
        self.presses += 1
        found = self.page.locator(what) if isinstance(what, str) else what
        found.first.click()
        self.page.wait_for_load_state("load")

    def key(self, *names: str) -> None:
        """Press keys one after the other."""
        for name in names:
            self.keys += 1
            self.page.keyboard.press(name)

    def heading(self) -> str:
        """What the page calls itself."""
        return self.page.inner_text("h1")


Work = Callable[..., Hand]


@pytest.fixture
def work(college: Site, chromium: Browser) -> Iterator[Work]:
    """``work("clerk", PHONE)``: signed in, before the home page, nothing pressed yet."""
    with served(college) as address, visits(chromium, address, "zh_CN") as visit:
        yield lambda name, size=DESK: Hand(visit(name, size))


@SIZES
def test_overdue_duties_are_found_in_two_clicks(work: Work, size: tuple[int, int]) -> None:
    hand = work("clerk", size)
    hand.press("nav.k-stats a:has-text('全部逾期任务')")
    assert "逾期" in hand.page.inner_text("main table tbody")
    assert hand.presses <= 2


@SIZES
def test_an_overdue_duty_is_worked_on_in_two_clicks(work: Work, size: tuple[int, int]) -> None:
    """What the duty knows is filled in; only what is new has to be typed."""
    hand = work("head", size)
    hand.press(".k-task:has-text('逾期') .k-go")
    assert "联系对子" in hand.heading()
    leader = hand.page.locator("#f-leader option:checked")
    expect(leader).to_have_text(re.compile("阿依古丽"))
    hand.press("#f-decision")
    assert hand.page.evaluate("document.activeElement.id") == "f-decision"
    assert hand.presses <= 2


@SIZES
def test_a_returned_list_is_mended_and_sent_again_in_four_clicks(
    work: Work, size: tuple[int, int]
) -> None:
    head = work("head")
    head.press("#review a:has-text('2025-2026')")
    head.press("button:has-text('退回')")
    head.page.fill("dialog[open] textarea", "审定会议的文号写错了。")
    head.press("dialog[open] button[type=submit]")
    hand = work("clerk", size)
    hand.press("main a:has-text('2025-2026')")
    hand.press("a:has-text('编辑')")
    hand.page.fill("#f-decision", "党委会议纪要〔2025〕第 4 号")
    hand.press(".k-sticky-foot .btn-primary")
    hand.press(".k-acts button:has-text('征求本人意见')")
    expect(hand.page.locator("h1")).to_contain_text("征求本人意见")
    assert hand.presses <= 4


@pytest.mark.parametrize("letters", ["lsy", "oymy"])
def test_a_person_is_opened_by_initials_in_six_keys(work: Work, letters: str) -> None:
    hand = work("clerk")
    hand.key("Control+k", *letters)
    hand.page.wait_for_selector("dialog.k-pal [aria-selected=true]:has-text('学院')")
    with hand.page.expect_navigation():
        hand.key("Enter")
    assert hand.heading() in ("李思远", "欧阳明月")
    assert hand.keys <= 6


@SIZES
def test_what_waits_is_decided_in_two_actions_each(work: Work, size: tuple[int, int]) -> None:
    hand = work("head", size)
    hand.press("#review li:has-text('双人导出') .btn")
    hand.press(".k-acts button:has-text('放行')")
    if hand.page.locator("dialog[open]").count():
        hand.press("dialog[open] button[type=submit]")
    expect(hand.page.locator("h1")).to_contain_text("已放行")
    assert hand.presses <= 3


def test_a_leader_sees_what_lags_and_approves_on_the_phone_in_four_taps(work: Work) -> None:
    hand = work("committee", PHONE)
    assert hand.page.locator(".k-heat a.k-late").first.get_attribute("title")
    hand.press("#review li:has-text('2025-2026') .btn")
    hand.press(".k-acts button:has-text('审定通过')")
    if hand.page.locator("dialog[open]").count():
        hand.press("dialog[open] button[type=submit]")
    expect(hand.page.locator("h1")).to_contain_text("执行中")
    assert hand.presses <= 4


@SIZES
def test_a_chapter_is_switched_on_and_its_role_given_in_five_clicks(
    work: Work, college: Site, size: tuple[int, int]
) -> None:
    college.sign_in("admin").post("/chapters/befriending/switch", on="0")
    hand = work("admin", size)
    hand.press("#system a:has-text('章节')")
    hand.press("form[action='/chapters/befriending/switch'] button")
    expect(hand.page.locator(".k-flash")).to_contain_text("启用")
    hand.press("#roles a:has-text('联系领导')")
    hand.press("#username")
    hand.page.keyboard.type("nobody")
    hand.press("#holders form button")
    expect(hand.page.locator("#holders")).to_contain_text("nobody")
    assert hand.presses <= 5


@SIZES
def test_a_number_is_raised_from_next_year_on_in_five_clicks(
    work: Work, college: Site, size: tuple[int, int]
) -> None:
    hand = work("admin", size)
    hand.press("#system a:has-text('章节')")
    hand.press("main a:has-text('联系交友')")
    hand.page.fill("#p-min_per_year", "2")
    hand.press("#parameters button[type=submit]")
    expect(hand.page.locator("main")).to_contain_text("尚未保存")
    hand.press("button[name=when][value=later]")
    expect(hand.page.locator(".k-flash")).to_contain_text("2027-09-01")
    assert hand.presses <= 5
