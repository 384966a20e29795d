"""Our adapter to Flask-AppBuilder's security: its tables and its place, our hashes, sessions and pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, flash, g, redirect, request, session, url_for
from flask_appbuilder import AppBuilder, expose
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.sqla.models import User
from flask_appbuilder.security.views import AuthDBView
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import func, select, update
from typing_extensions import override
from werkzeug.wrappers import Response
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from core.access import passwords
from core.audit.trail import Event, Origin
from core.web import choices, sign_in
from core.web.guard import safe_next
from core.web.language import listed, say
from core.web.look import say_shared, shared_computer
from core.web.pages import Home
from core.web.render import page
from core.web.runtime import db, me, runtime

_USER: Any = User.__table__
WRONG = "Name or password is wrong, or the account is locked for a few minutes."


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Name and password."""

    username = StringField("User name", [InputRequired("Enter your user name."), Length(max=64)])
    password = PasswordField("Password", [InputRequired("Enter your password."), Length(max=256)])
    shared = BooleanField("Several people use this computer")


def check_credentials(name: str, password: str) -> int | None:
    """The user's id when the pair is right and not locked out; the same time and answer otherwise.

    A failed try is noted and committed; a good one clears the account's tries.
    """
    now, address = runtime().clock(), request.remote_addr or ""
    if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in name + password):
        name = password = ""  # no account has these, and no database can be asked for them
    ask = select(_USER.c.id, _USER.c.password, _USER.c.active)
    row = db().execute(ask.where(func.lower(_USER.c.username) == name.strip().lower())).first()
    kept = row.password if row is not None and row.active else None
    good = passwords.matches(kept, password)
    if not good or kept is None or row is None or sign_in.locked(db(), name.strip(), address, now):
        sign_in.failed(db(), name.strip(), address, now)
        db().commit()
        return None
    sign_in.succeeded(db(), name.strip())
    if passwords.outdated(kept):
        db().execute(
            update(_USER).where(_USER.c.id == row.id).values(password=passwords.hashed(password))
        )
    return int(row.id)


def here() -> sign_in.Origin:
    """Address and browser of the present request."""
    return sign_in.Origin(request.remote_addr or "", str(request.user_agent))


def note(action: str, user: int | None, name: str) -> None:
    """An entry about an account in the audit trail, in the present transaction."""
    _note(Event(action=action, record="core.accounts", row=user), user, name)


def note_chapter(action: str, about: Mapping[str, Any] | None = None) -> None:
    """An entry about a chapter, its parameters or its rules: rules are evaluated soon after one."""
    _note(Event(action=action, record="core.chapters", about=about or {}), me().user, me().name)


def _note(event: Event, user: int | None, name: str) -> None:
    origin = Origin(user=user, name=name, request=g.request_id, address=request.remote_addr or "")
    runtime().trail.write(db(), origin, runtime().clock(), [event])


def open_session(user: int, name: str) -> None:
    """Sign *user* in with a session of a new number and commit."""
    rt = runtime()
    kept = {k: session[k] for k in ("locale", "script") if k in session}
    if old := session.get("sid"):
        sign_in.end(db(), old)
    session.clear()
    session.update(kept)
    secret = sign_in.start(db(), user, "browser", rt.clock(), here())
    session["sid"] = secret
    choices.load(user)
    note("sign_in", user, name)
    db().commit()


def first_page() -> str:
    """Where whoever has just signed in begins: the page they chose, else the home page."""
    return safe_next(choices.chosen("start") or "/")


def _tell_resting(user: int) -> None:
    """Whoever signs in learns which of the roles given to them rest."""
    rt = runtime()
    actor = rt.actors.get(db(), user, g.generation, rt.today())
    if actor is not None and actor.resting:
        names = listed([say(rt.catalogue.roles[r].label) for r in sorted(actor.resting)])
        text = _(
            "These roles rest for now: %(roles)s. The office can tell what is missing.", roles=names
        )
        flash(text, "warning")


