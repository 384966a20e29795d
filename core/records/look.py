"""What a check may ask about other rows: read-only, in the same transaction, without the gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.access.holders import roles_granted
from core.calendar import Calendar
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Values
from core.records.stored import digests_of

StandsIn = Callable[[Session, Catalogue, RecordBase, str], str]
Parameter = Callable[[str, str], int | str | bool]
MOST = 500
UNGATED = {"gate": False}
"""Core selects on tables need no gate; saying so saves the search for records in them."""


class TableLook:
    """A ``declare.Look`` over the tables; made for the judging of one row, rows once read are kept."""

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        parameter: Parameter,
        calendar: Callable[[], Calendar] = Calendar,
        runs: Callable[[str], bool] = bool,
        stands_in: StandsIn = lambda *_: "",
    ) -> None:
        self._session, self._catalogue, self._parameter = session, catalogue, parameter
        self._calendar, self._runs, self._stands_in = calendar, runs, stands_in
        self._kept: dict[tuple[str, int], Values | None] = {}

    def row(self, record: str, key: object) -> Values | None:
        """Values of a row that is not deleted; None when there is none or its chapter is not loaded."""
        if record not in self._catalogue.models or not isinstance(key, int):
            return None
        if (record, key) not in self._kept:
            table = self._catalogue.model(record).__table__
            ask = select(table).where(table.c.id == key, table.c.deleted_at.is_(None))
            found = self._session.execute(ask, execution_options=UNGATED).mappings().first()
            self._kept[record, key] = dict(found) if found else None
        return self._kept[record, key]

    def rows(self, record: str, *, after: int = 0, **equal: object) -> tuple[Values, ...]:
        """Rows with these values, at most MOST; none when the record's chapter is not loaded."""
        if record not in self._catalogue.models:
            return ()
        table = self._catalogue.model(record).__table__
        conditions: list[Any] = [table.c[n] == v for n, v in equal.items()]
        ask = select(table).where(table.c.deleted_at.is_(None), table.c.id > after, *conditions)
        ask = ask.order_by(table.c.id).limit(MOST)
        found = self._session.execute(ask, execution_options=UNGATED).mappings()
        return tuple(dict(row) for row in found)

    def count(self, record: str, **equal: object) -> int:
        """Number of rows with these values; 0 when the record's chapter is not loaded."""
        if record not in self._catalogue.models:
            return 0
        table = self._catalogue.model(record).__table__
        conditions: list[Any] = [table.c[n] == v for n, v in equal.items()]
        ask = (
            select(func.count()).select_from(table).where(table.c.deleted_at.is_(None), *conditions)
        )
        return int(self._session.execute(ask, execution_options=UNGATED).scalar_one())

    def parameter(self, chapter: str, name: str) -> int | str | bool:
        """The value of a parameter in force."""
        return self._parameter(chapter, name)

    def now(self) -> dt.datetime:
        """The present moment, by the clock of the session's door."""
        now: dt.datetime = self._session.info["door"].clock()
        return now

    def runs(self, chapter: str) -> bool:
        """True when the chapter is on."""
        return self._runs(chapter)

    def granted(self, record: str, action: str) -> frozenset[str]:
        """Roles that hold the action, by the grants as they stand."""
        return roles_granted(self._session, record, action)

    def stands_in(self, record: str, key: object, move: str) -> str:
        """The role that has to step in for a review of a row."""
        if record not in self._catalogue.models or not isinstance(key, int):
            return ""
        with self._session.no_autoflush:
            model = self._catalogue.model(record)
            row = self._session.get(model, key, execution_options=UNGATED)
            if row is None:
                return ""
            return self._stands_in(self._session, self._catalogue, row, move)

    def files(self, record: str, key: object) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of each attachment of a row."""
        return digests_of(self._session, record, key) if isinstance(key, int) else ()

    def working_day(self, day: dt.date, days: int) -> dt.date:
        """The day so many working days away, by the college's calendar."""
        return self._calendar().add_working_days(day, days)
