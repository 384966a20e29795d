"""Conditions asked of the database: one statement for a row, with an answer and a value for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Label, case, null

from core.declare import Rule
from core.duties.scene import Scene
from core.duties.why.clauses import Clause
from core.duties.why.sources import source_of
from core.duties.why.values import Condition


def columns_of(asked: Sequence[Clause]) -> Iterator[Label[Any]]:
    """Two columns for each condition: whether it holds, and what was found."""
    for n, clause in enumerate(asked):
        yield case((clause.holds, 1), else_=0).label(f"holds_{n}")
        found = null() if clause.found is None else clause.found
        yield found.label(f"found_{n}")


def read(scene: Scene[Rule], asked: Sequence[Clause], row: Any) -> list[Condition]:
    """The answers in *row*."""
    answers = row._mapping
    return [
        Condition(
            label=clause.label,
            asked=clause.asked,
            wanted=clause.wanted,
            found=answers[f"found_{n}"],
            holds=bool(answers[f"holds_{n}"]),
            role=clause.role,
            field=clause.field,
            source=None if clause.given is None else source_of(scene, clause.given),
        )
        for n, clause in enumerate(asked)
    ]
