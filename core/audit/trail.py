"""Writing to the trail, inside the transaction of what it tells."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import desc, insert, select
from sqlalchemy.orm import Session

from core.audit.keys import Keeper, mac_of
from core.audit.models import Entry
from core.db import lock, table_of

_TABLE = table_of(Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a change comes from: account, request number and address (or the name of a job)."""

    user: int | None
    name: str
    request: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened: ``create``, ``edit``, ``delete``, ``restore``, a move, ``read``, ``sign_in`` …"""

    action: str
    record: str
    row: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


class Trail:
    """One per application. ``write`` may be called several times in a transaction."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self._key = b""

    @property
    def key(self) -> bytes:
        self._key = self._key or self.keeper.key()
        return self._key

    def write(
        self, session: Session, origin: Origin, now: dt.datetime, events: list[Event]
    ) -> None:
        """Append *events* as links of the chain; all or nothing with the caller's transaction.

        The chain is ordered by one lock: PostgreSQL's advisory lock, SQLite's single writer.
        """
        if not events:
            return
        lock(session, "audit")
        seq, mac = last(session)
        rows = []
        for item in events:
            seq += 1
            body = _body(origin, now, item)
            mac = mac_of(self.key, mac, seq, body)
            rows.append(
                {
                    "seq": seq,
                    "at": now,
                    "user_id": origin.user,
                    "action": item.action,
                    "record": item.record,
                    "row_id": item.row,
                    "body": body,
                    "mac": mac,
                }
            )
        session.execute(insert(_TABLE), rows)
        session.info["audit_head"] = (seq, mac)

    def committed(self, session: Session) -> None:
        """After the commit: the new head leaves the database. Called by the door."""
        head = session.info.pop("audit_head", None)
        if head is not None:
            self.keeper.keep_head(*head)


def last(session: Session) -> tuple[int, str]:
    """Number and mac of the newest entry in the table; (0, '') when it is empty."""
    ask = select(_TABLE.c.seq, _TABLE.c.mac).order_by(desc(_TABLE.c.seq)).limit(1)
    ask = ask.execution_options(gate=False)
    row = session.execute(ask).first()
    return (row.seq, row.mac) if row else (0, "")


def _body(origin: Origin, now: dt.datetime, item: Event) -> str:
    told = {
        "at": now.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
        "user": origin.user,
        "name": origin.name,
        "request": origin.request,
        "address": origin.address,
        "action": item.action,
        "record": item.record,
        "row": item.row,
        "before": dict(item.before),
        "after": dict(item.after),
        "about": dict(item.about),
    }
    kept = {k: v for k, v in told.items() if v not in ("", None, {})}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
