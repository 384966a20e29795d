"""Error pages and error JSON: what happened, in words, and what to do; never the program's own words."""

from __future__ import annotations

import logging

from flask import Flask, g, jsonify, request
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from core.records.refused import Busy, OutOfScope, Stale
from core.web.render import page
from core.web.runtime import db

log = logging.getLogger(__name__)

TEXTS = {
    400: ("This request cannot be read", "Go back, check the address or the form, and try again."),
    401: ("Please sign in", "Sign in and try again."),
    403: (
        "You may not do this",
        "Your role does not include it. The administrator can tell who may.",
    ),
    404: (
        "There is nothing here",
        "The entry does not exist, or it is not among those you may see.",
    ),
    405: ("This cannot be done here", "Use the buttons of the page."),
    409: ("Somebody else was faster", "Reload the page and enter your change again."),
    413: (
        "This is too large",
        "At most 50 MB can be sent at once. Make the file or the text smaller.",
    ),
    415: ("This kind of file or data is not taken", "Send JSON, or one of the file types listed."),
    422: ("Some values cannot be used", "Correct them and save again."),
    429: ("Too many tries", "Wait five minutes and try again."),
    500: ("Something went wrong", "It was noted under the number below. Nothing was half saved."),
    503: ("The database is busy", "Nothing was saved. Wait a moment and try again."),
}


def install(app: Flask) -> None:
    """Handlers for everything that can leave a page."""
    app.register_error_handler(HTTPException, lambda e: answer(e.code or 500))
    app.register_error_handler(OutOfScope, lambda e: _logged(404, e))
    app.register_error_handler(Stale, lambda e: answer(409))
    app.register_error_handler(Busy, lambda e: answer(503))
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(Exception, _unexpected)


def wants_json() -> bool:
    """True for the API."""
    return request.path.startswith("/api/")


def answer(status: int) -> Response:
    """The page or JSON of a status."""
    title, hint = TEXTS.get(status, TEXTS[500])
    number = g.get("request_id", "") if status >= 500 else ""
    if wants_json():
        body = {"message": _("%(title)s. %(hint)s", title=_(title), hint=_(hint))}
        response: Response = jsonify(body | ({"request": number} if number else {}))
        response.status_code = status
    else:
        response = page("pages/error.html", status, title=_(title), hint=_(hint), number=number)
    if status == 503 and hasattr(response, "headers"):
        response.headers["Retry-After"] = "5"
    return response


def _logged(status: int, error: Exception) -> Response:
    log.warning("request %s: %s", g.get("request_id", ""), error)
    db().rollback()
    return answer(status)


def _database(error: SQLAlchemyError) -> Response:
    # Only the kind: the statement and its values belong neither in a page nor in a log.
    log.error("request %s: database error %s", g.get("request_id", ""), type(error).__name__)
    db().rollback()
    return answer(503)


def _unexpected(error: Exception) -> Response:
    log.exception("request %s failed", g.get("request_id", ""), exc_info=error)
    db().rollback()
    return answer(500)
