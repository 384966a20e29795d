"""Is the trail whole? Used by ``run.py check --audit`` and by the audit page."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit.keys import Keeper, mac_of
from core.audit.models import Entry
from core.db import table_of

_TABLE = table_of(Entry)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``broken`` is the number of the first broken link (None = whole) and ``what`` says how."""

    entries: int
    broken: int | None = None
    what: str = ""


def verify(session: Session, keeper: Keeper) -> Verdict:
    """Walk the chain from its first link and compare its end with the head kept outside."""
    key, before, seen = keeper.key(), "", 0
    head_seq, head_mac = keeper.head()
    rows = session.execute(select(_TABLE).order_by(_TABLE.c.seq).execution_options(yield_per=1000))
    for row in rows:
        if row.seq != seen + 1:
            return Verdict(seen, seen + 1, f"Entry {seen + 1} is missing.")
        if not hmac.compare_digest(row.mac, mac_of(key, before, row.seq, row.body)):
            return Verdict(seen, row.seq, f"Entry {row.seq} was changed.")
        told = json.loads(row.body)
        if (told["action"], told["record"], told.get("row")) != (
            row.action,
            row.record,
            row.row_id,
        ):
            return Verdict(seen, row.seq, f"Entry {row.seq} no longer says what its body says.")
        if row.seq == head_seq and row.mac != head_mac:
            return Verdict(seen, row.seq, f"Entry {row.seq} differs from the head kept outside.")
        before, seen = row.mac, row.seq
    if seen < head_seq:
        what = f"The trail was cut off: it ends at entry {seen}, the head says {head_seq}."
        return Verdict(seen, seen + 1, what)
    return Verdict(seen)
