"""The evaluation: every rule in a transaction of its own, repeatable at any time without doubling.

What the ledger should say is a function of the records and of the day. So an evaluation that was
missed, repeated, or run by two processes at once ends in the same ledger, and entries made late
are found.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from core.access.actor import act_as, system
from core.db import lock, writing
from core.declare import Rule
from core.duties.counts import recount
from core.duties.kinds import kind_of
from core.duties.ledger import apply, count
from core.duties.models import RUN, DutyRun
from core.duties.scene import Scene, World, rule_key

PAUSED = "paused"
LONGEST_ERROR = 2000
# Right after a large load the planner knows no sizes and would try every subject against every
# count in turn, for minutes; with sizes it would compile for seconds what runs in a moment.
FOR_SETS = {
    "enable_nestloop": "off",
    "jit": "off",
    "work_mem": "64MB",
    "statement_timeout": "10min",
    "lock_timeout": "10min",
}
SET_LOCAL = text("SELECT set_config(name, :value, true) FROM pg_settings WHERE name = :name")


@dataclass(frozen=True, slots=True)
class Run:
    """What the evaluation of one rule did. ``error`` is '' when it went well."""

    rule: str
    evaluated: int = 0
    changed: int = 0
    ms: int = 0
    error: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What one evaluation of all rules did."""

    as_of: dt.date
    runs: tuple[Run, ...]

    @property
    def changed(self) -> int:
        """How many duties were made or changed."""
        return sum(r.changed for r in self.runs)

    @property
    def failed(self) -> tuple[Run, ...]:
        """Rules that could not be evaluated, with their errors."""
        return tuple(r for r in self.runs if r.error)


def evaluate(session: Session, world: World, *, as_of: dt.date, now: dt.datetime) -> Report:
    """Bring the ledger up to the day *as_of*; *now* is kept as the moment of every change.

    *session* is the evaluation's own: it is committed after each rule and acts for the system. A
    rule that fails is recorded and does not stop the others; rules of a disabled chapter are
    paused.
    """
    act_as(session, system("duties"))
    session.commit()
    runs = []
    for chapter, rule in world.rules():
        with writing():
            if world.enabled(chapter):
                runs.append(_run(session, world.scene(chapter, rule, as_of), now))
            else:
                runs.append(_pause(session, chapter, rule, as_of, now))
    return Report(as_of, tuple(runs))


def _run(session: Session, scene: Scene[Rule], now: dt.datetime) -> Run:
    started = time.perf_counter()
    try:
        run = evaluate_rule(session, scene, now=now)
        session.commit()
    except Exception as fault:
        session.rollback()
        run = note_fault(session, scene, fault, now=now, ms=_since(started))
        session.commit()
    return run


def evaluate_rule(session: Session, scene: Scene[Rule], *, now: dt.datetime) -> Run:
    """Bring the ledger up to date for one rule, inside the caller's transaction.

    The caller commits, or rolls back when this raises. For a part of the rule's subjects no run is
    kept: whoever joins the parts does that (``keep_run``).
    """
    started = time.perf_counter()
    _prepare(session, scene)
    fingerprint = scene.fingerprint()
    connection = session.connection()
    kind = kind_of(scene.world, scene)
    force = is_forced(session, scene, fingerprint)
    spans = kind.spans(scene)
    changed = sum(apply(connection, kind, scene, span, now, force) for span in spans)
    if changed:
        recount(connection, scene.key)
    evaluated = count(connection, scene, [s.key for s in spans])
    run = Run(scene.key, evaluated, changed, ms=_since(started))
    if scene.part.whole:
        keep_run(session, run, scene.as_of, now, fingerprint)
    return run


def _prepare(session: Session, scene: Scene[Rule]) -> None:
    """Settings of the transaction, and the rule's lock: parts stand beside each other, no two wholes."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(SET_LOCAL, [{"name": n, "value": v} for n, v in FOR_SETS.items()])
    lock(session, f"duties {scene.key}", shared=not scene.part.whole)
    if not scene.part.whole:
        lock(session, f"duties {scene.key} {scene.part}")


def is_forced(session: Session, scene: Scene[Rule], fingerprint: str) -> bool:
    """True when due dates are computed anew: the rule, its parameters or the calendar have changed."""
    ask = select(RUN.c.fingerprint).where(RUN.c.rule == scene.key, RUN.c.fingerprint.is_not(None))
    last = session.execute(ask.order_by(RUN.c.id.desc()).limit(1)).scalar()
    return last != fingerprint


def note_fault(
    session: Session, scene: Scene[Rule], fault: Exception, *, now: dt.datetime, ms: int = 0
) -> Run:
    """Keep in the ledger that a rule could not be evaluated, and why; the caller commits."""
    error = f"{type(fault).__name__}: {fault}"[:LONGEST_ERROR]
    run = Run(scene.key, ms=ms, error=error)
    keep_run(session, run, scene.as_of, now, None)
    return run


def _since(started: float) -> int:
    return int((time.perf_counter() - started) * 1000)


def _pause(session: Session, chapter: str, rule: Rule, as_of: dt.date, now: dt.datetime) -> Run:
    run = Run(rule_key(chapter, rule), note=PAUSED)
    keep_run(session, run, as_of, now, None)
    session.commit()
    return run


def keep_run(
    session: Session, run: Run, as_of: dt.date, now: dt.datetime, fingerprint: str | None
) -> None:
    """A row of what one evaluation of one rule did; *fingerprint* is empty when it failed."""
    session.execute(
        insert(RUN).values(
            rule=run.rule,
            as_of=as_of,
            started_at=now,
            ms=run.ms,
            evaluated=run.evaluated,
            changed=run.changed,
            error=run.error or None,
            note=run.note or None,
            fingerprint=fingerprint,
        )
    )


def last_runs(session: Session) -> Sequence[DutyRun]:
    """The latest run of each rule, for pages and for ``doctor``."""
    latest = select(func.max(RUN.c.id)).group_by(RUN.c.rule)
    return list(session.scalars(select(DutyRun).where(DutyRun.id.in_(latest))))
