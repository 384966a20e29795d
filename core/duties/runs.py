"""Runs of the rules as rows of the ledger: what each one did, how long it took, or what stopped it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from core.duties.models import RUN, DutyRun

LONGEST_ERROR = 2000


@dataclass(frozen=True, slots=True)
class Run:
    """What the evaluation of one rule did. ``told`` counts steps of ladders; ``error`` is '' when it
    went well."""

    rule: str
    evaluated: int = 0
    changed: int = 0
    told: int = 0
    ms: int = 0
    error: str = ""
    note: str = ""


def error_of(fault: Exception) -> str:
    """What stopped a run, in the words of the program, for those who mend it."""
    return f"{type(fault).__name__}: {fault}"[:LONGEST_ERROR]


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
            told=run.told,
            error=run.error or None,
            note=run.note or None,
            fingerprint=fingerprint,
        )
    )


def last_runs(session: Session) -> Sequence[DutyRun]:
    """The latest run of each rule, for pages and for ``doctor``."""
    latest = select(func.max(RUN.c.id)).group_by(RUN.c.rule)
    return list(session.scalars(select(DutyRun).where(DutyRun.id.in_(latest))))
