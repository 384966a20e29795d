"""The history of a row, read from the trail: who changed what, from which value to which, and why."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actor import actor_of
from core.access.policy import may_see
from core.audit.models import Entry
from core.audit.seal import find_key, unseal
from core.db import table_of
from core.db.catalogue import Catalogue
from core.declare import Field

_TABLE = table_of(Entry)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: when, who, what, why, and (field, old, new) of what the reader may see."""

    at: dt.datetime
    name: str
    action: str
    reason: str
    changes: tuple[tuple[Field, Any, Any], ...]


def history(session: Session, catalogue: Catalogue, record: str, row: int) -> list[Told]:
    """Entries of a row, newest first; reads are left out, fields the actor may not see too."""
    declared = {
        f.name: f
        for f in catalogue.record(record).fields
        if may_see(actor_of(session), catalogue, record, f)
    }
    ask = select(_TABLE).where(
        _TABLE.c.record == record, _TABLE.c.row_id == row, _TABLE.c.action != "read"
    )
    key = find_key(session, record, row)
    told = []
    for entry in session.execute(ask.order_by(_TABLE.c.seq.desc()).limit(200)):
        body = json.loads(entry.body)
        before, after = body.get("before", {}), body.get("after", {})
        changes = tuple(
            (f, unseal(key, before.get(n)), unseal(key, after.get(n)))
            for n, f in declared.items()
            if n in before or n in after
        )
        reason = body.get("about", {}).get("reason", "")
        told.append(Told(entry.at, body.get("name", ""), entry.action, reason, changes))
    return told
