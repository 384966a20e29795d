"""Chapters on screen: what is installed, switching on and off with its effects, parameters, history."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access.accounts import account_names
from core.chapters import LifeCycleError, sensitive
from core.declare import Parameter
from core.web.auth import note
from core.web.guard import requires
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("chapters", __name__)
manage = requires("core.chapters", "manage")
STATE_TEXTS = {"installed": "Not in use yet", "enabled": "On", "disabled": "Off"}


def _chapter(name: str) -> Any:
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
    return page("pages/chapters.html", rows=rows, problems=chapters.problems)


@blueprint.get("/chapters/<name>/")
@manage
def show(name: str) -> Response:
    """One chapter: articles, parameters, what a switch would affect, what was changed and by whom."""
    return _show(name, {}, {})


def _show(name: str, typed: dict[str, str], errors: dict[str, str], status: int = 200) -> Response:
    manifest, chapters = _chapter(name), runtime().chapters
    values = {p.name: chapters.parameter(name, p.name) for p in manifest.parameters}
    return page(
        "pages/chapter.html",
        status,
        manifest=manifest,
        state=chapters.state(name),
        values=values,
        typed=typed,
        errors=errors,
        effects=chapters.effects(db(), name),
        events=_events(name),
        sensitive=sensitive(chapters.catalogue, name),
        assessment=chapters.assessment(name),
        needs_number=runtime().settings.production,
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
            "name": names.get(r.by or 0, ""),
        }
        for r in rows
    ]


@blueprint.post("/chapters/<name>/switch")
@manage
def switch(name: str) -> Response:
    """Enable or disable; effective in all processes by their next request."""
    _chapter(name)
    on = request.form.get("on") == "1"
    chapters, now = runtime().chapters, runtime().clock()
    try:
        if on:
            number = request.form.get("assessment", "").strip()[:80]
            chapters.enable(db(), name, now, user=me().user, assessment=number)
        else:
            chapters.disable(db(), name, now, user=me().user)
    except LifeCycleError as error:
        db().rollback()
        return _show(name, {}, {"switch": _(error.text) % error.values}, 422)
    note(f"chapter_{'enabled' if on else 'disabled'}:{name}", me().user, me().name)
    db().commit()
    flash(_("The chapter is on.") if on else _("The chapter is off; its data are kept."), "success")
    return redirect(url_for("chapters.show", name=name))


@blueprint.post("/chapters/<name>/parameters")
@manage
def parameters(name: str) -> Response:
    """Change parameters inside their bounds; all faults at once, nothing half-saved."""
    manifest, chapters = _chapter(name), runtime().chapters
    typed = {p.name: request.form.get(p.name, "").strip() for p in manifest.parameters}
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for parameter in manifest.parameters:
        value = _value(parameter, typed[parameter.name])
        refusal = parameter.refusal(value) if value is not None else "Enter a whole number."
        if refusal:
            errors[parameter.name] = _refusal(parameter, value)
        else:
            values[parameter.name] = value
    if errors:
        return _show(name, typed, errors, 422)
    now = runtime().clock()
    changed = chapters.set_parameters(db(), name, values, now, user=me().user)
    if changed:
        note(f"parameters_changed:{name}", me().user, me().name)
    db().commit()
    flash(_("Saved."), "success")
    return redirect(url_for("chapters.show", name=name))


def _value(parameter: Parameter, text: str) -> int | str | bool | None:
    if isinstance(parameter.default, bool):
        return text == "1"
    if isinstance(parameter.default, int):
        return int(text) if text.lstrip("-").isdecimal() and len(text) < 9 else None
    return text


def _refusal(parameter: Parameter, value: object) -> str:
    if value is None:
        return str(_("Enter a whole number."))
    if parameter.choices:
        return str(_("Choose one of the values offered."))
    return str(_("From %(low)s to %(high)s.", low=parameter.minimum, high=parameter.maximum))
