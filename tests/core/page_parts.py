"""A page taken apart: its elements with their attributes, what is around them and their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

EMPTY = ("input", "br", "hr", "img", "meta", "link", "use", "col", "wbr")


@dataclass(eq=False)
class Element:
    """One element; ``parents`` are those around it, the outermost first."""

    tag: str
    has: dict[str, str]
    parents: tuple[Element, ...] = ()
    words: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, '' without it."""
        return self.has.get(name, "")

    @property
    def classes(self) -> list[str]:
        """Names of its classes."""
        return self.get("class").split()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self._open: list[Element] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {k: v or "" for k, v in attrs}, tuple(self._open))
        self.found.append(made)
        if tag not in EMPTY:
            self._open.append(made)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            while self._open and self._open.pop().tag != tag:
                pass

    @override
    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)


def elements(page: str) -> list[Element]:
    """Every element of a page, in its order."""
    parser = _Parser()
    parser.feed(page)
    return parser.found


def text_of(element: Element) -> str:
    """The words inside an element."""
    return " ".join("".join(element.words).split())
