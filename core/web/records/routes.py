"""Addresses of records: ``/<chapter>/<record>/…`` for every record of every chapter."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, abort, flash, g, jsonify, redirect, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from core.chapters import Chapters
from core.declare import Kind
from core.records import read
from core.records.labels import words
from core.records.totals import Counts
from core.web import errors
from core.web.guard import to_sign_in
from core.web.language import say
from core.web.records import (
    act,
    again,
    attachments,
    closed,
    edit,
    export,
    list_routes,
    lists,
    panels,
    printed,
    readers,
    reads,
    show,
)
from core.web.records.place import Place, find_place
from core.web.runtime import db, me

blueprint = Blueprint("records", __name__, url_prefix="/<chapter>/<record>")
list_routes.add_to(blueprint)
FORMS = ("records.add_row", "records.edit_row")


def install(app: Flask, _chapters: Chapters) -> None:
    """Register the pages of records."""
    app.extensions[lists.COUNTS] = Counts()
    panels.install(app)
    reads.install(app, app.extensions["tongxin"])
    app.register_blueprint(blueprint)


@blueprint.url_value_preprocessor
def _take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    assert values is not None
    g.asked_for = (values.pop("chapter"), values.pop("record"))


@blueprint.before_request
def _find() -> Response | None:
    """Find the record, ask strangers to sign in, refuse who may not read it."""
    g.again = False
    if me().user is None:
        find_place(*g.asked_for)
        if request.method == "GET":
            return to_sign_in()
        if not again.wants_to_sign_in() or not again.sign_in_here():
            return again.ask_to_sign_in()
        g.again = True
    if closed.is_off(*g.asked_for):
        return closed.chapter_off(g.asked_for[0])
    g.place = find_place(*g.asked_for)
    if not g.place.may("read") and not g.place.may("create"):
        return closed.not_granted(g.place)
    if g.again and request.endpoint not in FORMS:
        flash(_("You are signed in again. Please repeat what you were doing."), "warning")
        return redirect(g.place.url)
    return None


@blueprint.app_errorhandler(CSRFError)
def _too_old(_error: CSRFError) -> Response:
    """A form whose token no longer fits (signed out, or signed in anew in another tab): a record's
    form is shown again with what was typed; anything else cannot be read."""
    if request.blueprint != blueprint.name or g.get("asked_for") is None:
        return errors.answer(400)
    if me().user is None:
        return again.ask_to_sign_in()
    if request.endpoint not in FORMS:
        return errors.answer(400)
    place, key = find_place(*g.asked_for), (request.view_args or {}).get("key")
    return edit.add(place, again=True) if key is None else edit.edit(place, key, again=True)


def _place() -> Place:
    place: Place = g.place
    return place


@blueprint.get("/")
def list_rows() -> Response:
    """The list."""
    if not _place().may("read"):
        return closed.not_granted(_place())
    return lists.show_list(_place())


@blueprint.route("/add", methods=["GET", "POST"])
def add_row() -> Response:
    """A new row."""
    return edit.add(_place(), again=g.again)


@blueprint.get("/<int:key>")
def show_row(key: int) -> Response:
    """One row."""
    return show.show(_place(), key)


@blueprint.route("/<int:key>/edit", methods=["GET", "POST"])
def edit_row(key: int) -> Response:
    """The form of a row."""
    return edit.edit(_place(), key, again=g.again)


@blueprint.get("/<int:key>/print")
def print_row(key: int) -> Response:
    """One row as a sheet for paper."""
    return printed.sheet(_place(), key)


@blueprint.get("/<int:key>/readers")
def row_readers(key: int) -> Response:
    """Who may see one row."""
    return readers.show(_place(), key)


@blueprint.get("/<int:key>/history")
def row_history(key: int) -> Response:
    """What happened to a row."""
    return show.history(_place(), key)


@blueprint.post("/<int:key>/delete")
def delete_row(key: int) -> Response:
    """Into the recycle bin."""
    return act.delete(_place(), key)


@blueprint.post("/<int:key>/restore")
def restore_row(key: int) -> Response:
    """Out of the recycle bin."""
    return act.restore(_place(), key)


@blueprint.post("/<int:key>/move/<name>")
def move_row(key: int, name: str) -> Response:
    """One step of the workflow."""
    return act.move(_place(), key, name)


@blueprint.post("/<int:key>/files")
def add_files(key: int) -> Response:
    """Attach files to a row."""
    return attachments.add(_place(), key)


@blueprint.get("/<int:key>/files/<int:number>")
def get_file(key: int, number: int) -> Response:
    """Download one file of a row."""
    return attachments.get(_place(), key, number)


@blueprint.get("/<int:key>/files/<int:number>/view")
def view_file(key: int, number: int) -> Response:
    """One file of a row to be shown in place."""
    return attachments.view(_place(), key, number)


@blueprint.post("/<int:key>/files/<int:number>/remove")
def remove_file(key: int, number: int) -> Response:
    """Take one file off a row."""
    return attachments.remove(_place(), key, number)


@blueprint.post("/<int:key>/files/<int:number>/restore")
def restore_file(key: int, number: int) -> Response:
    """Put one file back that was taken off."""
    return attachments.bring_back(_place(), key, number)


@blueprint.get("/export")
def export_rows() -> Response:
    """The list as a file."""
    if not _place().may("export"):
        abort(403)
    return export.export(_place(), request.args.get("format", "csv"))


@blueprint.get("/picker/<name>")
def pick(name: str) -> Response:
    """Rows that a reference can name, for the searching picker: at most twenty."""
    declared = next((f for f in _place().fields if f.name == name), None)
    if declared is None or declared.kind is not Kind.REF:
        abort(404)
    text = " ".join(request.args.get("q", "")[:100].split())
    found = read.picker(db(), _place().asker, declared.target, text)
    results = [
        {"id": key, "label": words(parts, say) or f"#{key}", "more": words(more, say)}
        for key, parts, more in found
    ]
    return jsonify(results=results)
