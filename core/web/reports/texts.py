"""Values of reports as text, and the entry in the trail that says who took them out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.audit.reads import Read, log_all
from core.audit.trail import Event
from core.exchange.rows import Reading, Value
from core.records.door import origin_of
from core.web.language import html_lang
from core.web.records.cells import Cells
from core.web.records.place import Place
from core.web.runtime import db, runtime

NOTED = 2000


class Texts:
    """Texts of values of any record."""

    def __init__(self, reading: Reading) -> None:
        self._asker = reading.asker
        self._cells: dict[str, Cells] = {}

    def text(self, value: Value) -> str:
        """The value as a page would show it, without any markup."""
        return self._cells_of(value.record).text(value.declared, value.value, value.parts)

    def written(self, value: Value) -> str:
        """As on paper: a day as 2026年9月1日."""
        day = value.value
        if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
            return day_on_paper(day)
        return self.text(value)

    def _cells_of(self, record: str) -> Cells:
        if record not in self._cells:
            catalogue = self._asker.catalogue
            model, workflow = catalogue.model(record), catalogue.workflow(record)
            place = Place(model.record, model, self._asker, workflow, None)
            self._cells[record] = Cells(place, runtime().zone)
        return self._cells[record]


def day_on_paper(day: dt.date) -> str:
    """A day in the figures of official papers."""
    if html_lang() == "zh-CN":
        return f"{day.year}年{day.month}月{day.day}日"
    return day.isoformat()


def note_taken(
    reading: Reading,
    action: str,
    report: str,
    rows: Sequence[int],
    purpose: str = "",
    release: int | None = None,
) -> None:
    """Write down that this report was taken out, and which sensitive columns of which rows it
    showed, before it leaves."""
    rt, origin = runtime(), origin_of(db())
    about: dict[str, object] = {"report": report, "rows": len(rows)}
    if purpose:
        about["purpose"] = purpose
    if release:
        about["release"] = release
    single = rows[0] if len(rows) == 1 else None
    events = [Event(action=action, record=reading.record, row=single, about=about)]
    fields = reading.sensitive()
    for start in range(0, len(rows) if fields else 0, NOTED):
        part = tuple(rows[start : start + NOTED])
        read = Read(origin, rt.clock(), reading.record, part, fields, "export")
        events.append(read.event())
    log_all(rt.trail, rt.factory, origin, rt.clock(), events)
