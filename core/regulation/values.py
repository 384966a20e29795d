"""What a regulation is made of, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Unreadable(Exception):
    """A file or text is no regulation that can be read. ``text`` is an English msgid."""

    def __init__(self, text: str, **values: object) -> None:
        self.text, self.values = text, values
        super().__init__(text % values)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at in the paper: its line, and what. ``text`` is an English msgid."""

    line: int
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The sentence in English."""
        return self.text % self.values


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered point below an article, with the points below it; ``label`` as it is written."""

    label: str
    text: str
    items: tuple[Item, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it; without ``items`` where there are none."""
        own: dict[str, Any] = {"label": self.label, "text": self.text}
        return own | ({"items": [i.plain() for i in self.items]} if self.items else {})


@dataclass(frozen=True, slots=True)
class ChapterTitle:
    """The heading of a chapter."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article; ``chapter`` is the number of the chapter it stands in, None before the first.

    ``branch`` is 1 for 第五条之一 and so on, 0 for an article without.
    """

    number: int
    label: str
    chapter: int | None
    text: str
    items: tuple[Item, ...] = ()
    branch: int = 0

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "number": self.number,
            "label": self.label,
            "chapter": self.chapter,
            "text": self.text,
            "items": [i.plain() for i in self.items],
        }


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation as read; ``noise`` are lines that belong to the printed page, not to the text."""

    title: str
    preamble: str
    chapters: tuple[ChapterTitle, ...]
    articles: tuple[Article, ...]
    noise: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "title": self.title,
            "preamble": self.preamble,
            "chapters": [{"number": c.number, "title": c.title} for c in self.chapters],
            "articles": [a.plain() for a in self.articles],
            "noise": list(self.noise),
            "problems": [{"line": p.line, "what": p.what} for p in self.problems],
        }
