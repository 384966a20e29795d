"""Long lists of values in pieces: a statement takes only so many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
MOST = 500


def pieces(values: Iterable[T], most: int = MOST) -> Iterator[list[T]]:
    """*values* in lists of at most *most*."""
    kept = list(values)
    for at in range(0, len(kept), most):
        yield kept[at : at + most]
