"""The pages of chapter 6: surveys answered by strangers without a trace, and what members declare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select

from core.audit.models import Entry
from core.db import Base
from core.records.tallies import Tally
from plugins.research.project_models import Member, Project
from plugins.research.survey_models import Question, Survey
from tests.builders import TODAY_OF_NOW
from tests.conftest import Databases, make_settings, open_site
from tests.rows import fill
from tests.site import Browser, Site


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Both databases."""
    return str(request.param)


@pytest.fixture(name="site")
def _site(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The college with a survey of two questions that is open."""
    url, ids = databases.copy(kind, tmp_path / "data")
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        with site.build() as make:
            fill(site, make)
            survey = make.session.get_one(Survey, site.ids["research.survey"])
            make.keep(Question(survey=survey.id, place=2, text="More?", answers="A\nB\nC"))
            survey.assessment_no, survey.asked = "PIA-2026-7", 12
            make.keep(survey)
            make.move(survey, "submit", "approve", "open")
            site.ids["survey"] = survey.id
        yield site
    databases.drop(url)


def link(site: Site) -> str:
    """The path of the survey's link, as the office gets it."""
    page = site.sign_in("clerk").get(f"/research/questionnaire/{site.ids['survey']}").text
    found = re.search(r'href="http://[^/]+(/research/open/survey/[^"]+)"', page)
    assert found
    return found[1]


def stands(site: Site) -> dict[str, list[tuple[object, ...]]]:
    """Everything the database holds, but the counts of answers."""
    with site.runtime.engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) & set(Base.metadata.tables)
        return {
            name: sorted((tuple(r) for r in connection.execute(select(table))), key=str)
            for name in names - {"core_tally"}
            if (table := Base.metadata.tables[name]) is not None
        }


def hand_in(site: Site, browser: Browser, path: str, answer: str = "1") -> str:
    """Answer the first question; where the answer leads."""
    first = site.ids["research.question"]
    sent = browser.client.post(path, data={f"q{first}": answer})
    return sent.location or str(sent.status_code)


def test_an_answer_leaves_a_number_and_nothing_else(site: Site) -> None:
    path = link(site)
    known = site.sign_in("person1")
    before = stands(site)
    for browser in (site.browser(), known):
        page = browser.client.get(path)
        assert page.status_code == 200 and "实验室开放时间够用吗" in page.text
        assert "csrf" not in page.text and "data-user" not in page.text
        assert not page.headers.getlist("Set-Cookie")
        assert hand_in(site, browser, path) == "/research/open/thanks"
        assert not browser.client.get("/research/open/thanks").headers.getlist("Set-Cookie")
    assert stands(site) == before
    with site.session() as session:
        kept = {(t.name, t.number) for t in session.scalars(select(Tally))}
        columns = {c.name for c in Base.metadata.tables["core_tally"].columns}
    first, second = site.ids["research.question"], site.ids["research.question"] + 1
    assert kept == {("0:0:0", 2), (f"{first}:1:0", 2), (f"{second}:0:0", 2)}
    assert columns == {"record", "row", "name", "number"}


def test_results_are_told_when_it_is_closed_and_only_of_enough_answers(site: Site) -> None:
    path, stranger, clerk = link(site), site.browser(), site.sign_in("clerk")
    page = f"/research/results/{site.ids['survey']}"
    for turn in range(11):
        hand_in(site, stranger, path, "1" if turn else "2")
    assert "Results are told when the survey is closed" in clerk.get(page).text
    assert clerk.post(f"/research/survey/{site.ids['survey']}/move/close").status_code == 302
    assert hand_in(site, stranger, path) == "410"
    told = clerk.get(page).text
    assert "Answers: 11 of 12" in told and ">10<" not in told and "–" in told
    assert site.sign_in("person1").get(page).status_code in (403, 404)
    assert stranger.get(page).location.startswith("/login/")


@pytest.mark.parametrize("answer", ["9", "x", ""])
def test_only_answers_that_are_offered_are_counted(site: Site, answer: str) -> None:
    assert hand_in(site, site.browser(), link(site), answer) == "422"
    with site.session() as session:
        assert session.scalar(select(func.count()).select_from(Tally)) == 0


def test_a_link_is_not_guessed_and_takes_no_form_of_another_site(site: Site) -> None:
    path, stranger = link(site), site.browser()
    assert stranger.get(path[:-2] + "xx").status_code == 404
    headers = {"Origin": "https://elsewhere.example"}
    assert stranger.client.post(path, headers=headers).status_code == 403


def test_no_more_answers_are_taken_than_people_were_asked(site: Site) -> None:
    path, stranger = link(site), site.browser()
    for _turn in range(12):
        assert hand_in(site, stranger, path) == "/research/open/thanks"
    assert hand_in(site, stranger, path) == "410"


def test_nobody_is_known_on_a_public_page_of_a_chapter_that_is_off(site: Site) -> None:
    path = link(site)
    with site.build() as make:
        site.runtime.chapters.disable(make.session, "research", site.runtime.clock())
        make.session.commit()
    assert site.browser().get(path).status_code == 404


def test_members_are_counted_and_their_answers_are_not_kept(site: Site) -> None:
    leader, person = site.ids["leader1"], site.ids["person1"]
    with site.build() as make:
        made = Project(
            name="Second",
            category="general",
            leader=leader,
            unit=site.ids["unit1"],
            starts=TODAY_OF_NOW,
            ends=TODAY_OF_NOW.replace(year=2027),
        )
        key = make.keep(made).id
        make.keep(Member(project=key, person=person))
    clerk, page = site.sign_in("clerk"), f"/research/declare/{key}"
    assert clerk.post(page, **{f"p{leader}": "yes"}).status_code == 422
    answers = {f"p{leader}": "no", f"p{person}": "yes"}
    assert clerk.post(page, **answers).location == f"/research/project/{key}"
    with site.session() as session:
        assert session.get_one(Project, key).outside == 1
        ask = select(Entry.body).where(Entry.record == "research.project", Entry.row_id == key)
        told = [json.loads(b) for b in session.scalars(ask) if '"outside"' in b]
    assert [t["after"] for t in told] == [{"outside": 1}]
    assert site.sign_in("person1").get(page).status_code in (403, 404)
