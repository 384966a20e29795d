"""Small chapters written to a folder, loaded as the program loads them, and forgotten afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from core.chapters import Chapters, load_chapters
from core.chapters.discovery import forget
from core.db import make_engine
from core.settings import Settings
from tests.missing import missing

SECRET = "a secret of forty characters for tests !"
POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"

MANIFEST = """
    manifest = Manifest(
        name="{name}",
        title="{title}",
        version="0.1.0",
        core=">=0.1,<1",
        requires={requires!r},
        articles=(Article(number=1, title="First"),),
        parameters=(Parameter(name="least", label="Least", default=1, minimum=0, maximum=9),),
        purposes=(
            Purpose(
                name="work", why="To work.", basis="13(2)", keep_months=12, after="end", readers=("UF",)
            ),
        ),
    )
"""
IMPORTS = """
from flask import Blueprint
from sqlalchemy.orm import Mapped, relationship
from core.sdk import (
    Article, Change, Chapter, Choice, Complaint, DataClass, Due, Field, Grant, Kind, Manifest, Move,
    Notice, Panel, Parameter, Purpose, Quota, Record, RecordBase, Role, Scope, State, View, Where,
    Workflow, field, public,
)

"""
MODEL = """
class Thing(RecordBase):
    record = Record(
        name="{name}.thing", label="Thing of {name}", fields=(), title=("label",){record}
    )
    label: Mapped[str] = field(Kind.TEXT, "Label", required=True, listed=True{options})
{columns}

"""
TOML = """
format = 1
name = "{name}"
title = "{title}"
version = "0.1.0"
core = ">=0.1,<1"

[article.1]
title = "First"

[parameter.least]
label = "Least"
default = 1
minimum = 0
maximum = 9

[purpose.work]
why = "To work."
basis = "13(2)"
keep_months = 12
after = "end"
readers = ["UF"]

[record.thing]
label = "Thing of {name}"
title = ["label"]

[record.thing.field.label]
kind = "text"
label = "Label"
required = true
listed = true
"""


@dataclass
class Made:
    """A folder of chapters and a data folder, both for one test."""

    home: Path
    names: set[str] = field(default_factory=set)

    @property
    def plugins(self) -> Path:
        """Where the chapters lie."""
        return self.home / "chapters"

    def files(self, name: str, **files: str) -> Path:
        """Write files of a chapter (``chapter_py``, ``chapter_toml`` …) and return its folder."""
        folder = self.plugins / name
        folder.mkdir(parents=True, exist_ok=True)
        self.names.add(name)
        for file, body in files.items():
            (folder / file.replace("_py", ".py").replace("_toml", ".toml")).write_text(
                body, "utf-8"
            )
        return folder

    def toml(self, name: str, more: str = "", **swap: str) -> Path:
        """A chapter of TOML only; *swap* replaces pieces of text in the usual one."""
        body = TOML.format(name=name, title=name.title())
        for old, new in swap.items():
            assert old in body
            body = body.replace(old, new)
        return self.files(name, chapter_toml=body + more)

    def python(  # noqa: PLR0913  each is a piece of one small file
        self,
        name: str,
        body: str = "",
        *,
        model: bool = True,
        title: str = "",
        requires: tuple[str, ...] = (),
        record: str = "",
        options: str = "",
        columns: str = "",
        before: str = "",
        grant: bool = True,
    ) -> Path:
        """A chapter in Python with one record; *body* goes into its class, *before* above all."""
        parts = [before, IMPORTS]
        if model:
            parts.append(MODEL.format(name=name, record=record, options=options, columns=columns))
        parts.append(f"class {name.title().replace('_', '')}(Chapter):")
        parts.append(MANIFEST.format(name=name, title=title or name.title(), requires=requires))
        if model:
            parts.append("    def models(self):\n        return (Thing,)\n")
        if model and grant and "def permissions" not in body:
            parts.append(
                "    def permissions(self):\n"
                f'        yield Grant("UF", "{name}.thing", ("read", "create", "edit", "delete", "export"))\n'
            )
        return self.files(name, chapter_py="\n".join([*parts, body]))

    def settings(self, **more: object) -> Settings:
        """Settings of a trial installation; *more* replaces any of them."""
        data = self.home / "data"
        data.mkdir(exist_ok=True)
        given: dict[str, object] = {
            "database_url": f"sqlite:///{data / 'test.db'}",
            "secret_key": SECRET,
            "data_dir": data,
        }
        return Settings(**(given | more))  # type: ignore[arg-type]

    def load(self, settings: Settings | None = None, **more: object) -> Chapters:
        """Load the chapters of the folder; *more* are settings."""
        self.plugins.mkdir(exist_ok=True)
        return load_chapters(settings or self.settings(**more), own=self.plugins)

    def mended(self, name: str) -> None:
        """Forget what was imported of a chapter, as a restart does."""
        forget(name)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """A place for chapters; what they mapped is taken back after the test."""
    found = Made(tmp_path)
    yield found
    for name in found.names:
        forget(name)


def reasons(chapters: Chapters, name: str) -> str:
    """Why a chapter is quarantined, as one text."""
    return "\n".join(str(p) for p in chapters.quarantined.get(name, ()))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once for each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'one.db'}"
        return
    server = make_url(os.environ.get("TONGXIN_TEST_POSTGRES") or POSTGRES)
    admin = create_engine(
        server.set(database=server.database or "postgres"), isolation_level="AUTOCOMMIT"
    )
    name = f"t_{uuid4().hex[:12]}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        missing("no PostgreSQL server here; name one in TONGXIN_TEST_POSTGRES")
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """An engine on the empty database."""
    found = make_engine(database)
    yield found
    found.dispose()


def python() -> str:
    """The Python that runs the tests, for programs started by them."""
    return sys.executable
