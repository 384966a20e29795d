"""How far something that only grows was read: one number each, kept with what was made of it."""

from __future__ import annotations

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from core.db import lock, rows_changed
from core.db.job_tables import MARK


def read(session: Session, name: str) -> int | None:
    """The number; None before the first reading."""
    found: int | None = session.execute(select(MARK.c.number).where(MARK.c.name == name)).scalar()
    return found


def move(session: Session, name: str, number: int) -> None:
    """Keep the number, in the caller's transaction; others who move it wait for its end."""
    lock(session, f"mark {name}")
    ask = update(MARK).where(MARK.c.name == name).values(number=number)
    if not rows_changed(session.execute(ask)):
        session.execute(insert(MARK).values(name=name, number=number))
