"""Attachments: kept by a random name outside every web root, found through the row they belong to."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from core.access.actor import actor_of
from core.audit.trail import Event, Trail
from core.db import new_number, rows_changed
from core.db.base import RecordBase
from core.declare import Complaint
from core.records.door import Door, origin_of
from core.records.refused import Refused
from core.records.save import save
from core.records.stored import StoredFile

LARGEST = 50 << 20
LONGEST_NAME = 180
CHUNK = 1 << 20
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
_STARTS = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "ofd": b"PK\x03\x04",
}
_INSIDE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
_CLASSIFIED = ("秘密★", "机密★", "绝密★")


_TABLE: Any = StoredFile.__table__


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder that holds the files of an installation."""

    folder: Path

    def path(self, stored: str) -> Path:
        """Where a file lies."""
        return self.folder / stored[:2] / stored


def files_of(session: Session, row: RecordBase) -> list[Any]:
    """The attachments of a row the caller has already been allowed to see."""
    ask = select(_TABLE).where(_TABLE.c.record == row.record.name, _TABLE.c.row_id == row.id)
    return list(session.execute(ask.where(_TABLE.c.removed_at.is_(None)).order_by(_TABLE.c.id)))


def file_of(session: Session, row: RecordBase, number: int) -> Any:
    """One attachment of a row, or None when it is not the row's."""
    return next((f for f in files_of(session, row) if f.id == number), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """An attachment for the chapter's own use: what it is called, its hash, since when it is there."""

    name: str
    sha256: str
    added_at: dt.datetime
    path: Path

    def read(self) -> bytes:
        """Its content."""
        return self.path.read_bytes()


def kept_files(session: Session, shelf: Shelf, row: RecordBase) -> tuple[Kept, ...]:
    """The attachments of a row the caller has already been allowed to see, oldest first."""
    return tuple(
        Kept(f.name, f.sha256, f.created_at, shelf.path(f.stored)) for f in files_of(session, row)
    )


def shelf_in(data_dir: Path) -> Shelf:
    """Where an installation keeps its files."""
    return Shelf(data_dir / "files")


def clean_name(name: str) -> str:
    """A name to show and to download under: Chinese kept, paths and control characters gone."""
    base = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in base if c.isprintable() and c not in '<>:"|?*').strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return (stem[: LONGEST_NAME - len(ending) - 1] + dot + ending) if dot else plain[:LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name and its content, read once."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class _Written:
    name: str
    stored: str
    size: int
    sha256: str


def attach(
    session: Session, trail: Trail, shelf: Shelf, row: RecordBase, upload: Upload, now: dt.datetime
) -> int:
    """Keep an uploaded file with its row and commit; return its number.

    Raises Refused with the reason for a wrong type, content or size; nothing is kept then.
    """
    shown = clean_name(upload.name)
    ending = shown.rpartition(".")[2].lower()
    if ending not in TYPES:
        _refuse("Only these files are taken: docx, xlsx, pdf, ofd, jpg, png.")
    stored = secrets.token_hex(16)
    path = shelf.path(stored)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        size, digest = _write(path, upload.stream)
        _check_content(path, ending)
        number = _register(session, row, _Written(shown, stored, size, digest), now)
        about = {"file": number, "sha256": digest}
        event = Event(action="file_added", record=row.record.name, row=row.id, about=about)
        trail.write(session, origin_of(session), now, [event])
        _commit(session, row)
    except BaseException:
        session.rollback()
        path.unlink(missing_ok=True)
        raise
    return number


def _register(session: Session, row: RecordBase, file: _Written, now: dt.datetime) -> int:
    values = {
        "record": row.record.name,
        "row_id": row.id,
        "name": file.name,
        "stored": file.stored,
        "size": file.size,
        "sha256": file.sha256,
        "created_at": now,
        "created_by": actor_of(session).user,
    }
    return new_number(session.execute(insert(_TABLE).values(**values)))


def detach(session: Session, trail: Trail, row: RecordBase, number: int, now: dt.datetime) -> None:
    """Take a file off its row and commit; the file itself goes with the row's retention."""
    session.execute(update(_TABLE).where(_TABLE.c.id == number).values(removed_at=now))
    event = Event(action="file_removed", record=row.record.name, row=row.id, about={"file": number})
    trail.write(session, origin_of(session), now, [event])
    _commit(session, row)


def reattach(
    session: Session, trail: Trail, row: RecordBase, number: int, now: dt.datetime
) -> bool:
    """Put a file that was taken off back on its row and commit; false when there is none."""
    mine = (_TABLE.c.id == number, _TABLE.c.record == row.record.name, _TABLE.c.row_id == row.id)
    back = update(_TABLE).where(*mine, _TABLE.c.removed_at.is_not(None)).values(removed_at=None)
    if not rows_changed(session.execute(back)):
        return False
    event = Event(
        action="file_restored", record=row.record.name, row=row.id, about={"file": number}
    )
    trail.write(session, origin_of(session), now, [event])
    _commit(session, row)
    return True


def _commit(session: Session, row: RecordBase) -> None:
    """Save; where its files are part of what a row says, the row is filled in and judged anew."""
    door: Door = session.info["door"]
    if row.record.files_judged:
        flag_modified(row, "changed_at")
    save(session, door.catalogue)


def _write(path: Path, stream: IO[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with path.open("xb") as out:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > LARGEST:
                _refuse("The file is larger than 50 MB. Make it smaller or split it.")
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if not size:
        _refuse("The file is empty.")
    return size, digest.hexdigest()


def _check_content(path: Path, ending: str) -> None:
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.startswith(_STARTS[ending]):
        _refuse(
            "The file's content does not match its name. Save it anew in the program it is from."
        )
    if ending in _INSIDE:
        _check_archive(path, ending)
    if any(word.encode() in start for word in _CLASSIFIED):
        _refuse("The file is marked as classified. Classified material must not be entered.")


def _check_archive(path: Path, ending: str) -> None:
    """Look at the list of contents only: nothing is unpacked (OWASP ASVS 5.2.3)."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        _refuse("The file is damaged. Save it anew in the program it is from.")
    names = {m.filename for m in members}
    unpacked = sum(m.file_size for m in members)
    if _INSIDE[ending] not in names or any("vbaProject" in n for n in names):
        _refuse(
            "The file's content does not match its name. Save it anew in the program it is from."
        )
    if unpacked > 400 << 20 or len(members) > 5000:
        _refuse("The file unpacks to far more than its size. It was not kept.")


def _refuse(text: str) -> None:
    raise Refused([Complaint(text, "file")])
