"""Withdrawal: somebody wants no more messages of a kind; what waits for them is cancelled at once."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from core.db import rows_changed, table_of
from core.declare import Stop
from core.notify.models import Delivery, State, Stopped

_STOPPED, _DELIVERY = table_of(Stopped), table_of(Delivery)


def stop(session: Session, wish: Stop, now: dt.datetime) -> int:
    """Keep the wish in the caller's transaction; return how many deliveries it cancelled.

    Messages that are not yet shared out are met by the wish when they are, and a sender asks again
    before each parcel: nothing leaves that was not in the server's hands when this was committed.
    """
    person, kind = wish.person, wish.kind[:20]
    mine = (_STOPPED.c.person == person, _STOPPED.c.kind == kind)
    if wish.lifted:
        session.execute(delete(_STOPPED).where(*mine))
        return 0
    if session.execute(select(_STOPPED.c.person).where(*mine)).first() is None:
        session.execute(insert(_STOPPED).values(person=person, kind=kind, since=now))
    waiting = (
        _DELIVERY.c.person == person,
        _DELIVERY.c.kind == kind,
        _DELIVERY.c.state.in_((State.WAITING, State.PACKED)),
    )
    done = session.execute(update(_DELIVERY).where(*waiting).values(state=State.CANCELLED))
    return rows_changed(done)
