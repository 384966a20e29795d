"""What the bench asks of each program it measures: sign in, and be ready for some operations."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from threading import get_ident
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug.test import Client, TestResponse

from bench.data import Size

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

AGENT = "tongxin-bench/1"
SECRET = "bench-only-Kq8w2nVx7Lr4Tz9Ym3Hs6Pd1Jf5Gc0Ba"
ACCOUNT = "clerk"
PASSWORD = "Bench-pass-7291-mulberry"
PAGE = 25


@dataclass(slots=True)
class Counter:
    """Statements sent to the database while one was listening."""

    statements: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to measure: ``act(i)`` does it the i-th time, ``rows`` counts what came out."""

    act: Callable[[int], Any]
    rows: Callable[[Any], int]
    at_least: int = 1


class Browser:
    """A user's browser inside the process: keeps cookies, refuses answers that are not good."""

    def __init__(self, app: WSGIApplication) -> None:
        self.client = Client(app, use_cookies=False)
        self.cookies: dict[str, str] = {}

    def open(
        self, path: str, *, headers: Mapping[str, str] | None = None, **request: Any
    ) -> TestResponse:
        """Send one request and read the whole answer; Set-Cookie is kept."""
        sent = {"User-Agent": AGENT, **(headers or {})}
        if self.cookies:
            sent["Cookie"] = self.cookie_header()
        response = self.client.open(path, headers=sent, buffered=True, **request)
        for line in response.headers.getlist("Set-Cookie"):
            self._keep(line)
        return response

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> TestResponse:
        """Open a page that must answer 200."""
        return _expect(self.open(path, headers=headers), path, 200)

    def post(self, path: str, data: Mapping[str, Any]) -> TestResponse:
        """Send a form that must be accepted, which means a redirect."""
        return _expect(self.open(path, method="POST", data=dict(data)), path, 302, 303)

    def send(self, path: str, json: object, headers: Mapping[str, str]) -> TestResponse:
        """Post JSON that must be accepted."""
        made = self.open(path, method="POST", json=json, headers=headers)
        return _expect(made, path, 200, 201)

    def token(self, path: str, name: str = "csrf_token") -> str:
        """The value of the hidden field of this name on the page."""
        return hidden(self.get(path).get_data(as_text=True), name)

    def cookie_header(self) -> str:
        """What the Cookie header of the next request says."""
        return "; ".join(f"{key}={value}" for key, value in self.cookies.items())

    def _keep(self, line: str) -> None:
        for key, morsel in SimpleCookie(line).items():
            if morsel["max-age"] == "0" or not morsel.value:
                self.cookies.pop(key, None)
            else:
                self.cookies[key] = morsel.coded_value


class Subject(ABC):
    """A program under measurement, on one database, with ``views`` pages in its menu."""

    name: ClassVar[str]
    start_path: ClassVar[str]
    """A page that answers 200 before anyone has signed in."""
    list_path: ClassVar[str]

    def __init__(self, url: str, size: Size, views: int = 7) -> None:
        self.url, self.size, self.views = url, size, views
        self._app: WSGIApplication | None = None

    @abstractmethod
    def build(self) -> WSGIApplication:
        """Start the program as its own server would."""

    @abstractmethod
    def sign_in(self, browser: Browser) -> None:
        """Sign the clerk in by the program's own form."""

    @abstractmethod
    def operations(self, browser: Browser) -> dict[str, Operation]:
        """What this program can do, by the names of ``bench.targets.OPERATIONS``."""

    @contextmanager
    def counting(self) -> Iterator[Counter]:
        """Count statements sent to the database inside the block."""
        yield Counter()

    def prepare(self) -> None:  # noqa: B027 - the bare program needs nothing
        """Bring a fresh copy of the data into the state the program expects, with an account."""

    def settle(self) -> None:  # noqa: B027 - most leave nothing for later
        """Finish what requests left to a writer in the background."""

    def prepare_views(self) -> None:  # noqa: B027 - most make what they need at their first start
        """What an administrator does once before a start with other pages in the menu."""

    @property
    def app(self) -> WSGIApplication:
        """The running program."""
        if self._app is None:
            self._app = self.build()
        return self._app


class CountedBySqlalchemy:
    """Counts statements of every engine of the process; a mixin for Subject."""

    @contextmanager
    def counting(self) -> Iterator[Counter]:
        """Count statements sent to the database inside the block."""
        from sqlalchemy import Engine, event

        counter, asking = Counter(), get_ident()

        def note(*_: Any) -> None:
            # Writers in the background are told apart: see Subject.settle.
            counter.statements += get_ident() == asking

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield counter
        finally:
            event.remove(Engine, "before_cursor_execute", note)


def marked(pattern: str) -> Callable[[TestResponse], int]:
    """A counter of the places in an answer that match the pattern."""
    compiled = re.compile(pattern)
    return lambda response: len(set(compiled.findall(response.get_data(as_text=True))))


def accepted(response: TestResponse) -> int:
    """1 for an answer: its status has been looked at already."""
    return int(response.status_code < 400)


def hidden(html: str, name: str) -> str:
    """The value of a hidden input, whatever the order of its attributes."""
    for tag in re.findall(r"<input\b[^>]*>", html):
        if re.search(rf'\bname="{re.escape(name)}"', tag):
            found = re.search(r'\bvalue="([^"]*)"', tag)
            if found:
                return found[1]
    raise LookupError(f"The page has no hidden field '{name}'. Did the sign-in fail?")


def some_id(turn: int, total: int) -> int:
    """Another id each turn, spread over all rows."""
    return (turn * 7919 + 17) % total + 1


def _expect(response: TestResponse, path: str, *statuses: int) -> TestResponse:
    if response.status_code not in statuses:
        start = response.get_data(as_text=True)[:600]
        raise RuntimeError(
            f"{path} answered {response.status_code} (to {response.headers.get('Location')}), "
            f"expected {statuses}: {start}"
        )
    return response
