"""Jobs on screen: who may look, how far they are, stopping and repeating; a page that stands open."""

from __future__ import annotations

import dataclasses
import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select, update

from core.db import writing
from core.db.job_tables import JOB
from core.duties import Duty, DutyRun
from core.jobs import perform
from core.jobs.ending import fail
from core.jobs.keeper import Keeper
from core.jobs.kinds.duties import EVALUATE
from core.jobs.words import Words
from core.web.system.jobs import job_item
from tests.core.jobs_made import ask, do_all, job, take
from tests.site import Browser, Site


def asked_by(site: Site, name: str) -> int:
    """An evaluation that an account asked for."""
    bench = site.runtime.bench
    with writing(), bench.factory.begin() as session:
        return bench.ask_for(session, EVALUATE.name, by=site.ids[f"user:{name}"])


def poll(browser: Browser, path: str) -> Any:
    return browser.get(path, headers={"X-Polling": "1", "HX-Request": "true"})


def test_the_administrator_sees_all_jobs_and_others_none(site: Site) -> None:
    number = asked_by(site, "clerk")
    boss = site.sign_in("boss")
    page = boss.get("/jobs/")
    assert page.status_code == 200
    assert "Evaluate all rules" in page.text and "clerk" in page.text
    assert f'href="/jobs/{number}"' in page.text and 'href="/jobs/"' in boss.get("/").text
    assert site.sign_in("leader1").get("/jobs/").status_code == 403
    assert site.browser().get("/jobs/").location.startswith("/login/")


def test_a_job_is_open_to_whoever_asked_and_to_those_its_kind_names(site: Site) -> None:
    own, other = asked_by(site, "leader1"), ask(site.runtime.bench, "upkeep.clean")
    leader, clerk = site.sign_in("leader1"), site.sign_in("clerk")
    assert leader.get(f"/jobs/{own}").status_code == 200
    assert clerk.get(f"/jobs/{own}").status_code == 200, "the clerk manages duties"
    assert leader.get(f"/jobs/{other}").status_code == 404
    assert leader.post(f"/jobs/{other}/stop").status_code == 404
    assert job(site.runtime.bench, other).state == "queued"
    assert site.sign_in("boss").get(f"/jobs/{other}").status_code == 200


def test_without_a_scheduler_the_page_says_so_and_how_to_start_one(site: Site) -> None:
    number, boss = asked_by(site, "boss"), site.sign_in("boss")
    for path in ("/jobs/", f"/jobs/{number}"):
        assert "Nobody works on the jobs." in boss.get(path).text
        assert "python run.py serve" in boss.get(path).text
    assert Keeper(site.runtime.bench).round()
    assert "Nobody works" not in boss.get("/jobs/").text
    site.wait(minutes=12)
    Keeper(site.runtime.bench).round()
    assert "The oldest job has waited for 12 minutes" in boss.get("/jobs/").text


def test_progress_result_and_parts_are_shown(site: Site) -> None:
    bench, number = site.runtime.bench, asked_by(site, "boss")
    boss = site.sign_in("boss")
    perform.perform(bench, take(bench, number))
    page = boss.get(f"/jobs/{number}").text
    assert re.search(r'<progress [^>]*max="\d+" value="0"', page) and "0 of " in page
    do_all(bench)
    page = boss.get(f"/jobs/{number}").text
    assert re.search(r"Rules: \d+\. Duties looked at: \d+, changed: \d+\.", page)
    titles = [r.title for rules in site.runtime.catalogue.rules.values() for r in rules]
    assert [t for t in titles if t not in unescape(page)] == []
    assert "hx-get" not in page and "<progress" not in page
    part = re.search(r'href="/jobs/(\d+)">[^<]', page.partition("Parts")[2])
    assert part is not None
    assert boss.get(f"/jobs/{part[1]}").status_code == 200


def test_a_page_that_stands_open_asks_again_and_gets_an_answer_only_when_something_changed(
    site: Site,
) -> None:
    bench, number = site.runtime.bench, asked_by(site, "clerk")
    clerk = site.sign_in("clerk")
    page = clerk.get(f"/jobs/{number}").text
    found = re.search(r'hx-get="(/jobs/\d+/progress\?seen=\w+)" hx-trigger="every', page)
    assert found is not None
    assert poll(clerk, found[1]).status_code == 204
    perform.perform(bench, take(bench, number))
    answer = poll(clerk, found[1])
    assert answer.status_code == 200 and "Running" in answer.text
    assert "<html" not in answer.text and 'name="csrf_token"' in answer.text
    do_all(bench)
    last = poll(clerk, found[1]).text
    assert "Done" in last and "hx-get" not in last


