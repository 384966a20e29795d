"""The certificate: what a run did, by record type and purpose. Written with what it certifies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from core.db import rows_changed
from core.retention.models import CERTIFICATE
from core.retention.terms import Term

_C = CERTIFICATE.c


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the number of its job, its day and its moment."""

    number: int
    today: dt.date
    now: dt.datetime


def certify(session: Session, run: Run, term: Term, rows: int, files: int) -> None:
    """Add to the run's line, in the transaction of what was done."""
    line = {
        "run": run.number,
        "record": term.record,
        "purpose": term.purpose.name,
        "action": term.purpose.then.value,
    }
    mine = [_C[name] == value for name, value in line.items()]
    more = {"rows": _C.rows + rows, "files": _C.files + files, "at": run.now}
    if rows_changed(session.execute(update(CERTIFICATE).where(*mine).values(more))):
        return
    rule = {
        "months": term.purpose.keep_months,
        "after": term.purpose.after[:200],
        "counts_from": term.base[:120],
    }
    when = {"at": run.now, "on_day": run.today, "rows": rows, "files": files}
    session.execute(insert(CERTIFICATE).values(line | rule | when))


def certificates(session: Session, most: int, before: int | None = None) -> list[Any]:
    """Certificates, the newest first; those below the number *before*."""
    ask = select(CERTIFICATE).order_by(_C.id.desc()).limit(most)
    if before is not None:
        ask = ask.where(_C.id < before)
    return list(session.execute(ask))
