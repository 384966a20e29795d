"""Which template a document is printed with: the delivered one, or the one the office put in its place."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from core.access.actor import actor_of
from core.audit.trail import Event, Trail
from core.db.catalogue import Catalogue
from core.declare import Document, Field
from core.exchange.models import TEMPLATE
from core.exchange.official import Said, template_for
from core.records.door import origin_of
from core.records.paths import declared_at

FOLDER = "templates"
PLACE = "core.templates"
"""Who may ``manage`` this replaces templates."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version as the page lists it; ``own`` is false where it went back to the delivered one."""

    id: int
    file_name: str
    at: dt.datetime
    by: int | None
    own: bool


def key_of(chapter: str, name: str) -> str:
    """What a document's templates are kept under."""
    return f"{chapter}.{name}"


def delivered(folder: Path, document: Document, catalogue: Catalogue, said: Said) -> bytes:
    """The template that lies in the chapter's *folder*; without one, as the declaration makes it."""
    path = path_of(folder, document)
    return path.read_bytes() if path.is_file() else made(document, catalogue, said)


def path_of(folder: Path, document: Document) -> Path:
    """Where a delivered template lies."""
    return folder / FOLDER / f"{document.name}.docx"


def made(document: Document, catalogue: Catalogue, said: Said) -> bytes:
    """A template made from the declaration, to be used or edited."""

    def field_of(record: str, path: str) -> Field:
        found = declared_at(catalogue, catalogue.record(record), path)[1]
        assert found is not None, f"{record}: {path} was vetted"
        return found

    return template_for(document, field_of, said)


def in_use(session: Session, document: str) -> bytes | None:
    """The office's own template; None where the delivered one is used."""
    c = TEMPLATE.c
    ask = select(c.content).where(c.document == document).order_by(c.id.desc()).limit(1)
    found: bytes | None = session.execute(ask).scalar()
    return found


def versions(session: Session, document: str) -> list[Version]:
    """All versions, the newest first."""
    c = TEMPLATE.c
    ask = select(c.id, c.file_name, c.at, c.by, c.content.is_not(None))
    found = session.execute(ask.where(c.document == document).order_by(c.id.desc()))
    return [Version(*row) for row in found]


def version(session: Session, document: str, number: int) -> bytes | None:
    """The content of one version."""
    c = TEMPLATE.c
    found: bytes | None = session.execute(
        select(c.content).where(c.document == document, c.id == number)
    ).scalar()
    return found


def keep(
    session: Session,
    trail: Trail,
    document: str,
    now: dt.datetime,
    *,
    content: bytes | None = None,
    file_name: str = "",
) -> None:
    """Use *content* from now on, or the delivered template where there is none; commits."""
    digest = hashlib.sha256(content or b"").hexdigest()
    values: dict[str, Any] = {
        "document": document,
        "file_name": file_name,
        "content": content,
        "sha256": digest,
        "at": now,
        "by": actor_of(session).user,
    }
    session.execute(insert(TEMPLATE).values(values))
    what = "template_replaced" if content is not None else "template_delivered"
    event = Event(action=what, record=PLACE, about={"document": document, "sha256": digest})
    trail.write(session, origin_of(session), now, [event])
    session.commit()
