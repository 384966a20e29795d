"""Reviews: who may decide, who has to agree, on which content, and what a change of it takes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.access.actor import act_as
from core.access.load import Actors
from core.workflow.models import Moved
from core.workflow.waiting import waiting_rows, waits_for
from tests.builders import TODAY_OF_NOW as TODAY
from tests.chapters_made_for_tests import Made, reasons
from tests.conftest import Databases
from tests.core.review_chapter import TOML, review_site
from tests.site import Site


@pytest.fixture(name="papers")
def site_with_papers(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The application with the chapter of papers, on each database."""
    url = databases.empty(kind, tmp_path / "data")
    with review_site(url, tmp_path / "data") as site:
        yield site
    databases.drop(url)


def paper(site: Site, by: str = "writer", **values: Any) -> str:
    """A new paper entered by an account; its address in the interface."""
    given = {"label": "News", "body": "Text", "writer": site.ids["writer"]} | values
    made = site.api(by).send("POST", "/api/v1/papers/paper/", **given)
    assert made.status_code == 201, made.text
    return f"/api/v1/papers/paper/{made.json['id']}"  # type: ignore[index]


def step(site: Site, by: str, path: str, name: str, **values: Any) -> Any:
    """One step by an account."""
    return site.api(by).send("POST", f"{path}/move/{name}", **values)


def state(site: Site, path: str, by: str = "clerk1") -> str:
    """The state of a row."""
    return str(site.api(by).get(path).json["result"]["status"])  # type: ignore[index]


def plan(site: Site) -> str:
    """A plan that two units agree on."""
    api = site.api("clerk1")
    lead, other = site.ids["of:unit1"], site.ids["of:unit2"]
    made = api.send("POST", "/api/v1/papers/plan/", label="Joint visit", lead=lead)
    number = made.json["id"]  # type: ignore[index]
    api.send("POST", "/api/v1/papers/party/", plan=number, unit=other)
    return f"/api/v1/papers/plan/{number}"


def test_two_levels_are_passed_by_two_people_and_the_paper_is_published(papers: Site) -> None:
    path = paper(papers)
    assert step(papers, "writer", path, "submit").status_code == 200
    assert state(papers, path) == "first"
    assert step(papers, "clerk1", path, "pass_first").status_code == 200
    assert step(papers, "head", path, "pass_second").status_code == 200
    row = papers.api("clerk1").get(path).json["result"]  # type: ignore[index]
    assert (row["status"], row["decided_on"]) == ("ready", "2026-11-24")
    assert row["decider"] == papers.ids["head"]
    assert step(papers, "clerk1", path, "publish").status_code == 200
    assert state(papers, path) == "published"


def test_with_one_level_the_first_review_is_left_out(papers: Site) -> None:
    with papers.session() as session:
        chapters = papers.runtime.chapters
        chapters.set_parameters(session, "papers", {"levels": 1}, papers.runtime.clock())
        session.commit()
    path = paper(papers)
    step(papers, "writer", path, "submit")
    assert state(papers, path) == "second"


def test_who_entered_or_wrote_it_does_not_decide_on_it(papers: Site) -> None:
    """T02-4: the writer finds no button, and the refusal says why."""
    path = paper(papers, by="clerk1")
    step(papers, "clerk1", path, "submit")
    refused = step(papers, "clerk1", path, "pass_first")
    assert refused.status_code == 422 and "does not decide on it" in refused.text
    page = papers.sign_in("clerk1").get(path.removeprefix("/api/v1")).text
    assert 'move/pass_first"' not in page and "does not decide on it" in page
    assert "Waits for:" in page and "Person clerk2" in page
    assert state(papers, path) == "first"


def test_the_same_person_does_not_decide_twice(papers: Site) -> None:
    path = paper(papers)
    step(papers, "writer", path, "submit")
    step(papers, "clerk1", path, "pass_first")
    refused = step(papers, "clerk1", path, "pass_second")
    assert refused.status_code == 422 and "decided on this before" in refused.text


def test_the_fallback_steps_in_only_where_nobody_else_is_left(papers: Site) -> None:
    """T02-5: as long as somebody of the office can decide, the committee member waits."""
    path = paper(papers)
    step(papers, "writer", path, "submit")
    step(papers, "clerk1", path, "pass_first")
    early = step(papers, "member", path, "pass_second")
    assert early.status_code == 422 and "nobody else is left" in early.text
    with papers.session() as session:
        row = session.get(papers.runtime.catalogue.model("papers.paper"), 1)
        for name in ("clerk2", "head"):  # the others of the office had a part in it
            session.add(
                Moved(
                    record="papers.paper",
                    row=1,
                    move="pass_first",
                    was="first",
                    became="second",
                    user=papers.ids[f"user:{name}"],
                    person=papers.ids[name],
                    at=papers.runtime.clock(),
                    content=session.scalars(select(Moved.content).limit(1)).one(),
                )
            )
        session.commit()
        assert row is not None
    assert step(papers, "member", path, "pass_second").status_code == 200


