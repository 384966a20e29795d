"""A rule in parts: together they write what the whole would, beside each other, and nothing twice."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest
from sqlalchemy import select

from core.db import make_engine, session_factory, writing
from core.declare import Rule
from core.duties import Duty, DutyEvent, DutyRun
from core.duties.engine import evaluate_rule, note_fault
from core.duties.parts import parts_of
from core.duties.runs import Run, keep_run
from core.duties.scene import Part, Scene
from tests.core.duty_chapter import (
    COLLEGE,
    NOW,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Pair,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)

D = dt.date
DAY = D(2027, 6, 1)
BY_CODE = dataclasses.replace(YEARLY, name="Q3", key="code", link="year")


def fill(college: College) -> list[Pair]:
    pairs = [college.pair(code=f"P{n}") for n in range(25)]
    for pair in pairs[::2]:
        college.met(pair, D(2026, 11, 20), D(2027, 5, 2), year=pair.code)
        college.add(Task(begun=D(2026, 11, 1), pair=pair.id))
    return pairs


def scene_of(rule: Rule, part: Part | None = None) -> Scene[Rule]:
    return world_of(rule).scene("mentor", rule, DAY, part)


def ledger(college: College) -> list[tuple[object, ...]]:
    college.session.expire_all()
    rows = college.session.scalars(select(Duty).order_by(Duty.rule, Duty.subject_id, Duty.period))
    return [(d.rule, d.subject_id, d.period, d.state, d.numerator, d.evidence) for d in rows]


def evaluate_parts(college: College, rule: Rule, size: int) -> int:
    changed = 0
    parts = parts_of(college.session, scene_of(rule), size=size)
    college.session.commit()
    for part in reversed(parts):
        with writing():
            changed += evaluate_rule(college.session, scene_of(rule, part), now=NOW).changed
            college.session.commit()
    return changed


@pytest.mark.parametrize("rule", [YEARLY, BY_CODE, TASKS, SILENCE], ids=lambda r: r.name)
def test_the_parts_write_what_the_whole_would(college: College, rule: Rule) -> None:
    fill(college)
    college.run(DAY, world_of(rule))
    whole = ledger(college)
    for row in college.session.scalars(select(DutyEvent)):
        college.session.delete(row)
    college.session.flush()
    for duty in college.session.scalars(select(Duty)):
        college.session.delete(duty)
    college.session.commit()
    assert evaluate_parts(college, rule, 4) == len(whole) > 4
    assert ledger(college) == whole
    assert evaluate_parts(college, rule, 3) == 0


def test_parts_leave_nobody_out_and_nobody_belongs_to_two(college: College) -> None:
    pairs = fill(college)
    parts = parts_of(college.session, scene_of(YEARLY), size=7)
    assert len(parts) == 4
    assert parts[0].after is None and parts[-1].upto is None
    for number in (*(p.id for p in pairs), 10**9):
        inside = [
            p
            for p in parts
            if (p.after is None or number > p.after) and (p.upto is None or number <= p.upto)
        ]
        assert len(inside) == 1


def test_a_small_rule_and_a_rule_of_the_college_itself_are_one_part(college: College) -> None:
    fill(college)
    assert parts_of(college.session, scene_of(YEARLY), size=25) == [Part()]
    assert parts_of(college.session, scene_of(COLLEGE), size=1) == [Part()]


def test_a_part_voids_its_own_lost_subjects_only(college: College) -> None:
    pairs = fill(college)
    college.run(DAY, world_of(YEARLY))
    for pair in (pairs[0], pairs[-1]):
        pair.deleted_at = NOW
    college.session.commit()
    part = Part(None, pairs[5].id)
    run = evaluate_rule(college.session, scene_of(YEARLY, part), now=NOW)
    college.session.commit()
    assert (run.evaluated, run.changed) == (6, 1)
    assert college.duty(pairs[0]).state == "void"
    assert college.duty(pairs[-1]).state != "void"


def test_the_run_of_parts_is_kept_by_whoever_joins_them(college: College) -> None:
    fill(college)
    evaluate_parts(college, YEARLY, 7)
    assert college.session.scalars(select(DutyRun)).all() == []
    scene = scene_of(YEARLY)
    keep_run(college.session, Run(scene.key, 25, 25), DAY, NOW, scene.fingerprint())
    note_fault(college.session, scene, ValueError("no"), now=NOW)
    college.session.commit()
    runs = college.session.scalars(select(DutyRun).order_by(DutyRun.id)).all()
    assert [(r.changed, r.error) for r in runs] == [(25, None), (0, "ValueError: no")]
    assert evaluate_rule(college.session, scene, now=NOW).changed == 0


def test_tx_2_the_same_part_and_the_whole_at_once_make_each_duty_and_event_once(
    college: College, college_url: str
) -> None:
    pairs = fill(college)
    part = Part(None, pairs[12].id)
    gate, errors = threading.Barrier(3), list[str]()

    def one(mine: Part) -> None:
        engine = make_engine(college_url)
        with session_factory(engine)() as session, writing():
            gate.wait()
            try:
                evaluate_rule(session, scene_of(YEARLY, mine), now=NOW)
                session.commit()
            except Exception as error:
                errors.append(repr(error))
        engine.dispose()

    threads = [threading.Thread(target=one, args=(p,)) for p in (part, part, Part())]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert college.numbers() == (len(pairs), len(pairs))
