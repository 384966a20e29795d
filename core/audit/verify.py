"""Is the trail whole? Used by ``run.py check --audit`` and by the audit page."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit.keys import Keeper, mac_of
from core.audit.models import Entry
from core.db import table_of
from core.texts import N_

_TABLE = table_of(Entry)
MISSING = N_("Entry %(number)s is missing.")
CHANGED = N_("Entry %(number)s was changed.")
DIFFERS = N_("Entry %(number)s no longer says what its body says.")
OTHER_HEAD = N_("Entry %(number)s differs from the head kept outside.")
CUT_OFF = N_("The trail was cut off: it ends at entry %(end)s, the head says %(head)s.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``broken`` is the number of the first broken link (None = whole) and ``text`` says how."""

    entries: int
    broken: int | None = None
    text: str = ""
    values: Mapping[str, int] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The text with its values, in English."""
        return self.text % self.values if self.text else ""


def verify(session: Session, keeper: Keeper) -> Verdict:
    """Walk the chain from its first link and compare its end with the head kept outside."""
    key, before, seen = keeper.key(), "", 0
    head_seq, head_mac = keeper.head()
    rows = session.execute(select(_TABLE).order_by(_TABLE.c.seq).execution_options(yield_per=1000))
    for row in rows:
        if row.seq != seen + 1:
            return Verdict(seen, seen + 1, MISSING, {"number": seen + 1})
        if not hmac.compare_digest(row.mac, mac_of(key, before, row.seq, row.body)):
            return Verdict(seen, row.seq, CHANGED, {"number": row.seq})
        told = json.loads(row.body)
        if (told["action"], told["record"], told.get("row")) != (
            row.action,
            row.record,
            row.row_id,
        ):
            return Verdict(seen, row.seq, DIFFERS, {"number": row.seq})
        if row.seq == head_seq and row.mac != head_mac:
            return Verdict(seen, row.seq, OTHER_HEAD, {"number": row.seq})
        before, seen = row.mac, row.seq
    if seen < head_seq:
        return Verdict(seen, seen + 1, CUT_OFF, {"end": seen, "head": head_seq})
    return Verdict(seen)
