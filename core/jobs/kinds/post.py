"""The post: what waits in the outbox is shared out, packed and sent, every half minute."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from core.chapters.post_office import post_office
from core.db import table_of
from core.jobs.bench import Workbench
from core.jobs.kind import Every, Kind, Result
from core.jobs.work import Work
from core.notify.deliver import deliver
from core.notify.models import Delivery, Parcel, State
from core.notify.outbox import Message
from core.texts import N_

_MESSAGE, _DELIVERY, _PARCEL = (table_of(m).c for m in (Message, Delivery, Parcel))


def _pass(work: Work) -> Result:
    """One pass; each of its steps commits by itself, so a pass may be killed and done again."""
    bench = work.bench
    office = post_office(bench.settings, bench.chapters)
    done = deliver(bench.factory, office, now=bench.clock())
    return {"messages": done.messages, "sent": done.sent, "later": done.later, "dead": done.dead}


def _waits(session: Session, bench: Workbench) -> bool:
    """True when there is something to share out, to pack or to send."""
    now = bench.clock()
    waiting = (
        exists().where(_MESSAGE.sent_at.is_(None)),
        exists().where(_DELIVERY.state == State.WAITING, _DELIVERY.due_at <= now),
        exists().where(_PARCEL.state == State.WAITING, _PARCEL.next_at <= now),
    )
    return bool(session.execute(select(or_(*waiting))).scalar())


POST = Kind(
    name="notices.post",
    title=N_("Send what waits"),
    run=_pass,
    told=N_("Messages: %(messages)s. Sent: %(sent)s, later: %(later)s, given up: %(dead)s."),
    schedule=Every(30),
    wanted=_waits,
    reads_only=True,
    limit=dt.timedelta(minutes=10),
    keep=dt.timedelta(days=3),
)
