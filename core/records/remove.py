"""Deleting is soft: a deleted row leaves every page and can be restored."""

from __future__ import annotations

import datetime as dt

from core.db.base import RecordBase


def soft_delete(row: RecordBase, now: dt.datetime) -> None:
    """Mark a row as deleted; the door checks who may and who refers to it."""
    row.deleted_at = now


def restore(row: RecordBase) -> None:
    """Bring a deleted row back (load it with ``execution_options(deleted=True)``)."""
    row.deleted_at = None
