"""The page of an entry (UI-4): timeline with differences, who may see it, files in place, the article
on the spot, and the sheet for paper."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from sqlalchemy import select

from core.access.actor import act_as
from core.access.readers import Asked, readers_of
from tests.builders import TODAY_OF_NOW, Builders
from tests.core.test_reviews import plan, site_with_papers, step
from tests.site import Browser, Site

CONTACT = "/befriending/contact/1"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 2000
PDF = b"%PDF-1.7\n" + b"x" * 100
__all__ = ["site_with_papers"]


def attach(browser: Browser, name: str, content: bytes) -> None:
    """Upload a file to the first contact."""
    data = {"csrf_token": browser.token(), "file": (io.BytesIO(content), name)}
    assert browser.client.post(f"{CONTACT}/files", data=data).status_code == 302


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_moves_and_changes_stand_in_one_timeline_newest_first(site: Site) -> None:
    leader, clerk = site.sign_in("leader1"), site.sign_in("clerk")
    leader.send(f"{CONTACT}/edit", place="Garden")
    clerk.post(f"{CONTACT}/move/redraft", comment="Wrong day")
    page = clerk.get(CONTACT).text
    told = words(page[page.index('id="timeline"') :])
    assert told.index("Back to draft") < told.index("Changed") < told.index("Created")
    assert "Registered → Draft" in told and "Wrong day" in told
    assert "Place Alpha hall Garden" in told
    assert "林一长 (leader1) Changed" in told


def test_a_field_the_reader_may_not_see_is_not_told_at_all(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.send("/directory/person/2/edit", office_phone="55599", name="林一友")
    assert "55599" in clerk.get("/directory/person/2").text
    for path in ("", "/history", "/print"):
        page = site.sign_in("leader1").get(f"/directory/person/2{path}")
        assert page.status_code == 200
        assert "55599" not in page.text and "55501" not in page.text
        assert "Office phone" not in page.text


def test_one_of_several_confirmations_is_told_as_such(papers: Site) -> None:
    path = plan(papers)
    assert step(papers, "unit2", path, "countersign").status_code == 200
    told = words(papers.sign_in("clerk1").get(path.removeprefix("/api/v1") + "/history").text)
    assert "Countersign" in told and "One of several confirmations" in told


def can_read(site: Site, user: int, model: Any, row: int) -> bool:
    """What the gate itself says."""
    with site.runtime.factory() as session:
        site.runtime.chapters.refresh(session)
        actor = site.runtime.actors.get(session, user, -1, TODAY_OF_NOW)
        assert actor is not None
        act_as(session, actor)
        return session.scalars(select(model).where(model.id == row)).first() is not None


def test_the_box_names_exactly_those_whom_the_gate_lets_through(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.send("/roles/UH", **{"befriending.contact|read": "own_unit"})
    with site.session() as session:
        make = Builders(session, site.runtime.catalogue)
        make.move(make.contact(session.get_one(*pair_of(site)), summary="Draft"), "redraft")
    catalogue, checked = site.runtime.catalogue, 0
    users = {k: n for k, n in site.ids.items() if k.startswith("user:")}
    for name in ("befriending.contact", "befriending.pair", "befriending.unit_round"):
        model = catalogue.model(name)
        with site.session() as session:
            for row in session.scalars(select(model)).all():
                asked = Asked(session, catalogue, row, site.runtime.chapters.visible, TODAY_OF_NOW)
                told = {r.user for reach in readers_of(asked) for r in reach.readers}
                true = {n for n in users.values() if can_read(site, n, model, row.id)}
                assert told == true, (name, row.id)
                checked += 1
    assert checked >= 7


def pair_of(site: Site) -> tuple[Any, int]:
    """The class and the number of the first pair."""
    return site.runtime.catalogue.model("befriending.pair"), site.ids["pair1"]


def test_who_may_see_it_is_said_in_words_with_the_grant(site: Site) -> None:
    page = words(site.sign_in("clerk").get(f"{CONTACT}/readers").text)
    assert "Sees: all entries of this kind" in page
    assert "Sees: entries they answer for themselves 林一长" in page
    assert "Sees: entries that are about them 林一友" in page
    assert "周二长" not in page


def test_a_role_that_shows_less_says_what_it_leaves_out(site: Site) -> None:
    site.sign_in("boss").send("/roles/UH", **{"befriending.contact|read": "own_unit"})
    clerk = site.sign_in("clerk")
    assert "吴主任" not in clerk.get(f"{CONTACT}/readers").text
    clerk.send(f"{CONTACT}/edit", visibility="unit")
    page = words(clerk.get(f"{CONTACT}/readers").text)
    assert re.search(r"own unit 吴主任 By this role without: .*Summary", page)


def test_who_may_see_it_is_for_those_who_answer_for_it(shared: Site) -> None:
    for name, expected in (("leader1", 200), ("boss", 200), ("person1", 403), ("leader2", 404)):
        browser = shared.sign_in(name)
        assert browser.get(f"{CONTACT}/readers").status_code == expected, name
        if expected == 403:
            assert "/readers" not in browser.get(CONTACT).text


@pytest.mark.parametrize(("name", "content"), [("a.png", PNG), ("b.pdf", PDF)])
def test_pictures_and_pdf_are_shown_in_place_and_nothing_in_them_runs(
    site: Site, name: str, content: bytes
) -> None:
    leader = site.sign_in("leader1")
    attach(leader, name, content)
    assert f'data-src="{CONTACT}/files/1/view"' in leader.get(CONTACT).text
    answer = leader.get(f"{CONTACT}/files/1/view")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in policy and "default-src 'none'" in policy and "script" not in policy
    assert "frame-ancestors 'self'" in policy and answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '"how":"file"' in site.entries(action="read")[-1].body


def test_other_files_are_named_with_kind_and_size_and_never_open_in_our_pages(site: Site) -> None:
    leader = site.sign_in("leader1")
    attach(leader, "minutes.docx", _docx())
    page = leader.get(CONTACT).text
    assert "Word document · 1 KB" in words(page)
    assert "data-preview" not in page
    assert leader.get(f"{CONTACT}/files/1/view").status_code == 404


def _docx() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return kept.getvalue()


def test_a_file_is_shown_in_place_to_nobody_else(site: Site) -> None:
    attach(site.sign_in("leader1"), "a.png", PNG)
    assert site.sign_in("leader2").get(f"{CONTACT}/files/1/view").status_code == 404
    assert site.browser().get(f"{CONTACT}/files/1/view").status_code == 302


def test_the_article_stands_on_the_page_with_its_text(shared: Site) -> None:
    page = shared.sign_in("clerk").get(CONTACT).text
    box = page[page.index('id="article-7"') :]
    assert "Leading cadres keep contact one or two times" in box
    assert 'href="/articles/7"' in page


def test_the_sheet_has_sections_steps_and_lines_to_sign_but_no_navigation(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post(f"{CONTACT}/move/redraft")
    page = clerk.get(f"{CONTACT}/print").text
    told = words(page)
    assert "Alpha matter" in told and "Back to draft → Draft" in told
    assert "Handled by" in told and "Printed by clerk on 2026-11-24" in told
    assert 'class="k-side"' not in page and 'class="k-top"' not in page
    assert '"how":"print"' in site.entries(action="read")[-1].body


def test_rows_entered_inside_the_form_stand_on_the_page_itself(shared: Site) -> None:
    page = shared.sign_in("clerk").get("/befriending/pair_list/1").text
    assert 'href="/befriending/pair/1"' in page and "林一友" in page
    assert "tab=befriending.pair.pair_list" not in page
