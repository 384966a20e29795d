"""A text cut into pairs and triples of neighbouring characters: what the search index knows of it.

Two Chinese characters are a whole word, so pairs are needed; triples keep longer searches short. A row
that contains a text contains all its pieces; which of those rows contain it in one piece is asked of
the row itself.
"""

from __future__ import annotations

from collections.abc import Iterable

PAIR, TRIPLE = 2, 3


def pieces(text: str, size: int) -> set[str]:
    """All pieces of *size* neighbouring letters, digits or characters, in lower case."""
    low = text.lower()
    cut = (low[at : at + size] for at in range(len(low) - size + 1))
    return {piece for piece in cut if all(map(_counts, piece))}


def _counts(character: str) -> bool:
    return character.isalnum() if character.isascii() else not character.isspace()


def wanted(text: str) -> set[str]:
    """Pieces by which to look for a text: its triples; its pairs where it has none."""
    return pieces(text, TRIPLE) or pieces(text, PAIR)


def document(values: Iterable[object]) -> str:
    """The pieces of a row's texts as one text, in a fixed order; '' for none."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, str):
            found |= pieces(value, PAIR) | pieces(value, TRIPLE)
    return " ".join(sorted(found))
