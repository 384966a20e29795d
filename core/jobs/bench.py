"""What every job has at hand, and the one way to ask for a job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from core.audit.trail import Trail
from core.chapters import Chapters
from core.jobs import queue
from core.jobs.kind import Arguments, Kinds
from core.settings import Settings

Clock = Callable[[], dt.datetime]


class Wakes(Protocol):
    """Told of parts that became ready, so that other workers begin at once.

    It only saves time: the holder of the lease finds what it was not told of.
    """

    def wake(self, jobs: Sequence[int]) -> None: ...


class Nobody:
    """No other worker is to be woken."""

    def wake(self, jobs: Sequence[int]) -> None:
        """Nothing to do."""


@dataclass(kw_only=True)
class Workbench:
    """One per process and application.

    ``clock`` is the college's: it decides what is due, and tests and demonstrations set it.
    ``wall`` is the machine's: heartbeats, leases and pauses go by it, for they must go on.
    """

    settings: Settings
    engine: Engine
    factory: sessionmaker[Session]
    chapters: Chapters
    trail: Trail
    clock: Clock
    wall: Clock
    kinds: Kinds
    wakes: Wakes = field(default_factory=Nobody)

    def today(self) -> dt.date:
        """The civil date of the college."""
        return self.local().date()

    def local(self) -> dt.datetime:
        """Now, in the college's zone."""
        return self.clock().astimezone(ZoneInfo(self.settings.time_zone))

    def ask_for(
        self,
        session: Session,
        kind: str,
        arguments: Arguments | None = None,
        *,
        by: int | None = None,
        key: str = "",
    ) -> int:
        """Queue a job inside the caller's transaction; its number.

        When an open job has the *key* already, that one's number is answered. Whoever holds the
        lease finds the job within about a second of the commit.
        """
        wish = queue.Wish(kind=kind, arguments=arguments or {}, by=by, key=key)
        return queue.put(session, wish, self.wall())
