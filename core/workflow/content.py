"""The hash of what a review is about: what was approved is what is used."""

from __future__ import annotations

import hashlib
import json

from core.db.base import RecordBase
from core.declare import Workflow
from core.records.story import plain


def content_hash(workflow: Workflow, row: RecordBase) -> str:
    """SHA-256 over the workflow's content fields as they stand; '' when it names none."""
    if not workflow.content:
        return ""
    values = {name: plain(getattr(row, name)) for name in workflow.content}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
