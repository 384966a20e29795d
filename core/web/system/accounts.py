"""Accounts: who may sign in, with which roles, as which person. The administrator never sees a password."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_appbuilder.security.sqla.models import Role, User, assoc_user_role
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from core.access.accounts import (
    AccountError,
    create,
    roles_complaint,
    set_active,
    set_person,
    set_roles,
)
from core.access.models import Account
from core.db.base import Base
from core.web import sign_in
from core.web.auth import here, note
from core.web.guard import requires
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("accounts", __name__)
_USER: Any = User.__table__
_ROLE: Any = Role.__table__
_ACCOUNT: Any = Account.__table__
manage = requires("core.accounts", "manage")
PAGE = 50


def _role_names() -> list[tuple[str, str]]:
    """(code, label) of all roles that can be assigned."""
    known = runtime().catalogue.roles
    codes = db().execute(select(_ROLE.c.name).order_by(_ROLE.c.name)).scalars()
    return [(c, known[c].label if c in known else c) for c in codes if c not in ("ME", "Public")]


def _roles_of(users: list[int]) -> dict[int, list[str]]:
    ask = select(assoc_user_role.c.user_id, _ROLE.c.name).join(
        _ROLE, _ROLE.c.id == assoc_user_role.c.role_id
    )
    found: dict[int, list[str]] = {}
    for user, role in db().execute(ask.where(assoc_user_role.c.user_id.in_(users))):
        found.setdefault(user, []).append(role)
    return found


@blueprint.get("/accounts/")
@manage
def index() -> Response:
    """Accounts by name, fifty a page."""
    number = max(
        int(request.args.get("page", "1")) if request.args.get("page", "1").isdecimal() else 1, 1
    )
    people = Base.metadata.tables["directory_person"]
    joined = _USER.outerjoin(_ACCOUNT, _ACCOUNT.c.user_id == _USER.c.id).outerjoin(
        people, people.c.id == _ACCOUNT.c.person_id
    )
    ask = (
        select(_USER.c.id, _USER.c.username, _USER.c.active, people.c.name.label("person"))
        .select_from(joined)
        .order_by(_USER.c.username)
        .limit(PAGE + 1)
        .offset((min(number, 10_000) - 1) * PAGE)
    )
    if wanted := request.args.get("q", "").strip()[:64]:
        ask = ask.where(func.lower(_USER.c.username).contains(wanted.lower(), autoescape=True))
    rows = db().execute(ask).all()
    roles = _roles_of([r.id for r in rows])
    return page(
        "pages/accounts.html",
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        number=number,
        roles=roles,
        labels=dict(_role_names()),
        q=wanted,
    )


@blueprint.route("/accounts/add", methods=["GET", "POST"])
@manage
def add() -> Response:
    """Make an account; its owner sets the password by the link that is shown once."""
    values = _posted()
    if request.method == "GET":
        return _form(None, values, {})
    try:
        user = create(
            db(),
            values["username"],
            None,
            tuple(values["roles"]),
            runtime().clock(),
        )
        set_person(db(), user, values["person"])
    except AccountError as error:
        db().rollback()
        return _form(None, values, {error.field: _(error.text)}, 422)
    link = _link(user)
    note("account_made", user, values["username"])
    db().commit()
    return page("pages/account_link.html", link=link, username=values["username"])


@blueprint.route("/accounts/<int:user>", methods=["GET", "POST"])
@manage
def edit(user: int) -> Response:
    """Change roles, person and state of an account."""
    row = (
        db()
        .execute(
            select(_USER.c.username, _USER.c.active, _ACCOUNT.c.person_id)
            .select_from(_USER.outerjoin(_ACCOUNT, _ACCOUNT.c.user_id == _USER.c.id))
            .where(_USER.c.id == user)
        )
        .first()
    )
    if row is None:
        abort(404)
    if request.method == "GET":
        kept = {"username": row.username, "active": row.active, "person": row.person_id}
        return _form(user, kept | {"roles": _roles_of([user]).get(user, [])}, {})
    values = _posted() | {"username": row.username}
    try:
        if wrong := roles_complaint(set(values["roles"])):
            raise AccountError("roles", wrong)
        if user == me().user and ("AD" not in values["roles"] or not values["active"]):
            raise AccountError("roles", "You cannot take your own administration away.")
        set_roles(db(), user, tuple(values["roles"]))
        set_person(db(), user, values["person"])
        set_active(db(), user, values["active"])
    except AccountError as error:
        db().rollback()
        return _form(user, values, {error.field: _(error.text)}, 422)
    note("account_changed", user, row.username)
    db().commit()
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.index"))


@blueprint.post("/accounts/<int:user>/link")
@manage
def link(user: int) -> Response:
    """A new set-password link; open sessions of the account end."""
    name = db().execute(select(_USER.c.username).where(_USER.c.id == user)).scalar()
    if name is None:
        abort(404)
    sign_in.end_all(db(), user)
    made = _link(user)
    note("password_link_made", user, name)
    db().commit()
    return page("pages/account_link.html", link=made, username=name)


def _link(user: int) -> str:
    secret = sign_in.start(db(), user, "reset", runtime().clock(), here())
    return url_for("profile.set_by_link", secret=secret, _external=True)


def _posted() -> dict[str, Any]:
    person = request.form.get("person", "")
    return {
        "username": request.form.get("username", "").strip(),
        "roles": request.form.getlist("roles"),
        "person": int(person) if person.isdecimal() and len(person) < 10 else None,
        "active": request.form.get("active") == "1" or request.method == "GET",
    }


def _form(
    user: int | None, values: dict[str, Any], errors: dict[str, str], status: int = 200
) -> Response:
    people = Base.metadata.tables["directory_person"]
    ask = select(people.c.name).where(people.c.id == values["person"])
    label = db().execute(ask).scalar() if values.get("person") else None
    return page(
        "pages/account_form.html",
        status,
        user=user,
        values=values,
        errors=errors,
        all_roles=_role_names(),
        person_label=label,
    )