def test_a_change_of_approved_content_takes_the_approval_back(papers: Site) -> None:
    """T01-7 and T02-7: the words fall back to review, the layout does not."""
    path = paper(papers)
    step(papers, "writer", path, "submit")
    step(papers, "clerk1", path, "pass_first")
    step(papers, "head", path, "pass_second")
    api = papers.api("clerk2")
    assert api.send("PATCH", path, layout="wide").status_code == 200
    assert state(papers, path) == "ready"
    assert api.send("PATCH", path, body="Other text").status_code == 200
    assert state(papers, path) == "second"
    assert step(papers, "clerk2", path, "publish").status_code == 422
    assert step(papers, "clerk1", path, "pass_second").status_code == 200  # other content now
    assert step(papers, "clerk2", path, "publish").status_code == 200


def test_a_return_asks_for_a_reason_and_starts_anew(papers: Site) -> None:
    path = paper(papers)
    step(papers, "writer", path, "submit")
    without = step(papers, "clerk1", path, "send_back")
    assert without.status_code == 422 and "comment" in without.json["errors"]
    assert step(papers, "clerk1", path, "send_back", comment="Name the place.").status_code == 200
    assert state(papers, path) == "draft"
    entry = papers.entries(action="send_back")[-1]
    assert "Name the place." in entry.body


def test_departments_countersign_in_any_order(papers: Site) -> None:
    path = plan(papers)
    stranger = step(papers, "cadre", path, "countersign")
    assert stranger.status_code == 422 and "other departments" in stranger.text
    assert step(papers, "unit2", path, "countersign").status_code == 200
    assert state(papers, path) == "open"
    again = step(papers, "unit2", path, "countersign")
    assert again.status_code == 422 and "confirmed already" in again.text
    page = papers.sign_in("clerk1").get(path.removeprefix("/api/v1")).text
    assert "Confirmed by: Person unit2" in page and "Still missing: Unit of unit1" in page
    assert step(papers, "unit1", path, "countersign").status_code == 200
    assert state(papers, path) == "agreed"


def test_two_departments_confirm_by_role_and_nobody_for_both(papers: Site) -> None:
    """T09-1: confirmed by one department only, it is not in force."""
    path = plan(papers)
    for name in ("unit1", "unit2"):
        step(papers, name, path, "countersign")
    assert step(papers, "clerk1", path, "confirm").status_code == 200
    assert state(papers, path) == "agreed"
    assert step(papers, "clerk2", path, "confirm").status_code == 422
    assert step(papers, "cadre", path, "confirm").status_code == 200
    assert state(papers, path) == "confirmed"


def test_several_people_confirm_as_the_parameter_says(papers: Site) -> None:
    path = plan(papers)
    for name, move in (
        ("unit1", "countersign"), ("unit2", "countersign"), ("clerk1", "confirm"),
        ("cadre", "confirm"), ("clerk1", "close"),
    ):  # fmt: skip
        assert step(papers, name, path, move).status_code == 200
    assert state(papers, path) == "confirmed"
    assert step(papers, "clerk2", path, "close").status_code == 200
    assert state(papers, path) == "done"


def test_a_return_forgets_the_confirmations(papers: Site) -> None:
    path = plan(papers)
    step(papers, "unit2", path, "countersign")
    step(papers, "clerk1", path, "send_back", comment="Another day")
    step(papers, "unit1", path, "countersign")
    assert state(papers, path) == "open"
    assert step(papers, "unit2", path, "countersign").status_code == 200
    assert state(papers, path) == "agreed"


def test_each_confirmation_is_in_the_trail(papers: Site) -> None:
    path = plan(papers)
    step(papers, "unit2", path, "countersign")
    entries = papers.entries(action="countersign")
    assert [e.user_id for e in entries] == [papers.ids["user:unit2"]]


def test_what_waits_for_somebody_is_what_they_may_decide(papers: Site) -> None:
    path = paper(papers, by="clerk1")
    step(papers, "clerk1", path, "submit")
    joint = plan(papers)
    step(papers, "unit2", joint, "countersign")

    def waiting(name: str, record: str) -> int:
        with papers.session() as session:
            catalogue = papers.runtime.catalogue
            actor = Actors().get(session, papers.ids[f"user:{name}"], 0, TODAY)
            assert actor is not None
            condition = waiting_rows(session, catalogue, actor, record)
            if condition is None:
                return 0
            act_as(session, actor)
            return len(session.scalars(select(catalogue.model(record)).where(condition)).all())

    assert [waiting(n, "papers.paper") for n in ("writer", "clerk1", "clerk2")] == [0, 0, 1]
    assert [waiting(n, "papers.plan") for n in ("unit2", "unit1")] == [0, 1]
    with papers.session() as session:
        row = session.get(papers.runtime.catalogue.model("papers.paper"), 1)
        assert row is not None
        (open_,) = waits_for(session, papers.runtime.catalogue, row)
        assert sorted(a.name for a in open_.people) == ["clerk2", "head"]


def test_every_fault_of_a_review_is_told_at_once(made: Made) -> None:
    wrong = TOML.replace('otherwise = "second"', 'otherwise = "nowhere"')
    wrong = wrong.replace('content = ["label", "body"]', 'content = ["label", "words"]')
    wrong = wrong.replace('not_moves = ["pass_first"]', 'not_moves = ["pass_none"]')
    wrong = wrong.replace('stamps = ["decided_on"]', 'stamps = ["decider"]')
    wrong = wrong.replace('link = "plan", ', "")
    made.files("papers", chapter_toml=wrong)
    told = reasons(made.load(), "papers")
    for word in ("'nowhere'", "'words'", "'pass_none'", "no date", "no link"):
        assert word in told
