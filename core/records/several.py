"""The same change of several rows: tried on each by itself first, then made of all or of none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Complaint
from core.records.door import Door
from core.records.refused import OutOfScope, Refused, Stale
from core.records.save import save, saving
from core.texts import N_

Find = Callable[[int], RecordBase | None]
Act = Callable[[RecordBase], object]
GONE = Complaint(N_("This entry is gone, or you may not see it."))
NOT_YOURS = Complaint(N_("Your role does not include this for this entry."))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of one row: its version, or why it would be refused."""

    key: int
    version: int = 0
    refused: tuple[Complaint, ...] = ()


def rehearse(
    session: Session, catalogue: Catalogue, keys: Iterable[int], find: Find, act: Act
) -> list[Outcome]:
    """Make the change of each row as a save would, and take it back: nothing is written or told."""
    return [_rehearsed(session, catalogue, key, find, act) for key in keys]


def _rehearsed(session: Session, catalogue: Catalogue, key: int, find: Find, act: Act) -> Outcome:
    door: Door = session.info["door"]
    version = 0
    try:
        row = find(key)
        if row is None:
            return Outcome(key, refused=(GONE,))
        version = row.version
        act(row)
        with saving(catalogue):
            door.rehearse(session)
    except Refused as error:
        return Outcome(key, version, error.complaints)
    except OutOfScope:
        return Outcome(key, version, (NOT_YOURS,))
    finally:
        session.rollback()
        session.expunge_all()
    return Outcome(key, version)


def change_all(
    session: Session,
    catalogue: Catalogue,
    versions: Sequence[tuple[int, int]],
    find: Find,
    act: Act,
) -> None:
    """Change all rows, given as (number, version seen), in one transaction.

    Raises Refused, OutOfScope, Stale or Busy; then nothing is changed.
    """
    try:
        for key, version in versions:
            row = find(key)
            if row is None or (version and row.version != version):
                raise Stale(f"Row {key} is gone or was changed in between.")
            act(row)
    except (Refused, OutOfScope, Stale):
        session.rollback()
        raise
    save(session, catalogue)
