"""What a chapter is given to fill the demonstration college: people, units, days, and a way to act.

A chapter answers ``demo()`` with stories. A story is a generator: it says on which day and by whom it
goes on, and is taken up again then, so that all stories together happen in the order of their days. A
story whose next day lies ahead simply stops there: what it was about stays unfinished.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

Turn = tuple[dt.date, int | None]
"""When a story goes on, and which person acts; None: the system."""
Story = Generator[Turn, None, Any]
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit of the demonstration college with its people (numbers of the directory)."""

    id: int
    name: str
    code: str
    kind: str
    head: int
    officers: tuple[int, ...]
    """The liaison officer of the first two years, and the one since; none where a unit shares one."""
    staff: tuple[int, ...]
    """Everybody of the unit, its head and officers among them."""
    writer: int | None = None
    """Who may write for the publicity roster, where the unit has somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A semester of the demonstration college."""

    id: int
    number: int
    starts: dt.date
    ends: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """An academic year of the demonstration college."""

    id: int
    name: str
    starts: dt.date
    ends: dt.date
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One step of a row's life: after so many working days somebody fills in values and makes a move."""

    who: int | None
    move: str = ""
    days: int = 1
    values: Mapping[str, object] = field(default_factory=dict)
    comment: str = ""


class College(Protocol):
    """Who there is in the demonstration college, and in which years."""

    @property
    def today(self) -> dt.date:
        """The last day that is played."""
        ...

    @property
    def years(self) -> Sequence[Year]:
        """Two academic years that are over, and the one that runs."""
        ...

    @property
    def units(self) -> Sequence[Place]:
        """All units, teaching ones first."""
        ...

    @property
    def leaders(self) -> Sequence[int]:
        """Leaders in the Party committee, then leading cadres."""
        ...

    def role(self, code: str) -> int:
        """The person who holds this role."""
        ...

    def unit(self, code: str) -> Place:
        """The unit of this short code."""
        ...

    def officer(self, unit: Place, day: dt.date) -> int:
        """The liaison officer of a unit on a day; its head where it has none of its own."""
        ...

    def name(self, person: int) -> str:
        """What somebody is called."""
        ...


class Stage(College, Protocol):
    """The demonstration college, as its chapters see it. All writing goes through the one door."""

    @property
    def chance(self) -> random.Random:
        """The chapter's own dice, the same in every run."""
        ...

    def some(self, number: int, least: int = 1) -> int:
        """A number for a college of 600, cut to the size of this one."""
        ...

    def workday(self, day: dt.date, days: int = 0) -> dt.date:
        """So many working days after (before) *day*; 0: the day itself, or the next working day."""
        ...

    def days(self, first: dt.date, last: dt.date, number: int) -> list[dt.date]:
        """So many working days between two days, by chance, in order."""
        ...

    def add(self, row: R) -> R:
        """Save a new row."""
        ...

    def keep(self, *rows: object) -> None:
        """Save several new rows at once."""
        ...

    def change(self, row: object, **values: object) -> None:
        """Fill in values of a row and save it."""
        ...

    def move(self, row: object, name: str, comment: str = "") -> None:
        """Bring a row through one step."""
        ...

    def count(self, row: object, *names: str) -> None:
        """Add one to each of these names of a row: an answer that nobody can be told by."""
        ...

    def find(self, model: type[R], **equal: object) -> list[R]:
        """Rows that have all these values, as far as whoever acts may read them, oldest first."""
        ...

    def attach(self, row: object, name: str, content: bytes) -> None:
        """Attach a file to a row."""
        ...

    def evaluate(self, *rules: str) -> None:
        """Bring these rules («chapter.R01.1») up to date, as happens every night at work; here the
        play does it by the month."""
        ...

    def begin(self, story: Story) -> None:
        """Let another story go on beside this one."""
        ...

    def walk(
        self, row: object, day: dt.date, acts: Sequence[Act]
    ) -> Generator[Turn, None, dt.date]:
        """Bring a row through these steps from *day* on; ends with the day of the last."""
        ...
