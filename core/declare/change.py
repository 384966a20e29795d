"""One change of one row, as checks and notices see it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.declare.rules import Where

Values = Mapping[str, object]


class Look(Protocol):
    """Read-only questions a check may ask about other rows, inside the same transaction."""

    def row(self, record: str, key: object) -> Values | None:
        """The values of a row, or None when there is none of that id."""
        ...

    def rows(self, record: str, *, after: int = 0, **equal: object) -> tuple[Values, ...]:
        """Rows that have all these values, oldest first, at most 500; deleted rows are left out.

        With ``after``, those with a higher number: to go on where 500 were answered.
        """
        ...

    def count(self, record: str, **equal: object) -> int:
        """How many rows of *record* have all these values; deleted rows do not count."""
        ...

    def parameter(self, chapter: str, name: str) -> int | str | bool:
        """The value of a parameter in force today."""
        ...

    def runs(self, chapter: str) -> bool:
        """True when the chapter is loaded and on."""
        ...

    def granted(self, record: str, action: str) -> frozenset[str]:
        """Roles that hold *action* on a record now, in whatever scope."""
        ...

    def stands_in(self, record: str, key: object, move: str) -> str:
        """The role that has to step in for a review of the row now, because nobody else is left or
        here today; '' while others are, or where no role was chosen."""
        ...

    def files(self, record: str, key: object) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of each attachment of a row, oldest first."""
        ...

    def working_day(self, day: dt.date, days: int) -> dt.date:
        """The day that lies so many working days after (negative: before) *day*."""
        ...

    def now(self) -> dt.datetime:
        """The present moment, with its time zone; days are compared with ``today`` of the change."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """One create, update, move or delete. ``after`` and ``before`` hold all declared fields."""

    record: str
    action: str
    key: int | None
    roles: frozenset[str]
    person: int | None
    today: dt.date
    before: Values = dataclasses.field(default_factory=dict)
    after: Values = dataclasses.field(default_factory=dict)
    reason: str = ""

    def became(self, name: str, value: object) -> bool:
        """True when the field has this value now and had not before."""
        return self.before.get(name) != value and self.after.get(name) == value

    def changed(self, *names: str) -> bool:
        """True when any of the fields differs from before."""
        return any(self.before.get(n) != self.after.get(n) for n in names)


class Draft(Protocol):
    """A row about to be saved; ``fill`` may set values that nobody types."""

    @property
    def record(self) -> str: ...
    @property
    def key(self) -> int | None: ...
    @property
    def action(self) -> str: ...
    @property
    def today(self) -> dt.date: ...
    @property
    def person(self) -> int | None: ...
    @property
    def roles(self) -> frozenset[str]: ...
    def get(self, name: str) -> object: ...
    def set(self, name: str, value: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Follow:
    """A row that a change brings with it: a new one with *values*, or (``key``) values of one that stands."""

    record: str
    values: Values
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a change is refused. ``text`` is an English msgid; ``values`` fill its %(name)s places."""

    text: str
    field: str = ""
    article: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Somebody without an account, who agreed to get mail: the address stands in ``field`` of a row.

    It is read when the mail leaves, and the mail leaves only while the row is there and ``where`` holds:
    whoever withdraws gets nothing more, also of what waits. ``pages`` are links in the text, as (label,
    address), ``stop`` is the page that ends the mails; ``{token}`` in an address becomes a secret that
    opens this page for this row (``LinkedPage.behind``).
    """

    record: str
    key: int
    field: str
    stop: str
    where: tuple[Where, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for a person, a role or somebody ``outside``, put into the outbox with its change.

    ``kind`` is what readers may silence or collect ("record", "duty", "system"). ``key``: of several
    notices with the same key only the first is ever sent. ``link`` is the address of the page to open.
    """

    subject: str
    body: str = ""
    person: int | None = None
    role: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    kind: str = "record"
    key: str = ""
    link: str = ""
    outside: Outside | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A person wants no more messages of a kind: what is queued for them is cancelled, in every channel.

    It holds until a Stop of the same person and kind with ``lifted`` takes it back.
    """

    person: int
    kind: str
    lifted: bool = False
