"""Waiving a duty, and taking that back: by a person, with a reason, kept as an event of the duty."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from core.db import lock
from core.duties.counts import recount
from core.duties.models import DUTY, EVENT, RUNNING, State
from core.texts import N_

LONGEST_REASON = 500


class WaiveError(Exception):
    """A duty cannot be waived, or its waiver not taken back. ``field`` names what to mend, or is ''."""

    def __init__(self, text: str, field: str = "") -> None:
        self.text, self.field = text, field
        super().__init__(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided: the account, the reason, the civil day and the moment."""

    by: int
    reason: str
    day: dt.date
    at: dt.datetime


def waive(session: Session, number: int, decision: Decision) -> None:
    """Let a duty go that nobody has met; the caller commits. Raises WaiveError.

    Its further steps are cancelled, and no evaluation touches it until that is taken back.
    """
    row, reason = _asked(session, number, decision)
    if row.state not in RUNNING:
        raise WaiveError(N_("Only a duty that is still owed can be waived."))
    values = {"state": State.WAIVED.value, "reason": None, "closed_on": decision.day}
    _change(session, row, decision, reason, values)


def take_back(session: Session, number: int, decision: Decision) -> None:
    """Let a waived duty be owed again; the caller commits. Raises WaiveError.

    It stands where it stood when it was waived, until the next evaluation says otherwise. Steps of
    its ladder count from today on.
    """
    row, reason = _asked(session, number, decision)
    if row.state != State.WAIVED:
        raise WaiveError(N_("This duty was not waived."))
    ask = select(EVENT.c.was).where(EVENT.c.duty == number, EVENT.c.became == State.WAIVED.value)
    was = session.execute(ask.order_by(EVENT.c.id.desc()).limit(1)).scalar() or State.OPEN.value
    values = {"state": was, "closed_on": None, "known_from": decision.day}
    _change(session, row, decision, reason, values)


def _asked(session: Session, number: int, decision: Decision) -> tuple[Any, str]:
    """The duty as it stands, under the lock of its rule, and the reason without margins."""
    reason = decision.reason.strip()
    if not reason:
        raise WaiveError(N_("Give the reason."), "reason")
    if len(reason) > LONGEST_REASON:
        raise WaiveError(N_("The reason has more than 500 characters. Shorten it."), "reason")
    rule = session.execute(select(DUTY.c.rule).where(DUTY.c.id == number)).scalar_one()
    lock(session, f"duties {rule}")
    return session.execute(select(DUTY).where(DUTY.c.id == number)).one(), reason


def _change(
    session: Session, row: Any, decision: Decision, reason: str, values: dict[str, Any]
) -> None:
    session.execute(
        update(DUTY).where(DUTY.c.id == row.id).values(**values, changed_at=decision.at)
    )
    session.execute(
        insert(EVENT).values(
            duty=row.id,
            was=row.state,
            became=values["state"],
            on_day=decision.day,
            at=decision.at,
            by=decision.by,
            note=reason,
            evidence=row.evidence,
        )
    )
    recount(session, row.rule)
