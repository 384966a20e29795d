"""Saved views of lists: name, filters, order, columns; a person's own, or shared with a role or all.

A view keeps a question, never rows: whoever opens it asks anew and gets own rows and fields only.
The view without a name is what a person last chose for a list: columns, size, opening view.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

from sqlalchemy import and_, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from core.access.actor import Actor
from core.access.models import ListView
from core.db import new_number, rows_changed, table_of
from core.records.validate import clean, unfit_characters
from core.texts import N_

MOST, LONGEST_NAME, LONGEST_QUERY = 50, 60, 4000
ME, ROLE, ALL = "me", "role", "all"
AUDIENCES = (ME, ROLE, ALL)
EVERYTHING = 0
"""The number that opens a list without any view."""
Args = Mapping[str, Sequence[str]]
_VIEW = table_of(ListView)


class ViewError(Exception):
    """A view cannot be kept so; ``field`` names what to mend, ``text`` is an English msgid."""

    def __init__(self, field: str, text: str) -> None:
        self.field, self.text = field, text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Saved:
    """A view as a list offers it. ``standard``: it opens by itself for those it is shared with."""

    id: int
    name: str
    own: bool
    audience: str
    role: str
    standard: bool
    args: Args


@dataclass(frozen=True, slots=True)
class Shelf:
    """The views of one list that a person may open, and what the person last chose there."""

    views: tuple[Saved, ...] = ()
    chosen: Args = field(default_factory=dict)
    opens: int | None = None

    def find(self, number: int) -> Saved | None:
        """The view of that number."""
        return next((v for v in self.views if v.id == number), None)

    @property
    def opening(self) -> Saved | None:
        """The view that opens by itself: the person's choice, else the department's."""
        if self.opens is not None:
            return self.find(self.opens)
        return self.standard

    @property
    def standard(self) -> Saved | None:
        """The department's view of this list; one for the person's role before one for all."""
        found = [v for v in self.views if v.standard]
        return min(found, key=lambda v: (v.audience != ROLE, v.id), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a view is to be."""

    name: str
    audience: str = ME
    role: str = ""
    standard: bool = False
    args: Args = field(default_factory=dict)


def may_share(actor: Actor) -> bool:
    """True when the actor may share views and choose the department's."""
    return actor.may("core.views", "share")


def shelf(session: Session, actor: Actor, record: str) -> Shelf:
    """What the actor finds at the list of *record*: one question."""
    c = _VIEW.c
    shared = or_(c.audience == ALL, and_(c.audience == ROLE, c.role.in_(sorted(actor.roles))))
    ask = select(_VIEW).where(c.record == record, or_(c.owner_id == actor.user, shared))
    rows = session.execute(ask.order_by(c.id), execution_options={"gate": False}).all()
    named = tuple(_saved(r, actor) for r in rows if r.name)
    chosen = next((r for r in rows if not r.name), None)
    if chosen is None:
        return Shelf(named)
    return Shelf(named, parse_qs(chosen.query), chosen.opens)


def _saved(row: Any, actor: Actor) -> Saved:
    own = row.owner_id == actor.user
    return Saved(row.id, row.name, own, row.audience, row.role, row.standard, parse_qs(row.query))


def save_view(
    session: Session,
    actor: Actor,
    record: str,
    wanted: Wanted,
    now: dt.datetime,
    number: int | None = None,
) -> int:
    """Keep a new view, or change the one of that number; the caller commits. Raises ViewError."""
    values = _checked(session, actor, record, wanted, number)
    if number is None:
        fixed = {"record": record, "owner_id": actor.user, "made_at": now}
        number = new_number(session.execute(insert(_VIEW).values(**fixed, **values)))
    else:
        where = _changeable(actor, record, number)
        if not rows_changed(session.execute(update(_VIEW).where(*where).values(**values))):
            raise ViewError("", N_("This view is gone, or it is not yours to change."))
    if wanted.standard:
        _only_standard(session, record, wanted, number)
    return number


def _checked(
    session: Session, actor: Actor, record: str, wanted: Wanted, number: int | None
) -> dict[str, Any]:
    name = clean(wanted.name) or ""
    if not name or len(name) > LONGEST_NAME or unfit_characters(name):
        raise ViewError("name", N_("Give the view a name of at most 60 characters."))
    if wanted.audience not in AUDIENCES or (wanted.audience == ROLE and not wanted.role):
        raise ViewError("audience", N_("Choose who may open this view."))
    if (wanted.audience != ME or wanted.standard) and not may_share(actor):
        raise ViewError("audience", N_("Only the office shares views. Keep it for yourself."))
    query = urlencode(dict(wanted.args), doseq=True)
    if len(query) > LONGEST_QUERY:
        raise ViewError("name", N_("There are too many filters to keep. Take some away."))
    c = _VIEW.c
    mine = select(c.id, c.name).where(c.record == record, c.owner_id == actor.user, c.name != "")
    others = {n: i for i, n in session.execute(mine) if i != number}
    if name in others:
        raise ViewError("name", N_("You have a view of this name already. Choose another name."))
    if len(others) >= MOST:
        raise ViewError("name", N_("You have 50 views of this list. Delete one you do not need."))
    return {
        "name": name,
        "audience": wanted.audience,
        "role": wanted.role if wanted.audience == ROLE else "",
        "standard": wanted.standard and wanted.audience != ME,
        "query": query,
        "opens": None,
    }


def _changeable(actor: Actor, record: str, number: int) -> tuple[Any, ...]:
    """One's own views; the office may change what is shared, whoever made it."""
    c = _VIEW.c
    mine = c.owner_id == actor.user
    reach = or_(mine, c.audience != ME) if may_share(actor) else mine
    return (c.id == number, c.record == record, c.name != "", reach)


def _only_standard(session: Session, record: str, wanted: Wanted, number: int) -> None:
    """One view at a time is the department's for one audience."""
    c = _VIEW.c
    role = wanted.role if wanted.audience == ROLE else ""
    same = (c.record == record, c.audience == wanted.audience, c.role == role, c.id != number)
    session.execute(update(_VIEW).where(*same).values(standard=False))


def delete_view(session: Session, actor: Actor, record: str, number: int) -> bool:
    """Remove a view; false when there is none that the actor may remove. The caller commits."""
    done = session.execute(delete(_VIEW).where(*_changeable(actor, record, number)))
    return bool(rows_changed(done))


def choose(
    session: Session,
    actor: Actor,
    record: str,
    now: dt.datetime,
    **values: Any,
) -> None:
    """Remember for this person and list: ``query`` (columns, size, density) or ``opens``."""
    c = _VIEW.c
    mine = (c.record == record, c.owner_id == actor.user, c.name == "")
    if rows_changed(session.execute(update(_VIEW).where(*mine).values(**values))):
        return
    fixed = {"record": record, "owner_id": actor.user, "name": "", "audience": ME, "role": ""}
    empty = {"standard": False, "query": "", "opens": None, "made_at": now}
    session.execute(insert(_VIEW).values(**(fixed | empty | values)))
