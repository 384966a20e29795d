"""The chapters of this project, loaded once for tests that ask what all must obey."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from core.chapters import Chapters, load_chapters
from core.cli.store import Store
from core.declare import Field, Record
from core.settings import Settings
from tests.conftest import make_settings

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
CHAPTERS = ("directory", *sorted(p.parent.name for p in PLUGINS.glob("*/chapter.*")))
CHAPTERS = tuple(dict.fromkeys(CHAPTERS))


def settings() -> Settings:
    """Settings that lead to no database."""
    return make_settings("sqlite://", ROOT / "instance")


@functools.cache
def chapters() -> Chapters:
    """All chapters of the project."""
    return load_chapters(settings())


@functools.cache
def store() -> Store:
    """What commands get; it asks no database here."""
    return Store(settings)


def records(chapter: str = "") -> tuple[Record, ...]:
    """Records of one chapter, or of all."""
    names = (chapter,) if chapter else chapters().names
    return tuple(r for n in names for r in chapters().catalogue.records_of(n))


def fields(chapter: str) -> Iterator[tuple[Record, Field]]:
    """Every field of a chapter with its record."""
    for record in records(chapter):
        for declared in record.fields:
            yield record, declared


RECORDS = tuple(r.name for r in records())
