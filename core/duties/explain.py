"""Why a duty stands where it stands, in sentences that a page translates."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Protocol

from core.duties.kinds import KINDS
from core.duties.kinds.kind import Kind
from core.duties.models import Reason, State
from core.duties.sentence import N_, Sentence

DATES = ("start", "end", "from", "until", "served_on")
CONCLUSIONS = {
    State.MET: N_("The duty is met."),
    State.OPEN: N_("It is due on %(due)s."),
    State.DUE_SOON: N_("It is due soon, on %(due)s."),
    State.OVERDUE: N_("It was due on %(due)s and is overdue."),
    State.WAIVED: N_("It was waived."),
    State.VOID: N_("Nothing is owed."),
}
REASONS = {
    Reason.ENDED: N_("It ended on %(until)s, before the period was over: nothing is owed."),
    Reason.YOUNG: N_(
        "It began on %(from)s, less than %(grace_days)s days before the period ends: "
        "nothing is owed."
    ),
    Reason.GONE: N_("It no longer meets the conditions of the rule: nothing is owed."),
    Reason.REMOVED: N_("It was deleted: nothing is owed."),
    Reason.LEFT: N_("It is no longer in the state that must be left: the duty is met."),
}


class Row(Protocol):
    """A row of the ledger, as a model or as the row of a Core select."""

    state: Any
    reason: Any
    due_on: Any
    evidence: Any


def evidence_of(row: Row) -> dict[str, Any]:
    """The evidence of a duty with its dates as dates."""
    found: dict[str, Any] = json.loads(row.evidence)
    for name in DATES:
        if isinstance(found.get(name), str):
            found[name] = dt.date.fromisoformat(found[name])
    return found


def explain(row: Row, further: Mapping[str, Kind] | None = None) -> tuple[Sentence, ...]:
    """What was found, then what follows. *further* holds kinds of chapters by their names."""
    evidence = evidence_of(row)
    kinds = {k.name: k for k in KINDS.values()} | dict(further or {})
    kind = kinds.get(evidence["kind"])
    reason = Reason(row.reason) if row.reason else None
    measured = () if kind is None or reason is not None else tuple(kind.measure(evidence))
    return (*measured, _conclusion(row, reason, evidence))


def _conclusion(row: Row, reason: Reason | None, evidence: Mapping[str, Any]) -> Sentence:
    if reason is not None:
        values = {k: evidence.get(k) for k in ("from", "until", "grace_days")}
        return Sentence(REASONS[reason], values)
    return Sentence(CONCLUSIONS[State(row.state)], {"due": row.due_on})
