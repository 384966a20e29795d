"""Signing in again on the spot: a script asks who is signed in, and opens a session without leaving
the page on which somebody typed."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from core.web.auth import WRONG, check_credentials, open_session
from core.web.runtime import me

blueprint = Blueprint("session", __name__, url_prefix="/session")


@blueprint.get("/")
def who() -> Response:
    """Who is signed in, and a token for the next form."""
    return jsonify(user=me().user, csrf=generate_csrf())


@blueprint.post("/")
def resume() -> tuple[Response, int] | Response:
    """Open a session for the person who wrote the page (``user``), and for nobody else: what stands
    there is theirs."""
    name, password = request.form.get("username", "")[:64].strip(), request.form.get("password", "")
    user = check_credentials(name, password[:256])
    if user is None:
        return jsonify(message=_(WRONG)), 401
    if str(user) != request.form.get("user", ""):
        message = _("This page belongs to somebody else. Sign in on a page of your own.")
        return jsonify(message=message), 403
    open_session(user, name)
    return jsonify(user=user, csrf=generate_csrf())
