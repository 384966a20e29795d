"""The searching picker on a slow network or machine: only the answer to what stands there is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, Visit, Visitor

pytestmark = pytest.mark.browser
ADD = "/befriending/pair/add"
LEADER, PERSON = "#f-leader + .ts-wrapper", "#f-person + .ts-wrapper"


class Held:
    """The picker's questions to the server, kept until the test lets them go, in any order."""

    def __init__(self, page: Page, part: str = "/picker/") -> None:
        self._page, self._routes = page, list[tuple[str, Route]]()
        page.route(re.compile(part), self._keep)

    def _keep(self, route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query).get("q", [""])[0]
        self._routes.append((asked, route))

    def wait_for(self, asked: str) -> None:
        """Until this question has been asked."""
        for _ in range(200):
            if any(question == asked for question, _route in self._routes):
                return
            self._page.wait_for_timeout(25)
        raise AssertionError(f"{asked!r} was never asked: {[q for q, _ in self._routes]}")

    def let_go(self, asked: str) -> None:
        """Let the server answer this question."""
        self.wait_for(asked)
        for question, route in [r for r in self._routes if r[0] == asked]:
            self._routes.remove((question, route))
            route.continue_()

    def break_off(self, asked: str) -> None:
        """This question gets no answer."""
        self.wait_for(asked)
        for question, route in [r for r in self._routes if r[0] == asked]:
            self._routes.remove((question, route))
            route.abort()

    def close(self) -> None:
        """Nobody waits any more."""
        for _question, route in self._routes:
            route.abort()


Hold = Callable[..., Held]


@pytest.fixture
def clerk(visit: Visit) -> Visitor:
    """A clerk on a phone at the form of a pair."""
    visitor: Visitor = visit("clerk", PHONE)
    return visitor


@pytest.fixture
def hold(clerk: Visitor) -> Iterator[Hold]:
    """``hold()``: from now on the clerk's pickers get no answer but those that are let go."""
    made: list[Held] = []

    def start(part: str = "/picker/") -> Held:
        made.append(Held(clerk.page, part))
        return made[-1]

    yield start
    for held in made:
        held.close()


def options(page: Page, box: str) -> list[str]:
    """What the open list of a picker offers."""
    return page.locator(f"{box} .option").all_inner_texts()


def enter(clerk: Visitor, box: str, text: str) -> None:
    """Click into a picker and type."""
    clerk.page.click(f"{box} .ts-control")
    clerk.page.keyboard.type(text)


@pytest.mark.parametrize(
    "order", [("", "林一友"), ("林一友", "")], ids=["first-first", "first-last"]
)
def test_the_answer_to_what_was_typed_is_shown_in_whatever_order_answers_come(
    clerk: Visitor, hold: Hold, order: tuple[str, str]
) -> None:
    clerk.go(ADD)
    held = hold()
    clerk.page.click(f"{PERSON} .ts-control")
    held.wait_for("")
    clerk.page.keyboard.type("林一友")
    held.wait_for("林一友")
    for asked in order:
        held.let_go(asked)
    expect(clerk.page.locator(f"{PERSON} .option")).to_have_text(["林一友"])
    expect(clerk.page.locator(f"{PERSON} .ts-dropdown")).to_be_visible()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(f"{PERSON} .item")).to_have_text("林一友")


def test_the_list_of_the_empty_field_gives_way_to_what_is_typed(clerk: Visitor, hold: Hold) -> None:
    """The first answer is there before the pause after typing is over: it must not stay choosable."""
    clerk.go(ADD)
    held = hold()
    clerk.page.click(f"{PERSON} .ts-control")
    held.let_go("")
    clerk.page.locator(f"{PERSON} .option").nth(1).wait_for()
    clerk.page.keyboard.type("周二友")
    assert options(clerk.page, PERSON) == []
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(f"{PERSON} .item")).to_have_count(0)
    held.let_go("周二友")
    expect(clerk.page.locator(f"{PERSON} .option")).to_have_text(["周二友"])


def test_each_answer_after_the_next_letter_is_dropped(clerk: Visitor, hold: Hold) -> None:
    clerk.go(ADD)
    held = hold()
    enter(clerk, PERSON, "林")
    held.wait_for("林")
    clerk.page.keyboard.type("一")
    held.wait_for("林一")
    clerk.page.keyboard.type("友")
    held.let_go("林一友")
    held.let_go("林")
    held.let_go("林一")
    expect(clerk.page.locator(f"{PERSON} .option")).to_have_text(["林一友"])


def test_a_choice_made_at_once_leaves_the_next_field_alone(clerk: Visitor, hold: Hold) -> None:
    """The fault that was: a late timer of the first picker opened it again and took the focus."""
    clerk.go(ADD)
    held = hold()
    enter(clerk, PERSON, "林一友")
    held.let_go("林一友")
    clerk.page.click(f"{PERSON} .option")
    enter(clerk, LEADER, "林一长")
    held.let_go("林一长")
    expect(clerk.page.locator(f"{LEADER} .option")).to_have_text(["林一长"])
    expect(clerk.page.locator(f"{LEADER} .ts-dropdown")).to_be_visible()
    expect(clerk.page.locator(f"{PERSON} .ts-dropdown")).to_be_hidden()
    assert clerk.page.evaluate(
        "document.activeElement.closest('.ts-wrapper').previousSibling.id"
    ) == ("f-leader")


def test_an_answer_after_leaving_the_field_opens_nothing(clerk: Visitor, hold: Hold) -> None:
    clerk.go(ADD)
    held = hold()
    enter(clerk, PERSON, "林一友")
    held.wait_for("林一友")
    clerk.page.focus("#f-decision")
    held.let_go("林一友")
    clerk.page.wait_for_timeout(200)
    expect(clerk.page.locator(f"{PERSON} .ts-dropdown")).to_be_hidden()
    expect(clerk.page.locator("#f-decision")).to_be_focused()


def test_a_choice_by_key_keeps_the_focus_in_the_field(clerk: Visitor) -> None:
    clerk.go(ADD)
    enter(clerk, PERSON, "林一友")
    clerk.page.locator(f"{PERSON} .option").wait_for()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(f"{PERSON} .ts-control input")).to_be_focused()
    expect(clerk.page.locator(f"{PERSON} .ts-dropdown")).to_be_hidden()


def test_who_is_faster_than_the_script_finds_the_field_ready(clerk: Visitor, hold: Hold) -> None:
    held = hold(r"tom-select.*\.js")
    clerk.page.goto(clerk.address + ADD, wait_until="commit")
    clerk.page.focus("#f-person")
    held.let_go("")
    expect(clerk.page.locator(f"{PERSON} .ts-control input")).to_be_focused()
    clerk.page.keyboard.type("周二友")
    clerk.page.click(f"{PERSON} .option:has-text('周二友')")
    expect(clerk.page.locator(f"{PERSON} .item")).to_have_text("周二友")


def test_a_search_without_an_answer_says_so_and_can_be_repeated(clerk: Visitor, hold: Hold) -> None:
    clerk.go(ADD)
    held = hold()
    enter(clerk, PERSON, "林一")
    held.break_off("林一")
    expect(clerk.page.locator(f"{PERSON} .no-results")).to_contain_text("got no answer")
    clerk.page.keyboard.type("友")
    held.let_go("林一友")
    expect(clerk.page.locator(f"{PERSON} .option")).to_have_text(["林一友"])
