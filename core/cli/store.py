"""What every command needs: settings, chapters, the guarded store; made once, and only when asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from core.access.actor import act_as, system
from core.app import clock_of, open_store, wall_clock
from core.audit.trail import Trail
from core.chapters import Chapters, load_chapters
from core.db import make_engine
from core.jobs import Workbench, all_kinds
from core.settings import Settings


@dataclass
class Store:
    """Handed to commands as click's ``obj``."""

    read: Callable[[], Settings]
    time: Callable[[], dt.datetime] | None = None
    """The clock of a play; without one it is that of the settings."""

    @cached_property
    def settings(self) -> Settings:
        return self.read()

    @cached_property
    def clock(self) -> Callable[[], dt.datetime]:
        return self.time or clock_of(self.settings)

    @cached_property
    def engine(self) -> Engine:
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        return make_engine(self.settings.database_url)

    @cached_property
    def chapters(self) -> Chapters:
        return load_chapters(self.settings)

    @cached_property
    def _opened(self) -> tuple[Engine, sessionmaker[Session], Trail]:
        return open_store(self.settings, self.chapters, self.clock, engine=self.engine)

    @property
    def factory(self) -> sessionmaker[Session]:
        return self._opened[1]

    @property
    def trail(self) -> Trail:
        return self._opened[2]

    def workbench(self) -> Workbench:
        """What jobs work with, on a database opened anew: call it after a fork."""
        engine = make_engine(self.settings.database_url)
        engine, factory, trail = open_store(self.settings, self.chapters, self.clock, engine=engine)
        return Workbench(
            settings=self.settings,
            engine=engine,
            factory=factory,
            chapters=self.chapters,
            trail=trail,
            clock=self.clock,
            wall=wall_clock,
            kinds=all_kinds(self.chapters),
        )

    def session(self, job: str) -> Session:
        """A session that acts for the named job of the system."""
        session = self.factory()
        act_as(session, system(job))
        return session
