"""The evaluation: every rule in a transaction of its own, repeatable at any time without doubling.

What the ledger should say is a function of the records and of the day. So an evaluation that was
missed, repeated, or run by two processes at once ends in the same ledger, and entries made late
are found.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actor import act_as, system
from core.db import lock, writing
from core.declare import Rule
from core.duties.climb import climb
from core.duties.counts import recount
from core.duties.kinds import kind_of
from core.duties.known import PAUSED, known_from, resume
from core.duties.lapses import lapse
from core.duties.ledger import Turn, apply, count, retire
from core.duties.models import RUN
from core.duties.monthly import KEY as MONTHLY
from core.duties.monthly import send_list
from core.duties.planner import plan_for_sets
from core.duties.runs import Run, error_of, keep_run
from core.duties.scene import Scene, World, rule_key


@dataclass(frozen=True, slots=True)
class Report:
    """What one evaluation of all rules did. ``monthly`` is set when it was time for the monthly list."""

    as_of: dt.date
    runs: tuple[Run, ...]
    monthly: Run | None = None

    @property
    def changed(self) -> int:
        """How many duties were made or changed."""
        return sum(r.changed for r in self.runs)

    @property
    def failed(self) -> tuple[Run, ...]:
        """Rules that could not be evaluated, with their errors."""
        every = self.runs if self.monthly is None else (*self.runs, self.monthly)
        return tuple(r for r in every if r.error)


def evaluate(session: Session, world: World, *, as_of: dt.date, now: dt.datetime) -> Report:
    """Bring the ledger up to the day *as_of*; *now* is kept as the moment of every change.

    *session* is the evaluation's own: it is committed after each rule and acts for the system. A
    rule that fails is recorded and does not stop the others; rules of a disabled chapter,
    and those that are switched off, are paused.
    """
    act_as(session, system("duties"))
    session.commit()
    runs = []
    for chapter, rule in world.rules():
        with writing():
            if world.runs(chapter, rule):
                runs.append(_run(session, world.scene(chapter, rule, as_of), now))
            else:
                runs.append(_pause(session, chapter, rule, as_of, now))
    with writing():
        monthly = _monthly(session, world, as_of, now)
    return Report(as_of, tuple(runs), monthly)


def _monthly(session: Session, world: World, as_of: dt.date, now: dt.datetime) -> Run | None:
    """The monthly list after the rules, when it is its time; what it did, or why it failed."""
    try:
        made = send_list(session, world, as_of=as_of, now=now)
        run = Run(MONTHLY, made.duties) if made else None
        session.commit()
    except Exception as fault:
        session.rollback()
        run = Run(MONTHLY, error=error_of(fault))
        keep_run(session, run, as_of, now, None)
        session.commit()
    return run


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
    kind.prepare(session, scene)
    force = is_forced(session, scene, fingerprint)
    turn = Turn(now=now, force=force, known_from=known_from(session, scene))
    resume(session, scene)
    spans = kind.spans(scene)
    changed = sum(apply(connection, kind, scene, span, turn) for span in spans)
    changed += retire(connection, scene, spans, turn)
    evaluated = count(connection, scene, [s.key for s in spans])
    told = climb(session, scene, now)
    lapse(session, scene)
    if changed:  # last: other parts of the rule wait here for the end of the transaction
        recount(connection, scene.key)
    run = Run(scene.key, evaluated, changed, told, ms=_since(started))
    if scene.part.whole:
        keep_run(session, run, scene.as_of, now, fingerprint)
    return run


def _prepare(session: Session, scene: Scene[Rule]) -> None:
    """Settings of the transaction, and the rule's lock: parts stand beside each other, no two wholes."""
    connection = session.connection()
    plan_for_sets(connection)
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
    run = Run(scene.key, ms=ms, error=error_of(fault))
    keep_run(session, run, scene.as_of, now, None)
    return run


def _since(started: float) -> int:
    return int((time.perf_counter() - started) * 1000)


def _pause(session: Session, chapter: str, rule: Rule, as_of: dt.date, now: dt.datetime) -> Run:
    run = Run(rule_key(chapter, rule), note=PAUSED)
    keep_run(session, run, as_of, now, None)
    session.commit()
    return run
