"""Work of a chapter beside the pages, as data: what it does, how often, and what it may use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.declare.change import Notice


class Desk(Protocol):
    """What a chapter's job may use. Each change is a transaction of its own, through the one door, made
    by the system; between them nothing is locked, so that a job may wait for other machines."""

    @property
    def now(self) -> dt.datetime:
        """The present moment, with its time zone."""
        ...

    @property
    def today(self) -> dt.date:
        """The civil date of the college."""
        ...

    def option(self, name: str) -> str:
        """``TONGXIN_CHAPTER_<CHAPTER>_<NAME>`` of the environment; '' when it is not set."""
        ...

    def parameter(self, name: str) -> int | str | bool:
        """The value of a parameter of the chapter in force today."""
        ...

    def rows(self, ask: Any) -> Sequence[Any]:
        """Rows by a select on a model of the chapter, fresh from the database."""
        ...

    def files(self, row: Any) -> Sequence[Any]:
        """The attachments of a row (``sdk.Kept``), oldest first."""
        ...

    def stands_in(self, row: Any, move: str) -> str:
        """The role that has to step in for a review of the row now; '' while others are left."""
        ...

    def keep(self, row: Any) -> tuple[str, ...]:
        """Save what was changed in a row; what stands against it, empty when it was saved."""
        ...

    def move(self, row: Any, name: str, comment: str = "") -> tuple[str, ...]:
        """Make a move of the row's workflow; what stands against it, empty when it was made."""
        ...

    def last_reads(
        self, record: str, since: dt.datetime
    ) -> Mapping[int, Mapping[int | None, dt.date]]:
        """When rows of a record of the chapter were last read, by the log of reads since then: number of the
        row → person behind the account that read → day. It knows reads of sensitive fields only."""
        ...

    def tell(self, notices: Iterable[Notice]) -> None:
        """Put messages into the outbox."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that is done beside the pages, again and again while the chapter is on.

    Every so many seconds ``wanted`` is asked whether there is anything to do; then ``run`` does it and
    answers how many things it did. No two of them run at once. An exception is noted with the job, and
    what it had saved stands; its text is shown to administrators, so it must hold no secret.
    """

    name: str
    title: str
    wanted: Callable[[Desk], bool]
    run: Callable[[Desk], int]
    every: int = 60
    minutes: int = 10
