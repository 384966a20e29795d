"""Quick entry: three steps on a phone (whom it is about, what happened, done), as a view declares it.

The page works as links and a form without script. With script an entry is kept in the browser until
the server has it; it is sent here under the token of its form, and saved once.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, jsonify, redirect, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.declare import Field, Kind, View
from core.records import read
from core.records.labels import words
from core.records.refused import Refused
from core.web.guard import to_sign_in
from core.web.language import labelled, say
from core.web.records import again, closed
from core.web.records.edit import outcome_of, save_once
from core.web.records.place import Place, find_place
from core.web.records.quick_choices import option, options
from core.web.records.sheet import TOKEN, Sheet, new_token
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("quick", __name__, url_prefix="/quick")
OWNER = "_user"
"""Whose entry it is: one that waited in a browser is saved for nobody else."""
ALREADY = "This form was saved before you went back to it."
FEW = 6
"""Up to this many rows need no search."""


def url_of(view: View | None) -> str:
    """The address of a record's quick entry, '' where it has none."""
    return f"/quick/{view.record}" if view is not None and view.quick else ""


@blueprint.before_request
def _somebody() -> Response | None:
    """Only for people who signed in; a script is told so in its own terms."""
    g.again = False
    if me().user is not None and request.form.get(OWNER, str(me().user)) != str(me().user):
        return _told(
            401, message=_("This page belongs to somebody else. Sign in on a page of your own.")
        )
    if me().user is not None:
        return None
    if request.method == "GET":
        return to_sign_in()
    if _by_script():
        return _told(401, message=_("Please sign in"))
    if not again.wants_to_sign_in() or not again.sign_in_here():
        return again.ask_to_sign_in()
    g.again = True
    return None


@blueprint.errorhandler(CSRFError)
def _too_old(_error: CSRFError) -> Response:
    """A form whose token no longer fits is shown again with what was typed, and saves nothing."""
    if _by_script():
        return _told(400, message=_("Please sign in"))
    if me().user is None:
        return again.ask_to_sign_in()
    g.again = True
    return send(**(request.view_args or {}))


@blueprint.get("/<chapter>.<short>")
def show(chapter: str, short: str) -> Response:
    """The page, at the step its address names: with a row chosen, with an entry just saved, else at
    the first."""
    if closed.is_off(chapter, short):
        return closed.chapter_off(chapter)
    place = _place(chapter, short)
    sheet = _sheet(place)
    sheet.show({})
    _start(sheet)
    sheet.main.prefill(MultiDict(request.args))
    return _page(place, sheet, done=_done(place, request.args.get("done", "")))


@blueprint.post("/<chapter>.<short>")
def send(chapter: str, short: str) -> Response:
    """Save an entry."""
    place = _place(chapter, short)
    sheet = _sheet(place, request.form.get(TOKEN, ""))
    sheet.take(request.form)
    done = outcome_of(sheet)
    if done is not None and done.digest == sheet.digest:
        return _saved(place, done.row)
    if done is not None:
        sheet.token = new_token()
        sheet.main.general.append(_(ALREADY))
        return _refused(place, sheet, already=done.row)
    if not g.again and sheet.validate():
        try:
            return _saved(place, save_once(sheet, place.model()))
        except Refused as error:
            sheet.complain(error)
    return _refused(place, sheet)


@blueprint.get("/<chapter>.<short>/options")
def find(chapter: str, short: str) -> Response:
    """Rows that match a text, for the search of the first step."""
    text = " ".join(request.args.get("q", "")[:100].split())
    found = options(_place(chapter, short), text)
    keys = ("key", "name", "more", "when", "tone")
    return jsonify(options=[{k: getattr(o, k) for k in keys} for o in found])


def _place(chapter: str, short: str) -> Place:
    """A record with a quick entry that the reader may make; 404 for any other."""
    place = find_place(chapter, short)
    wanted = place.view.quick if place.view else ()
    seen = {f.name for f in place.form_fields()}
    if not wanted or not place.may("create") or wanted[0] not in seen:
        abort(404)
    return place


def _fields(place: Place) -> list[Field]:
    by_name = {f.name: f for f in place.form_fields()}
    return [by_name[n] for n in (place.view.quick if place.view else ()) if n in by_name]


def _sheet(place: Place, token: str = "") -> Sheet:
    return Sheet(place, token=token, fields=_fields(place))


def _start(sheet: Sheet) -> None:
    """What stands in an empty entry: declared defaults, and today; all of it is shown."""
    days = [b for b in _bound(sheet) if b.declared.kind is Kind.DATE and b.needed]
    for bound in _bound(sheet):
        if bound in days[:1]:
            bound.process_data(runtime().today())
        elif bound.declared.default is not None:
            bound.process_data(bound.declared.default)


def _bound(sheet: Sheet) -> list[Any]:
    return [bound for _name, bound in sheet.main.bound]


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _told(status: int, **values: Any) -> Response:
    answer: Response = jsonify(values)
    answer.status_code = status
    return answer


def _saved(place: Place, key: int) -> Response:
    if not _by_script():
        flash(_("Saved."), "success")
        return redirect(f"{url_of(place.view)}?done={key}")
    done = _done(place, str(key))
    return _told(200, **(done or {"url": place.url, "name": "", "undo": "", "edit": ""}))


def _done(place: Place, key: str) -> dict[str, str] | None:
    """What the last step offers about a saved entry; None when there is none to be seen."""
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        return None
    row: RecordBase | None = read.row(db(), place.asker, place.record.name, int(key))
    if row is None:
        return None
    names = read.labels(db(), place.asker, place.record.name, [row.id])
    may, one = place.allowed(row, ("delete", "edit")), f"{place.url}{row.id}"
    return {
        "url": one,
        "name": words(names.get(row.id, ()), say) or f"#{row.id}",
        "undo": f"{one}/delete" if "delete" in may else "",
        "edit": f"{one}/edit" if "edit" in may else "",
    }


def _refused(place: Place, sheet: Sheet, already: int | None = None) -> Response:
    if not _by_script():
        return _page(place, sheet, status=200 if g.again else 422, already=already)
    errors = {name: [str(e) for e in b.errors] for name, b in sheet.main.bound if b.errors}
    general = [str(text) for text in sheet.main.general]
    labels = [
        labelled(say(b.declared.label), " ".join(errors[n]))
        for n, b in sheet.main.bound
        if n in errors
    ]
    return _told(422, errors=errors, general=general, all=[*general, *labels], token=sheet.token)


def _page(
    place: Place, sheet: Sheet, *, status: int = 200, done: Any = None, already: int | None = None
) -> Response:
    first, *rest = _bound(sheet)
    chosen = option(place, first.data) if isinstance(first.data, int) else None
    typed = request.method == "POST"
    text = " ".join(request.args.get("q", "")[:100].split())
    offered = options(place, text)
    sheet.name_choices({})
    return page(
        "records/quick.html",
        status,
        place=place,
        record=place.record,
        sheet=sheet,
        first=first,
        fields=rest,
        options=offered,
        search=text,
        searches=bool(text) or len(offered) > FEW,
        chosen=chosen,
        step=3 if done else 2 if chosen or typed else 1,
        done=done,
        already=already,
        again=g.again,
        action=url_of(place.view),
        owner=OWNER,
        title=say(place.record.label),
        today=runtime().today(),
    )
