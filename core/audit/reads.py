"""The log of reads of sensitive data: who read which rows, how; part of the same chain.

Opening, exporting and printing are logged before the data leave. Pages of a list are logged within a
second by one writer per process, so that looking at a list does not wait for a disk.
"""

from __future__ import annotations

import atexit
import datetime as dt
import queue
import threading
from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from core.audit.trail import Event, Origin, Trail
from core.db import writing


@dataclass(frozen=True, slots=True)
class Read:
    """Rows of a record whose sensitive *fields* were shown; ``how`` is list, show, export or api."""

    origin: Origin
    at: dt.datetime
    record: str
    rows: tuple[int, ...]
    fields: tuple[str, ...]
    how: str

    def event(self) -> Event:
        """The entry of the trail. It has field names, never values."""
        single = self.rows[0] if len(self.rows) == 1 else None
        about = {"how": self.how, "fields": list(self.fields), "rows": list(self.rows)}
        return Event(action="read", record=self.record, row=single, about=about)


def log_now(trail: Trail, factory: sessionmaker[Session], read: Read) -> None:
    """Write one read in a transaction of its own, before the data leave."""
    log_all(trail, factory, read.origin, read.at, [read.event()])


def log_all(
    trail: Trail,
    factory: sessionmaker[Session],
    origin: Origin,
    at: dt.datetime,
    events: list[Event],
) -> None:
    """Write entries in a transaction of their own, before the data leave."""
    with writing(), factory.begin() as session:
        trail.write(session, origin, at, events)


class Later:
    """Collects reads of list pages and writes them together. One per application and process."""

    PAUSE = 1.0

    def __init__(self, trail: Trail, factory: sessionmaker[Session]) -> None:
        self._trail, self._factory = trail, factory
        self._waiting: queue.SimpleQueue[Read] = queue.SimpleQueue()
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        atexit.register(self.flush)

    def add(self, read: Read) -> None:
        """Queue a read; the writer starts with the first one (after a server has forked)."""
        self._waiting.put(read)
        if self._thread is None or not self._thread.is_alive():
            with self._lock:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(target=self._run, daemon=True)
                    self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            threading.Event().wait(self.PAUSE)
            self.flush()

    def flush(self) -> None:
        """Write what waits now; called by the writer, at the end of the process, and by tests."""
        reads = []
        while not self._waiting.empty():
            reads.append(self._waiting.get())
        if not reads:
            return
        with writing(), self._factory.begin() as session:
            for read in reads:
                self._trail.write(session, read.origin, read.at, [read.event()])
