"""Legal holds: placed with a reason and a last day, lifted, and told in the trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from core.audit.trail import Event, Trail
from core.db import new_number, rows_changed, table_of
from core.db.base import RecordBase
from core.records.door import origin_of
from core.retention.models import HOLD
from core.texts import N_

LONGEST = 500


class HoldError(Exception):
    """A hold cannot be placed so; ``field`` names what to mend."""

    def __init__(self, field: str, text: str) -> None:
        self.field, self.text = field, text
        super().__init__(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be held: a record type, or one row of it."""

    model: type[RecordBase] | None
    row: int | None
    reason: str
    until: dt.date | None
    by: int | None


def place(session: Session, trail: Trail, wish: Wish, now: dt.datetime, today: dt.date) -> int:
    """Place a hold in the caller's transaction; its number. Raises HoldError."""
    model, reason, until = wish.model, wish.reason.strip(), wish.until
    if model is None:
        raise HoldError("record", N_("Choose what is to be held."))
    if wish.row is not None and not _there(session, model, wish.row):
        raise HoldError("row", N_("There is no entry with this number."))
    if not reason or len(reason) > LONGEST:
        raise HoldError("reason", N_("Give the reason, in at most 500 characters."))
    if until is None or until < today:
        raise HoldError("until", N_("Give a last day that is not over yet."))
    values = {"record": model.record.name, "row_id": wish.row, "reason": reason, "until": until}
    made = session.execute(insert(HOLD).values(placed_at=now, placed_by=wish.by, **values))
    number = new_number(made)
    _tell(session, trail, now, "hold_placed", (model.record.name, wish.row, number, until))
    return number


def lift(session: Session, trail: Trail, number: int, by: int | None, now: dt.datetime) -> bool:
    """Lift a hold in the caller's transaction; False when it does not stand any more."""
    row = session.execute(select(HOLD).where(HOLD.c.id == number)).first()
    mine = (HOLD.c.id == number, HOLD.c.lifted_at.is_(None))
    lifted = update(HOLD).where(*mine).values(lifted_at=now, lifted_by=by)
    if row is None or not rows_changed(session.execute(lifted)):
        return False
    _tell(session, trail, now, "hold_lifted", (row.record, row.row_id, number, row.until))
    return True


def holds(session: Session, most: int = 200) -> list[Any]:
    """All holds, those that stand first."""
    order = (HOLD.c.lifted_at.is_not(None), HOLD.c.until.desc(), HOLD.c.id.desc())
    return list(session.execute(select(HOLD).order_by(*order).limit(most)))


def _there(session: Session, model: type[RecordBase], row: int) -> bool:
    c = table_of(model).c
    return session.execute(select(c.id).where(c.id == row)).first() is not None


def _tell(
    session: Session,
    trail: Trail,
    now: dt.datetime,
    action: str,
    what: tuple[str, int | None, int, dt.date],
) -> None:
    record, row, number, until = what
    about = {"hold": number, "until": until.isoformat()}
    told = Event(action=action, record=record, row=row, about=about)
    trail.write(session, origin_of(session), now, [told])
