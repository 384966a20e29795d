"""Fixtures of chapter 4: an empty college on each kind of database."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.plugins.befriending.college import College, open_college


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL database of this run's own."""
    server = os.environ.get(
        "TONGXIN_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
    )
    name = f"befriending_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{server.rpartition('/')[0]}/{name}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def college(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[College]:
    """A college whose calendar stands and whose books are empty."""
    url = f"sqlite:///{tmp_path / 'college.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    made = open_college(url, tmp_path, College)
    yield made
    made.session.close()
    made.engine.dispose()
