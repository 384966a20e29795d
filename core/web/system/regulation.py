"""The regulation on screen: its text with what serves it, its versions, and the import of a new one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.records.door import origin_of
from core.regulation import ChapterTitle, Regulation, Unreadable, parse
from core.regulation.compare import SAME, compare, full_text
from core.regulation.models import RegulationVersion
from core.regulation.read import text_of
from core.regulation.versions import Paper, import_version, read, version_on, versions
from core.web.guard import requires
from core.web.language import say
from core.web.menu import url_of
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("regulation", __name__)
PLACE = "core.regulation"


@blueprint.get("/regulation/")
@requires(PLACE, "read")
def index() -> Response:
    """The version in force by chapter and article, or an older one (``?version=``)."""
    shown = _asked() or version_on(db(), runtime().today())
    found = read(shown) if shown else None
    return page(
        "pages/regulation.html",
        version=shown,
        regulation=found,
        groups=_groups(found) if found else [],
        versions=versions(db()),
        may_import=me().may(PLACE, "manage"),
        full_text=full_text,
    )


@blueprint.get("/regulation/compare")
@requires(PLACE, "read")
def difference() -> Response:
    """Two versions article by article; without ``with`` the one imported before."""
    new = _asked() or abort(404)
    known = versions(db())
    older = [v for v in known if v.id < new.id]
    wanted = request.args.get("with", "")
    old = next((v for v in known if str(v.id) == wanted), older[0] if older else None)
    if old is None:
        abort(404)
    found = compare(read(old), read(new))
    changed = [d for d in found if d.state != SAME]
    return page(
        "pages/regulation_compare.html", old=old, new=new, differences=changed, all=len(found)
    )


@blueprint.route("/regulation/import", methods=["GET", "POST"])
@requires(PLACE, "manage")
def take() -> Response:
    """Upload a paper, look at what was understood, then keep it. Nothing is written before that."""
    if request.method == "GET":
        return page("pages/regulation_import.html", sent={}, found=None, problem="")
    sent = {n: request.form.get(n, "").strip() for n in ("title", "effective_on", "source")}
    sent["text"] = request.form.get("text", "")
    try:
        file = request.files.get("file")
        if file is not None and file.filename:
            sent["source"] = file.filename
            sent["text"] = text_of(file.filename, file.stream.read())
        found, day = parse(sent["text"]), _day(sent["effective_on"])
        if request.form.get("keep"):
            return _keep(sent, day)
    except Unreadable as error:
        told = say(error.text, error.values)
        return page("pages/regulation_import.html", 422, sent=sent, found=None, problem=told)
    now = version_on(db(), runtime().today())
    changes = [d for d in compare(read(now), found) if d.state != SAME] if now else []
    return page(
        "pages/regulation_import.html",
        sent=sent,
        found=found,
        problem="",
        problems=[(p.line, say(p.text, p.values)) for p in found.problems],
        changes=changes,
        now=now,
    )


def _keep(sent: dict[str, str], day: dt.date | None) -> Response:
    paper = Paper(source=sent["source"], text=sent["text"], title=sent["title"], effective_on=day)
    rt = runtime()
    import_version(db(), rt.trail, origin_of(db()), paper, rt.clock())
    flash(_("The regulation was imported."), "success")
    return redirect(url_for("regulation.index"))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Unreadable("Enter the day as year, month and day, for example 2026-09-01.") from None


def _asked() -> RegulationVersion | None:
    wanted = request.args.get("version", "")
    if not wanted:
        return None
    return next((v for v in versions(db()) if str(v.id) == wanted), None) or abort(404)


def _groups(found: Regulation) -> list[dict[str, Any]]:
    """Chapters with their articles, each with what serves it; articles before the first chapter first."""
    served = _served()
    headings: list[ChapterTitle | None] = [None, *found.chapters]
    groups: list[dict[str, Any]] = [{"chapter": c, "articles": []} for c in headings]
    places = {c.number: n for n, c in enumerate(found.chapters, 1)}
    for article in found.articles:
        told = {"article": article, "served": served.get(article.number, [])}
        groups[places.get(article.chapter or 0, 0)]["articles"].append(told)
    return [g for g in groups if g["articles"] or g["chapter"]]


def _served() -> dict[int, list[dict[str, str]]]:
    """By article: the chapter's page parts and rules that serve it, as far as the reader may open them."""
    catalogue, chapters = runtime().catalogue, runtime().chapters
    out: dict[int, list[dict[str, str]]] = {}
    for name, manifest in catalogue.manifests.items():
        if not chapters.enabled(name):
            continue
        for article in manifest.articles:
            links = out.setdefault(article.number, [])
            for record in article.served_by:
                if record in catalogue.models and me().may(record, "read"):
                    declared = catalogue.record(record)
                    label = say(declared.plural or declared.label)
                    links.append({"label": label, "url": url_of(declared)})
    return out
