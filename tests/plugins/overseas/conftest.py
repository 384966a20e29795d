"""Fixtures of chapter 7: an empty college on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.befriending.college import open_college
from tests.plugins.overseas.college import Abroad


@pytest.fixture(params=["sqlite", "postgresql"])
def college(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Abroad]:
    """A college whose calendar stands and whose books are empty, with a department and its head."""
    url = f"sqlite:///{tmp_path / 'college.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    made = open_college(url, tmp_path, Abroad)
    made.settle()
    yield made
    made.session.close()
    made.engine.dispose()
