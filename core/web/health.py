"""GET /healthz: is the program able to work, and do the rules run? For load balancers and for the
person on duty."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core import __version__
from core.access.actor import act_as, system
from core.chapters import pending_migrations
from core.chapters.world import world_of
from core.duties import watch
from core.jobs import status
from core.web.runtime import Runtime, runtime

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 with the state when the database answers and no migration waits; 503 with the reason else.

    ``rules`` tells which rules are late or failed, ``jobs`` whether anybody does what runs beside the
    pages. That alone is no reason to send nobody here.
    """
    rt = runtime()
    try:
        with rt.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        waiting = pending_migrations(rt.engine, rt.chapters)
        more = {} if waiting else {"rules": _rules(rt), "jobs": _jobs(rt)}
    except SQLAlchemyError:
        return _answer(
            503, "The database does not answer. Check TONGXIN_DATABASE_URL and the server."
        )
    if waiting:
        return _answer(503, f"Migrations wait for: {', '.join(waiting)}. Run: python run.py init")
    return _answer(200, "", **more)


def _rules(rt: Runtime) -> dict[str, Any]:
    with rt.factory() as session:
        act_as(session, system("health"))
        rt.chapters.refresh(session)
        world = world_of(rt.chapters, rt.calendar(session))
        found = watch(session, world, as_of=rt.today(), now=rt.clock())
    return {
        "checked": found.rules,
        "late": [r.rule for r in found.late],
        "failed": [r.rule for r in found.failed],
    }


def _jobs(rt: Runtime) -> dict[str, Any]:
    with rt.factory() as session:
        found = status.standing(session, rt.settings.broker_url, rt.wall())
    return {
        "engine": found.engine,
        "scheduler_alive": found.alive,
        "oldest_queued_seconds": int(found.oldest.total_seconds()) if found.oldest else 0,
    }


def _answer(code: int, reason: str, **more: Any) -> tuple[Response, int]:
    state = "ok" if code == 200 else "unavailable"
    body = {"status": state, "version": __version__, **more}
    return jsonify(body | ({"reason": reason} if reason else {})), code
