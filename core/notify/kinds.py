"""Kinds of messages as people know them, and what can be chosen about them."""

from __future__ import annotations

from core.texts import N_

KINDS = (
    ("duty", N_("Duties")),
    ("record", N_("Changes in records")),
    ("system", N_("From the system")),
)
"""Kinds a person can switch off one by one; messages of any other kind follow «record»."""
KIND_LABELS = dict(KINDS)
OTHER = "record"


def known(kind: str) -> str:
    """The kind whose choice counts for messages of *kind*."""
    return kind if kind in KIND_LABELS else OTHER
