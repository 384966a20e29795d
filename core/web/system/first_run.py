"""The first page of a new installation makes the administrator, once."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from core.access.accounts import FIRST_ROLES, AccountError, any_user, create
from core.db import lock
from core.web.auth import note, open_session
from core.web.render import page
from core.web.runtime import db, runtime

blueprint = Blueprint("first_run", __name__)
OPEN = (
    "first_run.setup",
    "static",
    "health.healthz",
    "metrics.metrics",
    "language.choose",
    "help.show",
)


class SetupForm(FlaskForm):  # type: ignore[misc]
    """Name and password of the first administrator."""

    username = StringField("User name", [InputRequired("Enter a user name."), Length(max=64)])
    password = PasswordField("Password", [InputRequired("Enter a password."), Length(max=256)])
    again = PasswordField("Password again", [InputRequired("Enter the password once more.")])


def lead_there() -> Response | None:
    """While there is no account, every page leads to the first one."""
    rt = runtime()
    if rt.has_users or request.endpoint in OPEN:
        return None
    rt.has_users = any_user(db())
    if rt.has_users or request.path.startswith("/api/"):
        return None
    return redirect("/setup/")


@blueprint.route("/setup/", methods=["GET", "POST"])
def setup() -> Response:
    """Make the administrator and sign them in; afterwards this page is gone."""
    rt = runtime()
    if rt.has_users or any_user(db()):
        return redirect("/")
    form, status = SetupForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate_on_submit():
            if form.password.data != form.again.data:
                form.again.errors = [_("The two passwords differ.")]
            elif _create(form):
                return redirect("/")
    return page("pages/setup.html", status, form=form)


def _create(form: SetupForm) -> bool:
    name = form.username.data.strip()
    lock(db(), "first_run")
    if any_user(db()):
        return True
    try:
        user = create(db(), name, form.password.data, FIRST_ROLES, runtime().clock())
    except AccountError as error:
        db().rollback()
        form[error.field if error.field in form._fields else "username"].errors = [_(error.text)]
        return False
    note("first_administrator", user, name)
    open_session(user, name)
    return True
