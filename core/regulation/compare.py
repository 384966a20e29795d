"""Two versions side by side, article by article, with the words that differ."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from core.regulation.values import Article, Item, Regulation

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"
Piece = tuple[str, str]
"""«same», «old» or «new», and the words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One article in both versions: what became of it, and its words in pieces."""

    label: str
    state: str
    pieces: tuple[Piece, ...]


def compare(old: Regulation, new: Regulation) -> tuple[Difference, ...]:
    """Every article of both versions in order of number; those alike too."""
    before = {(a.number, a.branch): a for a in old.articles}
    after = {(a.number, a.branch): a for a in new.articles}
    return tuple(
        _one(before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys())
    )


def full_text(article: Article) -> str:
    """The article with its points, a line each."""
    return "\n".join([article.text, *_lines(article.items)])


def _lines(items: tuple[Item, ...], depth: int = 1) -> Iterator[str]:
    for item in items:
        yield f"{'　' * depth}{item.label}{item.text}"
        yield from _lines(item.items, depth + 1)


def _one(old: Article | None, new: Article | None) -> Difference:
    if old is None or new is None:
        there = new or old
        assert there is not None
        state, kind = (NEW, "new") if old is None else (GONE, "old")
        return Difference(there.label, state, ((kind, full_text(there)),))
    a, b = full_text(old), full_text(new)
    if a == b:
        return Difference(new.label, SAME, ((SAME, a),))
    return Difference(new.label, CHANGED, tuple(_pieces(a, b)))


def _pieces(a: str, b: str) -> Iterator[Piece]:
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield SAME, a[i:j]
        else:
            if i < j:
                yield "old", a[i:j]
            if k < m:
                yield "new", b[k:m]
