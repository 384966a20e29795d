"""A college with chapter 6 on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.befriending.college import open_college
from tests.plugins.research.office import Office


@pytest.fixture
def office(college_url: str, tmp_path: Path) -> Iterator[Office]:
    """A college whose calendar stands and whose books are empty."""
    made = open_college(college_url, tmp_path, Office)
    yield made
    made.session.close()
    made.engine.dispose()
