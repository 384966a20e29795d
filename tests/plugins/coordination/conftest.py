"""A college with chapter 8 on SQLite and on PostgreSQL, for the acceptance cases of its articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.coordination.college import Office, open_office


@pytest.fixture
def office(college_url: str, tmp_path: Path) -> Iterator[Office]:
    """A college whose calendar stands and whose books are empty."""
    made = open_office(college_url, tmp_path)
    yield made
    made.session.close()
    made.engine.dispose()
