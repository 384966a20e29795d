"""Recurring: each period, each subject has one record, owed by whoever serves on the due date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, func
from typing_extensions import override

from core.calendar import Span
from core.declare import Recurring
from core.duties.due import due_date
from core.duties.kinds.counting import CountedKind
from core.duties.scene import Scene
from core.duties.sentence import N_, Sentence

HANDED_IN = N_("It was handed in for %(start)s to %(end)s; the first entry is of %(first)s.")
ENTERED = N_("It was handed in for %(start)s to %(end)s.")
MISSING = N_("Nothing was handed in for %(start)s to %(end)s.")
SERVES = N_("Whoever holds the post on %(served_on)s owes it.")


class RecurringKind(CountedKind):
    """Compiles ``declare.Recurring``: one row is enough, whatever it says and whoever made it."""

    name = "recurring"

    @override
    def needed(self, scene: Scene[Recurring]) -> int:
        return 1

    @override
    def number(self, scene: Scene[Recurring], c: FromClause) -> ColumnElement[int]:
        return func.count()

    @override
    def evidence(self, scene: Scene[Recurring], span: Span) -> dict[str, object]:
        served = {"served_on": due_date(scene, span)} if scene.rule.serving else {}
        return {**super().evidence(scene, span), **served}

    @override
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        values = {"start": evidence["start"], "end": evidence["end"], "first": evidence["from"]}
        if not evidence["n"]:
            out = [Sentence(MISSING, values)]
        else:
            out = [Sentence(HANDED_IN if evidence["from"] else ENTERED, values)]
        if evidence.get("served_on"):
            out.append(Sentence(SERVES, {"served_on": evidence["served_on"]}))
        return out
