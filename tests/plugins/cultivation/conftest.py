"""Fixtures of chapter 5: an empty college on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Databases, make_settings, open_site
from tests.plugins.befriending.college import open_college
from tests.plugins.cultivation.office import Office
from tests.rows import fill
from tests.site import Site


@pytest.fixture
def office(college_url: str, tmp_path: Path) -> Iterator[Office]:
    """A college whose calendar stands and whose books are empty."""
    made = open_college(college_url, tmp_path, Office)
    yield made
    made.session.close()
    made.engine.dispose()


@pytest.fixture
def full(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The application with a row of every record."""
    url, ids = databases.copy(kind, tmp_path / "data")
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        with site.build() as make:
            fill(site, make)
        yield site
    databases.drop(url)
