"""Which rows stay although their time is over: those on legal hold, and those that something still needs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select

from core.db import table_of
from core.db.catalogue import Catalogue
from core.declare import DataClass, Then
from core.duties.models import DUTY, RUNNING
from core.retention.models import HOLD
from core.retention.terms import PERSON, Term

DONE_VERSION = 0
"""The version of a row that was anonymised: nobody has saved it since."""


def to_do(catalogue: Catalogue, term: Term) -> ColumnElement[bool]:
    """Rows that still hold what the term is about."""
    c = table_of(catalogue.model(term.record)).c
    if term.purpose.then is Then.EMPTY:
        return or_(*(c[name].is_not(None) for name in term.fields))
    return c.version != DONE_VERSION


def held(catalogue: Catalogue, term: Term, today: dt.date) -> ColumnElement[bool]:
    """Rows on legal hold."""
    c = table_of(catalogue.model(term.record)).c
    standing = and_(HOLD.c.record == term.record, HOLD.c.lifted_at.is_(None), HOLD.c.until >= today)
    mine = or_(HOLD.c.row_id.is_(None), HOLD.c.row_id == c.id)
    return exists(select(HOLD.c.id).where(standing, mine))


def needed(catalogue: Catalogue, term: Term) -> ColumnElement[bool]:
    """Rows that a duty is about which still runs, and people to whom others still refer."""
    table = table_of(catalogue.model(term.record))
    runs = DUTY.c.state.in_([s.value for s in RUNNING])
    about = and_(DUTY.c.subject_record == term.record, DUTY.c.subject_id == table.c.id)
    uses: list[Any] = [exists(select(DUTY.c.id).where(runs, about))]
    if term.record == PERSON:
        uses += [exists(select(DUTY.c.id).where(runs, DUTY.c.owner == table.c.id))]
        uses += _references(catalogue, table)
    return or_(*uses, literal(False))


def _references(catalogue: Catalogue, people: Any) -> list[Any]:
    found = []
    for name, declared in catalogue.referring(PERSON):
        if declared.personal is not DataClass.N:
            other = table_of(catalogue.model(name)).alias()
            found.append(exists(select(other.c.id).where(other.c[declared.name] == people.c.id)))
    return found
