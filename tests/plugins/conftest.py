"""Databases for the tests of chapters: every table, and nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Databases
from tests.plugins.befriending.college import make_tables


@pytest.fixture(scope="session")
def blank_postgres(databases: Databases) -> Iterator[str]:
    """The address of a PostgreSQL database with every table, to be copied."""
    url = databases.server.create()
    make_tables(url)
    yield url
    databases.drop(url)


@pytest.fixture
def postgres_url(databases: Databases, blank_postgres: str) -> Iterator[str]:
    """The address of a copy of it."""
    url = databases.server.create(blank_postgres)
    yield url
    databases.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def college_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where ``open_college`` makes a college: a file, then a copy on the server."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'college.db'}"
