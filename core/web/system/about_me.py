"""What is kept about me: see, copy, ask for correction, and who read it (PIPL art. 44 to 50)."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import or_, select
from werkzeug.wrappers import Response

from core.access.holders import roles_of
from core.access.policy import party_criterion
from core.audit.models import Entry
from core.db.base import RecordBase
from core.declare import Field, Kind
from core.directory.requests import ANSWER_WORKDAYS, KINDS, DataRequest
from core.duties.labels import labels, names, not_personal
from core.records import read
from core.records.labels import Parts
from core.records.refused import Refused
from core.records.save import save
from core.web.guard import signed_in
from core.web.language import listed, say
from core.web.records.cells import Cells
from core.web.records.edit import complaint_texts
from core.web.records.export import XLSX, safe_text
from core.web.records.place import Place, find_place
from core.web.records.reads import note_read
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.system import consents

blueprint = Blueprint("about_me", __name__)
MOST = 500
MOST_READS = 100
YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Part:
    """One kind of record with the rows that are about the reader."""

    place: Place
    fields: tuple[Field, ...]
    rows: tuple[Any, ...]
    told: Mapping[tuple[str, int], Parts]
    """What rows are called that the person may not open and is told of."""

    @property
    def label(self) -> str:
        """What the kind of record is called."""
        return say(self.place.record.plural or self.place.record.label)


def _person() -> int:
    person = me().person
    if person is None:
        abort(404)
    return person


def _parts() -> list[Part]:
    """Every record that names the reader as the person concerned, with its rows and fields."""
    rt, person, parts = runtime(), _person(), []
    for name, model in rt.catalogue.models.items():
        chapter, _dot, short = name.partition(".")
        if not model.record.party or not rt.chapters.enabled(chapter) or not me().may(name, "read"):
            continue
        place = find_place(chapter, short)
        about = party_criterion(rt.catalogue, model, person)
        keys = (
            db().scalars(select(model.id).where(about).order_by(model.id.desc()).limit(MOST)).all()
        )
        if keys:
            fields = tuple(f for f in place.fields if f.name != "visibility")
            rows = read.rows_of(db(), place.asker, name, keys, fields)
            note_read(place, list(keys), fields, "about_me")
            parts.append(Part(place, fields, rows, _told(place, fields, rows)))
    return parts


def _told(
    place: Place, fields: tuple[Field, ...], rows: tuple[Any, ...]
) -> Mapping[tuple[str, int], Parts]:
    """Names, beside the gate, of what the rows refer to by fields that say so; nothing personal in them."""
    wanted: dict[str, set[int]] = {}
    for declared in fields:
        known = declared.target in place.asker.catalogue.models
        if declared.told and known and place.asker.enabled(declared.target.partition(".")[0]):
            closed = (r for r in rows if not r.names.get(declared.name))
            found = {r.values[declared.name] for r in closed} - {None}
            wanted.setdefault(declared.target, set()).update(found)
    catalogue = place.asker.catalogue
    stand = {n: catalogue.model(n).__table__.c.deleted_at.is_(None) for n in wanted}
    return names(db(), catalogue, wanted, shown=not_personal, where=stand)[0]


@blueprint.get("/me/")
@signed_in
def index() -> Response:
    """The page: entries by kind, my requests, and who read what is handled as sensitive."""
    return _index()


def _index(problems: list[str] | None = None, sent: dict[str, str] | None = None) -> Response:
    parts = _parts()
    return page(
        "pages/about_me.html",
        422 if problems else 200,
        parts=[{"part": p, "entries": list(_entries(p))} for p in parts],
        consents=consents.mine(_person()),
        requests=_requests(),
        reads=_reads(parts),
        kinds=[(c.value, say(c.label)) for c in KINDS],
        problems=problems or [],
        sent=sent or {},
        workdays=ANSWER_WORKDAYS,
    )


def _entries(part: Part) -> Iterator[dict[str, Any]]:
    cells = Cells(part.place, runtime().zone)
    for row in part.rows:
        lines = [(say(f.label), _said(part, cells, row, f)) for f in part.fields]
        yield {
            "id": row.id,
            "record": part.place.record.name,
            "name": cells.name(row.names.get("", ())) or f"#{row.id}",
            "url": f"{part.place.url}{row.id}",
            "lines": [(label, text) for label, text in lines if text],
        }


def _said(part: Part, cells: Cells, row: Any, field: Field) -> str:
    """A value as text; of an entry the person may not open, what it is called, or that there is one."""
    value, parts = row.values[field.name], row.names.get(field.name, ())
    if field.kind is Kind.REF and value is not None and not cells.name(parts):
        if name := cells.name(part.told.get((field.target, value), ())):
            return name
        return str(_("no. %(number)s (not open to you)", number=value))
    return cells.text(field, value, parts)


def _requests() -> list[DataRequest]:
    ask = select(DataRequest).where(DataRequest.person == _person())
    return list(db().scalars(ask.order_by(DataRequest.id.desc()).limit(50)))


def _reads(parts: list[Part]) -> list[dict[str, Any]]:
    """Reads by others of the last twelve months: the day, how, and in which role; no names."""
    rows = {(p.place.record.name, r.id) for p in parts for r in p.rows}
    if not rows:
        return []
    since = runtime().clock() - YEAR
    ask = select(Entry.at, Entry.record, Entry.row_id, Entry.user_id, Entry.body).where(
        Entry.action == "read",
        Entry.at >= since,
        Entry.record.in_({name for name, _ in rows}),
        or_(Entry.user_id.is_(None), Entry.user_id != me().user),
    )
    found = []
    for entry in db().execute(ask.order_by(Entry.seq.desc()).limit(20 * MOST_READS)):
        about = json.loads(entry.body).get("about", {})
        if any((entry.record, n) in rows for n in about.get("rows", [entry.row_id])):
            found.append((entry, about.get("how", "")))
        if len(found) == MOST_READS:
            break
    roles = roles_of(db(), [e.user_id for e, _ in found if e.user_id])
    return [_read_of(e, how, roles.get(e.user_id, ())) for e, how in found]


def _read_of(entry: Any, how: str, roles: tuple[str, ...]) -> dict[str, Any]:
    known = runtime().catalogue.roles
    ways = {"list": _("in a list"), "export": _("in an export"), "show": _("opened")}
    return {
        "day": entry.at.astimezone(runtime().zone).date(),
        "record": say(runtime().catalogue.record(entry.record).label),
        "how": ways.get(how, _("read")),
        "roles": listed(say(known[r].label) for r in roles if r in known) or _("The system"),
    }


@blueprint.post("/me/ask")
@signed_in
def ask() -> Response:
    """A request about one entry on me."""
    sent = {n: request.form.get(n, "") for n in ("record", "row", "kind", "text")}
    row, label = _entry_asked(sent)
    rt, today = runtime(), runtime().today()
    made = DataRequest(
        person=_person(),
        kind=sent["kind"] or None,
        text=sent["text"].strip() or None,
        entry=label,
        about_record=sent["record"],
        about_row=row.id,
        handler=_keeper(row),
        asked_on=today,
        due_on=rt.calendar(db()).add_working_days(today, ANSWER_WORKDAYS),
    )
    db().add(made)
    try:
        save(db(), rt.catalogue)
    except Refused as error:
        place = find_place("directory", "data_request")
        return _index(complaint_texts(error.complaints, place), sent)
    flash(_("Your request is on its way. You find the answer here."), "success")
    return redirect(url_for("about_me.index"))


def _entry_asked(sent: dict[str, str]) -> tuple[RecordBase, str]:
    """The row and what it is called; 404 for one that is not about the reader."""
    name, catalogue = sent["record"], runtime().catalogue
    if name not in catalogue.models or not sent["row"].isdecimal() or len(sent["row"]) > 9:
        abort(404)
    model = catalogue.model(name)
    about = party_criterion(catalogue, model, _person())
    row = db().scalars(select(model).where(model.id == int(sent["row"]), about)).first()
    if row is None:
        abort(404)
    called = labels(db(), catalogue, name, [row.id]).get(row.id, f"#{row.id}")
    return row, f"{say(model.record.label)} {called}"[:200]


def _keeper(row: RecordBase) -> int | None:
    """Whoever keeps the entry: the person at the record's own path, unless that is the reader."""
    for path in row.record.own:
        head, _dot, rest = path.partition(".")
        value = getattr(row, head)
        declared = row.record.field(head)
        if rest and value is not None and declared is not None:
            table = runtime().catalogue.model(declared.target).__table__
            value = db().execute(select(table.c[rest]).where(table.c.id == value)).scalar()
        if isinstance(value, int) and value != me().person:
            return value
    return None


@blueprint.get("/me/copy")
@signed_in
def copy() -> Response:
    """Everything on the page as a file: JSON, or an Excel workbook with one sheet per kind."""
    parts = _parts()
    kind = "xlsx" if request.args.get("format") == "xlsx" else "json"
    content = _workbook(parts) if kind == "xlsx" else _json(parts)
    response = Response(content, mimetype=XLSX if kind == "xlsx" else "application/json")
    name = f"about_me_{runtime().today().isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _json(parts: list[Part]) -> bytes:
    told = {p.label: [dict(e["lines"]) for e in _entries(p)] for p in parts}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _workbook(parts: list[Part]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for number, part in enumerate(parts, 1):
        sheet = book.add_worksheet(str(number))
        sheet.write_string(0, 0, part.label)
        sheet.write_row(1, 0, [say(f.label) for f in part.fields])
        cells = Cells(part.place, runtime().zone)
        for line, row in enumerate(part.rows, 2):
            for column, declared in enumerate(part.fields):
                text = _said(part, cells, row, declared)
                sheet.write_string(line, column, safe_text(text))
    if not parts:
        book.add_worksheet("1").write_string(0, 0, _("Nothing is kept about you."))
    book.close()
    return out.getvalue()
