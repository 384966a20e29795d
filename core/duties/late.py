"""Rules that have not run in time: an alarm, because a rule that is silent looks like one that is met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.duties.ladder import institution
from core.duties.models import RUN
from core.duties.scene import World, rule_key

ALLOWED = "late_after_hours"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LateRule:
    """A rule of a chapter that is on, without a good run for longer than is allowed.

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
    """How the rules of all chapters that are on stand at the moment *now* of the civil day *as_of*.

    Two statements, and a third when something is late or failed.
    """
    titles = {
        rule_key(chapter, rule): rule.title
        for chapter, rule in world.rules()
        if world.enabled(chapter)
    }
    since = now - allowed(world, as_of)
    good = _good(session, since)
    silent = [key for key in titles if key not in good and _was_due(world, key, as_of)]
    errors = _errors(session, since, silent)
    last = _last_good(session, {*silent, *errors})

    def told(key: str) -> LateRule:
        return LateRule(key, titles[key], last.get(key), errors.get(key, ""))

    failed = [key for key in titles if key in errors and key not in silent]
    return Watch(len(titles), tuple(map(told, silent)), tuple(map(told, failed)))


def allowed(world: World, as_of: dt.date) -> dt.timedelta:
    """How long a rule may go without a good run."""
    return dt.timedelta(hours=institution(world, ALLOWED, as_of))


def _was_due(world: World, key: str, as_of: dt.date) -> bool:
    """False on the day on which the chapter was switched on and on the next: it may not have run yet."""
    since = world.since(key.partition(".")[0])
    return since is None or since + DAY < as_of


def _good(session: Session, since: dt.datetime) -> set[str]:
    ask = select(RUN.c.rule).where(RUN.c.started_at >= since, RUN.c.fingerprint.is_not(None))
    return set(session.execute(ask.distinct()).scalars())


def _errors(session: Session, since: dt.datetime, silent: Sequence[str]) -> dict[str, str]:
    """What the latest run of each rule says, where it failed."""
    latest = select(func.max(RUN.c.id)).where(
        or_(RUN.c.started_at >= since, RUN.c.rule.in_(silent))
    )
    ask = select(RUN.c.rule, RUN.c.error).where(
        RUN.c.id.in_(latest.group_by(RUN.c.rule)), RUN.c.error.is_not(None)
    )
    return {rule: error for rule, error in session.execute(ask)}


def _last_good(session: Session, keys: set[str]) -> dict[str, dt.datetime]:
    if not keys:
        return {}
    ask = select(RUN.c.rule, func.max(RUN.c.started_at))
    ask = ask.where(RUN.c.rule.in_(sorted(keys)), RUN.c.fingerprint.is_not(None))
    return {rule: at for rule, at in session.execute(ask.group_by(RUN.c.rule))}
