"""Own pages of chapter 2: codes that expire, signing in, the anthology."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select

from core.chapters.world import world_of
from core.duties import evaluate
from plugins.study.session_models import OnlineItem, Reader, Reflection, Session, Signin
from tests.builders import DAY, TODAY_OF_NOW
from tests.conftest import Databases, make_settings, open_site
from tests.rows import fill
from tests.site import Site


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Both databases."""
    return str(request.param)


@pytest.fixture(name="room")
def _room(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The college with a session of today, announced."""
    url, ids = databases.copy(kind, tmp_path / "data")
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        with site.build() as make:
            fill(site, make)
            make.move(make.session.get_one(Session, 1), "announce")
        yield site
    databases.drop(url)


def code(site: Site) -> str:
    """The path that today's code leads to."""
    page = site.sign_in("clerk").get("/study/code/1").text
    found = re.search(r'data-code="http://[^/]+(/study/sign/[^"]+)"', page)
    assert found
    return found[1]


def signatures(site: Site) -> list[tuple[int, str | None]]:
    with site.session() as session:
        rows = session.scalars(select(Signin).order_by(Signin.id))
        return [(row.person, row.way) for row in rows]


def test_whoever_opens_the_code_and_confirms_is_signed_in_once(room: Site) -> None:
    path, person = code(room), room.ids["person1"]
    browser = room.sign_in("person1")
    assert "I am here" in browser.get(path).text
    for _ in range(2):
        assert browser.post(path).location.endswith(path)
    assert "You are signed in." in browser.get(path).text
    assert signatures(room)[1:] == [(person, "code")]
    (entry,) = room.entries(record="study.signin", action="create", row_id=2)
    assert entry.user_id == room.ids["user:person1"]
    with room.session() as session:
        assert session.get_one(Session, 1).signed == 2


def test_a_code_holds_for_ten_minutes_and_cannot_be_forged(room: Site) -> None:
    path, browser = code(room), room.sign_in("person1")
    assert browser.get(path[:-2] + "xx").status_code == 410
    room.wait(minutes=11)
    for answer in (browser.get(path), browser.post(path)):
        assert answer.status_code == 410 and "This code is over" in answer.text
    assert len(signatures(room)) == 1


def test_a_code_is_of_the_day_and_of_a_session_that_is_announced(room: Site) -> None:
    path = code(room)
    with room.build() as make:
        make.move(make.session.get_one(Session, 1), "cancel")
    assert room.sign_in("person1").get(path).status_code == 410


def test_a_stranger_signs_in_to_the_system_first(room: Site) -> None:
    assert room.browser().get(code(room)).location.startswith("/login/")


def test_an_account_without_a_person_is_sent_to_the_sheet(room: Site) -> None:
    path, browser = code(room), room.sign_in("nobody")
    assert "belongs to no person" in browser.get(path).text
    browser.post(path)
    assert len(signatures(room)) == 1


def test_nobody_enters_a_signature_past_the_code(room: Site) -> None:
    sent = {"session": 1, "person": room.ids["person1"]}
    answer = room.api("person1").send("POST", "/api/v1/study/signin/", **sent)
    assert answer.status_code in (403, 404)


def test_the_code_is_shown_to_those_who_hold_the_session_only(room: Site) -> None:
    for path in ("/study/code/1", "/study/code/1.svg"):
        assert room.sign_in("person1").get(path).status_code in (403, 404)
    drawn = room.sign_in("clerk").get("/study/code/1.svg")
    assert drawn.mimetype == "image/svg+xml" and b"<svg" in drawn.data
    assert drawn.headers["Cache-Control"] == "no-store"


def test_t04_7_the_anthology_holds_agreed_reflections_only(room: Site) -> None:
    with room.build() as make:
        given = {"unit": room.ids["unit1"], "writer": room.ids["person1"]}
        yes = make.keep(Reflection(heading="Agreed", text="Yes.", may_print=True, **given))
        no = make.keep(Reflection(heading="Not agreed", text="No.", **given))
        make.move(yes, "submit", "select")
        make.move(no, "submit")
    answer = room.sign_in("clerk").get("/study/anthology")
    text = "\n".join(p.text for p in Document(io.BytesIO(answer.data)).paragraphs)
    assert "Agreed" in text and "Yes." in text and "林一友" in text
    assert "Not agreed" not in text and "No." not in text and "Some words." not in text
    assert room.sign_in("person1").get("/study/anthology").status_code in (403, 404)


def test_t04_4_the_head_of_the_unit_sees_that_one_is_missing_and_not_whose(room: Site) -> None:
    with room.build() as make:
        item = OnlineItem(
            unit=room.ids["unit1"],
            topic="Hidden topic",
            platform="campus",
            date=DAY,
            due=DAY,
            audience="cadres",
        )
        make.keep(item)
        make.keep(Reader(item=item.id, person=room.ids["person1"], obliged=True))
        runtime = room.runtime
        world = world_of(runtime.chapters, runtime.calendar(make.session))
        report = evaluate(make.session, world, as_of=TODAY_OF_NOW, now=runtime.clock())
        assert report.failed == ()
    page = room.sign_in("unit_head").get("/duties/?rule=study.R04.2").text
    assert "A cadre whom the plan obliges hands in a reflection" in page
    assert "Hidden topic" not in page


def test_about_me_names_the_session_and_opens_nothing_of_it(room: Site) -> None:
    """DP-06: whoever signed in learns what it was they signed in to; the session stays closed."""
    with room.build() as make:
        make.keep(Signin(session=1, person=room.ids["person1"]))
    me = room.sign_in("person1")
    for page in (me.get("/me/").text, me.get("/me/copy").text):
        assert f"集中学习 · {TODAY_OF_NOW}" in page and "报告厅" not in page
    assert me.get("/study/session/1").status_code == 403
    assert me.get("/study/session/").status_code == 403
    assert "集中学习 ·" not in me.get("/study/signin/").text
