"""Fixtures of the tests of the core."""

from tests.chapters_made_for_tests import database, engine, made

__all__ = ["database", "engine", "made"]
