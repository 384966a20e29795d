"""Quota: each subject has at least so many counted rows in the period (article 7: by distinct days)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, distinct, func, or_
from typing_extensions import override

from core.calendar import Span
from core.declare import Distinct, Quota
from core.duties.columns import field_of
from core.duties.kinds.counting import CountedKind
from core.duties.periods import option
from core.duties.scene import Scene
from core.duties.sentence import N_, Sentence

ANY_DAYS = N_(
    "%(n)s of %(needed)s counted, from %(start)s to %(end)s; several on one day count once."
)
ANY_ROWS = N_("%(n)s of %(needed)s counted, from %(start)s to %(end)s.")
MORE_SEEN = N_(
    "%(seen)s were entered in that time; those of one day, or of group events, count less."
)
GROUPS = N_("Group events count at most %(group_max)s times, and only when both were present.")


class QuotaKind(CountedKind):
    """Compiles ``declare.Quota``."""

    name = "quota"

    @override
    def needed(self, scene: Scene[Quota]) -> int:
        return scene.number(scene.rule.at_least)

    @override
    def number(self, scene: Scene[Quota], c: FromClause) -> ColumnElement[int]:
        """How many count: rows or days; group events at most as often as the rule allows.

        A day with both a group event and another contact is one day, so the group's share is what all
        days have beyond the days without groups.
        """
        rule = scene.rule
        if rule.adds:
            return func.coalesce(func.sum(field_of(scene, rule.counts, c, rule.adds)), 0)
        unit: ColumnElement[Any] = c.c.id
        count = func.count
        if option(scene, rule.distinct, Distinct) is Distinct.DAYS:
            if not rule.date:
                raise scene.complain(
                    "counts days, but names no date.", "Set date, or count each record."
                )
            unit = field_of(scene, rule.counts, c, rule.date)
        by_day = unit is not c.c.id
        every = count(distinct(unit)) if by_day else count()
        if not rule.group:
            return every
        alone = case((_alone(scene, c), unit))
        single = count(distinct(alone)) if by_day else count(alone)
        most = scene.number(rule.group_max)
        return single + case((every - single > most, most), else_=every - single)

    @override
    def further(self, scene: Scene[Quota], c: FromClause) -> list[ColumnElement[bool]]:
        rule = scene.rule
        out: list[ColumnElement[bool]] = []
        if rule.remote:
            name, value, parameter = rule.remote
            if not scene.value("@" + parameter.lstrip("@")):
                column = field_of(scene, rule.counts, c, name)
                out.append(or_(column.is_(None), column != value))
        if rule.group and rule.group_present:
            present = field_of(scene, rule.counts, c, rule.group_present)
            out.append(or_(_alone(scene, c), present.is_(True)))
        return out

    @override
    def evidence(self, scene: Scene[Quota], span: Span) -> dict[str, object]:
        counting = option(scene, scene.rule.distinct, Distinct).value
        groups = {"group_max": scene.number(scene.rule.group_max)} if scene.rule.group else {}
        return {**super().evidence(scene, span), "counting": counting, **groups}

    @override
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        values = {k: evidence[k] for k in ("n", "needed", "start", "end", "seen")}
        by_day = evidence["counting"] == Distinct.DAYS
        out = [Sentence(ANY_DAYS if by_day else ANY_ROWS, values)]
        if (evidence["seen"] or 0) > (evidence["n"] or 0):
            out.append(Sentence(MORE_SEEN, values))
            if "group_max" in evidence:
                out.append(Sentence(GROUPS, {"group_max": evidence["group_max"]}))
        return out


def _alone(scene: Scene[Quota], c: FromClause) -> ColumnElement[bool]:
    return field_of(scene, scene.rule.counts, c, scene.rule.group).is_not(True)
