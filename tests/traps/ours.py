"""Our application with the same rows as the stock one, and short ways to use it."""

from __future__ import annotations

import atexit
import datetime as dt
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from core.access.accounts import create
from core.access.actor import act_as, system
from core.app import create_app
from core.cli.init import prepare
from core.cli.store import Store
from core.db import RecordBase, writing
from core.records.files import Shelf, Upload, attach, files_of
from core.settings import Settings

from .ours_chapter import write_chapter

PASSWORD = "quiet river stones 7"
NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
USERS = {"u1": ("LI",), "u2": ("LI",), "clerk": ("UF",), "boss": ("AD", "UF", "UFH")}


def settings_in(folder: Path, **changed: Any) -> Settings:
    """Settings of an installation that lives in *folder*, with the chapters in its ``chapters``."""
    values: dict[str, Any] = {
        "database_url": f"sqlite:///{folder / 'ours.db'}",
        "secret_key": "a key of forty characters for the tests!",
        "data_dir": folder,
        "locale": "en",
        "clock": dt.date(2026, 11, 24),
        "chapter_dirs": (folder / "chapters",),
        "chapters": ("trial",),
    }
    return Settings(**(values | changed))


def store_of(settings: Settings) -> Store:
    """What the command line works with, for these settings."""
    return Store(lambda: settings)


class Browser:
    """A browser: it follows the forms' tokens by itself."""

    def __init__(self, app: Flask, username: str = "") -> None:
        self.client: FlaskClient = app.test_client()
        self.token = ""
        if username:
            answer = self.sign_in(username)
            assert answer.status_code == 302, answer.text

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        """Send the sign-in form."""
        self.token = token_of(self.client.get("/login/"))
        answer = self.post("/login/", {"username": username, "password": password})
        if answer.status_code == 302:
            self.token = token_of(self.client.get("/profile/"))
        return answer

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path)

    def post(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Send a form with the session's token."""
        return self.client.post(path, data={"csrf_token": self.token} | (data or {}))


class Ours:
    """A running installation with the trial chapter on."""

    def __init__(self, folder: Path, **changed: Any) -> None:
        self.folder = folder
        self.settings = settings_in(folder, **changed)
        self.app = create_app(self.settings)
        self.runtime = self.app.extensions["tongxin"]

    def browser(self, username: str = "") -> Browser:
        """A browser, signed in when a user name is given."""
        return Browser(self.app, username)

    def api(self, username: str) -> dict[str, str]:
        """Headers that carry a token of this user."""
        sent = {"username": username, "password": PASSWORD}
        answer = self.app.test_client().post("/api/v1/security/login", json=sent)
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {answer.json['access_token']}"}

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A guarded session that acts for the system."""
        with writing(), self.runtime.factory() as session:
            act_as(session, system("test"))
            self.runtime.chapters.refresh(session)
            yield session

    def row(self, record: str, **where: Any) -> Any:
        """One stored row, deleted ones too; None when there is none."""
        model = self.runtime.catalogue.model(record)
        with self.session() as session:
            ask = select(model).filter_by(**where).execution_options(deleted=True)
            return session.scalars(ask).first()

    def add(self, record: str, **values: Any) -> int:
        """A new row through the door."""
        with self.session() as session:
            row: RecordBase = self.runtime.catalogue.model(record)(**values)
            session.add(row)
            session.commit()
            return row.id

    def values(self, sql: str) -> list[Any]:
        """Rows of a statement as tuples, or as values when there is one column."""
        with self.runtime.engine.connect() as connection:
            rows = connection.exec_driver_sql(sql).all()
        return [row[0] if len(row) == 1 else tuple(row) for row in rows]

    def close(self) -> None:
        """Let go of the database."""
        reads = self.app.extensions["tongxin.reads"]
        reads.flush()
        atexit.unregister(reads.flush)
        self.runtime.engine.dispose()

    def upload(self, key: int, name: str, content: bytes) -> int:
        """Keep a file with an item; its number. Raises Refused."""
        with self.session() as session:
            ask = select(self.runtime.catalogue.model("trial.item")).filter_by(id=key)
            row = session.scalars(ask).one()
            upload = Upload(name, BytesIO(content))
            return attach(session, self.runtime.trail, self.shelf, row, upload, NOW)

    def files(self, key: int) -> list[Any]:
        """The files of an item."""
        with self.session() as session:
            ask = select(self.runtime.catalogue.model("trial.item")).filter_by(id=key)
            ask = ask.execution_options(deleted=True)
            return files_of(session, session.scalars(ask).one())

    @property
    def shelf(self) -> Shelf:
        """Where files lie."""
        return Shelf(self.folder / "files")


def seed(ours: Ours) -> None:
    """Two units with a supplier, an item and a part each; users u1 and u2 in them; an office."""
    people = {}
    for number in (1, 2):
        ours.add("directory.unit", name=f"Unit {number}", code=f"U{number}")
        people[f"u{number}"] = ours.add("directory.person", name=f"Person {number}", unit=number)
        note = f"secret {number}"
        ours.add("trial.supplier", name=f"Supplier {number}", unit=number, secret_note=note)
        ours.add("trial.item", **item(number))
        ours.add("trial.part", name=f"Part {number}", unit=number, item=number)
    with ours.session() as session:
        for name, roles in USERS.items():
            create(session, name, PASSWORD, roles, NOW, people.get(name))
        session.commit()


def item(number: int) -> dict[str, Any]:
    """The item of a unit, with three decimals and microseconds."""
    return {
        "name": f"Item {number}",
        "unit": number,
        "supplier": number,
        "weight": Decimal("1.234"),
        "seen_at": dt.datetime(2026, 9, 1, 0, 0, 0, 123456, dt.UTC),
        "level": "low",
        "price": 10 + number,
    }


class Template:
    """An installation made once; each test gets a copy of its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write_chapter(folder / "chapters")
        store = store_of(settings_in(folder))
        prepare(store)
        with writing(), store.session("test") as session:
            store.chapters.refresh(session)
            store.chapters.enable(session, "trial", NOW)
            session.commit()
        store.engine.dispose()
        ours = Ours(folder)
        seed(ours)
        ours.close()

    def copy(self, folder: Path, **changed: Any) -> Ours:
        """The installation anew, in *folder*."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Ours(folder, **changed)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that any engine sends meanwhile."""
    sent: list[str] = []

    def collect(*given: Any) -> None:
        sent.append(given[2])

    event.listen(Engine, "before_cursor_execute", collect)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", collect)


def token_of(page: TestResponse) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found, page.text
    return found.group(1)


FORM: dict[str, Any] = {
    "name": "Item 1",
    "unit": "1",
    "supplier": "1",
    "weight": "1.234",
    "seen_at": "2026-09-01T08:00",
    "active": "1",
    "level": "low",
    "note": "",
    "price": "11",
    "version": "1",
}


def form(**changed: Any) -> dict[str, Any]:
    """What a browser posts for an item, with some values changed; None leaves a field out."""
    return {k: v for k, v in (FORM | changed).items() if v is not None}


def typed_in(page: TestResponse) -> dict[str, str]:
    """What a browser would post for the record form of a page, left as it stands."""
    body = page.text[page.text.index("data-record") :]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", body):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        chosen = 'type="radio"' not in tag and 'type="checkbox"' not in tag
        if name and (chosen or re.search(r"\schecked", tag)):
            found[name.group(1)] = value.group(1) if value else ""
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', body, re.S):
        option = re.search(r'<option value="([^"]*)" selected', inner)
        found[name] = option.group(1) if option else ""
    for name, inner in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', body, re.S
    ):
        found[name] = inner
    return found
