"""Attachments of a row: uploaded, downloaded and taken off under the row's own permissions."""

from __future__ import annotations

from urllib.parse import quote

from flask import abort, flash, redirect, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.records.files import (
    TYPES,
    Shelf,
    Upload,
    attach,
    detach,
    file_of,
    reattach,
    shelf_in,
)
from core.records.refused import Refused
from core.web.language import labelled
from core.web.records.attached import SHOWN, ending
from core.web.records.edit import complaint_texts
from core.web.records.place import Place, find_row, page_of
from core.web.records.reads import note_read
from core.web.records.show import show
from core.web.runtime import db, runtime

VIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


def shelf() -> Shelf:
    """Where this installation keeps its files."""
    return shelf_in(runtime().settings.data_dir)


def _changeable(place: Place, key: int) -> RecordBase:
    row = find_row(place, key)
    if not place.record.files:
        abort(404)
    if "edit" not in place.allowed(row, ("edit",)) or not place.files_open(row):
        abort(403)
    return row


def add(place: Place, key: int) -> Response:
    """Keep the files that were sent; what cannot be kept is told, the others stay."""
    row = _changeable(place, key)
    problems: list[str] = []
    kept = 0
    for sent in request.files.getlist("file"):
        if not sent.filename:
            continue
        upload = Upload(sent.filename, sent.stream)
        try:
            attach(db(), runtime().trail, shelf(), row, upload, runtime().clock())
            kept += 1
        except Refused as error:
            texts = complaint_texts(error.complaints, place)
            problems += [labelled(sent.filename[:80], text) for text in texts]
            row = find_row(place, key)
    if problems:
        return show(place, key, problems=problems)
    flash(_("Saved.") if kept else _("Choose a file first."), "success" if kept else "warning")
    return redirect(page_of(place, key))


def get(place: Place, key: int, number: int) -> Response:
    """One file as a download under its own name; never shown inside our pages' origin."""
    return _send(place, key, number, "attachment")


def view(place: Place, key: int, number: int) -> Response:
    """A picture or a PDF to be shown in place: nothing in it may run, load or be framed elsewhere.
    Every other type is 404 here, so that a page or a drawing never opens inside our origin."""
    answer = _send(place, key, number, "inline")
    answer.headers["Content-Security-Policy"] = VIEW_POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _send(place: Place, key: int, number: int, how: str) -> Response:
    row = find_row(place, key)
    found = file_of(db(), row, number) if place.record.files else None
    path = shelf().path(found.stored) if found else None
    if found is None or path is None or not path.is_file():
        abort(404)
    kind = TYPES.get(ending(found.name), "application/octet-stream")
    if how == "inline" and kind not in SHOWN:
        abort(404)
    note_read(place, [key], place.fields, "file")
    answer: Response = send_file(path, mimetype=kind, download_name=found.name)
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(found.name)}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def remove(place: Place, key: int, number: int) -> Response:
    """Take a file off the row."""
    row = _changeable(place, key)
    if file_of(db(), row, number) is None:
        abort(404)
    detach(db(), runtime().trail, row, number, runtime().clock())
    undo = f"{place.url}{key}/files/{number}/restore"
    flash(_("The file was taken off."), f"success {undo}")
    return redirect(page_of(place, key))


def bring_back(place: Place, key: int, number: int) -> Response:
    """Put a file back that was taken off."""
    row = _changeable(place, key)
    if not reattach(db(), runtime().trail, row, number, runtime().clock()):
        abort(404)
    flash(_("Restored."), "success")
    return redirect(page_of(place, key))
