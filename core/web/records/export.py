"""A list as a file: CSV streamed row by row, or an Excel workbook in constant memory."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, cast

import xlsxwriter
from flask import Response, stream_with_context

from core.declare import Field, Kind
from core.records import read
from core.records.query import ListQuery
from core.records.read import Row
from core.web.identify import resume
from core.web.language import say
from core.web.records.asked import ask
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


def export(place: Place, kind: str, keys: Sequence[int] = ()) -> Response:
    """The rows of the present question (or those of *keys*) that the reader may export, all visible
    fields."""
    query = ListQuery(keys=tuple(keys)) if keys else ask(place).query
    name = f"{place.record.table}_{runtime().today().isoformat()}"
    if kind == "xlsx":
        response = Response(_workbook(place, query), mimetype=XLSX)
    else:
        kind = "csv"
        lines = stream_with_context(_csv(place, query))
        response = Response(lines, mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _rows(place: Place, query: ListQuery) -> Iterator[Row]:
    """Rows in chunks; the reading of sensitive fields is logged before each chunk leaves."""
    waiting: list[Row] = []
    for row in read.stream(db(), place.asker, place.record.name, query, place.fields):
        waiting.append(row)
        if len(waiting) == NOTED:
            note_read(place, [r.id for r in waiting], place.fields, "export")
            yield from waiting
            waiting = []
    note_read(place, [r.id for r in waiting], place.fields, "export")
    yield from waiting


def _csv(place: Place, query: ListQuery) -> Iterator[str]:
    resume()
    cells = Cells(place, runtime().zone)
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow([safe_text(say(f.label)) for f in place.fields])
    for number, row in enumerate(_rows(place, query), 1):
        writer.writerow([_plain(cells, f, row) for f in place.fields])
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


def _workbook(place: Place, query: ListQuery) -> bytes:
    cells = Cells(place, runtime().zone)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/export.xlsx"
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(path, options)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [say(f.label) for f in place.fields])
        for line, row in enumerate(_rows(place, query), 1):
            for column, declared in enumerate(place.fields):
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
