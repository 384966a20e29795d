"""My account: password, language, messages, open sessions, API keys; and the set-password link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import delete, select, update
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from core.access import generation, passwords
from core.access.accounts import AccountError, set_password
from core.access.models import Account, SignedIn
from core.db import rows_changed
from core.records.validate import unfit_characters
from core.web import choices, sign_in
from core.web.auth import here, note
from core.web.guard import signed_in
from core.web.look import say_shared
from core.web.menu import groups_for
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.system import notice_choices

blueprint = Blueprint("profile", __name__)
_USER: Any = User.__table__
_OPEN: Any = SignedIn.__table__
_ACCOUNT: Any = Account.__table__
LONGEST = Length(max=256)
LONGEST_LABEL = 100


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """Change of one's own password: the current one first."""

    current = PasswordField("Current password", [InputRequired("Enter your password."), LONGEST])
    password = PasswordField("New password", [InputRequired("Enter a password."), LONGEST])
    again = PasswordField(
        "New password again", [InputRequired("Enter the password once more."), LONGEST]
    )


class SetPasswordForm(FlaskForm):  # type: ignore[misc]
    """A first or forgotten password, by a link."""

    password = PasswordField("New password", [InputRequired("Enter a password."), LONGEST])
    again = PasswordField(
        "New password again", [InputRequired("Enter the password once more."), LONGEST]
    )


@blueprint.route("/profile/", methods=["GET", "POST"])
@signed_in
def show() -> Response:
    """The page; a POST changes the password."""
    form, status = PasswordForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate_on_submit() and _change(form):
            flash(_("The password is changed; other sessions were ended."), "success")
            return redirect(url_for("profile.show"))
    return page("pages/profile.html", status, form=form, **_lists())


@blueprint.post("/profile/notices")
@signed_in
def notices() -> Response:
    """Keep what is mailed to me, and when."""
    typed = notice_choices.posted()
    if typed.errors:
        kept = _lists() | {"notices": notice_choices.context(typed)}
        return page("pages/profile.html", 422, form=PasswordForm(formdata=None), **kept)
    notice_choices.save(typed)
    db().commit()
    flash(_("Saved."), "success")
    return redirect(url_for("profile.show", _anchor="notices"))


def _lists() -> dict[str, Any]:
    ask = select(_OPEN).where(_OPEN.c.user_id == me().user).order_by(_OPEN.c.seen_at.desc())
    rows = db().execute(ask).all()
    return {
        "sessions": [r for r in rows if r.kind == "browser"],
        "keys": [r for r in rows if r.kind == "key"],
        "current": sign_in.digest(session.get("sid", "")),
        "notices": notice_choices.context(),
        "starts": _starts(),
        "start": choices.chosen("start") or "/",
        "density": choices.chosen("density") or "normal",
        "theme": choices.chosen("theme") or "auto",
    }


def _change(form: Any) -> bool:
    user = me().user
    kept = db().execute(select(_USER.c.password).where(_USER.c.id == user)).scalar()
    if not passwords.matches(kept, form.current.data):
        form.current.errors = [_("The current password is wrong.")]
        return False
    return _keep(form, int(user or 0), session.get("sid", ""))


def _keep(form: Any, user: int, but: str) -> bool:
    if form.password.data != form.again.data:
        form.again.errors = [_("The two passwords differ.")]
        return False
    try:
        set_password(db(), user, form.password.data)
    except AccountError as error:
        form.password.errors = [_(error.text)]
        return False
    sign_in.end_all(db(), user, but)
    note("password_changed", user, me().name)
    db().commit()
    return True


@blueprint.post("/profile/look")
@signed_in
def look() -> Response:
    """Keep language, theme, height of rows, first page and keys with the account."""
    typed = request.form
    values = choices.language(typed.get("locale", ""))
    if typed.get("theme") in choices.THEMES:
        values["theme"] = typed["theme"]
    if typed.get("density") in choices.DENSITIES:
        values["density"] = typed["density"]
    if typed.get("start") in {url for _label, url in _starts()}:
        values["start"] = typed["start"] if typed["start"] != "/" else None
    choices.keep(**values)
    if typed.get("keys") in ("0", "1"):
        on = typed["keys"] == "1"
        db().execute(update(_ACCOUNT).where(_ACCOUNT.c.user_id == me().user).values(single_keys=on))
        generation.move(db())  # it is kept with the actor
    db().commit()
    flash(_("Saved."), "success")
    return redirect(url_for("profile.show"))


@blueprint.post("/profile/theme")
@signed_in
def theme() -> Response:
    """Keep the theme that was switched at the top of a page."""
    if request.form.get("theme") not in ("light", "dark"):
        abort(400)
    choices.keep(theme=request.form["theme"])
    db().commit()
    return Response(status=204)


def _starts() -> list[tuple[str, str]]:
    """Pages to begin with: all of the person's menu, with a chapter before each of its lists."""
    found = []
    for group in groups_for(me()):
        for link in group.links:
            found += [(f"{link.label} · {b.label}", b.url) for b in link.below] or [
                (link.label, link.url)
            ]
    return found


@blueprint.post("/profile/computer")
@signed_in
def computer() -> Response:
    """Say whether several people use this computer; kept in its browser, for whoever signs in."""
    flash(_("Saved."), "success")
    answer: Response = redirect(url_for("profile.show"))
    return say_shared(answer, shared=request.form.get("shared") == "1")


@blueprint.post("/profile/keys")
@signed_in
def new_key() -> Response:
    """Make an API key and show it once."""
    label = request.form.get("label", "").strip() or _("API key")
    if len(label) > LONGEST_LABEL or unfit_characters(label):
        told = {
            "key_label": label,
            "key_error": _("At most 100 characters, and no control characters."),
        }
        return page("pages/profile.html", 422, form=PasswordForm(formdata=None), **told, **_lists())
    secret = sign_in.start(db(), int(me().user or 0), "key", runtime().clock(), here(), label)
    note("api_key_made", me().user, me().name)
    db().commit()
    return page("pages/profile.html", form=PasswordForm(), new_secret=secret, **_lists())


@blueprint.post("/profile/sessions/<int:number>/end")
@signed_in
def end(number: int) -> Response:
    """End one of my sessions or revoke one of my keys."""
    where = (_OPEN.c.id == number, _OPEN.c.user_id == me().user)
    if not rows_changed(db().execute(delete(_OPEN).where(*where))):
        abort(404)
    note("session_ended", me().user, me().name)
    db().commit()
    flash(_("Ended."), "success")
    return redirect(url_for("profile.show"))


@blueprint.route("/set-password/<secret>", methods=["GET", "POST"])
def set_by_link(secret: str) -> Response:
    """Set a password by the link an administrator handed over; the link works once, for a day."""
    row = sign_in.find(db(), secret, ("reset",), runtime().clock())
    if row is None:
        return page("pages/link_over.html", 404)
    form, status = SetPasswordForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate_on_submit() and _keep(form, row.user_id, ""):
            flash(_("The password is set. Sign in with it."), "success")
            return redirect(url_for("SignInView.login"))
    return page("pages/set_password.html", status, form=form)
