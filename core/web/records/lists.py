"""The list of a record: columns, search, filters, order, pages, recycle bin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from core.declare import Field, Kind
from core.records import read
from core.records.query import SIZES, Filter, ListQuery, parse, sortable
from core.records.read import Counts, Page, Row
from core.records.typed import text_of
from core.web.language import labelled, say
from core.web.records.cells import Cells
from core.web.records.links import changed, without
from core.web.records.place import Place
from core.web.records.reads import note_read
from core.web.render import page as render
from core.web.runtime import db, runtime

COUNTS = "tongxin.counts"
FACTS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A head of the table; ``sort`` is its address, ``direction`` what aria-sort says."""

    label: str
    sort: str = ""
    direction: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the template prints it, without any further question."""

    id: int
    url: str
    name: Markup
    facts: str
    cells: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, with the address without it."""

    label: str
    remove: str


def arguments() -> dict[str, list[str]]:
    """The query of the address: name → all its values."""
    return {k: request.args.getlist(k) for k in request.args}


def read_query(place: Place) -> ListQuery:
    """The checked question of the present address."""
    return parse(
        place.record,
        place.fields,
        arguments(),
        workflow=place.workflow,
        may_see_deleted=place.may("delete"),
        zone=runtime().zone,
    )


def show_list(place: Place) -> Response:
    """The page of a list."""
    query, columns = read_query(place), place.columns()
    counts: Counts = current_app.extensions[COUNTS]
    found = read.page(db(), place.asker, place.record.name, query, columns, counts)
    note_read(place, [r.id for r in found.rows], columns, "list")
    cells = Cells(place, runtime().zone)
    return render(
        "records/list.html",
        place=place,
        record=place.record,
        query=query,
        title=say(place.record.plural or place.record.label),
        columns=list(_heads(place, columns, query)),
        lines=[line_of(place, cells, columns, row) for row in found.rows],
        found=found,
        pages=_pages(place, query, found),
        chips=list(_chips(place, query, cells)),
        filters=_filter_inputs(place, query),
        notes=[say(n.text, _said(n.values)) for n in query.notes],
        exports=_exports(place),
        bin_url=_bin(place, query),
        add_url=place.url + "add" if place.may("create") and not query.deleted else "",
        clear_url=place.url,
    )


def _said(values: Mapping[str, object]) -> dict[str, Any]:
    return {k: say(v) if k == "name" else v for k, v in values.items()}


def _heads(place: Place, columns: tuple[Field, ...], query: ListQuery) -> Iterator[Column]:
    names, args = sortable(place.fields, place.workflow), arguments()
    for declared in columns:
        label = say(declared.label)
        css = "k-right" if declared.kind in (Kind.INTEGER, Kind.DECIMAL) else ""
        if declared.name not in names:
            yield Column(label, css=css)
            continue
        here = declared.name == query.order
        down = here and query.descending
        asked = declared.name if not here or down else f"-{declared.name}"
        direction = ("descending" if down else "ascending") if here else ""
        yield Column(label, changed(place.url, args, order=asked), direction, css)


def line_of(place: Place, cells: Cells, columns: tuple[Field, ...], row: Row) -> Line:
    """One row of the table; on a phone its first column, state and some facts make a card."""
    made: list[tuple[str, Markup]] = []
    facts: list[str] = []
    name = ""
    for number, declared in enumerate(columns):
        value, parts = row.values[declared.name], row.names.get(declared.name, ())
        if number == 0:
            name = cells.text(declared, value, parts)
            continue
        css = _css(cells, declared)
        if css != "k-st" and len(facts) < FACTS and value is not False:
            text = cells.text(declared, value, parts)
            facts += [cells.say(declared.label) if value is True else text] if text else []
        made.append((css, cells.html(declared, value, parts)))
    url = f"{place.url}{row.id}" + ("?deleted=1" if row.deleted_at else "")
    return Line(row.id, url, escape(name or f"#{row.id}"), " · ".join(facts), tuple(made))


def _css(cells: Cells, declared: Field) -> str:
    if cells.is_state(declared):
        return "k-st"
    if declared.kind is Kind.LONG_TEXT:
        return "k-hide k-long"
    if declared.kind in (Kind.INTEGER, Kind.DECIMAL):
        return "k-hide k-right"
    return "k-hide k-nowrap" if declared.kind in (Kind.DATE, Kind.MOMENT) else "k-hide"


def _pages(place: Place, query: ListQuery, found: Page) -> dict[str, Any]:
    args, first = arguments(), (query.page - 1) * query.size
    return {
        "previous": changed(place.url, args, page=query.page - 1) if query.page > 1 else "",
        "next": changed(place.url, args, page=query.page + 1) if found.has_next else "",
        "from": first + 1,
        "to": first + len(found.rows),
        "sizes": [(n, changed(place.url, args, size=n)) for n in SIZES],
    }


def _chips(place: Place, query: ListQuery, cells: Cells) -> Iterator[Chip]:
    args = arguments()
    for chosen in query.filters:
        text = say(", ").join(_filter_words(place, cells, chosen))
        op = {"from": say("from"), "to": say("to")}.get(chosen.op, "")
        label = labelled(say(chosen.declared.label), f"{op} {text}".strip())
        yield Chip(label, without(place.url, args, chosen.key))


def _filter_words(place: Place, cells: Cells, chosen: Filter) -> list[str]:
    declared = chosen.declared
    if declared.kind is not Kind.REF:
        many = declared.kind is Kind.CHOICES
        return [cells.text(declared, (v,) if many else v) for v in chosen.values]
    names = read.labels(db(), place.asker, declared.target, chosen.values)
    return [cells.text(declared, v, names.get(v, ())) for v in chosen.values]


def _filter_inputs(place: Place, query: ListQuery) -> list[dict[str, Any]]:
    """What the filter box offers: one entry per field with its present values as text."""
    chosen = {f.key: [text_of(v, runtime().zone) for v in f.values] for f in query.filters}
    made = []
    for name, declared in place.filters().items():
        states = place.workflow.states if place.workflow and name == place.workflow.field else ()
        options = [(s.name, say(s.label)) for s in states]
        options = options or [(c.value, say(c.label)) for c in declared.choices]
        if declared.kind is Kind.YES_NO:
            options = [("1", say("Yes")), ("0", say("No"))]
        made.append(
            {
                "name": name,
                "label": say(declared.label),
                "kind": str(declared.kind),
                "options": options,
                "chosen": chosen.get(name, []),
                "from": (chosen.get(f"{name}.from") or [""])[0],
                "to": (chosen.get(f"{name}.to") or [""])[0],
            }
        )
    return made


def _exports(place: Place) -> list[tuple[str, str]]:
    if not place.may("export"):
        return []
    url, args = place.url + "export", arguments()
    return [
        ("CSV", changed(url, args, format="csv")),
        ("Excel", changed(url, args, format="xlsx")),
    ]


def _bin(place: Place, query: ListQuery) -> str:
    if not place.may("delete"):
        return ""
    return place.url if query.deleted else place.url + "?deleted=1"
