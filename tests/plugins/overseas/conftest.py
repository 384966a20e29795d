"""Fixtures of chapter 7: an empty college on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.befriending.college import open_college
from tests.plugins.overseas.college import Abroad


@pytest.fixture
def college(college_url: str, tmp_path: Path) -> Iterator[Abroad]:
    """A college whose calendar stands and whose books are empty, with a department and its head."""
    made = open_college(college_url, tmp_path, Abroad)
    made.settle()
    yield made
    made.session.close()
    made.engine.dispose()
