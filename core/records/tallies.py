"""Numbers that only grow, of which nobody can tell by whom or when.

For answers that must stay anonymous: no row stands for an answer, so none has a place in an order, a
moment, an account or an entry in the trail. What is known is how often each name was counted, of a row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Integer, String, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, table_of


class Tally(Base):
    """How often *name* was counted for a row."""

    __tablename__ = "core_tally"

    record: Mapped[str] = mapped_column(String(120), primary_key=True)
    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int]


_TABLE = table_of(Tally)


def count_one(session: Session, record: str, row: int, names: Collection[str]) -> None:
    """Add one to each of *names*; the caller commits.

    In the order of the names, so that two who count at once wait for each other and never crosswise.
    """
    for name in sorted(set(names)):
        if _add(session, record, row, name):
            continue
        try:
            with session.begin_nested():
                session.execute(insert(_TABLE).values(record=record, row=row, name=name, number=1))
        except IntegrityError:  # somebody else was the first, a moment ago
            _add(session, record, row, name)


def tallies(session: Session, record: str, row: int) -> Mapping[str, int]:
    """How often each name was counted for a row."""
    ask = select(_TABLE.c.name, _TABLE.c.number)
    found = session.execute(ask.where(_TABLE.c.record == record, _TABLE.c.row == row))
    return {name: number for name, number in found}


def _add(session: Session, record: str, row: int, name: str) -> bool:
    t = _TABLE.c
    found = session.execute(
        update(_TABLE)
        .where(t.record == record, t.row == row, t.name == name)
        .values(number=t.number + 1)
        .returning(t.number)
    )
    return found.scalar() is not None
