"""One row's story inside a transaction: several flushes make one story."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect

from core.db.base import RecordBase
from core.declare import Change


class Story:
    """What happened to a row since the transaction began; ``old`` keeps the first value of each field."""

    def __init__(self, row: RecordBase, action: str) -> None:
        self.row, self.action = row, action
        self.old: dict[str, Any] = {}
        self.fell_back = False
        self.along = False
        """True where no person wrote it: it came with another change."""

    def note(self) -> None:
        """Remember old values of fields that changed since the last flush."""
        state = inspect(self.row)
        for declared in self.row.record.fields:
            history = state.attrs[declared.name].history
            if history.has_changes():
                self.old.setdefault(declared.name, history.deleted[0] if history.deleted else None)
        history = state.attrs.deleted_at.history
        if history.has_changes():
            self.old.setdefault("deleted_at", history.deleted[0] if history.deleted else None)

    def values(self) -> dict[str, Any]:
        """All declared fields as they are now."""
        return {f.name: getattr(self.row, f.name) for f in self.row.record.fields}

    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Fields that differ from before: name → (old, new)."""
        now = self.values()
        return {n: (o, now[n]) for n, o in self.old.items() if n in now and o != now[n]}

    def change(
        self, roles: frozenset[str], person: int | None, today: dt.date, reason: str
    ) -> Change:
        """The story as the checks see it."""
        after = self.values()
        before = (
            {}
            if self.action == "create"
            else after | {n: v for n, v in self.old.items() if n in after}
        )
        return Change(
            record=self.row.record.name,
            action=self.action,
            key=self.row.id,
            roles=roles,
            person=person,
            today=today,
            before=before,
            after={} if self.action == "delete" else after,
            reason=reason,
        )


def plain(value: Any) -> Any:
    """A value as JSON can keep it: dates and moments as ISO 8601, decimals as text."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
