"""Drafts of forms over HTTP: kept while somebody types, offered when the form is opened again."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from core.records import drafts
from core.web.guard import safe_next
from core.web.language import moment
from core.web.records.place import Place, find_place, find_row
from core.web.records.sheet import GOOD_TOKEN, Sheet, form_name
from core.web.runtime import db, me, runtime

blueprint = Blueprint("drafts", __name__, url_prefix="/drafts")
SHOWN = 3


@blueprint.before_request
def _somebody() -> tuple[Response, int] | None:
    """Only for people who signed in; a script is told so in its own terms."""
    if me().user is None:
        return jsonify(message=_("Please sign in")), 401
    return None


@blueprint.post("/<chapter>.<short>/<key>/<token>")
def keep(chapter: str, short: str, key: str, token: str) -> tuple[Response, int] | Response:
    """Keep what stands in a form now."""
    place = find_place(chapter, short)
    form = form_of(place, key, token)
    typed = kept_of(place, drafts.pairs_of(request.form.items(multi=True)))
    if sum(len(name) + len(value) for name, value in typed) > drafts.LARGEST:
        return jsonify(message=_("This is too long to be kept as a draft.")), 413
    now = runtime().clock()
    drafts.keep(db(), form, typed, now)
    return jsonify(kept=moment(now)[-5:])


def kept_of(place: Place, typed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was typed, without what is asked for a check only; cells are named after their field too."""
    inside = [
        place.asker.catalogue.record(i.record) for i in (place.view.inline if place.view else ())
    ]
    passing = {f.name for record in (place.record, *inside) for f in record.fields if f.unkept}
    return [(name, text) for name, text in typed if name.rpartition("-")[2] not in passing]


@blueprint.get("/<token>")
def state(token: str) -> Response:
    """Was the form with this token saved? For a browser whose connection broke while saving."""
    if not GOOD_TOKEN.fullmatch(token):
        abort(404)
    done = drafts.outcome(db(), int(me().user or 0), token)
    return jsonify(
        url=f"/{done.form.partition(':')[0].replace('.', '/')}/{done.row}" if done else ""
    )


@blueprint.post("/<token>/drop")
def drop(token: str) -> AnyResponse:
    """Throw a draft away."""
    drafts.drop(db(), int(me().user or 0), token[:40])
    return redirect(safe_next(request.form.get("next", "/")))


def form_of(place: Place, key: str, token: str) -> drafts.Form:
    """The form an address names; 404 for what its user could not open."""
    if not GOOD_TOKEN.fullmatch(token):
        abort(404)
    if key == "new":
        if not place.may("create"):
            abort(404)
        return drafts.Form(int(me().user or 0), form_name(place, None), token)
    if not key.isdecimal() or len(key) > 10:
        abort(404)
    row = find_row(place, int(key))
    if not place.may("edit"):
        abort(404)
    return drafts.Form(int(me().user or 0), form_name(place, row), token)


def offered(sheet: Sheet) -> list[drafts.Draft]:
    """Drafts of this form that its owner may go on with; not those that say nothing new."""
    found = drafts.waiting(db(), sheet.form.user, sheet.form.name, runtime().clock())
    return [d for d in found if d.typed][:SHOWN]
