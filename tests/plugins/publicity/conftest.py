"""Fixtures of chapter 1: an empty college on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.befriending.college import open_college
from tests.plugins.publicity.press import Press


@pytest.fixture
def college(college_url: str, tmp_path: Path) -> Iterator[Press]:
    """A college whose calendar stands and whose books are empty."""
    made = open_college(college_url, tmp_path, Press)
    yield made
    made.session.close()
    made.engine.dispose()
