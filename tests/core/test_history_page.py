"""History: who changed what, from which value to which, and why, as far as the reader may see."""

from __future__ import annotations

from core.audit.seal import erase
from tests.site import Site


def test_old_and_new_values_are_shown(site: Site) -> None:
    leader = site.sign_in("leader1")
    leader.send("/befriending/contact/1/edit", place="Garden", summary="Spoke of the library")
    page = leader.get("/befriending/contact/1/history").text
    assert "<del>Alpha hall</del> <ins>Garden</ins>" in page
    assert "<del>Alpha matter</del> <ins>Spoke of the library</ins>" in page
    assert "leader1" in page and "The system" in page


def test_choices_dates_and_references_are_in_words(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.send("/befriending/contact/1/edit", mode="visit", date="2026-11-12", owner="3")
    page = clerk.get("/befriending/contact/1/history").text
    assert "<del>Talk</del> <ins>Visit</ins>" in page
    assert "<del>2026-11-10</del> <ins>2026-11-12</ins>" in page
    assert "<del>林一长</del> <ins>周二长</ins>" in page


def test_moves_deletion_and_restoring_are_told(site: Site) -> None:
    clerk = site.sign_in("clerk")
    for step in ("move/redraft", "move/register", "delete", "restore"):
        assert clerk.post(f"/befriending/contact/1/{step}").status_code == 302
    page = clerk.get("/befriending/contact/1/history").text
    for words in ("Back to draft", "Register", "Deleted", "Restored", "Created"):
        assert words in page


def test_history_of_a_deleted_row_is_for_who_may_restore_it(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post("/befriending/contact/1/delete")
    assert clerk.get("/befriending/contact/1/history?deleted=1").status_code == 200
    assert (
        site.sign_in("leader1").get("/befriending/contact/1/history?deleted=1").status_code == 404
    )


def test_erased_values_stay_erased_and_the_chain_whole(site: Site) -> None:
    with site.session() as session:
        erase(session, "befriending.contact", 1)
        session.commit()
    page = site.sign_in("clerk").get("/befriending/contact/1/history").text
    assert "Alpha matter" not in page and "erased" in page
    assert "The chain is whole" in site.sign_in("auditor").post("/audit/").text


def test_texts_are_escaped(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.send("/befriending/contact/1/edit", place="<script>alert(1)</script>")
    for path in ("", "/history", "/edit"):
        page = clerk.get(f"/befriending/contact/1{path}").text
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page
