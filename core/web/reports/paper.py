"""A document of one row: its values put into the template that is in use."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement

from core.declare import Document, Listed, variable
from core.exchange import templates
from core.exchange.rows import Reading, Row
from core.exchange.word import fill
from core.records.paths import Unseen
from core.settings import OFFICIAL_FONTS
from core.web.language import say
from core.web.reports.offers import asker_of
from core.web.reports.texts import Texts, day_on_paper, note_taken
from core.web.runtime import db, me, runtime


def delivered(chapter: str, document: Document) -> bytes:
    """The template that came with the chapter."""
    rt = runtime()
    return templates.delivered(rt.chapters.folder(chapter), document, rt.catalogue, say)


def template(chapter: str, document: Document) -> bytes:
    """The template in use: the office's own, else the delivered one."""
    own = templates.in_use(db(), templates.key_of(chapter, document.name))
    return own if own is not None else delivered(chapter, document)


def printed(chapter: str, document: Document, key: int) -> bytes:
    """The document of row *key*; 404 where the reader has no such row, or not in such a state.

    Raises BadTemplate.
    """
    reading = Reading(db(), asker_of(me()), document.record, document.columns)
    model = reading.paths.model
    where = [model.id == key, *_in_state(document, model)]
    row = next(reading.rows(where, action="read"), None) if 0 < key < 2**31 else None
    if row is None:
        abort(404)
    values: dict[str, Any] = {variable(c): "" for c in document.columns}
    values |= _values(reading, row)
    values |= {"printed_on": day_on_paper(runtime().today()), "printed_by": me().name}
    lists = {listed.name: _rows(listed, key) for listed in document.lists}
    for listed in document.lists:
        empty = {variable(c): "" for c in listed.columns}
        inner, rows = lists[listed.name]
        values[listed.name] = [empty | _values(inner, r) for r in rows if inner is not None]
    made = fill(template(chapter, document), document, values, fonts())
    note_taken(reading, "printed", document.name, [key])
    for inner, rows in lists.values():
        if inner is not None and rows and inner.sensitive():
            note_taken(inner, "printed", document.name, [r.id for r in rows])
    return made


def _rows(listed: Listed, key: int) -> tuple[Reading | None, list[Row]]:
    """The rows of a table in the document, as far as the reader sees them."""
    try:
        reading = Reading(db(), asker_of(me()), listed.record, listed.columns)
        where = [
            getattr(reading.paths.model, listed.link) == key,
            *reading.conditions(listed.where),
        ]
    except Unseen:
        return None, []
    return reading, list(reading.rows(where, listed.order, action="read"))


def _values(reading: Reading | None, row: Row) -> dict[str, str]:
    assert reading is not None
    texts = Texts(reading)
    shown = zip(reading.shown, row.values, strict=True)
    return {variable(column): texts.written(value) for column, value in shown}


def _in_state(document: Document, model: Any) -> list[ColumnElement[bool]]:
    workflow = runtime().catalogue.workflow(document.record)
    if not document.states or workflow is None:
        return []
    return [getattr(model, workflow.field).in_(document.states)]


def fonts() -> dict[str, str]:
    """Fonts of the institution for those of delivered templates."""
    return dict(zip(OFFICIAL_FONTS, runtime().settings.document_fonts, strict=False))