class SignInView(AuthDBView):  # type: ignore[misc]
    """Sign-in and sign-out under the library's own addresses."""

    @expose("/login/", methods=["GET", "POST"])  # type: ignore[untyped-decorator]
    @override
    def login(self) -> Any:
        """The sign-in page; ``next`` leads back to a page of ours."""
        target = safe_next(request.args.get("next", "/"))
        if me().user is not None:
            return redirect(target)
        form, status = SignInForm(), 200
        if request.method == "GET":
            form.shared.data = shared_computer()
        if form.validate_on_submit():
            user = check_credentials(form.username.data, form.password.data)
            if user is not None:
                open_session(user, form.username.data.strip())
                _tell_resting(user)
                answer: Response = redirect(target if target != "/" else first_page())
                return say_shared(answer, shared=form.shared.data)
            form.password.errors = [_(WRONG)]
            status = 401
        elif request.method == "POST":
            status = 422
        expired = bool(g.get("expired"))
        return page(self.login_template, status, form=form, expired=expired, next=target)

    @expose("/logout/", methods=["GET", "POST"])  # type: ignore[untyped-decorator]
    @override
    def logout(self) -> Response:
        """End the session by a POST; a GET (an old link) only shows the home page."""
        if request.method == "POST" and (secret := session.get("sid")):
            sign_in.end(db(), secret)
            note("sign_out", me().user, me().name)
            db().commit()
            kept = {k: session[k] for k in ("locale", "script") if k in session}
            session.clear()
            session.update(kept)
            return redirect(url_for("SignInView.login"))
        return redirect("/")


class Security(SecurityManager):  # type: ignore[misc]
    """The library's security manager, with its views replaced and its questions answered by the actor."""

    authdbview = SignInView

    @override
    def register_views(self) -> None:
        """Only sign-in; users and roles have pages of our own, its APIs stay off."""
        self.auth_view = self.authdbview()
        self.appbuilder.add_view_no_menu(self.auth_view)

    @override
    def load_user(self, pk: int) -> None:
        """Users come from the table of sessions (``identify``), never from a signed cookie."""
        return None

    @override
    def load_user_jwt(self, _jwt_header: Any, jwt_data: Any) -> None:
        """The library's tokens are not issued and not taken."""
        return None

    @override
    def has_access(self, permission_name: str, view_name: str) -> bool:
        """Its question «can_<action> on <view>», answered from the actor's grants."""
        return me().may(view_name, permission_name.removeprefix("can_"))

    @override
    def get_user_menu_access(self, menu_names: list[str] | None = None) -> set[str]:
        """The library's own menu is not shown."""
        return set()


def set_up_library(app: Flask, db: Any, locale: str) -> None:
    """Flask-AppBuilder over our session; nothing is written and no table is made."""
    app.config.update(_library_config(locale))
    AppBuilder(app, db, security_manager_class=Security, indexview=Home)


def _library_config(locale: str) -> dict[str, Any]:
    """Settings of the library that keep its start free of writes and its doors closed."""
    return {
        "AUTH_ROLE_ADMIN": "AD",
        "AUTH_ROLE_PUBLIC": "Public",
        "FAB_CREATE_DB": False,
        "FAB_UPDATE_PERMS": False,
        "FAB_ADD_SECURITY_API": False,
        "FAB_ADD_OPENAPI_VIEWS": False,
        "FAB_ADD_MENU_API": False,
        "FAB_API_SWAGGER_UI": False,
        "FAB_OPENAPI_ENABLED": False,
        "RATELIMIT_ENABLED": False,
        "FAB_API_MAX_PAGE_SIZE": 100,
        "LANGUAGES": {
            "zh_CN": {"flag": "cn", "name": "简体中文"},
            "en": {"flag": "gb", "name": "English"},
        },
        "BABEL_DEFAULT_LOCALE": locale,
        "JWT_SECRET_KEY": current_app.config["SECRET_KEY"] + "/unused",
    }
