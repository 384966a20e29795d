"""GET /healthz: is the program able to work? For load balancers and for the person on duty."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core import __version__
from core.chapters import pending_migrations
from core.web.runtime import runtime

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 with the state when the database answers and no migration waits; 503 with the reason else."""
    rt = runtime()
    try:
        with rt.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        waiting = pending_migrations(rt.engine, rt.chapters)
    except SQLAlchemyError:
        return _answer(
            503, "The database does not answer. Check TONGXIN_DATABASE_URL and the server."
        )
    if waiting:
        return _answer(503, f"Migrations wait for: {', '.join(waiting)}. Run: python run.py init")
    return _answer(200, "")


def _answer(status: int, reason: str) -> tuple[Response, int]:
    state = "ok" if status == 200 else "unavailable"
    body = {"status": state, "version": __version__}
    return jsonify(body | ({"reason": reason} if reason else {})), status
