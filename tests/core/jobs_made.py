"""Kinds of job made for tests: each leaves messages in the outbox, so that what was done can be counted."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from core.db import table_of, writing
from core.db.job_tables import JOB, LEASE, MARK, SCHEDULED
from core.jobs import Kind, Workbench, ending, perform, queue
from core.jobs.kind import Parts, Result, by_name
from core.jobs.words import words_of
from core.jobs.work import Work
from core.notify.outbox import Message
from tests.builders import NOW
from tests.site import Site

MESSAGE = table_of(Message)
WORKER = "test:1"
MADE = "made"


def message(subject: str) -> dict[str, Any]:
    """Values of a message."""
    values = {"subject": subject, "body": "", "fill_in": "{}", "created_at": NOW, "role": "AD"}
    return values | {"kind": MADE}


def leave(work: Work, subject: str) -> None:
    """An effect inside the work's transaction."""
    work.session.execute(insert(MESSAGE).values(message(subject)))


def kind(run: Callable[[Work], Result | Parts], name: str = "made", **options: Any) -> Kind:
    """A kind whose name is *name*."""
    return Kind(name=name, title="Made", run=run, **options)


def writes(work: Work) -> Result:
    """Leaves one message."""
    leave(work, str(work.arguments.get("subject", "done")))
    return {"n": 1}


def bench_of(site: Site, *kinds: Kind) -> Workbench:
    """The application's workbench with these kinds only."""
    return dataclasses.replace(site.runtime.bench, kinds=by_name(*kinds))


def ask(bench: Workbench, name: str = "made", key: str = "", **arguments: Any) -> int:
    """Queue a job and commit."""
    with writing(), bench.factory() as session:
        number = bench.ask_for(session, name, arguments, key=key)
        session.commit()
    return number


def do_all(bench: Workbench) -> int:
    """Do what is ready, with the keeper's eye for the dead."""
    with bench.factory() as session:
        return perform.run_all(session, bench, WORKER)


def take(bench: Workbench, number: int) -> queue.Claim:
    """Claim a job that is there to be had."""
    claim = perform.take(bench, number, WORKER)
    assert claim is not None
    return claim


def bury(bench: Workbench) -> None:
    """Take jobs from workers that are silent."""
    with writing(), bench.factory.begin() as session:
        ending.take_back(session, bench)


def job(bench: Workbench, number: int) -> Any:
    """A row as it stands."""
    with bench.factory() as session:
        return session.execute(select(JOB).where(JOB.c.id == number)).one()


def error_of(bench: Workbench, number: int) -> str:
    """The error in words."""
    return str(words_of(job(bench, number).error))


def states(bench: Workbench, name: str = "made") -> Sequence[str]:
    """States of all jobs of a kind, oldest first."""
    with bench.factory() as session:
        ask_states = select(JOB.c.state).where(JOB.c.kind == name).order_by(JOB.c.id)
        return session.execute(ask_states).scalars().all()


def subjects(bench: Workbench) -> list[str]:
    """What the jobs left behind."""
    with bench.factory() as session:
        mine = select(MESSAGE.c.subject).where(MESSAGE.c.kind == MADE)
        return list(session.execute(mine.order_by(MESSAGE.c.id)).scalars())


@pytest.fixture(name="clean")
def without_jobs(shared: Site) -> Site:
    """The module's application without any job, lease or made message, at the tests' first moment."""
    with writing(), shared.runtime.engine.begin() as connection:
        for table in (JOB, SCHEDULED, MARK, LEASE):
            connection.execute(delete(table))
        connection.execute(delete(MESSAGE).where(MESSAGE.c.kind == MADE))
    shared.later = dt.timedelta()
    return shared
