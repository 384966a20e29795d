"""Saved views of a list on pages: keep one, share it, let the list open with it; columns of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import abort, flash, jsonify, redirect, request
from flask_babel import gettext as _
from sqlalchemy import func, literal, select, union_all
from werkzeug.wrappers import Response

from core.records import read
from core.records.query import address
from core.records.views import (
    EVERYTHING,
    ME,
    Saved,
    Shelf,
    ViewError,
    Wanted,
    choose,
    delete_view,
    may_share,
    save_view,
    shelf,
)
from core.web.guard import safe_next
from core.web.language import say
from core.web.records import narrow
from core.web.records.asked import CHOSEN, Asked, ask, given
from core.web.records.cells import Cells
from core.web.records.place import Place
from core.web.render import page
from core.web.runtime import db, me, runtime

MOST_COUNTED = 1000
"""A tab shows «1,000+» above this: its number is a help, no statistic."""
Args = Mapping[str, Sequence[str]]


def new(place: Place) -> Response:
    """The form that keeps what the list shows now."""
    asked = ask(place, given())
    if request.method == "GET":
        return _form(place, asked, Wanted(name=""))
    wanted = _wanted(_kept(asked))
    try:
        number = save_view(db(), me(), place.record.name, wanted, runtime().clock())
    except ViewError as error:
        db().rollback()
        return _form(place, asked, wanted, error)
    if request.form.get("opens"):
        choose(db(), me(), place.record.name, runtime().clock(), opens=number)
    db().commit()
    flash(_("View saved."), "success")
    return redirect(f"{place.url}?view={number}")


def change(place: Place, number: int) -> Response:
    """The form of one view: name, sharing; and, when sent along, what the list shows now."""
    found = _find(place, number)
    asked = ask(place, given() or found.args)
    if request.method == "GET":
        wanted = Wanted(
            name=found.name,
            audience=found.audience,
            role=found.role,
            standard=found.standard,
            args=found.args,
        )
        return _form(place, asked, wanted, number=number)
    wanted = _wanted(_kept(asked) if given() else found.args)
    try:
        save_view(db(), me(), place.record.name, wanted, runtime().clock(), number)
    except ViewError as error:
        db().rollback()
        return _form(place, asked, wanted, error, number)
    db().commit()
    flash(_("View saved."), "success")
    return redirect(f"{place.url}?view={number}")


def _find(place: Place, number: int) -> Saved:
    found = shelf(db(), me(), place.record.name).find(number)
    if found is None or not (found.own or (may_share(me()) and found.audience != ME)):
        abort(404)
    return found


def _kept(asked: Asked) -> dict[str, list[str]]:
    """What a view keeps of a list: the question, the columns, the look."""
    kept = address(asked.query, runtime().zone)
    kept.pop("deleted", None)
    kept["cols"] = [",".join(f.name for f in asked.columns)]
    return kept | ({"density": [asked.density]} if asked.density else {})


def _wanted(args: Args) -> Wanted:
    audience, _dot, role = request.form.get("audience", ME).partition(".")
    return Wanted(
        name=request.form.get("name", ""),
        audience=audience,
        role=role if role in runtime().catalogue.roles else "",
        standard=request.form.get("standard") == "1",
        args=args,
    )


def _form(
    place: Place,
    asked: Asked,
    wanted: Wanted,
    error: ViewError | None = None,
    number: int | None = None,
) -> Response:
    cells = Cells(place, runtime().zone)
    names = narrow.names_in(asked, ())
    query = urlencode(given(), doseq=True)
    target = f"{place.url}views/{number or 'new'}"
    return page(
        "records/view_form.html",
        422 if error else 200,
        place=place,
        record=place.record,
        title=_("Change the view") if number else _("Save as a view"),
        wanted=wanted,
        errors={error.field: say(error.text)} if error else {},
        chips=list(narrow.chips(asked, cells, names)),
        asked=asked,
        shared_with=_audiences(),
        target=target + (f"?{query}" if query else ""),
        number=number,
    )


def _audiences() -> list[tuple[str, str]]:
    """With whom a view can be shared: (value, label)."""
    if not may_share(me()):
        return []
    roles = runtime().catalogue.roles.values()
    return [
        (ME, say("Only I")),
        ("all", say("Everybody who may open this list")),
        *((f"role.{r.code}", say(r.label)) for r in roles),
    ]


def manage(place: Place) -> Response:
    """All views of a list, with what can be done with each."""
    found = shelf(db(), me(), place.record.name)
    labels = {f"role.{c}": say(r.label) for c, r in runtime().catalogue.roles.items()}
    opening = found.opening
    return page(
        "records/views.html",
        place=place,
        record=place.record,
        title=_("Views"),
        shelf=found,
        views=[(v, _shared(v, labels), v.own or may_share(me())) for v in found.views],
        opening=opening.id if opening else EVERYTHING,
    )


def _shared(view: Saved, labels: Mapping[str, str]) -> str:
    if view.audience == ME:
        return ""
    if view.audience == "all":
        return say("Everybody")
    return str(labels.get(f"role.{view.role}", view.role))


def remove(place: Place, number: int) -> Response:
    """Delete one view; the rows it showed are untouched."""
    if not delete_view(db(), me(), place.record.name, number):
        abort(404)
    db().commit()
    flash(_("View deleted."), "success")
    return redirect(f"{place.url}views")


def opens(place: Place) -> Response:
    """Let the list open with a view, or with everything."""
    text = request.form.get("view", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else EVERYTHING
    found = shelf(db(), me(), place.record.name)
    if number != EVERYTHING and found.find(number) is None:
        abort(404)
    choose(db(), me(), place.record.name, runtime().clock(), opens=number)
    db().commit()
    flash(_("Saved."), "success")
    return redirect(f"{place.url}views")


def display(place: Place) -> Response:
    """Keep columns, their order, size and density for this person; one step up or down at a time."""
    back = safe_next(request.form.get("next", place.url))
    kept = {} if request.form.get("reset") else _chosen(place)
    choose(db(), me(), place.record.name, runtime().clock(), query=urlencode(kept, doseq=True))
    db().commit()
    path, _mark, query = back.partition("?")
    parts = [p for p in query.split("&") if p.partition("=")[0] not in CHOSEN and p]
    return redirect(path + ("?" + "&".join(parts) if parts else ""))


def _chosen(place: Place) -> dict[str, str]:
    """Columns in their order with one step made, and the other choices of the panel."""
    known = {f.name for f in place.fields}
    order = [n for n in dict.fromkeys(request.form.getlist("place")) if n in known]
    on = set(request.form.getlist("cols"))
    order = [n for n in order if n in on] + [n for n in order if n not in on]
    for name, step in ((request.form.get("up"), -1), (request.form.get("down"), 1)):
        if name in order:
            at = order.index(name)
            to = min(max(at + step, 0), len(order) - 1)
            order[at], order[to] = order[to], order[at]
    shown = [n for n in order if n in on]
    chosen = {name: request.form.get(name, "") for name in ("size", "density", "phone")}
    return {"cols": ",".join(shown), **{k: v for k, v in chosen.items() if v}}


def counts(place: Place) -> Response:
    """How many rows each view finds, for the tabs: all in one question, at most MOST_COUNTED each."""
    found: Shelf = shelf(db(), me(), place.record.name)
    asks: list[Any] = []
    for view in found.views:
        query = ask(place, {**view.args, "view": [str(view.id)]}).query
        inner = read.numbers(db(), place.asker, place.record.name, query, MOST_COUNTED + 1)
        counted = select(func.count()).select_from(inner.subquery()).scalar_subquery()
        asks.append(select(literal(view.id).label("view"), counted.label("rows")))
    told = {}
    if asks:
        for view_id, rows in db().execute(union_all(*asks)):
            told[str(view_id)] = f"{rows:,}" if rows <= MOST_COUNTED else f"{MOST_COUNTED:,}+"
    return jsonify(counts=told)
