"""What one application holds: settings, engine, sessions, chapters, the clock. Made by ``create_app``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from flask import current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from core.access.actor import NOBODY, Actor
from core.access.load import Actors
from core.audit.trail import Trail
from core.calendar import Calendar
from core.chapters import Chapters
from core.db.catalogue import Catalogue
from core.jobs import Workbench, all_kinds
from core.settings import Settings

Clock = Callable[[], dt.datetime]


@dataclass(kw_only=True)
class Runtime:
    """One per application, under ``app.extensions['tongxin']``."""

    settings: Settings
    engine: Engine
    factory: sessionmaker[Session]
    db: scoped_session[Session]
    chapters: Chapters
    trail: Trail
    clock: Clock
    wall: Clock
    calendar: Callable[[Session], Calendar]
    actors: Actors = field(default_factory=Actors)
    has_users: bool = False

    @cached_property
    def bench(self) -> Workbench:
        """What jobs work with, and the way to ask for one. Its clocks are the ones of this moment."""
        return Workbench(
            settings=self.settings,
            engine=self.engine,
            factory=self.factory,
            chapters=self.chapters,
            trail=self.trail,
            clock=lambda: self.clock(),
            wall=lambda: self.wall(),
            kinds=all_kinds(self.chapters),
        )

    @property
    def catalogue(self) -> Catalogue:
        """What all loaded chapters declare."""
        return self.chapters.catalogue

    @property
    def zone(self) -> ZoneInfo:
        """The college's time zone."""
        return ZoneInfo(self.settings.time_zone)

    def today(self) -> dt.date:
        """The civil date of the college."""
        return self.clock().astimezone(self.zone).date()


def runtime() -> Runtime:
    """The runtime of the present application."""
    found = current_app.extensions["tongxin"]
    assert isinstance(found, Runtime)
    return found


def db() -> Session:
    """The session of the present request; it acts for whoever signed in."""
    return runtime().db()


def me() -> Actor:
    """The actor of the present request; nobody before sign-in."""
    found = g.get("actor", NOBODY)
    assert isinstance(found, Actor)
    return found
