"""Importing a version, and asking which one holds on a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from core.access.actor import actor_of
from core.audit.trail import Event, Origin, Trail
from core.db import lock, new_number
from core.regulation.models import VERSION, RegulationVersion
from core.regulation.parse import parse
from core.regulation.values import Article, Regulation, Unreadable
from core.texts import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper to import: the name of its file, its text, and from which day it holds, if known."""

    source: str
    text: str
    title: str = ""
    effective_on: dt.date | None = None


def import_version(
    session: Session, trail: Trail, origin: Origin, paper: Paper, now: dt.datetime
) -> int:
    """Keep *paper* as a new version, note it in the trail, and commit; return its number.

    Raises Unreadable when it is no regulation, or stands there already.
    """
    found = parse(paper.text)
    digest = hashlib.sha256(paper.text.encode()).hexdigest()
    lock(session, "rules")
    if session.execute(select(VERSION.c.id).where(VERSION.c.sha256 == digest)).first():
        raise Unreadable(N_("This very text was imported before."))
    values = {
        "title": (paper.title or found.title)[:200],
        "source": paper.source[:200],
        "effective_on": paper.effective_on,
        "sha256": digest,
        "text": paper.text,
        "imported_at": now,
        "imported_by": actor_of(session).user,
    }
    number = new_number(session.execute(insert(VERSION).values(**values)))
    about = {"version": number, "articles": len(found.articles), "sha256": digest}
    trail.write(
        session,
        origin,
        now,
        [Event(action="regulation_imported", record="core.regulation", row=number, about=about)],
    )
    session.commit()
    return number


def versions(session: Session) -> Sequence[RegulationVersion]:
    """All versions, the newest import first."""
    return session.scalars(select(RegulationVersion).order_by(RegulationVersion.id.desc())).all()


def version_on(session: Session, day: dt.date) -> RegulationVersion | None:
    """The version that holds on *day*: of those in effect the one with the latest day, then the latest
    import; one without a day is taken to hold since ever."""
    v = RegulationVersion
    ask = select(v).where(or_(v.effective_on.is_(None), v.effective_on <= day))
    ask = ask.order_by(v.effective_on.is_(None), v.effective_on.desc(), v.id.desc())
    return session.scalars(ask.limit(1)).first()


def read(version: RegulationVersion) -> Regulation:
    """The regulation of a version."""
    return parse(version.text)


def article_of(session: Session, number: int, day: dt.date) -> Article | None:
    """The college's own wording of an article on *day*; None when no regulation was imported."""
    version = version_on(session, day)
    if version is None:
        return None
    return next((a for a in read(version).articles if a.number == number and not a.branch), None)
