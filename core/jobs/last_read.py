"""What the log of reads says of rows: who of the directory read each, and when last."""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.models import Account
from core.audit.models import Entry

CHUNK = 1000


def last_reads(
    session: Session, record: str, since: dt.datetime
) -> dict[int, dict[int | None, dt.datetime]]:
    """Row → person behind the account that read it (None: no person) → moment of the last read."""
    ask_people = select(Account.user_id, Account.person_id)
    people = {user: person for user, person in session.execute(ask_people)}
    ask = select(Entry.at, Entry.row_id, Entry.user_id, Entry.body).where(
        Entry.action == "read", Entry.record == record, Entry.at >= since
    )
    found: dict[int, dict[int | None, dt.datetime]] = {}
    for at, row, user, body in session.execute(
        ask.order_by(Entry.seq).execution_options(yield_per=CHUNK)
    ):
        rows = [row] if row is not None else json.loads(body).get("about", {}).get("rows", [])
        for number in rows:
            found.setdefault(number, {})[people.get(user) if user is not None else None] = at
    return found
