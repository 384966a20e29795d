"""The generation: one number in the database that says whether anything kept in memory is stale."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Session

from core.access.models import Generation
from core.db import rows_changed, table_of

_TABLE = table_of(Generation)


def current(session: Session | Connection) -> int:
    """The present generation; 0 before the first change."""
    ask = select(_TABLE.c.number).where(_TABLE.c.id == 1).execution_options(gate=False)
    return session.execute(ask).scalar() or 0


def move(session: Session | Connection) -> None:
    """Count the generation up, inside the caller's transaction."""
    done = session.execute(
        update(_TABLE).where(_TABLE.c.id == 1).values(number=_TABLE.c.number + 1)
    )
    if not rows_changed(done):
        session.execute(insert(_TABLE).values(id=1, number=1))
