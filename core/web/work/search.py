"""Search over everything: records, pages, articles, and things to do; a page, and JSON for the palette."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, current_app, jsonify, request
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.records import everywhere, read
from core.records.everywhere import LARGE, Sizes
from core.records.labels import Asker, title_fields
from core.records.query import LONGEST_SEARCH, ListQuery
from core.records.search import READY
from core.records.validate import unfit_characters
from core.texts import N_
from core.web.guard import signed_in
from core.web.language import say
from core.web.menu import in_menu
from core.web.records.cells import Cells
from core.web.records.place import Place, find_place
from core.web.records.reads import note_read
from core.web.records.rows import line_of
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work import entries

blueprint = Blueprint("search", __name__)
SIZES = "tongxin.sizes"
ROWS, GROUPS, SHORT = 5, 6, 6
"""Rows of one record, records with rows, entries of one kind: no more than can be looked over."""
KINDS = (
    (entries.ACTION, N_("Add")),
    (entries.PAGE, N_("Go to")),
    (entries.ARTICLE, N_("Articles")),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: where it leads, and what tells it apart."""

    label: str
    more: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind; ``all`` leads to everything of it that the text finds."""

    label: str
    hits: tuple[Hit, ...]
    all: str = ""


@blueprint.record_once
def _install(state: Any) -> None:
    app: Flask = state.app
    app.extensions[SIZES] = Sizes()


@blueprint.get("/search/")
@signed_in
def show() -> Response:
    """The page; JSON for the palette (``Accept: application/json``)."""
    text = _text()
    groups = results(text)
    if request.accept_mimetypes.best == "application/json":
        told = [
            {
                "label": g.label,
                "all": g.all,
                "hits": [
                    {"label": h.label, "more": h.more, "url": h.url, "icon": h.icon} for h in g.hits
                ],
            }
            for g in groups
        ]
        return jsonify(groups=told)
    return page("pages/search.html", text=text, groups=groups, title=say("Search"))


def _text() -> str:
    text = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].split())
    return "" if unfit_characters(text) else text


def results(text: str) -> list[Group]:
    """What the text finds: first rows, then pages, things to add, articles."""
    found = entries.matching(me(), text, SHORT)
    others = [
        Group(say(label), tuple(Hit(e.label, e.more, e.url, e.icon) for e in found[kind]))
        for kind, label in KINDS
        if kind in found
    ]
    if not text:
        entries.warm()
        return others
    return _rows(text) + others


def _rows(text: str) -> list[Group]:
    asker = Asker(runtime().catalogue, me(), runtime().chapters.enabled)
    models = _models(asker)
    found = everywhere.look(db(), asker, text, models, ROWS + 1)
    hit = [m for m in models if m.record.name in found][:GROUPS]
    return [_group(m, found[m.record.name], text) for m in hit]


def _models(asker: Asker) -> list[type[RecordBase]]:
    """Records to look into: those in the reader's menu that have a name, unless they are too large."""
    models = [
        m
        for name, m in asker.catalogue.models.items()
        if asker.reaches(name) and in_menu(m.record) and title_fields(m.record)
    ]
    sizes: Sizes = current_app.extensions[SIZES]
    known = sizes.get(db(), models) if models else {}
    search = db().info["door"].search
    return [
        m for m in models if known.get(m.record.name, 0) <= LARGE or search.state(m.record) == READY
    ]


def _group(model: type[RecordBase], keys: Sequence[int], text: str) -> Group:
    place = find_place(model.record.chapter, model.record.short)
    shown = keys[:ROWS]
    columns = _columns(place)
    query = ListQuery(keys=tuple(shown), size=ROWS)
    rows = {r.id: r for r in read.page(db(), place.asker, place.record.name, query, columns).rows}
    note_read(place, list(rows), columns, "search")
    cells = Cells(place, runtime().zone)
    lines = [line_of(place, cells, columns, rows[key]) for key in shown if key in rows]
    label = say(place.record.plural or place.record.label)
    more = f"{place.url}?q={quote(text)}" if len(keys) > ROWS and place.searches() else ""
    icon = place.record.icon
    return Group(label, tuple(Hit(str(n.name), n.facts, n.url, icon) for n in lines), more)


def _columns(place: Place) -> tuple[Any, ...]:
    """The name of a row and two facts of it."""
    seen = {f.name: f for f in place.fields}
    named = [seen[n] for n in title_fields(place.record) if n in seen]
    others = [f for f in place.columns() if f not in named]
    return tuple((named + others)[:4]) or place.columns()[:4]
