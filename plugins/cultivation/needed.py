"""R09.4: of an entry that nobody read for a long time the office is asked whether it is still needed."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select

from core.sdk import N_, Desk, Job
from plugins.cultivation.cadre_models import CadreEntry

DAY = 24 * 60 * 60
ZONE = ZoneInfo("Asia/Shanghai")


def job() -> Job:
    """Once a day it looks into the log of reads."""
    return Job(
        name="unread_entries",
        title=N_("Find entries of the register that nobody reads"),
        wanted=lambda desk: bool(desk.rows(_old(desk).limit(1))),
        run=run,
        every=DAY,
    )


def run(desk: Desk) -> int:
    """Ask of each entry that was not read; how many were asked of."""
    asked = 0
    for entry in list(_unread(desk)):
        entry.need_asked_on, entry.need_said_on = desk.today, None
        asked += not desk.keep(entry)
    return asked


def _unread(desk: Desk) -> Iterator[CadreEntry]:
    limit = _limit(desk)
    reads = desk.last_reads("cultivation.cadre_entry", dt.datetime.combine(limit, dt.time(), ZONE))
    for entry in desk.rows(_old(desk)):
        # That people look at their own entry does not show that the office needs it.
        others = reads.get(entry.id, {}).keys() - {entry.person}
        if not others:
            yield entry


def _old(desk: Desk) -> Select[CadreEntry]:
    """Entries on the register for so long, of which nobody is being asked and nobody answered since."""
    entry, limit = CadreEntry, _limit(desk)
    begun = dt.datetime.combine(limit, dt.time(), ZONE)
    return (
        select(entry)
        .where(
            entry.status == "listed",
            entry.created_at < begun,
            or_(entry.confirmed_on.is_(None), entry.confirmed_on < limit),
            or_(entry.need_asked_on.is_(None), entry.need_said_on < limit),
        )
        .order_by(entry.id)
    )


def _limit(desk: Desk) -> dt.date:
    """The same day so many months ago."""
    today, months = desk.today, int(desk.parameter("unread_months"))
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(today.day, last))
