"""Rules that have not run in time: an alarm, because a rule that is silent looks like one that is met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from core.duties.ladder import institution
from core.duties.models import RUN
from core.duties.scene import World, rule_key

ALLOWED = "late_after_hours"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LateRule:
    """A rule that is on, without a good run for longer than is allowed.

    ``since`` is its last good run; None when it never had one. ``error`` is what its latest run says.
    """

    rule: str
    title: str
    since: dt.datetime | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whether the rules run: those that are late, and others whose latest run failed."""

    rules: int
    late: tuple[LateRule, ...] = ()
    failed: tuple[LateRule, ...] = ()

    @property
    def well(self) -> bool:
        """True when every rule ran in time and without an error."""
        return not self.late and not self.failed


def watch(session: Session, world: World, *, as_of: dt.date, now: dt.datetime) -> Watch:
    """How all rules that are on stand at the moment *now* of the civil day *as_of*.

    One statement, and a second when something is late or failed.
    """
    titles = {
        rule_key(chapter, rule): rule.title
        for chapter, rule in world.rules()
        if world.runs(chapter, rule)
    }
    recent = _recent(session, now - allowed(world, as_of))
    errors = {key: found.error for key, found in recent.items() if found.error}
    doubtful = [key for key in titles if key not in recent or not recent[key].good]
    last = _last(session, [*doubtful, *(key for key in titles if key in errors)])
    silent = [k for k in doubtful if (k in last and last[k][0]) or _was_due(world, k, as_of)]
    failed = [key for key in titles if key in errors and key not in silent]

    def told(key: str) -> LateRule:
        since, error = last.get(key, (None, ""))
        return LateRule(key, titles[key], since, errors.get(key, error))

    return Watch(len(titles), tuple(map(told, silent)), tuple(map(told, failed)))


def allowed(world: World, as_of: dt.date) -> dt.timedelta:
    """How long a rule may go without a good run."""
    return dt.timedelta(hours=institution(world, ALLOWED, as_of))


def _was_due(world: World, key: str, as_of: dt.date) -> bool:
    """False for a rule that never ran on the day on which its chapter was switched on, and the next."""
    since = world.since(key.partition(".")[0])
    return since is None or since + DAY < as_of


def _recent(session: Session, since: dt.datetime) -> dict[str, Any]:
    """Rules that ran from *since* on: whether they ever did well, and what their latest run failed of."""
    good = func.max(case((RUN.c.fingerprint.is_not(None), 1), else_=0)).label("good")
    of = select(func.max(RUN.c.id).label("id"), good).where(RUN.c.started_at >= since)
    latest = of.group_by(RUN.c.rule).subquery("latest")
    ask = select(RUN.c.rule, RUN.c.error, latest.c.good).join(latest, latest.c.id == RUN.c.id)
    return {row.rule: row for row in session.execute(ask)}


def _last(session: Session, keys: Sequence[str]) -> dict[str, tuple[dt.datetime | None, str]]:
    """The last good run of each rule, and the error of its latest one."""
    if not keys:
        return {}
    good = func.max(case((RUN.c.fingerprint.is_not(None), RUN.c.started_at))).label("good")
    of = select(func.max(RUN.c.id).label("id"), good).where(RUN.c.rule.in_(keys))
    latest = of.group_by(RUN.c.rule).subquery("latest")
    ask = select(RUN.c.rule, RUN.c.error, latest.c.good).join(latest, latest.c.id == RUN.c.id)
    return {row.rule: (row.good, row.error or "") for row in session.execute(ask)}
