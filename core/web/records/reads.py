"""Tells the log of reads which sensitive data a page is about to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Flask, current_app, request

from core.access.policy import sensitive
from core.audit.reads import Later, Read, log_now
from core.declare import Field
from core.records.door import origin_of
from core.web.records.place import Place
from core.web.runtime import Runtime, db, runtime

KEY = "tongxin.reads"
LATER = ("list", "search")
"""What shows many rows at once waits for the writer; a single row is logged before it is shown."""


def install(app: Flask, rt: Runtime) -> None:
    """One writer of reads per application."""
    app.extensions.setdefault(KEY, Later(rt.trail, rt.factory))


def note_read(place: Place, rows: Sequence[int], fields: Iterable[Field], how: str) -> None:
    """Log the reading of class S fields of these rows; nothing where none is shown.

    A single row and an export are logged before the page leaves, a list within a second. Inside a
    request that writes it is left to the writer, because SQLite has one place for writing only.
    """
    marked = sensitive(place.asker.catalogue, place.record)
    names = tuple(f.name for f in fields if f.name in marked)
    if not names or not rows:
        return
    rt = runtime()
    read = Read(origin_of(db()), rt.clock(), place.record.name, tuple(rows), names, how)
    if how in LATER or request.method != "GET":
        later: Later = current_app.extensions[KEY]
        later.add(read)
    else:
        log_now(rt.trail, rt.factory, read)