def test_asking_again_by_itself_is_no_sign_that_somebody_is_there(site: Site) -> None:
    number = asked_by(site, "clerk")
    clerk = site.sign_in("clerk")
    for _ in range(8):
        site.wait(minutes=4)
        answer = poll(clerk, f"/jobs/{number}/progress")
    assert answer.status_code == 401
    assert poll(clerk, "/jobs/").status_code == 401
    assert clerk.get("/jobs/").location.startswith("/login/")


def test_a_waiting_job_is_stopped_repeated_and_the_trail_knows_by_whom(site: Site) -> None:
    number, clerk = asked_by(site, "clerk"), site.sign_in("clerk")
    page = clerk.post(f"/jobs/{number}/stop")
    assert page.location.endswith(f"/jobs/{number}")
    assert job(site.runtime.bench, number).state == "cancelled"
    shown = clerk.get(f"/jobs/{number}").text
    assert "Stopped" in shown and "Do it again" in shown and "Stop it" not in shown
    clerk.post(f"/jobs/{number}/again")
    assert job(site.runtime.bench, number).state == "queued"
    late = clerk.post(f"/jobs/{number}/again")
    assert "It has changed meanwhile" in clerk.get(late.location).text
    told = site.entries(record="core.jobs")
    assert [(e.action, e.row_id, e.user_id) for e in told] == [
        ("job_stopped", number, site.ids["user:clerk"]),
        ("job_repeated", number, site.ids["user:clerk"]),
    ]
    page = site.sign_in("auditor").get("/audit/").text
    assert "Job stopped" in page and "Background job" in page


def test_an_error_is_shown_with_the_attempt_that_follows(site: Site) -> None:
    bench, number = site.runtime.bench, asked_by(site, "boss")
    claim = take(bench, number)
    with writing(), bench.factory.begin() as session:
        words = Words("The worker %(worker)s gave no sign of life for %(seconds)s seconds.")
        told = dataclasses.replace(words, values={"worker": "<b>w", "seconds": 31})
        fail(session, bench, claim, told, pause=EVALUATE.pause)
    page = site.sign_in("boss").get(f"/jobs/{number}").text
    assert "It is tried again (attempt 2)." in page
    assert "The worker &lt;b&gt;w gave no sign of life for 31 seconds." in page


def test_what_nobody_may_change_by_a_link(site: Site) -> None:
    number, boss = asked_by(site, "boss"), site.sign_in("boss")
    assert boss.get(f"/jobs/{number}/stop").status_code == 405
    assert boss.client.post(f"/jobs/{number}/stop").status_code in (400, 422)
    assert boss.get("/jobs/999999").status_code == 404
    assert boss.get("/jobs/?state=%27&before=x").status_code == 200
    assert job(site.runtime.bench, number).state == "queued"


def test_other_pages_show_a_job_to_those_who_may_see_it(site: Site) -> None:
    number = asked_by(site, "leader1")
    for name, seen in (("leader1", True), ("leader2", False)):
        browser = site.sign_in(name)
        with browser.client as client:
            client.get("/")
            assert (job_item(number) is not None) is seen


# -- «Evaluate now» --------------------------------------------------------------------------------


def test_a_short_evaluation_is_done_at_once(site: Site) -> None:
    answer = site.sign_in("clerk").post("/duties/evaluate")
    assert answer.location == "/duties/"
    with site.session() as session:
        assert session.scalars(select(Duty)).first() is not None


@pytest.mark.parametrize("twice", [False, True])
def test_a_long_evaluation_becomes_a_job_with_a_page(site: Site, twice: bool) -> None:
    clerk = site.sign_in("clerk")
    clerk.post("/duties/evaluate")
    with writing(), site.runtime.engine.begin() as connection:
        connection.execute(update(DutyRun.__table__).values(ms=3000))
    answers = [clerk.post("/duties/evaluate").location for _ in range(2 if twice else 1)]
    assert len(set(answers)) == 1 and re.fullmatch(r"/jobs/\d+", answers[0])
    assert "Waiting" in clerk.get(answers[0]).text
    do_all(site.runtime.bench)
    assert "Done" in clerk.get(answers[0]).text
    with site.session() as session:
        kinds = session.scalars(select(JOB.c.kind).where(JOB.c.parent.is_(None))).all()
    assert list(kinds) == [EVALUATE.name]
