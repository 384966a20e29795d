"""One entry on paper: A4 without navigation, the head on every sheet, and lines to sign."""

from __future__ import annotations

from werkzeug.wrappers import Response

from core.web.records.place import Place, find_row
from core.web.records.reads import note_read
from core.web.records.related import related_to, rows_of
from core.web.records.show import facts
from core.web.records.timeline import timeline
from core.web.render import page
from core.web.runtime import me, runtime


def sheet(place: Place, key: int) -> Response:
    """The sheet: all sections, what refers to the row, its files by name, and its steps."""
    row = find_row(place, key)
    note_read(place, [key], place.fields, "print")
    tables = (rows_of(r, key) for r in related_to(place))
    return page(
        "records/print.html",
        **facts(place, row),
        tables=[t for t in tables if t["lines"]],
        steps=timeline(place, row).moves,
        now=runtime().clock(),
        by=me().name,
    )
