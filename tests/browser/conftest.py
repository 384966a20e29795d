"""Pages in a real browser: the application on a port of its own, Chromium at both widths."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import make_server

from tests.builders import PASSWORD
from tests.site import Site

DESK, PHONE = (1440, 900), (390, 844)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(params=["sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """Browser tests run on one database; the pages' tests without a browser run on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with started() as browser:
        yield browser


@dataclass
class Visitor:
    """A page of somebody, the site's address, and what the browser complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Open a path; the status of the answer."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def pick(self, name: str, text: str, option: str) -> None:
        """Search in a picker and take the option that shows *option*."""
        box = self.page.locator(f"#f-{name} + .ts-wrapper")
        box.locator(".ts-control").click()
        self.page.keyboard.type(text)
        box.locator(".option", has_text=option).first.click()
        box.locator(".item", has_text=option).wait_for()

    def press(self, button: str) -> None:
        """Press a button that leads to another page and wait for that page."""
        with self.page.expect_navigation():
            self.page.click(button)

    def save(self) -> None:
        """Press the form's save button and wait for the page that follows."""
        self.press(".k-sticky-foot .btn-primary")

    def fits(self) -> bool:
        """True when the page does not scroll sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return int(wide) <= 0


Visit = Callable[..., Visitor]


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address of the application, served on a port of its own."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium of this machine, or the one that TONGXIN_TEST_CHROMIUM names (an older one, say)."""
    with sync_playwright() as playwright:
        named = os.environ.get("TONGXIN_TEST_CHROMIUM")
        path = named or shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Visit]:
    """``visit("clerk", PHONE)``: a page signed in through the real form."""
    with served(site) as address, visits(chromium, address) as enter:
        yield enter


@contextmanager
def visits(chromium: Browser, address: str, language: str = "en") -> Iterator[Visit]:
    """What ``visit`` is, for any application that is served, in a browser of this language."""
    opened = []

    def enter(name: str = "", size: tuple[int, int] = DESK) -> Visitor:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=language.replace("_", "-")
        )
        opened.append(context)
        visitor = Visitor(context.new_page(), address)

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error" and "status of 4" not in message.text:
                visitor.complaints.append(message.text)

        visitor.page.on("console", heard)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        if name:
            visitor.go("/login/")
            visitor.page.fill("#username", name)
            visitor.page.fill("#password", PASSWORD)
            visitor.page.click("button.btn-primary")
            visitor.page.wait_for_url(address + "/")
        return visitor

    yield enter
    for context in opened:
        context.close()
