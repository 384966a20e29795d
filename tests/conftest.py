"""What every test may ask for: a database of its own, the application on it, people who sign in.

A database is prepared once per run and kind (``init``, chapter 4 on, a small college of accounts and
rows) and copied for each test: a file for SQLite, ``CREATE DATABASE … TEMPLATE`` for PostgreSQL.
"""

from __future__ import annotations

import atexit
import datetime as dt
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from config import CHAPTERS
from core.access import passwords
from core.app import create_app
from core.chapters import Chapters, load_chapters
from core.chapters.load import Declared, declared
from core.cli.init import prepare
from core.cli.store import Store
from core.cli.texts_group import compile_all
from core.settings import Settings
from tests.builders import NOW, Builders, college
from tests.missing import missing
from tests.site import Browser, Site

TODAY = dt.date(2026, 11, 24)
SERVER = os.environ.get("TONGXIN_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/")
SECRET = "a secret of the tests, 0123456789-abcdefghij"  # not one of any installation
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Argon2 with the smallest cost: its slowness is not what these tests are about."""
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "_HASHER", cheap)
        passwords._nobodys.cache_clear()
        yield


def make_settings(url: str, folder: Path, **given: object) -> Settings:
    """Settings of a test: English pages, a fixed day, data in *folder*."""
    values = {
        "database_url": url,
        "secret_key": SECRET,
        "data_dir": folder,
        "locale": "en",
        "clock": TODAY,
        "chapters": CHAPTERS,
    }
    return Settings(**(values | given))  # type: ignore[arg-type]


class Server:
    """Databases of this run on the PostgreSQL server."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._base = SERVER.rpartition("/")[0]

    def _run(self, statement: str) -> None:
        if self._engine is None:
            engine = create_engine(f"{self._base}/postgres", isolation_level="AUTOCOMMIT")
            try:
                engine.connect().close()
            except OperationalError as error:
                told = f"no PostgreSQL at {self._base} (TONGXIN_TEST_POSTGRES): {error.orig}"
                missing(told)
            self._engine = engine
        with self._engine.connect() as connection:
            connection.execute(text(statement))

    def create(self, template: str = "") -> str:
        """The address of a new database, a copy of *template* when one is given."""
        name = f"tongxin_test_{uuid.uuid4().hex[:12]}"
        of = f' TEMPLATE "{template.rpartition("/")[2]}"' if template else ""
        self._run(f'CREATE DATABASE "{name}"{of}')
        return f"{self._base}/{name}"

    def drop(self, url: str) -> None:
        """Remove a database."""
        self._run(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def close(self) -> None:
        """Let go of the server."""
        if self._engine is not None:
            self._engine.dispose()


@dataclass
class Template:
    """A prepared database with its data folder; ``ids`` are the numbers of its rows."""

    url: str
    folder: Path
    ids: dict[str, int] = field(default_factory=dict)


class Databases:
    """Makes empty databases and copies of prepared ones."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._templates = folder, dict[tuple[str, str], Template]()
        self.server = Server()
        # PostgreSQL writes everything to disk before it drops a database: nobody waits for that.
        self._drops = ThreadPoolExecutor(1)
        self._dropped: list[Future[None]] = []

    def empty(self, kind: str, folder: Path) -> str:
        """The address of a database without any table."""
        folder.mkdir(parents=True, exist_ok=True)
        return self.server.create() if kind == "postgresql" else f"sqlite:///{folder}/tongxin.db"

    def copy(self, kind: str, folder: Path, *, rows: bool = True) -> tuple[str, dict[str, int]]:
        """A copy of the prepared database (with the college, or only initialised) and its numbers."""
        return self.copy_of(self.template(kind, rows), folder)

    def copy_of(self, template: Template, folder: Path) -> tuple[str, dict[str, int]]:
        """A copy of a prepared database, its data in *folder*, and the numbers of its rows."""
        shutil.copytree(template.folder, folder, dirs_exist_ok=True)
        if not template.url.startswith("sqlite"):
            return self.server.create(template.url), dict(template.ids)
        return f"sqlite:///{folder}/tongxin.db", dict(template.ids)

    def drop(self, url: str) -> None:
        """A test is done with its database."""
        if not url.startswith("sqlite"):
            self._dropped.append(self._drops.submit(self.server.drop, url))

    def close(self) -> None:
        """The run is over."""
        for template in self._templates.values():
            self.drop(template.url)
        self._drops.shutdown()
        self.server.close()
        for dropped in self._dropped:
            dropped.result()

    def template(self, kind: str, rows: bool) -> Template:
        """The prepared database of a kind, made at its first use."""
        return self.prepared(kind, "college" if rows else "initialised", lambda s: _open(s, rows))

    def prepared(self, kind: str, name: str, fill: Callable[[Store], dict[str, int]]) -> Template:
        """The initialised database of a kind with what *fill* puts into it, made at its first use;
        *fill* returns the numbers of its rows."""
        if (kind, name) not in self._templates:
            self._templates[kind, name] = self._prepared(kind, name, fill)
        return self._templates[kind, name]

    def _prepared(self, kind: str, name: str, fill: Callable[[Store], dict[str, int]]) -> Template:
        folder = self._folder / f"{kind}-{name}"
        url = self.empty(kind, folder)
        store = Store(lambda: make_settings(url, folder))
        prepare(store)
        compile_all(store)
        ids = fill(store)
        store.engine.dispose()
        return Template(url, folder, ids)


def _open(store: Store, rows: bool) -> dict[str, int]:
    """Chapter 4 on; with *rows* the college."""
    with store.session("tests") as session:
        store.chapters.enable(session, "befriending", NOW)
        session.commit()
        store.chapters.refresh(session)
        return college(Builders(session, store.chapters.catalogue)) if rows else {}


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The maker of databases; removes what it made on the server."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """sqlite, then postgresql."""
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    url = databases.empty(kind, tmp_path / "data")
    yield url
    databases.drop(url)


@pytest.fixture
def database_url(kind: str, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database with the college; the same copy for the whole test."""
    url, _ = databases.copy(kind, tmp_path / "data")
    yield url
    databases.drop(url)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings on this test's database."""
    return make_settings(database_url, tmp_path / "data")


@pytest.fixture
def site(settings: Settings, kind: str, databases: Databases) -> Iterator[Site]:
    """The application, the college's numbers, clients, builders and a clock."""
    ids = databases.template(kind, True).ids
    with open_site(settings, dict(ids)) as made:
        yield made


@cache
def _declared(order: tuple[str, ...]) -> Declared:
    """What the real chapters declare, asked and vetted once for all applications of a run."""
    return declared(make_settings("sqlite://", Path(), chapters=order))


def chapters_of(settings: Settings) -> Chapters:
    """Chapters of an application of its own, with its own states and parameters."""
    if settings.chapter_dirs:
        return load_chapters(settings)
    return _declared(settings.chapters).chapters(settings)


@contextmanager
def open_site(settings: Settings, ids: dict[str, int]) -> Iterator[Site]:
    """An application whose writers are stopped at the end."""
    made = Site(create_app(settings, chapters=chapters_of(settings)), ids)
    try:
        yield made
    finally:
        made.close()
        atexit.unregister(made.app.extensions["tongxin.reads"].flush)


@pytest.fixture(scope="module", params=KINDS)
def shared(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """As ``site``, one for all tests of a module: for those that change nothing."""
    folder = tmp_path_factory.mktemp("shared") / "data"
    url, ids = databases.copy(str(request.param), folder)
    with open_site(make_settings(url, folder), ids) as made:
        yield made
    databases.drop(url)


@pytest.fixture
def app(site: Site) -> Flask:
    """The application."""
    return site.app


@pytest.fixture
def sign_in(site: Site) -> Callable[[str], Browser]:
    """``sign_in("leader1")``: a browser signed in through the real form."""
    return site.sign_in


@pytest.fixture
def token(site: Site) -> Callable[[str], str]:
    """``token("leader1")``: a bearer token of the API."""
    return site.token


@pytest.fixture
def session(site: Site) -> Iterator[Session]:
    """A guarded session that acts as the system."""
    with site.session() as made:
        yield made
