"""The desk at which a chapter's job works: rows, files, moves and messages, each change by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.access.actor import act_as, system
from core.db import RecordBase, writing
from core.declare import Complaint, Notice
from core.jobs.bench import Workbench
from core.jobs.last_read import last_reads
from core.notify import outbox
from core.records.files import Kept, kept_files, shelf_in
from core.records.refused import Busy, Refused, Stale
from core.records.save import save
from core.texts import N_
from core.workflow import make_move
from core.workflow.waiting import stands_in

AGAIN = N_("Somebody else was faster, or the database was busy.")


class ChapterDesk:
    """A ``declare.Desk`` of one chapter. Rows may be used until the session is closed."""

    def __init__(self, bench: Workbench, session: Session, chapter: str) -> None:
        self._bench, self._session, self._chapter = bench, session, chapter
        act_as(session, system(f"job of {chapter}"))

    @property
    def now(self) -> dt.datetime:
        """The present moment."""
        return self._bench.clock()

    @property
    def today(self) -> dt.date:
        """The civil date of the college."""
        return self._bench.today()

    def option(self, name: str) -> str:
        """What the environment says for the chapter."""
        return self._bench.settings.chapter_options.get(f"{self._chapter}_{name}", "")

    def parameter(self, name: str) -> int | str | bool:
        """The value of a parameter in force today."""
        return self._bench.chapters.parameter(self._chapter, name, self._bench.today())

    def rows(self, ask: Any) -> Sequence[Any]:
        """Rows that stand, and no transaction behind them."""
        found = self._session.scalars(ask).all()
        self._session.commit()
        return [row for row in found if row.deleted_at is None]

    def files(self, row: RecordBase) -> tuple[Kept, ...]:
        """The attachments of a row."""
        found = kept_files(self._session, shelf_in(self._bench.settings.data_dir), row)
        self._session.commit()
        return found

    def stands_in(self, row: RecordBase, move: str) -> str:
        """The role that has to step in for a review."""
        found = stands_in(self._session, self._bench.chapters.catalogue, row, move)
        self._session.commit()
        return found

    def keep(self, row: RecordBase) -> tuple[str, ...]:
        """Save a row."""
        return self._do(row, lambda: self._session.add(row))

    def move(self, row: RecordBase, name: str, comment: str = "") -> tuple[str, ...]:
        """Make a move; what was changed in the row before goes with it."""
        catalogue = self._bench.chapters.catalogue

        def made() -> None:
            make_move(self._session, catalogue, row, name, comment)

        return self._do(row, made)

    def last_reads(
        self, record: str, since: dt.datetime
    ) -> Mapping[int, Mapping[int | None, dt.date]]:
        """When rows were last read, and by whom. Raises ValueError for a record of another chapter."""
        if record.partition(".")[0] != self._chapter:
            raise ValueError(
                f"{record} is no record of chapter {self._chapter!r}: ask for its own."
            )
        found = last_reads(self._session, record, since)
        self._session.commit()
        zone = ZoneInfo(self._bench.settings.time_zone)
        return {
            row: {person: at.astimezone(zone).date() for person, at in readers.items()}
            for row, readers in found.items()
        }

    def tell(self, notices: Iterable[Notice]) -> None:
        """Queue messages."""
        with writing():
            outbox.put(self._session, list(notices), self.now)
            self._session.commit()

    def _do(self, row: RecordBase, work: Callable[[], None]) -> tuple[str, ...]:
        try:
            with writing():
                save(self._session, self._bench.chapters.catalogue, work)
        except Refused as error:
            found = tuple(map(_told, error.complaints))
        except (Stale, Busy):
            found = (AGAIN,)
        else:
            return ()
        self._session.refresh(row)
        self._session.commit()
        return found


def _told(complaint: Complaint) -> str:
    return complaint.text % complaint.values if complaint.values else complaint.text
