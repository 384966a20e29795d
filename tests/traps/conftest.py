"""Fixtures of the trap tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from . import ours as our
from .stock import Stock, Template


@pytest.fixture(scope="session")
def stock_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The stock application, built once for all tests."""
    return Template(tmp_path_factory.mktemp("stock"))


@pytest.fixture
def stock(stock_template: Template) -> Iterator[Stock]:
    """The stock application with its first rows."""
    yield stock_template.fresh()
    stock_template.release()


@pytest.fixture(scope="session")
def ours_template(cheap_passwords: None, tmp_path_factory: pytest.TempPathFactory) -> our.Template:
    """Our application, prepared once for all tests."""
    return our.Template(tmp_path_factory.mktemp("ours"))


@pytest.fixture
def ours(ours_template: our.Template, tmp_path: Path) -> Iterator[our.Ours]:
    """Our application with its first rows."""
    made = ours_template.copy(tmp_path / "ours")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for an application of its own."""
    return tmp_path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the library's own deprecations out of the report: they are one of the traps."""
    for item in items:
        if item.path.parent == Path(__file__).parent and "test_ours" not in item.path.name:
            item.add_marker(pytest.mark.filterwarnings("ignore"))
