"""The page of one row: its values, what refers to it, its history, and what can be done."""

from __future__ import annotations

import json
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from core.access.models import Account
from core.audit import seal
from core.audit.models import Entry
from core.db.base import RecordBase
from core.declare import Field, Kind, Panel
from core.declare.shown import Hidden
from core.records import read
from core.records.door import Door
from core.records.files import files_of
from core.records.filters import Filter
from core.records.labels import Asker, words
from core.records.query import ListQuery
from core.records.typed import Unreadable, typed
from core.web import trail_words
from core.web.language import say
from core.web.records.cells import Cells
from core.web.records.place import Place, find_place, find_row
from core.web.records.reads import note_read
from core.web.records.reviews import waits
from core.web.records.rows import line_of
from core.web.render import page
from core.web.runtime import db, runtime
from core.web.work.why import why_link
from core.workflow import moves_for, offered

SHOWN = 20
ENTRIES = 200


def show(place: Place, key: int, *, problems: list[str] | None = None) -> Response:
    """The page of a row; *problems* say why something just asked for was refused."""
    deleted = request.args.get("deleted") == "1" and place.may("delete")
    row = find_row(place, key, deleted=deleted)
    names = read.names_of(db(), place.asker, place.record.name, key, deleted=deleted)
    cells = Cells(place, runtime().zone)
    related = [] if deleted else _related(place)
    tab = request.args.get("tab", "")
    chosen = next((r for r in related if r["key"] == tab), None)
    note_read(place, [key], place.fields, "show")
    return page(
        "records/show.html",
        422 if problems else 200,
        place=place,
        record=place.record,
        row=row,
        deleted=deleted,
        name=cells.name(names.get("", ())) or f"#{row.id}",
        title=cells.name(names.get("", ())) or say(place.record.label),
        sections=_sections(place, row, cells, names),
        state=place.state_of(row),
        related=related,
        chosen=_rows_of(chosen, key) if chosen else None,
        problems=problems or [],
        files=files_of(db(), row) if place.record.files else [],
        duties="" if deleted else why_link(place.record.name, row.id),
        panels=_panels(place, row),
        **_doing(place, row, deleted),
    )


def _panels(place: Place, row: RecordBase) -> list[Panel]:
    door: Door = db().info["door"]
    look = door.look(db())
    return runtime().chapters.panels(place.record.name, _values(place, row), look)


def _values(place: Place, row: RecordBase) -> dict[str, Any]:
    return {"id": row.id} | {f.name: getattr(row, f.name) for f in place.fields}


def _doing(place: Place, row: RecordBase, deleted: bool) -> dict[str, Any]:
    """What the reader may do with this row."""
    if deleted:
        return {"may": {"restore"}, "moves": (), "held": (), "waits": ()}
    moves = moves_for(place.asker.catalogue, place.asker.actor, row)
    may = place.allowed(row, ("edit", "delete", *(m.name for m in moves)))
    state = place.state_of(row)
    if state is not None and state.closed:
        may -= {"edit"}
    free, held = offered(db(), place.asker.catalogue, row, (m for m in moves if m.name in may))
    return {"may": may, "moves": free, "held": held, "waits": waits(place, row)}


def _sections(
    place: Place, row: RecordBase, cells: Cells, names: dict[str, Any]
) -> list[tuple[str, list[dict[str, Any]]]]:
    made, values = [], {f.name: getattr(row, f.name) for f in place.record.fields}
    hidden = Hidden.of(place.record.fields, values)
    for title, fields in place.sections(place.fields):
        shown = [f for f in fields if _worth_showing(row, f, hidden)]
        lines = [_line(row, f, cells, names) for f in shown]
        if lines:
            made.append((title, lines))
    return made


def _worth_showing(row: RecordBase, declared: Field, hidden: Hidden) -> bool:
    """What is empty is left out where the system fills it in, or where it does not apply."""
    left_out = declared.filled or declared.name in hidden
    return not left_out or getattr(row, declared.name) not in (None, ())


def _line(row: RecordBase, declared: Field, cells: Cells, names: dict[str, Any]) -> dict[str, Any]:
    value = getattr(row, declared.name)
    return {
        "label": say(declared.label),
        "html": cells.linked(declared, value, names.get(declared.name, ())),
        "long": declared.kind is Kind.LONG_TEXT,
        "article": declared.article,
    }


def _related(place: Place) -> list[dict[str, Any]]:
    """Records that refer to this one, as far as the reader may see: as the view says, else all."""
    found: list[dict[str, Any]] = []
    for name, declared in place.asker.catalogue.referring(place.record.name):
        wanted = f"{name}.{declared.name}"
        if place.view and place.view.related and wanted not in place.view.related:
            continue
        chapter, _dot, short = name.partition(".")
        record = place.asker.catalogue.record(name)
        if not place.asker.reaches(name) or (not record.in_menu and not place.view):
            continue
        inner = find_place(chapter, short)
        if declared not in inner.fields:
            continue
        label = say(record.plural or record.label)
        found.append({"key": wanted, "label": label, "place": inner, "field": declared})
    seen = [r["label"] for r in found]
    for entry in found:
        if seen.count(entry["label"]) > 1:
            entry["label"] += f" ({say(entry['field'].label)})"
    return found


