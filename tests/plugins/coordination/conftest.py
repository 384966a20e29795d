"""A college with chapter 8 on SQLite and on PostgreSQL, for the acceptance cases of its articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.coordination.college import Office, open_office


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A college whose calendar stands and whose books are empty."""
    url = f"sqlite:///{tmp_path / 'college.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    made = open_office(url, tmp_path)
    yield made
    made.session.close()
    made.engine.dispose()
