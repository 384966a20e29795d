"""Attachments on pages: reached through their row only, by those who may."""

from __future__ import annotations

import io
import re

import pytest

from tests.site import Browser, Site

PDF = b"%PDF-1.7\n" + b"x" * 100
CONTACT = "/befriending/contact/1"


def send(browser: Browser, path: str, name: str, content: bytes = PDF) -> int:
    """Upload a file as the form does; the status."""
    data = {"csrf_token": browser.token(), "file": (io.BytesIO(content), name)}
    return browser.client.post(f"{path}/files", data=data).status_code


@pytest.fixture
def kept(site: Site) -> Site:
    """A site whose first contact has one file, number 1."""
    assert send(site.sign_in("leader1"), CONTACT, "谈话记录.pdf") == 302
    return site


def test_a_file_is_listed_and_comes_back_as_it_was(kept: Site) -> None:
    leader = kept.sign_in("leader1")
    page = leader.get(CONTACT).text
    assert "谈话记录.pdf" in page and re.search(rf"{CONTACT}/files/1", page)
    answer = leader.get(f"{CONTACT}/files/1")
    assert answer.data == PDF and answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "%E8%B0%88" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_foreign_row_hides_its_file(kept: Site) -> None:
    other = kept.sign_in("leader2")
    assert other.get(f"{CONTACT}/files/1").status_code == 404
    assert other.get("/befriending/contact/2/files/1").status_code == 404
    assert send(other, CONTACT, "b.pdf") == 404
    assert other.post(f"{CONTACT}/files/1/remove").status_code == 404
    for name in ("nobody", "auditor"):
        assert kept.sign_in(name).get(f"{CONTACT}/files/1").status_code == 403
    assert kept.browser().get(f"{CONTACT}/files/1").status_code == 302


def test_who_only_reads_does_not_write(kept: Site) -> None:
    person = kept.sign_in("person1")
    assert person.get(f"{CONTACT}/files/1").status_code == 200
    assert send(person, CONTACT, "b.pdf") == 403
    assert person.post(f"{CONTACT}/files/1/remove").status_code == 403


def test_a_file_taken_off_is_gone(kept: Site) -> None:
    leader = kept.sign_in("leader1")
    assert leader.post(f"{CONTACT}/files/1/remove").status_code == 302
    assert leader.get(f"{CONTACT}/files/1").status_code == 404
    assert "谈话记录.pdf" not in leader.get(CONTACT).text


def test_with_its_row_or_its_chapter_the_file_is_hidden_and_comes_back(kept: Site) -> None:
    clerk, boss = kept.sign_in("clerk"), kept.sign_in("boss")
    clerk.post(f"{CONTACT}/delete")
    assert clerk.get(f"{CONTACT}/files/1").status_code == 404
    clerk.post(f"{CONTACT}/restore")
    boss.post("/chapters/befriending/switch", on="0")
    assert clerk.get(f"{CONTACT}/files/1").status_code == 404
    boss.post("/chapters/befriending/switch", on="1")
    assert clerk.get(f"{CONTACT}/files/1").data == PDF


def test_a_closed_row_takes_no_files(kept: Site) -> None:
    clerk = kept.sign_in("clerk")
    clerk.post(f"{CONTACT}/move/archive")
    assert send(clerk, CONTACT, "b.pdf") == 403
    assert clerk.get(f"{CONTACT}/files/1").status_code == 200


def test_a_record_without_files_has_none(shared: Site) -> None:
    clerk = shared.sign_in("clerk")
    assert send(clerk, "/directory/unit/1", "a.pdf") == 404
    assert clerk.get("/directory/unit/1/files/1").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"<html>"), ("a.pdf", b"")]
)
def test_a_refused_file_is_told_with_its_name(site: Site, name: str, content: bytes) -> None:
    leader = site.sign_in("leader1")
    data = {"csrf_token": leader.token(), "file": (io.BytesIO(content), name)}
    page = leader.client.post(f"{CONTACT}/files", data=data)
    assert page.status_code == 422 and name in page.text
    assert leader.get(f"{CONTACT}/files/1").status_code == 404


def test_opening_a_file_is_logged(kept: Site) -> None:
    kept.sign_in("leader1").get(f"{CONTACT}/files/1")
    assert '"how":"file"' in kept.entries(action="read")[-1].body
