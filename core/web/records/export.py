"""A list as a file: CSV streamed row by row, or an Excel workbook in constant memory."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import xlsxwriter
from flask import Response, request, stream_with_context

from core.audit.reads import log_all
from core.audit.trail import Event
from core.declare import Field, Kind
from core.records import read
from core.records.door import origin_of
from core.records.read import Row
from core.web.exports.asked import PLAIN
from core.web.exports.offer import offer
from core.web.exports.wish import ListWish, of_list
from core.web.identify import resume
from core.web.language import say
from core.web.records.asked import given
from core.web.records.cells import Cells
from core.web.records.place import Place
from core.web.records.reads import note_read
from core.web.runtime import db, runtime

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FLUSH = 500
NOTED = 2000


def safe_text(text: str) -> str:
    """*text* so that a spreadsheet takes it for text, never for a formula."""
    return "'" + text if text.startswith(FORMULA) else text


@dataclass(frozen=True)
class About:
    """What the log and the file itself say of an export."""

    purpose: str = ""
    release: int | None = None
    mark: str = ""


ALONE = About()


def export(place: Place, kind: str, keys: Sequence[int] = ()) -> Response:
    """The rows of the present question (or those of *keys*) that the reader may export, all visible
    fields; where a second person has to agree, the page that asks for one."""
    args = given() | ({PLAIN: ["1"]} if PLAIN in request.args else {})
    found = of_list(place, args, keys)
    if not found.wish.alone:
        return offer(found.wish)
    name = f"{place.record.table}_{runtime().today().isoformat()}"
    if kind == "xlsx":
        response = Response(workbook(found), mimetype=XLSX)
    else:
        kind = "csv"
        _note(found, ALONE, kind)
        lines = stream_with_context(_csv(found))
        response = Response(lines, mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _note(found: ListWish, about: About, kind: str) -> None:
    """Write down that a list is taken out, before it leaves (PIPL art. 54)."""
    rt, told = runtime(), {"rows": found.wish.entries, "format": kind}
    extra = {"purpose": about.purpose, "release": about.release}
    told |= {name: value for name, value in extra.items() if value}
    event = Event(action="exported", record=found.place.record.name, about=told)
    if request.method == "GET":
        log_all(rt.trail, rt.factory, origin_of(db()), rt.clock(), [event])
    else:
        rt.trail.write(db(), origin_of(db()), rt.clock(), [event])
        db().commit()


def _rows(found: ListWish) -> Iterator[Row]:
    """Rows in chunks; the reading of sensitive fields is logged before each chunk leaves."""
    waiting: list[Row] = []
    place, fields = found.place, found.fields
    for row in read.stream(db(), place.asker, place.record.name, found.query, fields):
        waiting.append(row)
        if len(waiting) == NOTED:
            note_read(place, [r.id for r in waiting], fields, "export")
            yield from waiting
            waiting = []
    note_read(place, [r.id for r in waiting], fields, "export")
    yield from waiting


def _csv(found: ListWish) -> Iterator[str]:
    resume()
    cells = Cells(found.place, runtime().zone)
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow([safe_text(say(f.label)) for f in found.fields])
    for number, row in enumerate(_rows(found), 1):
        writer.writerow([_plain(cells, f, row) for f in found.fields])
        if number % FLUSH == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _plain(cells: Cells, declared: Field, row: Row) -> str:
    value = row.values[declared.name]
    text = cells.text(declared, value, row.names.get(declared.name, ()))
    number = declared.kind in (Kind.INTEGER, Kind.DECIMAL)
    return text if number else safe_text(text)


def workbook(found: ListWish, about: About = ALONE) -> bytes:
    """The list as an Excel workbook; what it shows is logged before it leaves."""
    _note(found, about, "xlsx")
    cells, head = Cells(found.place, runtime().zone), 1 if about.mark else 0
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/export.xlsx"
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(path, options)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        if about.mark:
            sheet.write_string(0, 0, about.mark)
            sheet.set_footer(f"&L{about.mark[:200].replace('&', '&&')}")
        sheet.write_row(head, 0, [say(f.label) for f in found.fields])
        for line, row in enumerate(_rows(found), head + 1):
            for column, declared in enumerate(found.fields):
                _write(sheet, line, column, _cell(cells, declared, row), day)
        book.close()
        with open(path, "rb") as file:
            return file.read()


def _cell(cells: Cells, declared: Field, row: Row) -> Any:
    value = row.values[declared.name]
    if isinstance(value, (int, Decimal)) and declared.kind in (Kind.INTEGER, Kind.DECIMAL):
        return float(value)
    if declared.kind is Kind.DATE:
        return value
    return cells.text(declared, value, row.names.get(declared.name, ()))


def _write(sheet: Any, line: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(line, column, cast(Any, value), day)
    elif isinstance(value, float):
        sheet.write_number(line, column, value)
    elif value:
        sheet.write_string(line, column, value)
