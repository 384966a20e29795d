"""A register as an Excel workbook: heading, head repeated on each page, rows, who took it and when."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from typing import Any, cast

import xlsxwriter
from flask_babel import gettext as _

from core.declare import Kind
from core.exchange.rows import Value
from core.web.language import say
from core.web.records.export import ALONE, FORMULA, About
from core.web.reports.asked import Asked
from core.web.reports.texts import Texts, note_taken
from core.web.runtime import me, runtime

A4 = 9
TITLE_ROW, WORDS_ROW, HEAD_ROW = range(3)
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)


def workbook(asked: Asked, about: About = ALONE) -> bytes:
    """The file; what it shows is logged before it leaves. A row at a time is in memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/register.xlsx"
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(path, options)
        rows = _Sheet(book, asked, about.mark or _taken()).write()
        book.close()
        note_taken(asked.reading, "exported", asked.report.name, rows, asked.purpose, about.release)
        with open(path, "rb") as file:
            return file.read()


class _Sheet:
    """The one sheet of a register."""

    def __init__(self, book: Any, asked: Asked, taken: str) -> None:
        self._asked, self._reading, self._taken = asked, asked.reading, taken
        self._texts = Texts(asked.reading)
        base = {"font_size": 11, "valign": "vcenter", "border": 1, "text_wrap": True}
        self._plain = book.add_format(base)
        self._quoted = book.add_format(base | {"quote_prefix": True})
        self._day = book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "center"})
        self._head = book.add_format(base | {"bold": True, "align": "center"})
        self._title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self._words = book.add_format({"font_size": 10, "align": "left"})
        self._sheet = book.add_worksheet()

    def write(self) -> list[int]:
        """Everything; the numbers of the rows."""
        shown, sheet, report = self._reading.shown, self._sheet, self._asked.report
        last = len(shown)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.set_footer(f"&L{self._taken[:200].replace('&', '&&')}&R&P / &N")
        sheet.set_column(0, 0, 6)
        for place, column in enumerate(shown, 1):
            sheet.set_column(place, place, column.width)
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, say(report.title), self._title)
        told = " · ".join((*self._asked.words(), self._taken))
        sheet.merge_range(WORDS_ROW, 0, WORDS_ROW, last, told, self._words)
        sheet.write_string(HEAD_ROW, 0, _("No."), self._head)
        for place, column in enumerate(shown, 1):
            label = say(column.label or self._reading.declared(column).label)
            sheet.write_string(HEAD_ROW, place, label, self._head)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        return self._rows()

    def _rows(self) -> list[int]:
        numbers = []
        found = self._reading.rows(self._asked.conditions(), self._asked.report.order)
        for count, row in enumerate(found, 1):
            self._sheet.write_number(HEAD_ROW + count, 0, count, self._plain)
            for place, value in enumerate(row.values, 1):
                self._write(HEAD_ROW + count, place, value)
            numbers.append(row.id)
        return numbers

    def _write(self, line: int, column: int, value: Value) -> None:
        kept, sheet = value.value, self._sheet
        if isinstance(kept, (int, Decimal)) and value.declared.kind in NUMBERS:
            sheet.write_number(line, column, float(kept), self._plain)
        elif isinstance(kept, dt.date) and value.declared.kind is Kind.DATE:
            sheet.write_datetime(line, column, cast(Any, kept), self._day)
        else:
            text = self._texts.text(value)
            # Written as a text, which no program computes; marked as one, so that it stays a text
            # when somebody edits the cell.
            looks = self._quoted if text.startswith(FORMULA) else self._plain
            sheet.write_string(line, column, text, looks)


def _taken() -> str:
    """Who made the file, and when."""
    now = runtime().clock().astimezone(runtime().zone)
    return str(_("Made by %(name)s, %(when)s", name=me().name, when=f"{now:%Y-%m-%d %H:%M}"))
