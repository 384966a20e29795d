"""The monthly list: what is long overdue, for the committee member in charge.

Duties come into it by the monthly step of their ladder. At the month's first working day the member
in charge gets one message with numbers; the list itself is a page.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from core.calendar import Calendar
from core.db import lock
from core.declare import Notice
from core.directory.staff import staff_on
from core.duties.models import DUTY, LIST, STEP, MonthlyList, State
from core.duties.overview import overview
from core.duties.recipients import Told, in_charge
from core.duties.scene import World
from core.notify import outbox
from core.texts import N_

KEY = "core.monthly_list"
"""Under this name a run that failed stands in the ledger, among those of the rules."""
LINK = "/duties/monthly"
SUBJECT = N_("Monthly list: %(duties)s duties of %(people)s people are long overdue.")
DAY = dt.timedelta(days=1)


def first_working_day(calendar: Calendar, day: dt.date) -> dt.date:
    """The first working day of the month of *day*."""
    first = day.replace(day=1)
    while not calendar.is_working(first):
        first += DAY
    return first


def send_list(
    session: Session, world: World, *, as_of: dt.date, now: dt.datetime
) -> MonthlyList | None:
    """Make the list of the month and tell the member in charge, from its first working day on; None
    when it is not the time or was done. The caller commits.

    A month during which nothing ran is not made up for: the list of the present month holds all.
    """
    month = f"{as_of:%Y-%m}"
    if as_of < first_working_day(world.calendar, as_of):
        return None
    lock(session, "duties monthly")
    if session.execute(select(LIST.c.id).where(LIST.c.month == month)).first() is not None:
        return None
    rows = session.execute(listed_by_owner(world)).all()
    duties, people = sum(r.number for r in rows), len({r.owner or r.office for r in rows})
    told = in_charge(staff_on(session, as_of, ())) if duties else []
    made = MonthlyList(
        month=month,
        on_day=as_of,
        at=now,
        duties=duties,
        people=people,
        told=json.dumps([[t.part, t.address] for t in told]),
    )
    session.add(made)
    values = {"duties": duties, "people": people}
    outbox.put(session, (_notice(t, month, values) for t in told), now)
    outbox.put(session, overview(session, world, as_of), now)
    return made


def _notice(one: Told, month: str, values: Mapping[str, object]) -> Notice:
    return Notice(
        SUBJECT,
        person=one.person,
        role=one.role,
        values=values,
        kind="duty",
        key=f"monthly:{month}:{one.address}",
        link=LINK,
    )


def is_listed(world: World) -> list[ColumnElement[bool]]:
    """Conditions on ``core_duty``: overdue, of a rule that is on, and in the list since its step."""
    keys = [f"{c}.{r.name}" for c, r in world.rules() if world.runs(c, r)]
    stands = and_(STEP.c.duty == DUTY.c.id, STEP.c.round_on == DUTY.c.round_on, STEP.c.listed)
    return [
        DUTY.c.state == State.OVERDUE.value,
        DUTY.c.rule.in_(keys),
        select(STEP.c.id).where(stands).exists(),
    ]


def listed_by_owner(world: World) -> Select[Any]:
    """Rows of the page: owner, office, unit, rule, how many duties, and the earliest due date."""
    keys = [DUTY.c.owner, DUTY.c.office, DUTY.c.unit, DUTY.c.rule]
    ask = select(*keys, func.count().label("number"), func.min(DUTY.c.due_on).label("since"))
    return ask.where(*is_listed(world)).group_by(*keys)
