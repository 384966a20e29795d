"""Attachments as a row's page shows them: what kind, how large, and which are shown in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.db.base import RecordBase
from core.records.files import TYPES, files_of
from core.texts import N_
from core.web.language import say
from core.web.runtime import db

PDF = TYPES["pdf"]
SHOWN = (PDF, TYPES["jpg"], TYPES["png"])
"""Types that are shown in place; the content was compared with the type when the file was taken."""
KINDS = {
    PDF: N_("PDF document"),
    TYPES["jpg"]: N_("Picture"),
    TYPES["png"]: N_("Picture"),
    TYPES["docx"]: N_("Word document"),
    TYPES["xlsx"]: N_("Excel workbook"),
    TYPES["ofd"]: N_("OFD document"),
}
MEGA = 1 << 20


def ending(name: str) -> str:
    """What follows the last dot, in small letters."""
    return name.rpartition(".")[2].lower()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as the page shows it. ``shown`` is how: ``picture``, ``pdf`` or not at all."""

    id: int
    name: str
    kind: str
    size: str
    at: Any
    shown: str


def attached(row: RecordBase) -> list[Attached]:
    """The files of a row that the reader was allowed to see."""
    return [_attached(f) for f in files_of(db(), row)]


def _attached(file: Any) -> Attached:
    kind = TYPES.get(ending(file.name), "")
    return Attached(
        id=file.id,
        name=file.name,
        kind=say(KINDS.get(kind, "")) or ending(file.name),
        size=_size(file.size),
        at=file.created_at,
        shown="" if kind not in SHOWN else "pdf" if kind == PDF else "picture",
    )


def _size(number: int) -> str:
    if number < MEGA:
        return f"{max(1, -(-number // 1024))} KB"
    return f"{number / MEGA:.1f} MB"