def _rows_of(related: dict[str, Any], key: int) -> dict[str, Any]:
    inner, declared = related["place"], related["field"]
    columns = tuple(c for c in inner.columns() if c.name != declared.name)
    order = inner.record.order.lstrip("-")
    query = ListQuery(
        filters=(Filter(declared, "in", (key,)),),
        order=order if order == "id" or any(f.name == order for f in inner.fields) else "id",
        descending=inner.record.order.startswith("-"),
        size=SHOWN,
    )
    found = read.page(db(), inner.asker, inner.record.name, query, columns)
    note_read(inner, [r.id for r in found.rows], columns, "list")
    cells = Cells(inner, runtime().zone)
    link = f"{inner.url}?{declared.name}={key}"
    return {
        "key": related["key"],
        "columns": [say(c.label) for c in columns],
        "lines": [line_of(inner, cells, columns, r) for r in found.rows],
        "all": link if declared.name in inner.filters() else "",
        "more": found.has_next,
        "add": f"{inner.url}add?{declared.name}={key}" if inner.may("create") else "",
    }


def history(place: Place, key: int) -> Response:
    """Who changed what, from which value to which, and why; newest first."""
    deleted = request.args.get("deleted") == "1" and place.may("delete")
    row = find_row(place, key, deleted=deleted)
    ask = select(Entry.at, Entry.body).where(
        Entry.record == place.record.name, Entry.row_id == key, Entry.action != "read"
    )
    found = db().execute(ask.order_by(Entry.seq.desc()).limit(ENTRIES)).all()
    opened = seal.find_key(db(), place.record.name, key)
    bodies = [(at, json.loads(body)) for at, body in found]
    cells = Cells(place, runtime().zone)
    told = _Teller(place, cells, opened, _veiled(row))
    told.load_names(bodies)
    note_read(place, [key], place.fields, "history")
    names = read.names_of(db(), place.asker, place.record.name, key, deleted=deleted)
    return page(
        "records/history.html",
        place=place,
        record=place.record,
        row=row,
        name=cells.name(names.get("", ())) or f"#{key}",
        title=_("History"),
        entries=[told.entry(at, body) for at, body in bodies],
    )


def _veiled(row: RecordBase) -> frozenset[int]:
    """Accounts whose doings are told without a name."""
    persons = [v for n in row.record.veils if (v := getattr(row, n)) is not None]
    if not persons:
        return frozenset()
    account: Any = Account.__table__
    ask = select(account.c.user_id).where(account.c.person_id.in_(persons))
    return frozenset(db().execute(ask).scalars())


class _Teller:
    """Entries of the trail in words; what accounts of *veiled* did, without a name."""

    def __init__(
        self, place: Place, cells: Cells, key: bytes | None, veiled: frozenset[int]
    ) -> None:
        self._place, self._cells, self._key, self._veiled = place, cells, key, veiled
        self._fields = {f.name: f for f in place.fields}
        self._names: dict[str, dict[int, str]] = {}

    def load_names(self, bodies: list[tuple[Any, dict[str, Any]]]) -> None:
        """Names of all references that occur; one question per record."""
        wanted: dict[str, set[int]] = {}
        for _at, body in bodies:
            for side in ("before", "after"):
                for name, kept in body.get(side, {}).items():
                    declared = self._fields.get(name)
                    value = seal.unseal(self._key, kept)
                    if declared and declared.kind is Kind.REF and isinstance(value, int):
                        wanted.setdefault(declared.target, set()).add(value)
        asker: Asker = self._place.asker
        for target, keys in wanted.items():
            found = read.labels(db(), asker, target, sorted(keys))
            self._names[target] = {k: words(parts, self._cells.say) for k, parts in found.items()}

    def entry(self, at: Any, body: dict[str, Any]) -> dict[str, Any]:
        """One entry: when, who, what, and each changed field with both values."""
        before, after = body.get("before", {}), body.get("after", {})
        names = [n for n in self._fields if n in before or n in after]
        veiled = body.get("user") in self._veiled
        reason, name = body.get("about", {}).get("reason", ""), body.get("name", "")
        return {
            "at": at.astimezone(runtime().zone).strftime("%Y-%m-%d %H:%M"),
            "who": say("Person concerned") if veiled else trail_words.who(name),
            "action": trail_words.action(self._place.record.name, body["action"]),
            "kind": body["action"],
            "reason": say(reason) if reason and name.startswith("system:") else reason,
            "changes": [
                (say(self._fields[n].label), self._value(n, before), self._value(n, after))
                for n in names
            ],
        }

    def _value(self, name: str, side: dict[str, Any]) -> str:
        declared = self._fields[name]
        value = seal.unseal(self._key, side.get(name))
        if value is None:
            return ""
        if value == seal.ERASED:
            return say("erased")
        if declared.kind is Kind.REF:
            return self._names.get(declared.target, {}).get(value) or f"#{value}"
        texts = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        if isinstance(value, bool):
            texts = ["1" if value else "0"]
        try:
            return self._cells.text(declared, typed(declared, texts, runtime().zone))
        except Unreadable:
            return str(value)
