"""Who is asking? Answered once per request, before anything else, in one question to the database."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, g, request, session
from flask_login import AnonymousUserMixin, UserMixin

from core.access import generation
from core.access.actor import NOBODY, Actor, act_as
from core.audit.trail import Origin
from core.db import start_writing, stop_writing, writing
from core.records.door import Door
from core.web import sign_in
from core.web.guard import is_polling
from core.web.public import is_public
from core.web.runtime import Runtime, db, me, runtime

SAFE = ("GET", "HEAD", "OPTIONS")
NO_IDENTITY = ("static", "health.healthz", "metrics.metrics")


class SignedUser(UserMixin):  # type: ignore[misc]
    """The signed-in user as Flask-Login and Flask-AppBuilder want to see one."""

    def __init__(self, actor: Actor) -> None:
        self.id, self.username, self.actor = actor.user, actor.name, actor
        self.first_name, self.last_name = actor.name, ""
        self.roles: list[str] = []


def install(app: Flask) -> None:
    """Run before every other before_request function of the application."""
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.actor, g.generation, g.by_header, g.sid_row, g.unread = NOBODY, 0, False, None, 0
    g._login_user = AnonymousUserMixin()
    if request.endpoint in NO_IDENTITY:
        return
    if request.method not in SAFE:
        start_writing()
    _identify(runtime())


def _end(_error: BaseException | None) -> None:
    stop_writing()


def header_secret() -> str:
    """The token or key of the Authorization or X-API-Key header, '' when there is none."""
    kind, _, rest = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return rest.strip()
    return request.headers.get("X-API-Key", "").strip()


def _identify(rt: Runtime) -> None:
    now, secret = rt.clock(), header_secret()
    row: Any = None
    if is_public():
        pass  # whoever asks is nobody here, signed in or not
    elif secret:
        g.by_header = True
        row = sign_in.find(db(), secret, ("token", "key"), now)
    elif sid := session.get("sid"):
        row = sign_in.find(db(), sid, ("browser",), now)
        if row is None:
            session.pop("sid", None)
            g.expired = True
    g.generation = row.generation if row is not None else generation.current(db())
    rt.chapters.refresh(db(), g.generation)
    door: Door = db().info["door"]
    door.search.refresh(db(), g.generation)
    if row is None:
        return
    actor = rt.actors.get(db(), row.user_id, g.generation, rt.today())
    if actor is None:
        session.pop("sid", None)
        return
    _become(actor)
    g.sid_row, g.unread = row.id, row.unread
    if now - row.seen_at > sign_in.TOUCH and not is_polling():
        _touch(rt, row.id)


def _become(actor: Actor) -> None:
    g.actor = actor
    g._login_user = SignedUser(actor)
    act_as(db(), actor)
    db().info["origin"] = Origin(
        user=actor.user, name=actor.name, request=g.request_id, address=request.remote_addr or ""
    )


def become_user(user: int) -> bool:
    """Let the rest of this request act for *user*, who has just signed in; false when disabled."""
    rt = runtime()
    actor = rt.actors.get(db(), user, g.generation, rt.today())
    if actor is not None:
        _become(actor)
    return actor is not None


def resume() -> None:
    """Act for the same person in a stream that is read after the request: its session is new."""
    _become(me())


def _touch(rt: Runtime, row: int) -> None:
    """In a transaction of its own, and before the request's: a read stays a read."""
    db().rollback()
    with writing(), rt.factory.begin() as own:
        sign_in.touch(own, row, rt.clock())
