"""What follows from a change: rows that chapters make or change with it, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Change, Consequence
from core.records.story import Story

DEPTH = 5
_FOLLOWED = "followed"
Asked = Callable[[Change], Iterable[Consequence]]


def follow(
    session: Session,
    catalogue: Catalogue,
    stories: dict[int, Story],
    asked: Asked,
    change_of: Callable[[Story], Change],
) -> None:
    """Write what follows from each story, and what follows from that. Raises Refused as any save."""
    done: set[int] = set()
    for _ in range(DEPTH):
        fresh = [story for key, story in stories.items() if key not in done]
        if not fresh:
            return
        done |= stories.keys()
        for story in fresh:
            for consequence in asked(change_of(story)):
                _bring(session, catalogue, consequence)
        session.flush()
    raise RuntimeError(
        f"Changes followed from each other more than {DEPTH} times. Nothing was saved."
    )


def is_followed(session: Session, row: RecordBase) -> bool:
    """True for a row that follows from another: whoever made that change need not reach this one."""
    return id(row) in session.info.get(_FOLLOWED, {})


def forget(session: Session) -> None:
    """The transaction is over."""
    session.info.pop(_FOLLOWED, None)


def _bring(session: Session, catalogue: Catalogue, brought: Consequence) -> None:
    model = catalogue.model(brought.record)
    row: RecordBase | None = model()
    if brought.key is not None:
        ask = select(model).where(model.id == brought.key, model.deleted_at.is_(None))
        row = session.execute(ask, execution_options={"gate": False}).scalar_one_or_none()
    if row is None:
        return
    known = {f.name for f in model.record.fields}
    if unknown := sorted(brought.values.keys() - known):
        raise KeyError(f"{brought.record} has no field {unknown[0]!r}. Fields: {sorted(known)}")
    session.info.setdefault(_FOLLOWED, {})[id(row)] = row
    for name, value in brought.values.items():
        setattr(row, name, value)
    session.add(row)
