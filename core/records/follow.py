"""Rows that come with a change: written in the same transaction, as chapters answer ``follows``.

Nobody typed them, so nobody needs a grant for them; all other questions of the door are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Follow
from core.records.story import Story

ALONG = "along"
MOST_ROUNDS = 5
"""A row that comes along may bring others; who asks for more goes round in a circle."""


def comes_along(session: Session, row: RecordBase) -> bool:
    """True while *row* is written because another change brings it."""
    return id(row) in session.info.get(ALONG, {})


def follow(
    session: Session,
    catalogue: Catalogue,
    stories: dict[int, Story],
    ask: Callable[[Story], Iterable[Follow]],
) -> None:
    """Ask each of *stories* once what comes with it, and write that; new stories join *stories*."""
    asked: set[int] = set()
    for _ in range(MOST_ROUNDS):
        fresh = [s for key, s in stories.items() if key not in asked]
        asked |= stories.keys()
        found = [f for story in fresh for f in ask(story)]
        if not found:
            return
        for one in found:
            _write(session, catalogue, one)
        session.flush()
    names = ", ".join(sorted({s.row.record.name for s in stories.values()}))
    raise RuntimeError(f"Changes of {names} bring each other along without end.")


def _write(session: Session, catalogue: Catalogue, one: Follow) -> None:
    model = catalogue.model(one.record)
    row: RecordBase | None = model()
    if one.key is not None:
        row = session.get(model, one.key, execution_options={"gate": False})
        if row is None or row.deleted_at is not None:
            return
    assert row is not None
    # The row itself is kept in the note: a number of a freed object could be given out again.
    session.info.setdefault(ALONG, {})[id(row)] = row
    for name, value in one.values.items():
        setattr(row, name, value)
    session.add(row)
