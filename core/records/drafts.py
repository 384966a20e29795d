"""What people typed and did not save yet, and which forms were saved already.

Each form that is opened carries a token. While it is filled in, what stands in it is kept here under that
token, readable by its owner only, for at most a day. When it is saved, the text goes and the token stays
for some days with the row it made: the same form sent twice (a double click, a page sent again after a
broken connection, a queued entry) saves once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, Moment, rows_changed, table_of

KEPT = dt.timedelta(hours=24)
REMEMBERED = dt.timedelta(days=3)
MOST, LARGEST = 30, 1_000_000
"""Drafts of one person, and characters of one."""
UNGATED = {"gate": False}
Pairs = Sequence[tuple[str, str]]


class KeptDraft(Base):
    """A form of somebody: what was typed (``typed``), or, once saved (``done_at``), the row it made."""

    __tablename__ = "core_draft"
    __table_args__ = (UniqueConstraint("user_id", "token"), Index(None, "user_id", "form"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    token: Mapped[str] = mapped_column(String(40))
    form: Mapped[str] = mapped_column(String(140))
    typed: Mapped[str] = mapped_column(Text(), default="")
    kept_at: Mapped[dt.datetime] = mapped_column(Moment(), index=True)
    done_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    digest: Mapped[str] = mapped_column(String(64), default="")
    row_id: Mapped[int | None]
    row_version: Mapped[int | None]


_T = table_of(KeptDraft)


@dataclass(frozen=True, slots=True)
class Form:
    """One opened form: whose, which (``befriending.contact:new``, ``…:12``), and its token."""

    user: int
    name: str
    token: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was kept of a form, in the order of its inputs."""

    number: int
    token: str
    typed: tuple[tuple[str, str], ...]
    kept_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form that was saved. ``digest`` tells whether the same was sent again."""

    form: str
    row: int
    version: int
    digest: str


def keep(session: Session, form: Form, typed: Pairs, now: dt.datetime) -> int | None:
    """Keep what stands in *form* and commit; its number, or None when it was saved already."""
    purge(session, now)
    values = {"form": form.name, "typed": json.dumps(list(typed))}
    number = _renew(session, form, values, now)
    if number is None:
        try:
            found = insert(_T).values(user_id=form.user, token=form.token, kept_at=now, **values)
            session.execute(found)
        except IntegrityError:  # another request of the same form was faster
            session.rollback()
        number = _renew(session, form, values, now)
    _drop_most_old(session, form.user)
    session.commit()
    return number


def _renew(session: Session, form: Form, values: dict[str, str], now: dt.datetime) -> int | None:
    mine = and_(_of(form.user, form.token), _T.c.done_at.is_(None))
    session.execute(update(_T).where(mine).values(kept_at=now, **values))
    found: int | None = session.execute(
        select(_T.c.id).where(mine), execution_options=UNGATED
    ).scalar()
    return found


def _drop_most_old(session: Session, user: int) -> None:
    mine = select(_T.c.id).where(_T.c.user_id == user, _T.c.done_at.is_(None))
    old = mine.order_by(_T.c.kept_at.desc(), _T.c.id.desc()).offset(MOST).limit(MOST)
    if numbers := session.execute(old, execution_options=UNGATED).scalars().all():
        session.execute(delete(_T).where(_T.c.id.in_(numbers)))


def waiting(session: Session, user: int, form: str, now: dt.datetime) -> list[Draft]:
    """Drafts of a form that its owner can go on with, the newest first."""
    mine = (_T.c.user_id == user, _T.c.form == form, _T.c.done_at.is_(None), _T.c.typed != "")
    ask = select(_T).where(*mine, _T.c.kept_at > now - KEPT)
    ask = ask.order_by(_T.c.kept_at.desc(), _T.c.id.desc())
    found = session.execute(ask, execution_options=UNGATED).all()
    return [Draft(r.id, r.token, _read(r.typed), r.kept_at) for r in found]


def find(session: Session, user: int, token: str, now: dt.datetime) -> Draft | None:
    """The draft under a token of *user*, None when there is none (any more)."""
    ask = select(_T).where(_of(user, token), _T.c.done_at.is_(None), _T.c.kept_at > now - KEPT)
    row = session.execute(ask, execution_options=UNGATED).first()
    return Draft(row.id, row.token, _read(row.typed), row.kept_at) if row is not None else None


def outcome(session: Session, user: int, token: str) -> Outcome | None:
    """What the form with this token was saved as; None when it was not saved."""
    ask = select(_T).where(_of(user, token), _T.c.row_id.is_not(None))
    row = session.execute(ask, execution_options=UNGATED).first()
    return Outcome(row.form, row.row_id, row.row_version, row.digest) if row is not None else None


def claim(session: Session, form: Form, digest: str, now: dt.datetime) -> int | None:
    """Mark *form* as saved, in the caller's transaction; its number, None when somebody saved it
    before. Of two requests with the same token the second waits for the first one's commit."""
    mine = and_(_of(form.user, form.token), _T.c.done_at.is_(None))
    done = {"done_at": now, "digest": digest, "typed": ""}
    if not rows_changed(session.execute(update(_T).where(mine).values(**done))):
        named = {"user_id": form.user, "token": form.token, "form": form.name, "kept_at": now}
        try:
            session.execute(insert(_T).values(**named, **done))
        except IntegrityError:
            session.rollback()
            return None
    ask = select(_T.c.id).where(_of(form.user, form.token))
    return int(session.execute(ask, execution_options=UNGATED).scalar_one())


def finish(session: Session, number: int, row: int, version: int) -> None:
    """Note under a claimed form the row it made, in the caller's transaction."""
    session.execute(update(_T).where(_T.c.id == number).values(row_id=row, row_version=version))


def drop(session: Session, user: int, token: str) -> None:
    """Throw a draft away and commit."""
    session.execute(delete(_T).where(_of(user, token), _T.c.done_at.is_(None)))
    session.commit()


def purge(session: Session, now: dt.datetime) -> None:
    """Remove what is over: drafts after a day, tokens of saved forms after some days."""
    over = or_(
        and_(_T.c.done_at.is_(None), _T.c.kept_at <= now - KEPT), _T.c.done_at <= now - REMEMBERED
    )
    session.execute(delete(_T).where(over))


def _of(user: int, token: str) -> ColumnElement[bool]:
    return and_(_T.c.user_id == user, _T.c.token == token)


def _read(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in json.loads(text or "[]"))


def pairs_of(items: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The inputs of a form without those that belong to the way they were sent."""
    return [(k, v) for k, v in items if not k.startswith("_") and k != "csrf_token"]
