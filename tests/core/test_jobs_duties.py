"""Evaluation as jobs: every rule once, soon after changes, shared between workers, shown when it fails."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from core.db import writing
from core.db.job_tables import JOB
from core.duties import Duty, DutyEvent, DutyRun
from core.jobs import Workbench, perform
from core.jobs.kinds import duties
from core.jobs.kinds.duties import CHANGED, EVALUATE
from core.jobs.schedule import Timetable
from plugins.befriending.models import Pair
from tests.core.jobs_made import ask, do_all, job, states
from tests.site import Site


def ledger(site: Site) -> list[tuple[Any, ...]]:
    with site.session() as session:
        ask_duties = select(Duty).order_by(Duty.rule, Duty.subject_id, Duty.period)
        return [(d.rule, d.subject_id, d.period, d.state) for d in session.scalars(ask_duties)]


def number_of(site: Site, model: type[Any]) -> int:
    with site.session() as session:
        return session.execute(select(func.count()).select_from(model)).scalar_one()


def rules(site: Site) -> int:
    return sum(len(r) for r in site.runtime.catalogue.rules.values())


def evaluate(bench: Workbench) -> Any:
    number = ask(bench, EVALUATE.name)
    do_all(bench)
    return job(bench, number)


def test_one_job_per_rule_and_the_whole_tells_their_sum(site: Site) -> None:
    bench = site.runtime.bench
    row = evaluate(bench)
    assert (row.state, row.done, row.total) == ("done", rules(site), rules(site))
    assert f'"changed": {len(ledger(site))}' in row.result
    assert number_of(site, DutyRun) == rules(site)
    before = ledger(site)
    assert '"changed": 0' in evaluate(bench).result
    assert ledger(site) == before != []


def test_a_rule_in_parts_ends_in_the_same_ledger_and_one_run(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = site.runtime.bench
    evaluate(bench)
    whole, runs = ledger(site), number_of(site, DutyRun)
    with writing(), bench.factory.begin() as session:
        for table in (DutyEvent.__table__, Duty.__table__, DutyRun.__table__):
            session.execute(table.delete())
    monkeypatch.setattr(duties, "SIZE", 1)
    assert evaluate(bench).state == "done"
    assert ledger(site) == whole
    assert number_of(site, DutyRun) == runs
    if not bench.settings.is_sqlite:
        assert states(bench, "duties.part").count("done") >= 4


def test_a_rule_that_fails_is_tried_again_shown_and_stops_no_other(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = duties.evaluate_rule

    def broken(session: Any, scene: Any, *, now: dt.datetime) -> Any:
        if scene.key.endswith("R07.1"):
            raise ValueError("no paper")
        return real(session, scene, now=now)

    monkeypatch.setattr(duties, "evaluate_rule", broken)
    bench = site.runtime.bench
    number = ask(bench, EVALUATE.name)
    for _ in range(4):
        do_all(bench)
        site.wait(hours=1)
    assert job(bench, number).state == "failed"
    assert states(bench, "duties.rule").count("failed") == 1
    assert states(bench, "duties.rule").count("done") == rules(site) - 1
    with site.session() as session:
        ask_runs = select(DutyRun).where(DutyRun.rule.endswith("R07.1"))
        errors = [r.error for r in session.scalars(ask_runs)]
    assert errors == ["ValueError: no paper"] * 3


def test_rules_of_a_chapter_that_is_off_are_paused(site: Site) -> None:
    with site.session() as session:
        site.runtime.chapters.disable(session, "befriending", site.runtime.clock())
        session.commit()
    assert evaluate(site.runtime.bench).state == "done"
    with site.session() as session:
        notes = set(session.scalars(select(DutyRun.note)))
    assert notes == {"paused"}
    assert ledger(site) == []


# -- soon after changes ----------------------------------------------------------------------------


def look(site: Site) -> int:
    """What the timetable finds to do after a change; how many jobs that were."""
    kinds = {CHANGED.name: CHANGED} | {
        n: k for n, k in site.runtime.bench.kinds.items() if n.startswith("duties.")
    }
    kinds.pop(EVALUATE.name)
    bench = dataclasses.replace(site.runtime.bench, kinds=kinds)
    Timetable(bench).queue_due()
    return do_all(bench)


def change(site: Site, **values: Any) -> None:
    with site.build() as make:
        pair = make.session.scalars(select(Pair).where(Pair.id == site.ids["pair1"])).one()
        make.contact(pair, **values)


def test_rules_are_evaluated_when_nobody_has_written_for_two_minutes(site: Site) -> None:
    evaluate(site.runtime.bench)
    assert look(site) == 0
    change(site, date=dt.date(2026, 11, 12))
    assert look(site) == 0
    site.wait(minutes=1)
    change(site, date=dt.date(2026, 11, 13))
    site.wait(minutes=1)
    assert look(site) == 0
    site.wait(minutes=1)
    assert look(site) > 1
    with site.session() as session:
        duty = session.scalars(
            select(Duty).where(Duty.rule == "befriending.R07.1", Duty.subject_id == 1)
        ).one()
    assert duty.numerator == 3
    site.wait(minutes=5)
    assert look(site) == 0


def test_where_writing_never_pauses_ten_minutes_are_the_longest_wait(site: Site) -> None:
    evaluate(site.runtime.bench)
    for _ in range(10):
        change(site)
        site.wait(minutes=1)
        done = look(site)
    assert done > 1


def test_a_parameter_and_a_person_touch_every_rule_a_mere_reading_none(site: Site) -> None:
    evaluate(site.runtime.bench)
    clerk = site.sign_in("clerk")
    clerk.get(f"/befriending/contact/{site.ids['contact1']}")
    site.app.extensions["tongxin.reads"].flush()
    site.wait(minutes=20)
    assert look(site) == 0
    with site.build() as make:
        make.person()
    site.wait(minutes=2)
    assert look(site) == 1 + rules(site)


def test_before_the_first_evaluation_changes_wait_for_it(site: Site) -> None:
    change(site)
    site.wait(minutes=30)
    assert look(site) == 0


# -- two workers -----------------------------------------------------------------------------------


def test_tx_2_two_workers_at_once_make_each_duty_and_event_once(site: Site) -> None:
    bench = site.runtime.bench
    number = ask(bench, EVALUATE.name)
    second = ask(bench, EVALUATE.name)
    gate = threading.Barrier(2)

    def one() -> None:
        gate.wait()
        with bench.factory() as session:
            perform.run_all(session, bench, "w")

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    do_all(bench)
    assert [job(bench, n).state for n in (number, second)] == ["done", "done"]
    assert number_of(site, Duty) == number_of(site, DutyEvent) == len(set(ledger(site))) > 0
    with bench.factory() as session:
        left = select(func.count()).where(JOB.c.state.in_(["queued", "running"]))
        assert session.execute(left).scalar_one() == 0
