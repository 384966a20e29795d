"""What a reader gets: sentences, the report as plain values, counts per article, and vetting."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from core.declare import Anchor, Due, Quota, Where
from core.duties import explain, problems_of_rule, report
from tests.core.duty_chapter import (
    COLLEGE,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Leader,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)

D = dt.date


def words(college: College, subject: object) -> str:
    return " ".join(str(s) for s in explain(college.duty(subject)))  # type: ignore[arg-type]


def test_a_quota_says_what_was_counted_and_what_follows(college: College) -> None:
    due, met = college.pair(), college.pair()
    college.met(met, D(2026, 11, 5), D(2026, 11, 5))
    college.run()
    assert words(college, due) == (
        "0 of 1 counted, from 2026-09-01 to 2027-08-31; several on one day count once. "
        "It was due on 2027-08-31 and is overdue."
    )
    assert words(college, met).startswith("1 of 1 counted")
    assert "2 were entered" in words(college, met)
    assert words(college, met).endswith("The duty is met.")


def test_a_void_duty_says_why_nothing_is_owed(college: College) -> None:
    young = college.pair(start=D(2027, 8, 1))
    ended = college.pair(status="ended", end=D(2027, 2, 1))
    college.run()
    assert "began on 2027-08-01, less than 90 days" in words(college, young)
    assert "ended on 2027-02-01" in words(college, ended)


def test_deadlines_and_freshness_have_words_too(college: College) -> None:
    pair = college.pair()
    task = Task(begun=D(2026, 9, 25), done=D(2026, 9, 26))
    college.add(task)
    college.run(D(2026, 9, 28), world_of(TASKS))
    assert words(college, task) == (
        "It runs since 2026-09-25. 5 working days are allowed. It was done on 2026-09-26. "
        "The duty is met."
    )
    college.session.delete(task)
    college.session.commit()
    college.run(D(2026, 9, 28), world_of(SILENCE))
    assert "at most 60 days may pass" in " ".join(
        map(str, explain(college.duty(pair, rule="mentor.F1")))
    )


def test_the_report_names_duty_evidence_and_rows_but_no_sensitive_name(college: College) -> None:
    leader = Leader(name="Zhang")
    college.add(leader)
    pair = college.pair(leader=leader.id, friend="Secret", code="P-1")
    rows = college.met(pair, D(2026, 11, 5), D(2026, 12, 5))
    world = world_of(YEARLY, COLLEGE)
    college.run(world=world)
    items = list(report(college.session, world, as_of=D(2027, 8, 31)))
    text = json.dumps(items)
    assert "Secret" not in text
    first = items[0]
    assert first["subject"] == {"record": "mentor.pair", "id": pair.id, "label": "Zhang · P-1"}
    assert (first["rule"], first["article"], first["state"]) == ("mentor.Q1", 7, "met")
    assert (first["period"], first["due"]) == ("2026-2027", "2027-08-31")
    assert (first["numerator"], first["threshold"]) == (2, 1)
    assert first["evidence"]["records"] == [r.id for r in rows]
    assert first["evidence"]["parameters"]["count_rule"] == "distinct_days"
    assert first["why"].endswith("The duty is met.")
    assert items[1]["subject"]["record"] == "institution"


def broken(**changes: object) -> Quota:
    return dataclasses.replace(YEARLY, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        (broken(record="mentor.nothing"), "mentor.nothing"),
        (broken(link="pairs"), "'pairs'"),
        (broken(where=(Where("colour", ("red",)),)), "'colour'"),
        (broken(at_least="@unheard_of"), "unheard_of"),
        (broken(distinct="by_heart"), "by_heart"),
        (broken(owner="status.name"), "status"),
        (broken(due=Due(Anchor.FIELD, 3)), "field"),
        (broken(at_least="@count_rule"), "number"),
        (dataclasses.replace(TASKS, due=Due()), "Anchor.FIELD"),
        (dataclasses.replace(SILENCE, starts="beginning"), "'beginning'"),
    ],
)
def test_a_wrong_rule_is_named_with_where_what_and_mend(rule: Quota, word: str) -> None:
    (problem,) = problems_of_rule(world_of(rule), "mentor", rule)
    assert word in str(problem)
    assert rule.name in problem.where
    assert problem.mend


@pytest.mark.parametrize("rule", [YEARLY, COLLEGE, TASKS, SILENCE])
def test_a_right_rule_has_no_problems(rule: Quota) -> None:
    assert problems_of_rule(world_of(rule), "mentor", rule) == []
