"""Sentences that are kept: an English msgid with its values, translated where they are shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

PLAIN = "%(error)s"
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence. Its values are plain JSON."""

    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @override
    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text

    def kept(self) -> str:
        """The text of a column."""
        return as_json({"text": self.text, "values": dict(self.values)})


def words_of(kept: str | None) -> Words:
    """What ``kept`` made; no words for an empty column."""
    if not kept:
        return Words()
    found = json.loads(kept)
    return Words(found["text"], found["values"])


def words_of_fault(fault: BaseException) -> Words:
    """An exception; those of our own carry their sentence as ``words``."""
    own = getattr(fault, "words", None)
    if isinstance(own, Words):
        return own
    return Words(PLAIN, {"error": f"{type(fault).__name__}: {fault}"[:LONGEST]})


def as_json(value: Any) -> str:
    """Plain JSON, stable."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
