"""The real application for tests: a prepared database, clients that sign in, a clock to move."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from typing_extensions import override
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from core.access.actor import act_as, system
from core.audit.models import Entry
from core.web.runtime import Runtime
from tests.builders import NOW, PASSWORD, Builders

Values = MultiDict[str, str]


class _Forms(HTMLParser):
    """Collects what each POST form of a page would send as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Values]] = []
        self._open: Values | None = None
        self._select = self._area = ""
        self._text = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {k: v or "" for k, v in attrs}
        if tag == "form":
            self._open = Values()
            if has.get("method", "get").lower() == "post":
                self.forms.append((has.get("action", ""), self._open))
        if self._open is None:
            return
        if tag == "input" and has.get("name"):
            if has.get("type") not in ("radio", "checkbox") or "checked" in has:
                self._open.add(has["name"], has.get("value", ""))
        elif tag == "textarea":
            self._area, self._text = has.get("name", ""), ""
        elif tag == "select":
            self._select = has.get("name", "")
        elif tag == "option" and self._select and "selected" in has:
            self._open.add(self._select, has.get("value", ""))

    @override
    def handle_data(self, data: str) -> None:
        self._text += data

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._open is not None and self._area:
            # A browser drops the line break that follows the tag.
            self._open.add(self._area, self._text.removeprefix("\n"))
            self._area = ""


def forms_of(page: str) -> list[tuple[str, Values]]:
    """(action, values) of every POST form of a page."""
    parser = _Forms()
    parser.feed(page)
    return parser.forms


@dataclass
class Browser:
    """A client with cookies that fills in forms as a person does."""

    client: FlaskClient

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **options)

    def form(self, path: str, *names: str) -> Values:
        """What a POST form of a page would send, token included: the one that has most of these
        inputs, and of several the largest."""
        page = self.get(path)
        assert page.status_code == 200, f"{path}: {page.status_code}"
        forms = [f for _, f in forms_of(page.text)]
        return max(forms, key=lambda f: (sum(n in f for n in names), len(f)))

    def send(self, path: str, to: str = "", **changes: Any) -> TestResponse:
        """Open the form at *path*, change some inputs, send it (to another address: *to*)."""
        values = self.form(path, *changes)
        for name, value in changes.items():
            values.setlist(name, value if isinstance(value, list) else [value])
        return self.client.post(to or path, data=values)

    def token(self) -> str:
        """The CSRF token of this browser's session."""
        page = self.get("/profile/")
        if page.status_code != 200:
            page = self.get("/login/")
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert found, "the page has no CSRF token"
        return found[1]

    def post(self, path: str, **values: Any) -> TestResponse:
        """Send values with a good token, as a button does."""
        return self.client.post(path, data={"csrf_token": self.token()} | values)

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        """Through the real form."""
        return self.send("/login/", username=username, password=password)


@dataclass
class Api:
    """A client with a bearer token or an API key."""

    client: FlaskClient
    headers: dict[str, str]

    def get(self, path: str) -> TestResponse:
        """Read."""
        return self.client.get(path, headers=self.headers)

    def send(self, method: str, path: str, **values: Any) -> TestResponse:
        """Send JSON."""
        return self.client.open(path, method=method, headers=self.headers, json=values)


@dataclass
class Site:
    """One application on its own database. ``ids`` are the numbers of the college's rows."""

    app: Flask
    ids: dict[str, int]
    later: dt.timedelta = field(default_factory=dt.timedelta)

    def __post_init__(self) -> None:
        self.runtime.clock = self.runtime.wall = lambda: NOW + self.later

    @property
    def runtime(self) -> Runtime:
        """What the application holds."""
        found = self.app.extensions["tongxin"]
        assert isinstance(found, Runtime)
        return found

    def wait(self, **time: int) -> None:
        """Let time pass."""
        self.later += dt.timedelta(**time)

    def browser(self) -> Browser:
        """A browser that nobody signed in with."""
        return Browser(self.app.test_client())

    def sign_in(self, username: str) -> Browser:
        """A browser signed in through the real form."""
        browser = self.browser()
        answer = browser.sign_in(username)
        assert answer.status_code == 302, answer.text
        return browser

    def token(self, username: str, password: str = PASSWORD) -> str:
        """A bearer token."""
        sent = {"username": username, "password": password}
        answer = self.app.test_client().post("/api/v1/security/login", json=sent)
        assert answer.status_code == 200, answer.text
        return str(answer.json["access_token"]) if answer.json else ""

    def api(self, username: str) -> Api:
        """The API with a token of this account."""
        headers = {"Authorization": f"Bearer {self.token(username)}"}
        return Api(self.app.test_client(), headers)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A guarded session that acts as the system."""
        with self.runtime.factory() as session:
            act_as(session, system("tests"))
            self.runtime.chapters.refresh(session)
            yield session

    @contextmanager
    def build(self) -> Iterator[Builders]:
        """Builders on a session of the system."""
        with self.session() as session:
            yield Builders(session, self.runtime.catalogue)

    def entries(self, **where: Any) -> list[Any]:
        """Entries of the audit trail, oldest first; what waits to be written is written first."""
        self.app.extensions["tongxin.reads"].flush()
        with self.session() as session:
            return list(session.scalars(select(Entry).filter_by(**where).order_by(Entry.seq)))

    def close(self) -> None:
        """Let go of the database."""
        self.app.extensions["tongxin.reads"].flush()
        self.runtime.engine.dispose()
