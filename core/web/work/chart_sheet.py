"""A chart's table as an Excel workbook: heading, table, and what the star means."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from flask import Response
from flask_babel import gettext as _

from core.statistics.table import Figure
from core.web.language import say
from core.web.records.export import XLSX
from core.web.work.figures import Picture, said

A4 = 9
WIDTH_OF_HEADS, WIDTH = 28, 14


def workbook(picture: Picture, year: str) -> Response:
    """The file. Texts are written as texts: none is ever taken for a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, WIDTH_OF_HEADS)
    sheet.set_column(1, len(picture.table.columns) + 1, WIDTH)
    sheet.write_string(0, 0, say(picture.chart.title), book.add_format({"bold": True, "size": 14}))
    told = [year, say(picture.unit), say(picture.chart.help)]
    sheet.write_string(1, 0, " · ".join(t for t in told if t))
    last = _table(sheet, picture, bold)
    if picture.table.hides:
        sheet.write_string(last + 1, 0, note(picture.table.least))
    book.close()
    response = Response(out.getvalue(), mimetype=XLSX)
    name = f"{picture.chapter}_{picture.chart.name}_{year}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def note(least: int) -> str:
    """What the star stands for."""
    return str(
        _("* Fewer than %(least)s, or a number that would give such a one away.", least=least)
    )


def _table(sheet: Any, picture: Picture, bold: Any) -> int:
    """Write the table; the row after it."""
    table, top = picture.table, 3
    heads = ["", *(c.label or say(picture.unit) or str(_("Quantity")) for c in table.columns)]
    heads += [str(_("Total"))] if table.line_totals else []
    for column, text in enumerate(heads):
        sheet.write_string(top, column, text, bold)
    sheet.repeat_rows(top)
    lines = [h.label for h in table.lines] + ([str(_("Total"))] if table.column_totals else [])
    for number, label in enumerate(lines):
        row = top + 1 + number
        sheet.write_string(row, 0, label)
        for column in range(len(heads) - 1):
            _write(sheet, row, column + 1, table.figure(number, column))
    return top + 1 + len(lines)


def _write(sheet: Any, row: int, column: int, figure: Figure) -> None:
    shown = figure.shown
    if isinstance(shown, (int, float, Decimal)):
        sheet.write_number(row, column, float(shown))
    else:
        sheet.write_string(row, column, said(figure))
