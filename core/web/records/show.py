"""The page of one row: its values, what refers to it, its history, and what can be done."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.declare import Field, Kind, Panel
from core.declare.shown import Hidden
from core.records import read
from core.records.door import Door
from core.web.language import say
from core.web.records.articles import articles_for, number_of
from core.web.records.attached import attached
from core.web.records.cells import Cells
from core.web.records.place import Place, find_row
from core.web.records.readers import may_ask
from core.web.records.reads import note_read
from core.web.records.related import related_to, rows_of
from core.web.records.reviews import waits
from core.web.records.timeline import timeline
from core.web.render import page
from core.web.reports.offers import documents
from core.web.runtime import db, runtime
from core.web.work.why import why_link
from core.workflow import moves_for, offered

NEWEST = 8
"""Entries of the timeline on the page itself; the history has the others."""


def show(place: Place, key: int, *, problems: list[str] | None = None) -> Response:
    """The page of a row; *problems* say why something just asked for was refused."""
    deleted = request.args.get("deleted") == "1" and place.may("delete")
    row = find_row(place, key, deleted=deleted)
    related = [] if deleted else related_to(place)
    tab = request.args.get("tab", "")
    chosen = next((r for r in related if r["key"] == tab), None)
    note_read(place, [key], place.fields, "show")
    return page(
        "records/show.html",
        422 if problems else 200,
        **facts(place, row, deleted=deleted),
        deleted=deleted,
        related=[r for r in related if not r["inside"]],
        chosen=rows_of(chosen, key) if chosen else None,
        inside=[rows_of(r, key) for r in related if r["inside"] and not chosen],
        problems=problems or [],
        documents=_documents(place, row, deleted),
        articles=articles_for(place),
        happened=None if chosen else timeline(place, row, NEWEST),
        duties="" if deleted else why_link(place.record.name, row.id),
        panels=_panels(place, row),
        may_ask=not deleted and may_ask(place, row),
        **_doing(place, row, deleted),
    )


def _documents(place: Place, row: RecordBase, deleted: bool) -> list[tuple[str, str]]:
    """Documents that can be printed of this row: title and address."""
    state = place.state_of(row)
    found = [] if deleted else documents(place.record, state.name if state else "")
    base = f"/reports/{place.record.chapter}"
    return [(say(d.title), f"{base}/{d.name}/{row.id}.docx") for d in found]


def _panels(place: Place, row: RecordBase) -> list[Panel]:
    door: Door = db().info["door"]
    look = door.look(db())
    return runtime().chapters.panels(place.record.name, _values(place, row), look)


def facts(place: Place, row: RecordBase, *, deleted: bool = False) -> dict[str, Any]:
    """What the page and the printed sheet of a row both show."""
    names = read.names_of(db(), place.asker, place.record.name, row.id, deleted=deleted)
    cells = Cells(place, runtime().zone)
    name = cells.name(names.get("", ()))
    return {
        "place": place,
        "record": place.record,
        "row": row,
        "name": name or f"#{row.id}",
        "title": name or say(place.record.label),
        "sections": _sections(place, row, cells, names),
        "state": place.state_of(row),
        "files": attached(row) if place.record.files else [],
        "files_open": place.files_open(row),
    }


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
        "article": number_of(declared.article),
    }


def history(place: Place, key: int) -> Response:
    """Who changed what, from which value to which, and why; newest first."""
    deleted = request.args.get("deleted") == "1" and place.may("delete")
    row = find_row(place, key, deleted=deleted)
    note_read(place, [key], place.fields, "history")
    names = read.names_of(db(), place.asker, place.record.name, key, deleted=deleted)
    return page(
        "records/history.html",
        place=place,
        record=place.record,
        row=row,
        name=Cells(place, runtime().zone).name(names.get("", ())) or f"#{key}",
        title=_("History"),
        happened=timeline(place, row),
    )
