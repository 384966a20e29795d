"""What a test needs and this machine lacks: a skip at home, a failure where everything must be there."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(told: str) -> NoReturn:
    """Skip the test with the reason; with CI set, fail it."""
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)
