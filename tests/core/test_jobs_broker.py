"""Celery for real: two workers share the rules, one is killed in the middle, each thing is done once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import redis
from sqlalchemy import func, select

from core.db import lock
from core.db.job_tables import JOB
from core.duties import Duty, DutyEvent
from core.jobs import Workbench, lease
from core.jobs.broker import Caller, make_celery
from core.jobs.kinds.duties import EVALUATE
from core.notify.outbox import Message
from tests.conftest import Databases, make_settings, open_site
from tests.core.jobs_made import ask, job
from tests.core.workers import LONG, RABBITMQ, REDIS, needed, wait_until, workers
from tests.site import Site

pytestmark = pytest.mark.postgresql
FIRST, SECOND = "befriending.R07.1", "befriending.R07.2"


@pytest.fixture
def college(databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The application on PostgreSQL."""
    url, ids = databases.copy("postgresql", tmp_path / "data")
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        yield site
    databases.drop(url)


@contextmanager
def held(site: Site, *rules: str) -> Iterator[None]:
    """Whoever evaluates one of these rules waits inside its transaction until this ends."""
    with site.runtime.engine.begin() as connection:
        for rule in rules:
            lock(connection, f"duties {rule}")
        yield


def in_hand_of(bench: Workbench, rule: str) -> int:
    """The process that has a rule in hand; 0 when nobody has."""
    with bench.factory() as session:
        mine = select(JOB.c.worker).where(JOB.c.holds == f"rule {rule}", JOB.c.state == "running")
        worker = session.execute(mine).scalar()
    return int(worker.split(":")[1]) if worker else 0


def attempts(bench: Workbench, rule: str) -> int:
    """How often a rule's jobs were begun, at most."""
    with bench.factory() as session:
        mine = select(func.max(JOB.c.attempts)).where(JOB.c.arguments.contains(f'"{rule}"'))
        return session.execute(mine).scalar_one()


def each_once(site: Site) -> int:
    """How many duties there are; every one has one event, and no message is there twice."""
    with site.session() as session:
        ask_duties = select(Duty.rule, Duty.subject_record, Duty.subject_id, Duty.period)
        duties = session.execute(ask_duties).all()
        events = session.execute(select(DutyEvent.duty, DutyEvent.became)).all()
        keys = session.scalars(select(Message.key).where(Message.key.is_not(None))).all()
    assert len(duties) == len(set(duties))
    assert len(events) == len(set(events)) >= len(duties)
    assert len(keys) == len(set(keys))
    return len(duties)


def open_rules(bench: Workbench) -> int:
    """Jobs of rules, of all plans, that have not ended."""
    with bench.factory() as session:
        still = (JOB.c.kind.startswith("duties."), JOB.c.state.in_(["queued", "running"]))
        return session.execute(select(func.count()).where(*still)).scalar_one()


def scheduler(bench: Workbench) -> str:
    """Who holds the lease; '' when nobody does."""
    with bench.factory() as session:
        found = lease.look(session)
    return found.holder if found else ""


def ended(bench: Workbench, number: int) -> bool:
    return job(bench, number).state in ("done", "failed")


def test_tx_2_two_workers_share_the_rules_and_the_other_finishes_when_one_is_killed(
    college: Site, tmp_path: Path
) -> None:
    bench = college.runtime.bench
    with workers(college.runtime.settings, REDIS, tmp_path) as made:
        one, two = made.start("--concurrency", "1"), made.start("--concurrency", "1")
        with held(college, FIRST, SECOND):
            number = ask(bench, EVALUATE.name)
            wait_until(
                lambda: in_hand_of(bench, FIRST) and in_hand_of(bench, SECOND), "both rules in hand"
            )
            killed = in_hand_of(bench, FIRST)
            assert killed != in_hand_of(bench, SECOND), "both workers have one"
            dead, other = (one, two) if killed in one.processes() else (two, one)
            dead.kill()
        wait_until(lambda: open_rules(bench) == 0, made.logs())
        row = job(bench, number)
        assert (row.state, row.done) == ("done", row.total), (row.error, made.logs())
        assert (attempts(bench, FIRST), attempts(bench, SECOND)) == (2, 1)
        assert each_once(college) > 0
        assert other.ask_to_stop() == 0, made.logs()


def test_rabbitmq_carries_the_calls_as_well(college: Site, tmp_path: Path) -> None:
    bench = college.runtime.bench
    with workers(college.runtime.settings, RABBITMQ, tmp_path) as made:
        worker = made.start("--concurrency", "2")
        first, second = ask(bench, EVALUATE.name), 0
        wait_until(lambda: ended(bench, first), made.logs())
        second = ask(bench, EVALUATE.name)
        wait_until(lambda: ended(bench, second), made.logs())
        assert {job(bench, n).state for n in (first, second)} == {"done"}, made.logs()
        assert '"changed": 0' in job(bench, second).result
        assert each_once(college) > 0
        with held(college, FIRST):
            third = ask(bench, EVALUATE.name)
            wait_until(lambda: in_hand_of(bench, FIRST), "a rule in hand")
            worker.process.terminate()
            wait_until(lambda: not scheduler(bench), "the lease is given up")
        assert worker.process.wait(LONG) == 0, made.logs()
        assert job(bench, third).state == "running", "its parts wait for the next worker"
        with bench.factory() as session:
            states = session.execute(select(JOB.c.state).where(JOB.c.parent == third)).scalars()
            assert set(states) <= {"done", "queued"}


@pytest.fixture
def caller(college: Site) -> Iterator[tuple[Workbench, Caller, Any]]:
    """A caller on a queue of its own, and a look into Redis."""
    needed(REDIS)
    settings = dataclasses.replace(
        college.runtime.settings, broker_url=REDIS, broker_queue="test-caller"
    )
    bench, look = college.runtime.bench, redis.Redis.from_url(REDIS)
    look.delete("test-caller:test-caller")
    yield bench, Caller(make_celery(settings), bench), look
    for key in look.scan_iter("test-caller:*"):
        look.delete(key)
    look.close()


def calls(look: Any) -> int:
    return int(look.llen("test-caller:test-caller"))


def test_a_job_is_called_for_until_somebody_has_it_in_ever_longer_pauses(
    college: Site, caller: tuple[Workbench, Caller, Any]
) -> None:
    bench, made, look = caller
    ask(bench, EVALUATE.name)
    counts = []
    for seconds in (0, 10, 10, 30, 10):
        college.wait(seconds=seconds)
        made.round()
        counts.append(calls(look))
    assert counts == [1, 1, 2, 2, 3]
    with bench.factory() as session:
        assert session.execute(select(func.count()).select_from(JOB)).scalar_one() == 1


def test_a_broker_that_is_down_costs_a_line_in_the_log(
    college: Site, caplog: pytest.LogCaptureFixture
) -> None:
    bench = college.runtime.bench
    ask(bench, EVALUATE.name)
    for url in ("redis://127.0.0.1:1/0", "amqp://guest:guest@127.0.0.1:1//"):
        settings = dataclasses.replace(college.runtime.settings, broker_url=url)
        Caller(make_celery(settings), bench).round()
    assert caplog.text.count("The broker does not answer") == 2
    assert "guest" not in caplog.text
