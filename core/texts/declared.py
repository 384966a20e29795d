"""Texts of declarations: labels, titles and help, wherever a chapter declares them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from core.declare.toml import examine

TEXTS_OF = {
    "Article": ("title", "text"),
    "Chart": ("title", "help"),
    "Choice": ("label",),
    "Column": ("label",),
    "Consent": ("why",),
    "Deadline": ("title", "help"),
    "Document": ("title", "help"),
    "DutyChart": ("title", "help"),
    "Field": ("label", "help", "section"),
    "Freshness": ("title", "help"),
    "Listed": ("title",),
    "Manifest": ("title", "help"),
    "Move": ("label", "effect"),
    "PageLink": ("label",),
    "Panel": ("title",),
    "Parameter": ("label", "help", "unit"),
    "Purpose": ("why", "basis", "after"),
    "Quota": ("title", "help"),
    "Record": ("label", "plural", "help"),
    "Register": ("title", "help"),
    "Role": ("label", "help"),
    "State": ("label",),
}
"""Which values of a declaration are texts; all others are names."""


def declared_texts(*values: object) -> Iterator[str]:
    """The texts of frozen declarations and of all that stands inside them."""
    for value in values:
        if isinstance(value, list | tuple | frozenset):
            yield from declared_texts(*value)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    kind = type(value).__name__
    for part in dataclasses.fields(value):  # type: ignore[arg-type]
        inner = getattr(value, part.name)
        if part.name in TEXTS_OF.get(kind, ()):
            yield str(inner)
        elif (kind, part.name) == ("Parameter", "choices"):
            yield from (label for _value, label in inner)
        elif (kind, part.name) == ("Document", "signatures"):
            yield from inner
        elif (kind, part.name) == ("View", "sections"):
            yield from (title for title, _fields in inner)
        else:
            yield from declared_texts(inner)


def toml_texts(path: Path) -> Iterator[str]:
    """The texts of a ``chapter.toml``; none when it cannot be read at all."""
    chapter, _problems = examine(path)
    if chapter is not None:
        yield from declared_texts(chapter)
