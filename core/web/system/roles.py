"""Roles: what each may do with each record, and with which rows. A change takes effect at once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_appbuilder.security.sqla.models import Role, assoc_user_role
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from core.access import generation
from core.access.accounts import (
    AccountError,
    accounts_with,
    accounts_without,
    number_of,
    roles_complaint,
    set_roles,
)
from core.access.holders import roles_of
from core.access.load import load_grants
from core.access.sync import Wanted, link_grants, unlink_grants
from core.declare import Scope
from core.records.validate import unfit_characters
from core.texts import N_
from core.web.auth import note
from core.web.guard import requires
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("roles", __name__)
_ROLE: Any = Role.__table__
MOST_HOLDERS = 100
NO_SUCH = N_(
    "There is no account of this name. Choose one from the list, or make it under «Accounts»."
)
SCOPES = (
    (Scope.ALL, N_("All rows")),
    (Scope.UNIT, N_("Own unit")),
    (Scope.STAGE, N_("From a stage on")),
    (Scope.OWN, N_("Own")),
    (Scope.PARTY, N_("Taking part")),
)


def _codes() -> dict[str, int]:
    rows = db().execute(select(_ROLE.c.name, _ROLE.c.id).order_by(_ROLE.c.name))
    return {n: i for n, i in rows if n != "Public"}


def _holders(role: int) -> int:
    """How many accounts hold a role."""
    held = assoc_user_role.c
    return int(db().scalar(select(func.count()).where(held.role_id == role)) or 0)


@blueprint.get("/roles/")
@requires("core.roles", "manage")
def index() -> Response:
    """All roles with what they are for."""
    known = runtime().catalogue.roles
    rows = [(c, known.get(c)) for c in _codes()]
    return page("pages/roles.html", rows=rows)


@blueprint.route("/roles/<code>", methods=["GET", "POST"])
@requires("core.roles", "manage")
def edit(code: str) -> Response:
    """The grants of one role: for each record and action, no row or the rows of a scope."""
    codes = _codes()
    if code not in codes:
        abort(404)
    if request.method == "POST":
        _save(code, codes, load_grants(db(), frozenset({code})))
        flash(_("Saved."), "success")
        return redirect(url_for("roles.edit", code=code))
    return _shown(code)


def _shown(code: str, typed: str = "", problem: str = "", status: int = 200) -> Response:
    """The page of a role, with what is wrong with the account that should get it."""
    held, catalogue = load_grants(db(), frozenset({code})), runtime().catalogue
    chapters = [
        (manifest, [(r, _cells(r.name, held)) for r in catalogue.records_of(name)])
        for name, manifest in catalogue.manifests.items()
    ]
    return page(
        "pages/role.html",
        status,
        code=code,
        role=catalogue.roles.get(code),
        number_held=_holders(_codes()[code]),
        chapters=chapters,
        scopes=[(s.value, say(text)) for s, text in SCOPES],
        given=code != "ME" and me().may("core.accounts", "manage"),
        holders=accounts_with(db(), code, MOST_HOLDERS),
        others=accounts_without(db(), code, MOST_HOLDERS),
        most=MOST_HOLDERS,
        typed=typed,
        problem=problem,
    )


@blueprint.post("/roles/<code>/accounts")
@requires("core.accounts", "manage")
def give(code: str) -> Response:
    """Give the role to the account of that user name."""
    if code == "ME" or code not in _codes():
        abort(404)
    name = request.form.get("username", "").strip()
    user = None if unfit_characters(name) else number_of(db(), name)
    try:
        if user is None:
            raise AccountError("username", NO_SUCH)
        roles = {*roles_of(db(), [user]).get(user, ()), code}
        if wrong := roles_complaint(roles):
            raise AccountError("username", wrong)
        set_roles(db(), user, tuple(sorted(roles)))
    except AccountError as error:
        db().rollback()
        return _shown(code, name, _(error.text), 422)
    note("account_changed", user, name)
    db().commit()
    flash(_("«%(name)s» has the role now.", name=name), "success")
    return redirect(url_for("roles.edit", code=code))


def _cells(record: str, held: Any) -> list[tuple[str, str, str]]:
    """(action, label, scope) of every action of a record; the widest scope where there are several."""
    catalogue = runtime().catalogue
    workflow = catalogue.workflow(record)
    labels = {m.name: m.label for m in workflow.moves} if workflow else {}
    standard = {
        "read": N_("Read"),
        "create": N_("Add"),
        "edit": N_("Change"),
        "delete": N_("Delete"),
        "export": N_("Export"),
    }
    cells = []
    for action in catalogue.actions(record):
        scopes = held.get(record, {}).get(action, frozenset())
        widest = next((s.value for s, _label in SCOPES if s in scopes), "")
        cells.append((action, standard.get(action) or labels[action], widest))
    return cells


def _save(code: str, codes: dict[str, int], held: Any) -> None:
    catalogue = runtime().catalogue
    gone: list[Wanted] = []
    new: list[Wanted] = []
    for record in catalogue.models:
        for action in catalogue.actions(record):
            wanted = request.form.get(f"{record}|{action}")
            have = {s.value for s in held.get(record, {}).get(action, frozenset())}
            if wanted is None or wanted not in {"", *(s.value for s in Scope)}:
                continue
            widest = next((s.value for s, _label in SCOPES if s.value in have), "")
            if wanted == widest:
                continue
            gone += [(code, record, f"{action}:{s}") for s in have]
            new += [(code, record, f"{action}:{wanted}")] if wanted else []
    unlink_grants(db(), codes, gone)
    if new:
        link_grants(db(), codes, new)
    if gone or new:
        generation.move(db())
        note(f"role_changed:{code}", me().user, me().name)
    db().commit()
