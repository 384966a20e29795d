"""One attempt at a job, from the claim to its end; the same for every engine."""

from __future__ import annotations

import contextlib
import logging
import threading

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.access.actor import act_as, system
from core.db import writing
from core.jobs import ending, queue
from core.jobs.bench import Workbench
from core.jobs.ending import Lost
from core.jobs.kind import Kind, Parts
from core.jobs.queue import Claim
from core.jobs.words import words_of_fault
from core.jobs.work import Cancelled, Pulse, Stopping, Told, Work

log = logging.getLogger(__name__)


def take(bench: Workbench, number: int, worker: str) -> Claim | None:
    """Claim a job for this worker; None when it is not to be had."""
    with writing(), bench.factory() as session:
        return queue.claim(session, bench.kinds, number, worker, bench.wall())


def perform(bench: Workbench, claim: Claim, stopping: Told | None = None) -> None:
    """Do the job and note how it ended. Raises nothing: what goes wrong is kept with the job.

    When not even that can be written, the heartbeat runs out and the job is taken back.
    """
    kind = bench.kinds[claim.kind]
    with bench.factory() as session, Pulse(bench, claim, stopping or threading.Event()) as pulse:
        act_as(session, system(claim.kind))
        work = Work(bench=bench, claim=claim, session=session, pulse=pulse)
        try:
            _do(work, kind)
        except Exception as fault:  # a kind can raise anything; one job never stops the others
            session.rollback()
            _note(work, kind, fault)


def _do(work: Work, kind: Kind) -> None:
    bench, session = work.bench, work.session
    bench.chapters.refresh(session)
    session.rollback()  # the work begins its own transactions, when it needs them
    with contextlib.nullcontext() if kind.reads_only else writing():
        outcome = kind.run(work)
    if kind.reads_only:
        session.rollback()
    with writing():
        if kind.leaves is not None and not isinstance(outcome, Parts):
            kind.leaves(session, bench, outcome)
        ready = ending.finish(session, bench, work.claim, outcome)
        session.commit()
    bench.wakes.wake(ready)


def _note(work: Work, kind: Kind, fault: Exception) -> None:
    """In one transaction: what the failure leaves behind, and where the job stands now."""
    if isinstance(fault, Lost):
        log.warning("Nothing of this attempt is kept: %s.", fault)
        return
    try:
        with writing():
            _ended(work, kind, fault)
            work.session.commit()
    except (SQLAlchemyError, Lost) as error:
        work.session.rollback()
        log.warning(
            "The end of job %s could not be noted: %s.", work.claim.id, type(error).__name__
        )


def _ended(work: Work, kind: Kind, fault: Exception) -> None:
    session, bench, claim = work.session, work.bench, work.claim
    if isinstance(fault, Cancelled):
        ending.stop(session, bench, claim)
    elif isinstance(fault, Stopping):
        ending.give_back(session, bench, claim)
    else:
        log.warning("Job %s (%s) failed: %s", claim.id, claim.kind, type(fault).__name__)
        if kind.failed is not None:
            kind.failed(work, fault)
        pause = kind.pause_after(claim.attempts)
        ending.fail(session, bench, claim, words_of_fault(fault), pause=pause)


def run_all(session: Session, bench: Workbench, worker: str, *, most: int = 1000) -> int:
    """Do what is ready, one after the other, until nothing is; how many were done.

    For commands and tests; an engine does the same beside other things.
    """
    done = 0
    while done < most:
        numbers = queue.ready(session, bench.kinds, bench.wall())
        session.rollback()
        claims = [c for n in numbers if (c := take(bench, n, worker)) is not None]
        if not claims:
            return done
        for claim in claims:
            perform(bench, claim)
            done += 1
    return done
