"""Records that refer to a row, as far as the reader may see them: tabs, sections and printed tables."""

from __future__ import annotations

from typing import Any

from core.records import read
from core.records.filters import Filter
from core.records.query import ListQuery
from core.web.language import say
from core.web.records.cells import Cells
from core.web.records.place import Place, find_place
from core.web.records.reads import note_read
from core.web.records.rows import line_of
from core.web.runtime import db, runtime

SHOWN = 20


def related_to(place: Place) -> list[dict[str, Any]]:
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
        inside = wanted in {i.rows for i in place.view.inline} if place.view else False
        found.append(
            {"key": wanted, "label": label, "place": inner, "field": declared, "inside": inside}
        )
    seen = [r["label"] for r in found]
    for entry in found:
        if seen.count(entry["label"]) > 1:
            entry["label"] += f" ({say(entry['field'].label)})"
    return found


def rows_of(related: dict[str, Any], key: int) -> dict[str, Any]:
    """The rows of one related record that refer to the row of that number, as a table."""
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
        "label": related["label"],
        "columns": [say(c.label) for c in columns],
        "lines": [line_of(inner, cells, columns, r) for r in found.rows],
        "all": link if declared.name in inner.filters() else "",
        "more": found.has_next,
        "add": f"{inner.url}add?{declared.name}={key}" if inner.may("create") else "",
    }
