"""Changing the parameters and rules of a chapter on screen: at once, or from a later day on."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.chapters import LifeCycleError
from core.web.auth import note_chapter
from core.web.runtime import db, me, runtime
from core.web.system.chapters_page import chapter_of, manage, shown
from core.web.system.parameter_form import Asked, asked, day_of
from core.web.system.preview import show_trial, trial_of

blueprint = Blueprint("parameters", __name__)
LATER = "later"


@blueprint.post("/chapters/<name>/parameters")
@manage
def save(name: str) -> Response:
    """Change parameters inside their bounds; all faults at once, nothing half-saved."""
    wanted = asked(chapter_of(name), request.form)
    later = request.form.get("when") == LATER
    since = day_of(request.form.get("since", "")) if later else None
    if later and since is None:
        wanted.errors["since"] = str(_("Enter a day, for instance 2027-09-01."))
    if wanted.errors:
        return _refused(name, wanted)
    chapters, now = runtime().chapters, runtime().clock()
    try:
        changed = chapters.set_parameters(
            db(), name, wanted.changed, now, user=me().user, since=since
        )
    except LifeCycleError as error:
        db().rollback()
        wanted.errors["since"] = _(error.text) % error.values
        return _refused(name, wanted)
    if changed:
        about = {"values": {n: wanted.changed[n] for n in changed}}
        if since is not None:
            about["values"]["valid_from"] = since.isoformat()
        note_chapter(f"parameters_changed:{name}", about)
    db().commit()
    flash(_said(changed, since), "success")
    return redirect(url_for("chapters.show", name=name))


def _refused(name: str, wanted: Asked) -> Response:
    """The page on which the mistake was made, with what was typed."""
    if set(wanted.errors) - {"since"}:
        return shown(name, wanted.typed, wanted.errors, 422)
    trial = trial_of(chapter_of(name), wanted)
    return show_trial(trial, since=request.form.get("since", ""), errors=wanted.errors)


def _said(changed: list[str], since: dt.date | None) -> str:
    if not changed:
        return str(_("Nothing was changed."))
    if since is None:
        return str(_("Saved. The new values hold from today on, for running periods too."))
    return str(_("Saved. The new values hold from %(day)s on.", day=since.isoformat()))


@blueprint.post("/chapters/<name>/parameters/<parameter>/withdraw")
@manage
def withdraw(name: str, parameter: str) -> Response:
    """Take back a value that does not hold yet."""
    chapter_of(name)
    since = day_of(request.form.get("since", ""))
    chapters, now = runtime().chapters, runtime().clock()
    done = False
    if since is not None:
        try:
            done = chapters.withdraw_parameter(db(), name, parameter, since, now, user=me().user)
        except LifeCycleError as error:
            db().rollback()
            return shown(name, {}, {"since": _(error.text) % error.values}, 422)
    if done and since is not None:
        about = {"values": {parameter: "", "valid_from": since.isoformat()}}
        note_chapter(f"parameters_changed:{name}", about)
    db().commit()
    if done:
        flash(_("Taken back. The value in force stays."), "success")
    else:
        flash(_("There is no coming value of that day any more."), "warning")
    return redirect(url_for("chapters.show", name=name))


@blueprint.post("/chapters/<name>/rules/<rule>")
@manage
def switch_rule(name: str, rule: str) -> Response:
    """Switch one rule on or off; its duties stay."""
    chapter_of(name)
    on = request.form.get("on") == "1"
    try:
        changed = runtime().chapters.switch_rule(
            db(), name, rule, on, runtime().clock(), user=me().user
        )
    except LifeCycleError:
        db().rollback()
        abort(404)
    if changed:
        note_chapter(f"rule_{'on' if on else 'off'}:{name}.{rule}")
    db().commit()
    flash(_("The rule is on.") if on else _("The rule is off; its duties are kept."), "success")
    return redirect(url_for("chapters.show", name=name))
