"""Rules that have not run in time, or failed: on the home page, in doctor, in the health check."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import insert

from core.duties import Run, watch
from core.duties.models import RUN
from core.duties.runs import keep_run
from tests.core.duty_chapter import (
    COLLEGE,
    YEARLY,
    College,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.core.test_duties_waive import run
from tests.site import Site

D = dt.date
WORLD = world_of(YEARLY, COLLEGE)
NOON = dt.datetime(2027, 3, 10, 4, tzinfo=dt.UTC)


def ran(college: College, hours_ago: int, error: str = "", rule: str = "mentor.Q1") -> None:
    at = NOON - dt.timedelta(hours=hours_ago)
    made = Run(rule, error=error)
    keep_run(college.session, made, at.date(), at, None if error else "0123456789abcdef")
    college.session.commit()


def late(college: College, hours: int = 0) -> list[tuple[str, int | None, str]]:
    """Late rules: key, hours since the last good run, error."""
    now = NOON + dt.timedelta(hours=hours)
    found = watch(college.session, WORLD, as_of=now.date(), now=now).late
    return [
        (r.rule, r.since and round((now - r.since).total_seconds() / 3600), r.error) for r in found
    ]


def test_a_rule_without_a_good_run_in_26_hours_is_late(college: College) -> None:
    ran(college, 26)
    ran(college, 25, rule="mentor.Q2")
    assert late(college) == []
    assert late(college, 1) == [("mentor.Q1", 27, "")]
    assert late(college, 2) == [("mentor.Q1", 28, ""), ("mentor.Q2", 27, "")]


def test_a_failed_run_is_no_run_and_its_error_is_told(college: College) -> None:
    ran(college, 40)
    ran(college, 1, "ValueError: no")
    ran(college, 1, rule="mentor.Q2")
    assert late(college) == [("mentor.Q1", 40, "ValueError: no")]
    assert late(college, 100)[0] == ("mentor.Q1", 140, "ValueError: no")


def test_a_rule_that_failed_lately_is_told_before_it_is_late(college: College) -> None:
    ran(college, 5)
    ran(college, 1, "ValueError: no")
    ran(college, 1, rule="mentor.Q2")
    found = watch(college.session, WORLD, as_of=NOON.date(), now=NOON)
    assert (found.rules, found.late, found.well) == (2, (), False)
    assert [(r.rule, r.error) for r in found.failed] == [("mentor.Q1", "ValueError: no")]
    ran(college, 0)
    assert watch(college.session, WORLD, as_of=NOON.date(), now=NOON).well


def test_a_rule_that_never_ran_is_late_from_the_second_day_after_the_switch(
    college: College,
) -> None:
    for day, number in ((9, 0), (10, 0), (11, 2)):
        at = dt.datetime(2027, 3, day, 4, tzinfo=dt.UTC)
        world = replace(WORLD, since=lambda _: D(2027, 3, 9))
        assert len(watch(college.session, world, as_of=at.date(), now=at).late) == number


def test_a_paused_rule_is_not_late_and_a_pause_is_no_good_run(college: College) -> None:
    off = world_of(YEARLY, enabled=False)
    assert watch(college.session, off, as_of=NOON.date(), now=NOON).well
    keep_run(college.session, Run("mentor.Q1", note="paused"), NOON.date(), NOON, None)
    assert [r.rule for r in watch(college.session, WORLD, as_of=NOON.date(), now=NOON).late] == [
        "mentor.Q1",
        "mentor.Q2",
    ]


@pytest.fixture(name="silent")
def _silent(site: Site) -> Site:
    """The rules ran once, and then not for two days."""
    run(site, D(2026, 11, 24))
    site.wait(hours=27)
    return site


def test_the_home_page_alarms_those_who_manage_duties(silent: Site) -> None:
    told = "Not all rules run as they should."
    assert told in silent.sign_in("clerk").get("/").text
    assert told in silent.sign_in("clerk").get("/duties/").text
    assert told not in silent.sign_in("leader1").get("/").text
    run(silent, D(2026, 11, 25))
    assert told not in silent.sign_in("clerk").get("/").text


def test_the_health_check_tells_of_late_rules_and_stays_well(silent: Site) -> None:
    answer = silent.app.test_client().get("/healthz")
    assert answer.status_code == 200 and answer.json is not None
    assert answer.json["rules"]["checked"] == len(answer.json["rules"]["late"]) > 5
    run(silent, D(2026, 11, 25))
    answer = silent.app.test_client().get("/healthz")
    assert answer.json is not None
    assert (answer.json["rules"]["late"], answer.json["rules"]["failed"]) == ([], [])


def test_the_page_of_runs_shows_each_run_and_those_that_failed(site: Site) -> None:
    run(site, D(2026, 11, 24))
    with site.session() as session:
        values = {"rule": "befriending.R07.3", "as_of": D(2026, 11, 24), "ms": 3, "told": 0}
        at = {"started_at": site.runtime.clock(), "evaluated": 0, "changed": 0}
        session.execute(insert(RUN).values(**values, **at, error="KeyError: 'grace'"))
        session.commit()
    clerk = site.sign_in("clerk")
    page = clerk.get("/duties/runs").text
    assert page.count("<tr>") > 8 and "KeyError" in page
    failed = clerk.get("/duties/runs?failed=1").text
    assert failed.count("<tr>") == 2 and "KeyError" in failed
    assert "its latest run failed" in clerk.get("/").text
    assert clerk.get("/duties/runs?rule=befriending.R07.7").text.count("<tr>") == 2
    assert clerk.get("/duties/runs?page=77").status_code == 200
    assert site.sign_in("leader1").get("/duties/runs").status_code == 403
