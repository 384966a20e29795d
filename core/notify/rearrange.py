"""After somebody changed their wishes: what waits for them follows the new ones."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.calendar import Calendar
from core.db import pieces, table_of
from core.notify.due import due
from core.notify.models import MAIL, Delivery, State
from core.notify.wishes import Wishes

_DELIVERY = table_of(Delivery)


def rearrange(
    session: Session, account: int, wishes: Wishes, calendar: Calendar, here: dt.datetime
) -> None:
    """Give the account's waiting mail its new moment, and cancel what is no longer wanted by mail.

    *here* is the present moment in the college's zone. Everything stands in the inbox already.
    """
    waiting = (
        _DELIVERY.c.account == account,
        _DELIVERY.c.channel == MAIL,
        _DELIVERY.c.state == State.WAITING,
    )
    rows = session.execute(select(_DELIVERY.c.id, _DELIVERY.c.kind).where(*waiting)).all()
    at = due(wishes.rhythm, here, calendar.is_working)
    for wanted, values in ((True, {"due_at": at}), (False, {"state": State.CANCELLED})):
        for some in pieces(r.id for r in rows if wishes.mails(r.kind) is wanted):
            session.execute(
                update(_DELIVERY).where(_DELIVERY.c.id.in_(some), *waiting).values(**values)
            )
