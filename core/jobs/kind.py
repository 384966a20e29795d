"""What kinds of job there are, as data: what each does, when, for how long, and how often it is tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from core.jobs.bench import Workbench
    from core.jobs.work import Work

Arguments = Mapping[str, Any]
"""Plain JSON."""
Result = Mapping[str, Any]
"""Plain JSON; ``Kind.told`` is filled in with it."""
DAY = dt.timedelta(days=1)
BACK = dt.timedelta(minutes=20)
"""A moment further in the future than this was written by a clock that has been set back since."""
LONGEST_PAUSE = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at a time of the college's day."""

    at: dt.time

    def latest(self, now: dt.datetime) -> dt.datetime:
        """The last time at or before *now*, in *now*'s zone."""
        today = dt.datetime.combine(now.date(), self.at, now.tzinfo)
        return today if today <= now else today - DAY


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, so many seconds apart."""

    seconds: int

    def latest(self, now: dt.datetime) -> dt.datetime:
        """The moment after which a run counts as the present one."""
        return now - dt.timedelta(seconds=self.seconds)


Schedule = Daily | Every


def is_due(schedule: Schedule, last: dt.datetime | None, now: dt.datetime) -> bool:
    """True when a run is owed: never run, missed while nothing ran, or the clock was set back.

    However many were missed, one run makes up for them. *now* is in the college's zone.
    """
    if last is None or last > now + BACK:
        return True
    latest = schedule.latest(now)
    return last <= latest if isinstance(schedule, Every) else last < latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A job that is part of another; ``key`` must be its own among all that are open."""

    kind: str
    arguments: Arguments
    key: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Answered by a job that others finish: it ends when the last of them has."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The parts of a job have ended: what ``Kind.join`` makes the job's result from."""

    session: Session
    bench: Workbench
    arguments: Arguments
    results: tuple[Result, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of job.

    ``run`` gets the ``Work`` and answers a result; what it wrote to the work's session and the mark
    that the job is done are committed together. ``join`` is asked, in the last part's transaction,
    when all parts have ended. ``leaves`` writes what follows from a result, and ``failed`` what a
    failure leaves behind, in the transaction that notes it.

    ``wanted`` is asked when ``schedule`` says so, whether there is anything to do. ``limit`` is the
    longest it may run; ``retries`` how often it is tried again, each time after twice the pause.
    ``alone`` names what no two running jobs may hold at once. ``again``: the
    key is free as soon as the job runs, so that what is asked for meanwhile is done afterwards.
    ``reads_only``: ``run`` writes nothing, and so takes no place in SQLite's queue of writers.

    ``told`` is a sentence filled in with the result. ``keep``: how long the result stays.
    ``seen_by``: who may do this action with this record may look, beside those who look after jobs
    and whoever asked.
    """

    name: str
    title: str
    run: Callable[[Work], Result | Parts]
    told: str = ""
    join: Callable[[Joined], Result] | None = None
    failed: Callable[[Work, Exception], None] | None = None
    leaves: Callable[[Session, Workbench, Result], None] | None = None
    schedule: Schedule | None = None
    wanted: Callable[[Session, Workbench], bool] | None = None
    limit: dt.timedelta = dt.timedelta(hours=1)
    retries: int = 3
    pause: dt.timedelta = dt.timedelta(seconds=30)
    alone: Callable[[Arguments], str] | None = None
    again: bool = False
    reads_only: bool = False
    keep: dt.timedelta = dt.timedelta(days=30)
    seen_by: tuple[str, str] | None = None

    def pause_after(self, attempts: int) -> dt.timedelta:
        """How long to wait after so many attempts."""
        doubled: dt.timedelta = self.pause * 2 ** min(attempts - 1, 20)
        return min(doubled, LONGEST_PAUSE)


Kinds = Mapping[str, Kind]


def by_name(*kinds: Kind) -> Kinds:
    """Kinds by their names. A name given twice is an error of the program."""
    named = {k.name: k for k in kinds}
    assert len(named) == len(kinds), "two kinds of job have one name"
    return named
