"""What a quick entry is about: the rows to choose from, those first for which something is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from core.declare import Field, Kind
from core.duties.models import DUTY, RUNNING, State
from core.records import read
from core.records.labels import title_fields
from core.web.records.cells import Cells
from core.web.records.place import Place, find_place
from core.web.records.reads import note_read
from core.web.runtime import db, me, runtime
from core.web.work.sight import sight
from core.web.work.words import due_words, rules

OFFERED = 20
TONES = {State.OVERDUE.value: "bad", State.DUE_SOON.value: "warn"}


@dataclass(frozen=True, slots=True)
class Option:
    """One row to choose: its name, what else tells it apart, and when something is due or was."""

    key: int
    name: str
    more: str
    when: str = ""
    tone: str = ""


def options(place: Place, text: str = "") -> list[Option]:
    """Rows the quick entry of *place* can be about, of those that match *text*; at most twenty."""
    declared, only = _asked_for(place)
    if not place.asker.reaches(declared.target):
        return []
    due = _due(place, declared)
    found = read.picker(db(), place.asker, declared.target, text, OFFERED, only)
    picked = [key for key, _parts, _more in found]
    keys = picked if text else list(dict.fromkeys([*due, *picked]))
    last = _last(place, declared, keys)
    made = []
    for key, name, more in _named(declared, keys, only):
        when, tone = _when(due.get(key), last.get(key))
        made.append(Option(key, name, more, when, tone))
    return sorted(made, key=lambda o: keys.index(o.key))[:OFFERED]


def option(place: Place, key: int) -> Option | None:
    """The row of that number, None when the entry cannot be about it."""
    declared, only = _asked_for(place)
    if not place.asker.reaches(declared.target):
        return None
    return next((Option(*named) for named in _named(declared, [key], only)), None)


def _asked_for(place: Place) -> tuple[Field, Mapping[str, object]]:
    assert place.view is not None
    declared = place.record.field(place.view.quick[0])
    assert declared is not None
    return declared, dict(place.view.quick_only)


def _named(
    declared: Field, keys: Sequence[int], only: Mapping[str, object]
) -> Iterable[tuple[int, str, str]]:
    """Number, name and further words of rows. Parts that say nothing here are left out: the reader,
    and what the system filled in."""
    chapter, _dot, short = declared.target.partition(".")
    place = find_place(chapter, short)
    by_name = {f.name: f for f in place.fields}
    titles = [by_name[n] for n in title_fields(place.record) if n in by_name]
    asked = [*titles, *(f for f in place.fields if f.name in only and f not in titles)]
    note_read(place, keys, titles, "list")
    cells = Cells(place, runtime().zone)
    for row in read.rows_of(db(), place.asker, declared.target, keys, asked):
        if any(row.values.get(name) != value for name, value in only.items()):
            continue
        others = [f for f in titles if not _is_me(place, f, row.values[f.name])] or titles
        parts = [f for f in others if not f.filled] or others
        texts = [cells.text(f, row.values[f.name], row.names.get(f.name, ())) for f in parts]
        first, *rest = [t for t in texts if t] or [f"#{row.id}"]
        yield row.id, first, " · ".join(rest)


def _is_me(place: Place, declared: Field, value: object) -> bool:
    return declared.name in place.record.own and value is not None and value == me().person


def _due(place: Place, declared: Field) -> dict[int, tuple[dt.date, str]]:
    """The next due date and state of what such an entry would meet, by row; the most urgent first."""
    view, name = sight(), place.record.name
    meant = [
        key
        for key, rule in rules().items()
        if getattr(rule, "counts", "") == name and getattr(rule, "link", "") == declared.name
    ]
    if not view.anything or not meant:
        return {}
    where = (
        DUTY.c.rule.in_(meant),
        DUTY.c.subject_record == declared.target,
        DUTY.c.state.in_([s.value for s in RUNNING]),
        DUTY.c.hint.is_(False),
        DUTY.c.due_on.is_not(None),
        view.seen(),
    )
    ask = select(DUTY.c.subject_id, DUTY.c.due_on, DUTY.c.state).where(*where)
    found: dict[int, tuple[dt.date, str]] = {}
    for row in db().execute(ask.order_by(DUTY.c.due_on, DUTY.c.id).limit(OFFERED)).all():
        found.setdefault(row.subject_id, (row.due_on, row.state))
    return found


def _last(place: Place, declared: Field, keys: Sequence[int]) -> dict[int, dt.date]:
    """The day of the last entry about each row that the reader sees."""
    date = next((f for f in place.fields if f.kind is Kind.DATE and f.required), None)
    if date is None or not keys:
        return {}
    link: Any = getattr(place.model, declared.name)
    day: Any = func.max(getattr(place.model, date.name))
    found = db().execute(select(link, day).where(link.in_(keys)).group_by(link)).all()
    return {key: last for key, last in found if last is not None}


def _when(due: tuple[dt.date, str] | None, last: dt.date | None) -> tuple[str, str]:
    """What stands beside a row: when it is due where that presses, else when it was last."""
    today = runtime().today()
    if due is not None and due[1] in TONES:
        return due_words(due[0], today), TONES[due[1]]
    if last is None:
        return "", ""
    day = f"{last:%m-%d}" if last.year == today.year else last.isoformat()
    return _("last %(day)s", day=day), ""
