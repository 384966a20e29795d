"""One sentence to be translated at the edge: an English msgid and what fills its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from typing_extensions import override

from core.texts import N_

__all__ = ["N_", "Sentence"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``msgid % values`` is the English text."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    @override
    def __str__(self) -> str:
        return self.msgid % self.values
