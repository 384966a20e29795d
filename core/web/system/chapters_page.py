"""Chapters on screen: what is installed, switching on and off with its effects, history."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access.accounts import account_names
from core.chapters import LifeCycleError, sensitive
from core.declare import Manifest
from core.duties import rule_key
from core.records.validate import UNFIT, unfit_characters
from core.web.auth import note_chapter
from core.web.guard import requires
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.system.parameter_form import Typed, items

blueprint = Blueprint("chapters", __name__)
manage = requires("core.chapters", "manage")
STATE_TEXTS = {"installed": "Not in use yet", "enabled": "On", "disabled": "Off"}


def chapter_of(name: str) -> Manifest:
    """The manifest of a loaded chapter; 404 for others."""
    manifest = runtime().catalogue.manifests.get(name)
    if manifest is None:
        abort(404)
    return manifest


@blueprint.get("/chapters/")
@manage
def index() -> Response:
    """All chapters with their state, and those that could not be loaded with the reason."""
    chapters = runtime().chapters
    rows = [(m, chapters.state(n)) for n, m in runtime().catalogue.manifests.items()]
    ready = [m.name for m, _state in rows if not chapters.enabled(m.name) and _may_start(m.name)]
    return page("pages/chapters.html", rows=rows, problems=chapters.problems, ready=ready)


def _may_start(name: str) -> bool:
    """True when the chapter can be switched on without a number being asked for first."""
    asked = runtime().settings.production and sensitive(runtime().catalogue, name)
    return not asked or bool(runtime().chapters.assessment(name))


def _roles(name: str) -> list[tuple[str, str]]:
    """Code and name of the roles the chapter gives something to, the person concerned left out."""
    catalogue = runtime().catalogue
    codes = {g.role for g in catalogue.grants if g.record.startswith(f"{name}.")} - {"ME"}
    return [(c, say(r.label)) for c, r in catalogue.roles.items() if c in codes]


@blueprint.get("/chapters/<name>/")
@manage
def show(name: str) -> Response:
    """One chapter: articles, parameters, what a switch would affect, what was changed and by whom."""
    return shown(name, {}, {})


def shown(name: str, typed: Typed, errors: dict[str, str], status: int = 200) -> Response:
    """The page of a chapter, with what was *typed* and what is wrong with it."""
    manifest, chapters = chapter_of(name), runtime().chapters
    return page(
        "pages/chapter.html",
        status,
        manifest=manifest,
        state=chapters.state(name),
        parameters=items(manifest),
        rules=[
            (r, chapters.rule_on(rule_key(name, r))) for r in chapters.catalogue.rules.get(name, ())
        ],
        typed=typed,
        errors=errors,
        effects=chapters.effects(db(), name),
        events=_events(name),
        sensitive=sensitive(chapters.catalogue, name),
        assessment=chapters.assessment(name),
        needs_number=runtime().settings.production,
        roles=_roles(name) if me().may("core.roles", "manage") else [],
    )


def _events(name: str) -> list[dict[str, Any]]:
    """The chapter's last changes with the names of the accounts that made them."""
    rows = runtime().chapters.events(db(), name)
    names = account_names(db(), [r.by for r in rows if r.by])
    return [
        {
            "what": r.what,
            "at": r.at,
            "before": say(STATE_TEXTS.get(r.before, r.before)),
            "after": say(STATE_TEXTS.get(r.after, r.after)),
            "since": r.valid_from,
            "name": names.get(r.by or 0, ""),
        }
        for r in rows
    ]


@blueprint.post("/chapters/<name>/switch")
@manage
def switch(name: str) -> Response:
    """Enable or disable; effective in all processes by their next request."""
    chapter_of(name)
    on = request.form.get("on") == "1"
    chapters, now = runtime().chapters, runtime().clock()
    try:
        if on:
            number = request.form.get("assessment", "").strip()[:80]
            if unfit_characters(number):
                raise LifeCycleError(UNFIT)
            chapters.enable(db(), name, now, user=me().user, assessment=number)
        else:
            chapters.disable(db(), name, now, user=me().user)
    except LifeCycleError as error:
        db().rollback()
        return shown(name, {}, {"switch": _(error.text) % error.values}, 422)
    note_chapter(f"chapter_{'enabled' if on else 'disabled'}:{name}")
    db().commit()
    flash(_("The chapter is on.") if on else _("The chapter is off; its data are kept."), "success")
    return redirect(url_for("chapters.show", name=name))
