"""Who sees an article when: the publicity department once it is ready, others when they have to step in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.directory.absences import Absence
from tests.builders import TODAY_OF_NOW
from tests.conftest import Databases
from tests.plugins.publicity.desk import (
    choose,
    do_job,
    let_pass,
    press_site,
    signed_in,
    step,
    tick,
    told,
    value,
    write,
)
from tests.site import Site

WAITS = "An article waits for your review"
ARTICLES = "/api/v1/publicity/article/"


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    with press_site(kind, databases, tmp_path / "data") as made:
        yield made


def seen(site: Site, by: str, path: str) -> tuple[int, int, int]:
    """The answers for the article, and how many of its versions and reviews are listed."""
    api = signed_in(site, by)
    lists = [api.get(f"/api/v1/publicity/{short}/").json for short in ("edition", "review")]
    return (api.get(path).status_code, *(found["count"] for found in lists))  # type: ignore[return-value,index]


def waiting(site: Site, by: str) -> bool:
    """True when something stands under «Waiting for my review»."""
    return '/publicity/article/1"' in site.sign_in(by).get("/waiting/").text


def away(site: Site, name: str) -> None:
    with site.build() as make:
        make.keep(Absence(person=site.ids[name], starts=TODAY_OF_NOW))


def at_the_head(site: Site, by: str = "author") -> str:
    """An article that waits for its final review."""
    path = write(site, by)
    for who, move in (("unit", "pass_first"), ("ding", "pass_second")):
        tick(site, who, path)
        assert step(site, who, path, move).status_code == 200
    return path


def test_the_publicity_department_sees_an_article_when_it_is_ready_and_not_before(
    site: Site,
) -> None:
    path = write(site)
    assert seen(site, "press", path) == (404, 0, 0)
    assert signed_in(site, "press").get(ARTICLES).json["count"] == 0  # type: ignore[index]
    assert site.sign_in("press").get(path.removeprefix("/api/v1")).status_code == 404
    assert step(site, "press", path, "send_back", comment="x").status_code == 404
    let_pass(site, path)
    assert seen(site, "press", path) == (200, 1, 3)
    assert step(site, "press", path, "hand_over").status_code == 200
    assert step(site, "press", path, "fail", comment="no").status_code == 200
    assert seen(site, "press", path)[0] == 200


def test_with_other_words_of_theirs_it_leaves_their_sight_and_the_list_is_shown(
    site: Site,
) -> None:
    path = write(site)
    let_pass(site, path)
    press, page = site.sign_in("press"), path.removeprefix("/api/v1")
    saved = press.send(f"{page}/edit", body="Other words.")
    assert saved.status_code == 302 and saved.location == "/publicity/article/"
    assert value(site, path, "status") == "final_review"
    assert press.get(page).status_code == 404


def test_t02_5_whoever_steps_in_has_it_waiting_and_is_told_as_the_head_is(site: Site) -> None:
    choose(site, fallback_reviewer="CM")
    path = at_the_head(site, "chief")
    assert (value(site, path, "stand_in"), told(site, WAITS)[-2:]) == ("CM", ["CM", "UFH"])
    assert waiting(site, "member")
    assert not any(waiting(site, name) for name in ("chief", "ding", "unit", "press"))
    tick(site, "member", path)
    assert step(site, "member", path, "pass_final").status_code == 200
    assert value(site, path, "stand_in") is None and not waiting(site, "member")


def test_while_others_are_left_nothing_waits_for_whoever_could_step_in(site: Site) -> None:
    choose(site, fallback_reviewer="CM")
    path = at_the_head(site)
    assert waiting(site, "chief") and not waiting(site, "member")
    assert value(site, path, "stand_in") is None and "CM" not in told(site, WAITS)


def test_the_publicity_department_sees_what_it_has_to_step_in_for(site: Site) -> None:
    choose(site, fallback_reviewer="PB")
    path = at_the_head(site, "chief")
    assert waiting(site, "press") and told(site, WAITS)[-2:] == ["PB", "UFH"]
    assert seen(site, "press", path) == (200, 1, 2)
    tick(site, "press", path)
    assert step(site, "press", path, "pass_final").status_code == 200


def test_r02_6_an_absent_head_is_stood_in_for_until_they_are_back(site: Site) -> None:
    choose(site, fallback_reviewer="CM")
    path = at_the_head(site)
    assert do_job(site, "reviewers") == 1 and value(site, path, "stand_in") is None
    away(site, "chief")
    assert waiting(site, "member")
    site.wait(minutes=30)
    assert do_job(site, "reviewers") == 1
    assert value(site, path, "stand_in") == "CM" and told(site, WAITS)[-1] == "CM"
    with site.build() as make:
        (absent,) = make.session.query(Absence).all()
        absent.ends = absent.starts
        make.session.commit()
    site.wait(days=1)
    assert not waiting(site, "member")
    do_job(site, "reviewers")
    assert value(site, path, "stand_in") is None
    tick(site, "member", path)
    early = step(site, "member", path, "pass_final")
    assert early.status_code == 422 and "nobody else is left" in early.text


def test_without_a_head_of_the_unit_somebody_steps_in_for_the_first_review(site: Site) -> None:
    choose(site, fallback_reviewer="CM")
    away(site, "unit")
    path = write(site)
    assert value(site, path, "stand_in") == "CM" and waiting(site, "member")
    assert told(site, WAITS).count("CM") == 1
    tick(site, "member", path)
    assert step(site, "member", path, "pass_first").status_code == 200
    assert value(site, path, "stand_in") is None and told(site, WAITS)[-1] == "UF"
