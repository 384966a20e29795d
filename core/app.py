"""create_app(settings): the start of the web application, top to bottom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, has_request_context
from flask.globals import app_ctx
from sqlalchemy import Engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker
from werkzeug.middleware.proxy_fix import ProxyFix

from core.access import gate
from core.access.generation import current
from core.access.load import Actors
from core.audit.keys import Keeper
from core.audit.trail import Trail
from core.calendar import Calendar
from core.chapters import Chapters, load_chapters
from core.db import make_engine, session_factory
from core.directory.calendar import kept_calendar
from core.records.door import Door, guard
from core.records.look import TableLook
from core.settings import Settings
from core.web import errors, identify, language, look, register
from core.web import guard as web_guard
from core.web.auth import set_up_library
from core.web.runtime import Clock, Runtime
from core.workflow.waiting import stands_in

HERE = Path(__file__).resolve().parent
MAX_BODY = 60 << 20
MAX_FORM = 24 << 20  # a ten-megabyte text must come back in its form with a message


def clock_of(settings: Settings) -> Clock:
    """Now, as an aware UTC moment; with a fixed date, that date at the present time of day."""
    zone = ZoneInfo(settings.time_zone)

    def now() -> dt.datetime:
        moment = dt.datetime.now(zone)
        if settings.clock is not None:
            moment = dt.datetime.combine(settings.clock, moment.timetz())
        return moment.astimezone(dt.UTC)

    return now


def wall_clock() -> dt.datetime:
    """Now, as the machine has it: what leases and heartbeats go by, whatever date a test has set."""
    return dt.datetime.now(dt.UTC)


def open_store(
    settings: Settings,
    chapters: Chapters,
    clock: Clock,
    *,
    engine: Engine | None = None,
    calendar: Callable[[Session], Calendar] | None = None,
) -> tuple[Engine, sessionmaker[Session], Trail]:
    """Engine and guarded sessions: what every part of the program writes and reads through."""
    engine = engine or make_engine(settings.database_url)
    factory = session_factory(engine)
    trail = Trail(Keeper(settings.data_dir))
    gate.install(factory, chapters.catalogue, chapters.visible)
    door = Door(
        catalogue=chapters.catalogue,
        asks=chapters,
        trail=trail,
        clock=clock,
        calendar=calendar or kept_calendar(),
        zone=ZoneInfo(settings.time_zone),
        stands_in=stands_in,
    )
    guard(factory, door)
    return engine, factory, trail


def create_app(settings: Settings, *, chapters: Chapters | None = None) -> Flask:
    """The application. It writes nothing at its start and creates no table (``run.py init`` does)."""
    app = Flask("tongxin", root_path=str(HERE / "web"), static_folder="static")
    app.config.update(_flask_config(settings))
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n)  # type: ignore[method-assign]
    chapters = chapters or load_chapters(settings)
    calendar = kept_calendar(_generation)
    # Asked through the runtime, so that whoever sets its clock sets the one of every write too.
    engine, factory, trail = open_store(settings, chapters, lambda: rt.clock(), calendar=calendar)
    db = scoped_session(factory, scopefunc=lambda: id(app_ctx._get_current_object()))  # type: ignore[attr-defined]
    rt = app.extensions["tongxin"] = Runtime(
        settings=settings,
        engine=engine,
        factory=factory,
        db=db,
        chapters=chapters,
        trail=trail,
        clock=clock_of(settings),
        wall=wall_clock,
        calendar=calendar,
        actors=Actors(lambda s, p, roles, day: chapters.rests(p, roles, day, _look(s))),
    )
    app.teardown_appcontext(lambda _error: db.remove())
    with app.app_context():
        app.config.update(language.catalogues(chapters))
        identify.install(app)
        web_guard.install(app)
        set_up_library(app, db, settings.locale)
        look.install(app)
        language.install(app)
        errors.install(app)
        register.install(app, chapters)
    return app


def _look(session: Session) -> TableLook:
    """What chapters may ask of other rows in *session*."""
    door: Door = session.info["door"]
    return door.look(session)


def _generation(session: Session) -> int:
    """The number that the request has read already, else the one in the database."""
    return int(g.generation) if has_request_context() and "generation" in g else current(session)


def _flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": MAX_BODY,
        "MAX_FORM_MEMORY_SIZE": MAX_FORM,
        "SESSION_COOKIE_NAME": "__Host-tongxin" if settings.tls else "tongxin",
        "SESSION_COOKIE_SECURE": settings.tls,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "TEMPLATES_AUTO_RELOAD": False,
        "APP_NAME": "Tongxin",
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
    }
