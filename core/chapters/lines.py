"""The lines of migrations of one installation: the core's own and one per chapter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

import core.audit.models
import core.chapters.state
import core.db.job_tables
import core.directory.models
import core.duties.models
import core.exchange.models
import core.notify.models
import core.notify.outbox
import core.records.defaults
import core.records.drafts
import core.records.files
import core.regulation.models
import core.retention.models
import core.workflow.models
from core.access.library import TABLES as LIBRARY
from core.db import Base, migrate
from core.db.catalogue import Catalogue
from core.db.migrate import Line, MigrationError
from core.declare import Problem
from core.settings import Settings

CORE = "core"
DIRECTORY = "directory"
OWN_FOLDER = Path(core.__file__).resolve().parent / "migrations"


class Loaded(Protocol):
    """What lines need of the chapters."""

    @property
    def catalogue(self) -> Catalogue: ...
    def folder(self, name: str) -> Path: ...


def core_line() -> Line:
    """Tables of the core, of its directory, and of the library of accounts."""
    ours = {t for t in Base.metadata.tables if t.startswith((f"{CORE}_", f"{DIRECTORY}_"))}
    return Line(
        name=CORE,
        folder=OWN_FOLDER,
        metadata=(LIBRARY, Base.metadata),
        tables=frozenset(ours | set(LIBRARY.tables)),
    )


def line_of(chapters: Loaded, name: str) -> Line:
    """The line of a chapter."""
    return Line(
        name=name,
        folder=chapters.folder(name) / "migrations",
        metadata=(Base.metadata,),
        tables=frozenset(r.table for r in chapters.catalogue.records_of(name)),
    )


def lines(chapters: Loaded) -> list[Line]:
    """All lines, the core's first."""
    names = [n for n in chapters.catalogue.manifests if n != DIRECTORY]
    return [core_line(), *(line_of(chapters, n) for n in names)]


def upgrade_all(engine: Engine, chapters: Loaded, settings: Settings) -> list[str]:
    """Bring all tables to what this version needs, one process at a time; what was done, a line each.

    A chapter whose migration fails leaves its tables as they were, is told of in the answer, and
    does not stop the others; a failure of the core's own line is raised.
    """
    done = []
    with migrate.one_at_a_time(engine, settings.data_dir):
        for line in lines(chapters):
            try:
                if migrate.upgrade(engine, line):
                    done.append(f"Tables of {line.name} are up to date.")
            except Exception as error:  # a migration of a chapter can raise anything
                if line.name == CORE:
                    raise
                done.append(_failed(line, error))
    return done


def _failed(line: Line, error: Exception) -> str:
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return (
        f"Migrations of {line.name} failed ({what}); its tables are as they were. "
        f"Mend {line.folder}, then run init again."
    )


def pending_migrations(engine: Engine, chapters: Loaded) -> list[str]:
    """Names of the lines (core, chapters) whose migrations wait."""
    with engine.connect() as connection:
        return migrate.pending(connection, lines(chapters))


def new_migration(engine: Engine, chapters: Loaded, name: str, message: str) -> Path:
    """Write the migration of a chapter (or ``core``) that leads from the database to the declaration.

    Raises MigrationError with what to mend.
    """
    known: Mapping[str, Callable[[], Line]] = {
        CORE: core_line,
        **{n: (lambda n=n: line_of(chapters, n)) for n in chapters.catalogue.manifests},  # type: ignore[misc]
    }
    if name not in known or name == DIRECTORY:
        names = ", ".join(n for n in known if n != DIRECTORY)
        raise MigrationError(f"{name!r} is no loaded chapter. Names: {names}.")
    return migrate.write(engine, known[name](), message)


def drift(connection: Connection, chapters: Loaded, names: Iterable[str]) -> list[Problem]:
    """Where tables of chapters without migrations differ from their declaration."""
    found = []
    for name in names:
        line = line_of(chapters, name)
        if not line.written:
            for told in migrate.differences(connection, line):
                mend = f"Write a migration: python run.py chapters migration {name} -m …"
                found.append(Problem(f"chapter {name!r}", f"{told}.", mend))
    return found
