"""A chapter of TOML only: its ``chapter.toml`` answers the questions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from typing_extensions import override

from core.db import RecordBase
from core.db.base import declared_again
from core.declare import AnyRule, Grant, Role, View, Workflow
from core.declare.toml import ChapterFile, read_chapter
from core.hookspecs import Chapter
from core.records.common import CommonParts


class PlainChapter(Chapter):
    """Built from a file; its models are made once."""

    def __init__(self, file: ChapterFile) -> None:
        self.manifest = file.manifest
        self._file = file
        self._models = tuple(
            declared_again(r, *((CommonParts,) if r.name in file.common else ())) for r in file.records
        )

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return self._models

    @override
    def permissions(self) -> Iterable[Role | Grant]:
        return (*self._file.roles, *self._file.grants)

    @override
    def scheduled_rules(self) -> Iterable[AnyRule]:
        return self._file.rules

    @override
    def workflows(self) -> Iterable[Workflow]:
        return self._file.workflows

    @override
    def views(self) -> Iterable[View]:
        return self._file.views


def plain_chapter(folder: Path) -> Chapter:
    """The chapter of a folder without Python. Raises DeclarationError with every problem."""
    return PlainChapter(read_chapter(folder / "chapter.toml"))
