"""Attachments: kept under random names with their row, checked by content, named as people named them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.access.actor import Actor, act_as
from core.db import RecordBase
from core.records import files
from core.records.files import Shelf, Upload, attach, clean_name, detach, file_of, files_of
from core.records.refused import Refused
from plugins.befriending.models import Contact
from tests.builders import NOW
from tests.site import Site

PDF = b"%PDF-1.7\n" + b"x" * 100


def archive(*members: str, size: int = 10) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in members:
            made.writestr(name, b"0" * size)
    return out.getvalue()


class Desk:
    """A contact whose files are handled in a session of the system."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.shelf = site, Shelf(folder)
        self._opened = site.session()
        self.session = self._opened.__enter__()
        self.row = self._row(1)

    def _row(self, key: int) -> RecordBase:
        found = self.session.get(Contact, key)
        assert found is not None
        return found

    def put(self, name: str, content: bytes, key: int = 1) -> int:
        """Attach a file."""
        trail = self.site.runtime.trail
        row = self._row(key)
        upload = Upload(name, io.BytesIO(content))
        return attach(self.session, trail, self.shelf, row, upload, NOW)

    def close(self) -> None:
        """Let go."""
        self._opened.__exit__(None, None, None)

    def on_disk(self) -> list[Path]:
        """All files of the shelf."""
        return [p for p in self.shelf.folder.rglob("*") if p.is_file()]


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty shelf."""
    made = Desk(site, tmp_path / "files")
    yield made
    made.close()


def test_a_file_is_kept_under_a_name_nobody_can_guess(desk: Desk) -> None:
    number = desk.put("人员名单.pdf", PDF)
    kept = file_of(desk.session, desk.row, number)
    assert (kept.name, kept.size) == ("人员名单.pdf", len(PDF))
    assert desk.shelf.path(kept.stored).read_bytes() == PDF
    assert "人员" not in str(desk.shelf.path(kept.stored)) and len(kept.stored) == 32


def test_adding_and_removing_are_links_of_the_trail(desk: Desk) -> None:
    number = desk.put("a.pdf", PDF)
    detach(desk.session, desk.site.runtime.trail, desk.row, number, NOW)
    assert files_of(desk.session, desk.row) == []
    actions = [e.action for e in desk.site.entries(record="befriending.contact", row_id=1)]
    assert actions[-2:] == ["file_added", "file_removed"]


def test_a_file_is_found_through_its_own_row_only(desk: Desk) -> None:
    number = desk.put("a.pdf", PDF)
    other = desk.session.get(Contact, 2)
    assert other is not None
    assert file_of(desk.session, other, number) is None


def test_who_cannot_see_the_row_cannot_reach_its_files(desk: Desk) -> None:
    desk.put("a.pdf", PDF, 2)
    with desk.site.runtime.factory() as session:
        act_as(session, Actor(user=None, name="nobody"))
        assert session.get(Contact, 2) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", archive("word/document.xml")),
        ("a.xlsx", archive("xl/workbook.xml")),
        ("a.ofd", archive("OFD.xml")),
        ("a.PNG", b"\x89PNG\r\n\x1a\n123"),
        ("a.jpeg", b"\xff\xd8\xff123"),
    ],
    ids=["docx", "xlsx", "ofd", "png", "jpeg"],
)
def test_the_listed_types_are_taken(desk: Desk, name: str, content: bytes) -> None:
    assert desk.put(name, content) > 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<script>"),
        ("a.svg", b"<svg/>"),
        ("a.pdf.exe", PDF),
        ("README", PDF),
        ("", PDF),
        ("a.pdf", b"<html>"),
        ("a.pdf", b""),
        ("a.png", PDF),
        ("a.docx", b"PK\x03\x04 not a zip"),
        ("a.docx", archive("xl/workbook.xml")),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("a.xlsx", archive("xl/workbook.xml", size=600 << 20)),
        ("a.pdf", PDF + "机密★长期".encode()),
    ],
    ids=[
        "program",
        "page",
        "drawing",
        "two endings",
        "no ending",
        "no name",
        "page as pdf",
        "empty",
        "pdf as picture",
        "no archive",
        "sheet as text",
        "macros",
        "bomb",
        "classified",
    ],
)
def test_what_is_refused_leaves_nothing_behind(desk: Desk, name: str, content: bytes) -> None:
    before = len(desk.site.entries())
    with pytest.raises(Refused):
        desk.put(name, content)
    assert desk.on_disk() == [] and files_of(desk.session, desk.row) == []
    assert len(desk.site.entries()) == before


def test_a_file_that_is_too_large_is_cut_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    with pytest.raises(Refused, match="larger"):
        desk.put("a.pdf", PDF * 20)
    assert desk.on_disk() == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\名单.pdf", "名单.pdf"),
        ("a\0b\n.pdf", "ab.pdf"),
        ('a<b>:"c|?*.pdf', "abc.pdf"),
        ("  .pdf", "pdf"),
        ("名" * 300 + ".pdf", "名" * 176 + ".pdf"),
    ],
)
def test_names_are_cleaned_and_stay_readable(given: str, shown: str) -> None:
    assert clean_name(given) == shown
