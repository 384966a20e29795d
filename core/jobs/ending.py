"""How jobs end: done, tried again, failed, given back, cancelled; and what that means for the whole.

Every change of a running job asks for the token of its attempt. A worker that was taken for dead,
and whose job another has in hand, changes nothing: its transaction is rolled back (``Lost``).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from core.db import rows_changed
from core.db.job_tables import JOB, OPEN, State
from core.jobs.kind import BACK, Joined, Parts, Result
from core.jobs.queue import Claim, Wish, put
from core.jobs.words import Words, as_json, words_of, words_of_fault
from core.texts import N_

if TYPE_CHECKING:
    from core.jobs.bench import Workbench

BEATS = 3
DIED = N_("The worker %(worker)s gave no sign of life for %(seconds)s seconds.")
OF_PARTS = N_("%(failed)s of %(parts)s parts failed. The first: %(error)s")


class Lost(Exception):
    """Another worker has the job in hand: nothing of this attempt may be kept."""


def ended(state: State, now: dt.datetime) -> dict[str, Any]:
    """Values of a job that is over: its key and its name are free for others."""
    return {"state": state, "finished_at": now} | _LET_GO


_LET_GO = {"key": None, "holds": None, "token": None, "heartbeat_at": None}


def change(session: Session, claim: Claim, values: dict[str, Any]) -> None:
    """Change a job that is in hand. Raises Lost when it is so no longer."""
    mine = (JOB.c.id == claim.id, JOB.c.token == claim.token, JOB.c.state == State.RUNNING)
    if not rows_changed(session.execute(update(JOB).where(*mine).values(values))):
        raise Lost(f"job {claim.id} ({claim.kind}) is in other hands")


# -- in the transaction of the work ----------------------------------------------------------------


def finish(session: Session, bench: Workbench, claim: Claim, outcome: Result | Parts) -> list[int]:
    """Mark a job done in the transaction of what it did; the caller commits.

    Returns the jobs that became ready by it: the parts it was divided into.
    """
    now = bench.wall()
    if isinstance(outcome, Parts):
        if outcome.parts:
            return _divide(session, claim, outcome, now)
        outcome = _join(session, bench, claim.kind, claim.arguments)
    values = ended(State.DONE, now) | {"result": as_json(outcome), "error": None}
    change(session, claim, values)
    tell_parent(session, bench, claim.id, now)
    return []


def _divide(session: Session, claim: Claim, outcome: Parts, now: dt.datetime) -> list[int]:
    values = {"heartbeat_at": None, "token": None, "done": 0, "total": len(outcome.parts)}
    change(session, claim, values)
    return [
        put(
            session,
            Wish(
                kind=part.kind,
                arguments=part.arguments,
                by=claim.asked_by,
                key=part.key,
                parent=claim.id,
            ),
            now,
        )
        for part in outcome.parts
    ]


def tell_parent(session: Session, bench: Workbench, number: int, now: dt.datetime) -> None:
    """A job has ended: count it for the job it is part of, and end that with its last part."""
    ask = select(JOB.c.parent).where(JOB.c.id == number)
    parent = session.execute(ask).scalar()
    if parent is None:
        return
    # The change locks the whole: of two last parts the second sees the first one ended.
    mine = (JOB.c.id == parent, JOB.c.state == State.RUNNING)
    counted = update(JOB).where(*mine).values(done=JOB.c.done + 1)
    still = select(func.count()).where(JOB.c.parent == parent, JOB.c.state.in_(OPEN))
    if not rows_changed(session.execute(counted)) or session.execute(still).scalar_one():
        return
    row = session.execute(select(JOB).where(JOB.c.id == parent)).one()
    session.execute(update(JOB).where(*mine).values(_joined(session, bench, row, now)))
    tell_parent(session, bench, parent, now)


def _joined(session: Session, bench: Workbench, row: Any, now: dt.datetime) -> dict[str, Any]:
    """Values of a job whose last part has ended."""
    ask = select(JOB.c.state, JOB.c.result, JOB.c.error).where(JOB.c.parent == row.id)
    parts = session.execute(ask.order_by(JOB.c.id)).all()
    errors = tuple(str(words_of(p.error)) for p in parts if p.state == State.FAILED)
    if row.cancel or any(p.state == State.CANCELLED for p in parts):
        return ended(State.CANCELLED, now)
    results = tuple(json.loads(p.result) for p in parts if p.result)
    try:
        with session.begin_nested():
            given = json.loads(row.arguments)
            result = _join(session, bench, row.kind, given, results, errors)
    except Exception as fault:  # whatever it is, the parts are done and stay so
        return ended(State.FAILED, now) | {"error": words_of_fault(fault).kept()}
    if errors:
        about = {"failed": len(errors), "parts": len(parts), "error": errors[0]}
        error = {"error": Words(OF_PARTS, about).kept(), "result": as_json(result)}
        return ended(State.FAILED, now) | error
    return ended(State.DONE, now) | {"result": as_json(result)}


def _join(
    session: Session,
    bench: Workbench,
    name: str,
    given: dict[str, Any],
    results: tuple[Result, ...] = (),
    errors: tuple[str, ...] = (),
) -> Result:
    """The result of a job in parts, as its kind makes it from theirs."""
    kind = bench.kinds.get(name)
    if kind is None or kind.join is None:
        return {}
    return kind.join(
        Joined(session=session, bench=bench, arguments=given, results=results, errors=errors)
    )


# -- when it does not go well ----------------------------------------------------------------------


def fail(
    session: Session, bench: Workbench, claim: Claim, error: Words, *, pause: dt.timedelta
) -> bool:
    """Note an error: the job is tried again after *pause*, or has failed when tries are used up.

    True when it will be tried again. The caller commits.
    """
    now, kind = bench.wall(), bench.kinds.get(claim.kind)
    if kind is not None and claim.attempts <= kind.retries and not is_unwanted(session, claim):
        values = _LET_GO | {"state": State.QUEUED, "ready_at": now + pause, "error": error.kept()}
        del values["key"]
        change(session, claim, values)
        return True
    state = State.CANCELLED if is_unwanted(session, claim) else State.FAILED
    change(session, claim, ended(state, now) | {"error": error.kept()})
    tell_parent(session, bench, claim.id, now)
    return False


def is_unwanted(session: Session, claim: Claim) -> bool:
    """True when somebody asked the job to stop."""
    return bool(session.execute(select(JOB.c.cancel).where(JOB.c.id == claim.id)).scalar())


def give_back(session: Session, bench: Workbench, claim: Claim) -> None:
    """The worker stops: the job goes back to the queue as if this attempt had not been."""
    values = _LET_GO | {"state": State.QUEUED, "ready_at": bench.wall()}
    del values["key"]
    change(session, claim, values | {"attempts": JOB.c.attempts - 1})


def stop(session: Session, bench: Workbench, claim: Claim) -> None:
    """The job was asked to stop, and did; the caller commits."""
    now = bench.wall()
    change(session, claim, ended(State.CANCELLED, now))
    tell_parent(session, bench, claim.id, now)


def dead(session: Session, bench: Workbench) -> list[Any]:
    """Running jobs whose worker gives no sign of life any more."""
    now = bench.wall()
    silence = dt.timedelta(seconds=bench.settings.job_heartbeat * BEATS)
    beat = JOB.c.heartbeat_at
    ask = select(JOB).where(JOB.c.state == State.RUNNING, beat.is_not(None))
    return list(session.execute(ask.where(or_(beat < now - silence, beat > now + BACK))))


def take_back(session: Session, bench: Workbench) -> None:
    """Take jobs from workers that died; the caller commits."""
    for row in dead(session, bench):
        _bury(session, bench, row)


def _bury(session: Session, bench: Workbench, row: Any) -> None:
    claim = Claim(
        id=row.id, kind=row.kind, token=row.token, attempts=row.attempts, arguments={}
    )  # fmt: skip
    seconds = int((bench.wall() - row.heartbeat_at).total_seconds())
    error = Words(DIED, {"worker": row.worker, "seconds": seconds})
    kind = bench.kinds.get(row.kind)
    # The first death is taken for chance; a job that kills again waits longer each time.
    patient = kind is not None and row.attempts > 1
    pause = kind.pause_after(row.attempts - 1) if kind and patient else dt.timedelta()
    with contextlib.suppress(Lost):  # it was slow, not dead, and has just gone on
        fail(session, bench, claim, error, pause=pause)


# -- what people do --------------------------------------------------------------------------------


def cancel(session: Session, bench: Workbench, number: int) -> bool:
    """Stop a job with its parts, in the caller's transaction; False when it has ended already.

    What runs is asked to stop, and rolls back what it has not yet committed.
    """
    now = bench.wall()
    row = session.execute(select(JOB.c.state).where(JOB.c.id == number)).first()
    if row is None or row.state not in OPEN:
        return False
    for part in _open_parts(session, number):
        cancel(session, bench, part)
    running = update(JOB).where(JOB.c.id == number, JOB.c.state == State.RUNNING)
    session.execute(running.values(cancel=True))
    queued = update(JOB).where(JOB.c.id == number, JOB.c.state == State.QUEUED)
    if rows_changed(session.execute(queued.values(ended(State.CANCELLED, now)))):
        tell_parent(session, bench, number, now)
    return True


def _open_parts(session: Session, number: int) -> Sequence[int]:
    ask = select(JOB.c.id).where(JOB.c.parent == number, JOB.c.state.in_(OPEN))
    return session.execute(ask.order_by(JOB.c.id)).scalars().all()


def retry(session: Session, bench: Workbench, number: int) -> bool:
    """Queue a job anew that failed or was cancelled; False when there is nothing to repeat."""
    values = {
        "state": State.QUEUED,
        "attempts": 0,
        "cancel": False,
        "error": None,
        "result": None,
        "done": 0,
        "total": None,
        "words": None,
        "ready_at": bench.wall(),
        "started_at": None,
        "finished_at": None,
    }
    stopped = (State.FAILED, State.CANCELLED)
    mine = (JOB.c.id == number, JOB.c.state.in_(stopped), JOB.c.parent.is_(None))
    if not rows_changed(session.execute(update(JOB).where(*mine).values(values))):
        return False
    session.execute(delete(JOB).where(JOB.c.parent == number))
    return True
