"""An explanation as values; words and names are added where it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.calendar import Span
from core.declare import Rule
from core.duties.models import State
from core.duties.outcomes import Outcome
from core.duties.sentence import Sentence
from core.duties.settings import Setting, Value
from core.duties.why.clauses import FieldRef, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a number comes from: a parameter with its value in time and its default, or the rule itself.

    ``version`` is that of the chapter.
    """

    chapter: str
    version: str
    value: Value
    parameter: str = ""
    setting: Setting | None = None
    default: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition with what was found. ``holds`` is None when only the finding counts."""

    label: str | FieldRef
    asked: str
    wanted: tuple[Any, ...]
    found: Any
    holds: bool
    role: Role = Role.COVERS
    field: FieldRef | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A row that was looked at: its day, whether it counts, and the conditions that it fails.

    ``share`` says why a row that meets all conditions adds nothing.
    """

    number: int
    day: dt.date | None
    counts: bool
    fails: tuple[Condition, ...] = ()
    share: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSteps:
    """How a due date comes about: months and days after the first day, and which days were not counted.

    ``off`` are stretches of working weeks that do not count, ``made_up`` weekends that do.
    """

    first: dt.date
    months: int
    days: int
    working: bool
    due: dt.date
    source: Source
    off: tuple[tuple[dt.date, dt.date], ...] = ()
    made_up: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one rule says what it says of one subject in one period, as of a day.

    ``outcome`` is None when nothing is owed because the rule does not cover the subject. ``duty`` is
    its number in the ledger, where there is one.
    """

    key: str
    rule: Rule
    subject: int
    as_of: dt.date
    span: Span | None
    periods: tuple[str, ...]
    running: bool
    conditions: tuple[Condition, ...]
    rows: tuple[Counted, ...]
    more_rows: bool
    due: DueSteps | None
    parameters: tuple[tuple[str, Source], ...]
    outcome: Outcome | None
    owner: int | None
    unit: int | None
    duty: int | None
    conclusion: Sequence[Sentence]

    @property
    def state(self) -> State | None:
        """Where the duty stands; None when there is none."""
        return None if self.outcome is None else self.outcome.state
