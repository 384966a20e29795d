"""What waits for the reader's review, and what happened lately: both out of one question.

Rows are asked for with the gate's own condition on each record; see docs/decisions/0007.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Text,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from core.access.gate import row_condition
from core.audit.models import Entry
from core.db import table_of
from core.db.base import RecordBase
from core.declare import Scope
from core.web.runtime import db, me, runtime
from core.workflow.waiting import waiting_rows

_ENTRY = table_of(Entry)
_E = _ENTRY.c
MOST_WAITING = 100
"""So many rows of each record are counted; more are «100+»."""
MOST_DONE = 6
RECENT = 5000
"""Among so many newest entries of the trail something of everybody's is looked for."""
QUIET = ("read", "sign_in", "sign_out", "api_sign_in", "session_ended")
"""Actions that are nobody's news."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that waits in the state *word*, or an entry of the trail with the action *word*."""

    record: str
    row: int | None
    word: str
    at: dt.datetime | None
    who: str = ""
    user: int | None = None


@dataclass(frozen=True, slots=True)
class News:
    """Rows that wait, the oldest first; entries, the newest first; whether there may be any."""

    waiting: tuple[Found, ...]
    done: tuple[Found, ...]
    reviews: bool
    acts: bool


def news(*, acts: bool = True) -> News:
    """Both, in one statement; without *acts* only what waits."""
    waits, entries = list(_waiting()), list(_acts()) if acts else []
    parts = [*waits, *entries]
    rows = db().execute(union_all(*parts), execution_options={"gate": False}) if parts else ()
    waiting, done = [], []
    for part, order, record, row, word, at, body, user in rows:
        if part == "waits":
            waiting.append(Found(record, row, word, at))
        else:
            done.append((order, Found(record, row, word, at, _who(body), user)))
    done.sort(key=lambda pair: -pair[0])
    return News(
        tuple(waiting),
        tuple(f for _, f in done[:MOST_DONE]),
        reviews=bool(waits),
        acts=bool(entries),
    )


def _who(body: str | None) -> str:
    return str(json.loads(body).get("name", "")) if body else ""


def _columns(*given: ColumnElement[Any]) -> Select[Any]:
    """The same eight columns for every part of the union."""
    return select(*(c.label(f"c{n}") for n, c in enumerate(given)))


def _word(text: str) -> ColumnElement[str]:
    return cast(literal(text), String)


def _models() -> Iterator[tuple[str, type[RecordBase]]]:
    rt = runtime()
    for name, model in rt.catalogue.models.items():
        if rt.chapters.enabled(name.partition(".")[0]) and me().may(name, "read"):
            yield name, model


def _seen(model: type[RecordBase]) -> list[ColumnElement[bool]]:
    """What the gate adds to any question for this record."""
    rt = runtime()
    condition = row_condition(db(), rt.catalogue, rt.chapters.visible, model)
    return [model.deleted_at.is_(None), condition]


def _waiting() -> Iterator[Select[Any]]:
    catalogue = runtime().catalogue
    for name, model in _models():
        waits = waiting_rows(db(), catalogue, me(), name)
        workflow = catalogue.workflow(name)
        if waits is None or workflow is None:
            continue
        t = table_of(model).c
        state, nothing = t[workflow.field], (cast(null(), Text), cast(null(), Integer))
        ask = _columns(_word("waits"), t.id, _word(name), t.id, state, t.changed_at, *nothing)
        found = ask.where(waits, *_seen(model)).order_by(t.id).limit(MOST_WAITING)
        yield select(found.subquery())


def _acts() -> Iterator[Select[Any]]:
    """Entries about rows the reader keeps; of records seen in part, only those rows."""
    if me().may("core.audit", "read"):
        yield _lately(_E.action.not_in(QUIET))
        return
    kept = []
    for name, model in _models():
        if Scope.ALL not in me().scopes(name, "read"):
            rows = select(model.id).where(*_seen(model))
            yield _entries(_E.record == name, _E.action.not_in(QUIET), _E.row_id.in_(rows))
        elif me().may(name, "edit"):
            kept.append(name)
    if kept:
        yield _lately(_E.record.in_(kept), _E.action.not_in(QUIET))


def _lately(*where: ColumnElement[bool]) -> Select[Any]:
    """Among the newest entries; the rest of the trail is not walked through."""
    newest = select(func.max(_E.seq)).scalar_subquery()
    return _entries(_E.seq > newest - RECENT, *where)


def _entries(*where: ColumnElement[bool]) -> Select[Any]:
    columns = (_E.seq, _E.record, _E.row_id, _E.action, _E.at, _E.body, _E.user_id)
    ask = _columns(_word("done"), *columns)
    # Ordered by a value, not by the key: a reader of few rows is answered from the index of rows.
    return select(ask.where(*where).order_by((_E.seq + 0).desc()).limit(MOST_DONE).subquery())
