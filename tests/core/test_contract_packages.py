"""Chapters of installed packages, found by their entry point."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.db.base import forget_model, mapped_classes
from tests.chapters_made_for_tests import Made, reasons

NAMES = ("installed_alpha",)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the import path, as the one that packages are installed into."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for model in mapped_classes():
        if model.__module__.partition(".")[0] in NAMES:
            forget_model(model)
    for name in [m for m in sys.modules if m.partition(".")[0] in NAMES]:
        del sys.modules[name]


def install(packages: Path, made: Made, target: str = "installed_alpha.chapter:Alpha") -> Path:
    """The chapter alpha as a package with metadata."""
    code = packages / "installed_alpha"
    made.python("alpha").rename(code)
    (code / "__init__.py").touch()
    about = packages / "installed_alpha-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: installed-alpha\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[tongxin.chapters]\nalpha = {target}\n")
    return code


def test_an_installed_chapter_is_loaded_with_its_folder(made: Made, packages: Path) -> None:
    code = install(packages, made)
    chapters = made.load()
    assert chapters.names == ("directory", "alpha")
    assert chapters.folder("alpha") == code


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("installed_alpha.nothing:Alpha", "cannot be loaded: ModuleNotFoundError"),
        ("installed_alpha.chapter:Beta", "cannot be loaded: AttributeError"),
        ("installed_alpha.chapter:MANY", "cannot be loaded: AttributeError"),
        ("installed_alpha.chapter:Kind", "Let it lead to the class derived from Chapter."),
    ],
)
def test_a_package_that_leads_nowhere_is_quarantined(
    made: Made, packages: Path, target: str, told: str
) -> None:
    install(packages, made, target)
    made.python("good")
    chapters = made.load()
    assert chapters.names == ("directory", "good")
    assert told in reasons(chapters, "alpha")
