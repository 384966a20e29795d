"""The program looks after itself: what ran out is removed, the audit trail is verified every day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.access.models import SignedIn, Try
from core.audit.verify import verify
from core.db import rows_changed, table_of
from core.db.job_tables import ENDED, JOB
from core.declare import Notice
from core.jobs.bench import Workbench
from core.jobs.kind import Daily, Kind, Result
from core.jobs.work import Work
from core.notify import outbox
from core.texts import N_

_SESSION, _TRY = table_of(SignedIn), table_of(Try)
DAY = dt.timedelta(days=1)
WATCH = ("AD", "SA", "AU")
"""Roles that are told of a broken trail."""
BROKEN = N_("The audit trail is broken")
WHAT_TO_DO = N_(
    "The daily check found a broken link at entry %(number)s. Keep the database and the data "
    "folder as they are, and compare them with the latest backup."
)


def _clean(work: Work) -> Result:
    now, session = work.bench.clock(), work.session
    out = session.execute(delete(_SESSION).where(_SESSION.c.ends_at < now - DAY))
    tries = session.execute(delete(_TRY).where(_TRY.c.at < now - DAY))
    return {
        "sessions": rows_changed(out),
        "tries": rows_changed(tries),
        "jobs": _clean_jobs(session, work.bench),
    }


def _clean_jobs(session: Session, bench: Workbench) -> int:
    """Results are kept as long as their kind says; parts go with their whole."""
    removed, now = 0, bench.wall()
    for kind in bench.kinds.values():
        old = (JOB.c.kind == kind.name, JOB.c.finished_at < now - kind.keep)
        ask = delete(JOB).where(*old, JOB.c.state.in_(ENDED), JOB.c.parent.is_(None))
        removed += rows_changed(session.execute(ask))
    return removed


def _verify(work: Work) -> Result:
    verdict = verify(work.session, work.bench.trail.keeper)
    return {
        "entries": verdict.entries,
        "broken": verdict.broken,
        "text": verdict.text,
        "values": dict(verdict.values),
    }


def _alarm(session: Session, bench: Workbench, result: Result) -> None:
    """A broken trail is told once to everybody who watches over it."""
    number = result["broken"]
    if number is None:
        return
    told = [
        Notice(
            role=role,
            subject=BROKEN,
            body=WHAT_TO_DO,
            values={"number": number},
            kind="system",
            key=f"audit-broken:{number}:{role}",
            link="/audit/",
        )
        for role in WATCH
    ]
    outbox.put(session, told, bench.clock())


CLEAN = Kind(
    name="upkeep.clean",
    title=N_("Remove what ran out"),
    run=_clean,
    told=N_("Removed: sessions %(sessions)s, failed sign-ins %(tries)s, old jobs %(jobs)s."),
    schedule=Daily(dt.time(4, 0)),
)
VERIFY = Kind(
    name="audit.verify",
    title=N_("Verify the audit trail"),
    run=_verify,
    leaves=_alarm,
    told=N_("Entries walked: %(entries)s."),
    schedule=Daily(dt.time(3, 30)),
    seen_by=("core.audit", "read"),
    reads_only=True,
    keep=dt.timedelta(days=400),
)
