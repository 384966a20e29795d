"""Small things that several records of the chapter share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy.orm import Mapped

from core.sdk import Change, Choice, CommonParts, Complaint, Kind, Look, State, field

OFFICE = ("UF", "UFH")
"""Roles of the department itself."""
SIGHT = (
    Choice("unit", "The unit, the office and the publicity department"),
    Choice("office", "The office and the publicity department only", "warn"),
)
COLUMNS = (
    Choice("policy", "Policy", aliases=("方针政策", "政策")),
    Choice("news", "News of the work", aliases=("动态",)),
    Choice("examples", "Good examples", aliases=("先进典型",)),
    Choice("announcement", "Announcement"),
)


class UnitParts(CommonParts):
    """The common parts of what a unit writes: the unit sees it unless it says otherwise."""

    unit: Mapped[int | None] = field(
        Kind.REF, "Unit", target="directory.unit", listed=True, filtered=True, section="Filing"
    )
    visibility: Mapped[str | None] = field(
        Kind.CHOICE, "Who may see it", choices=SIGHT, default="unit", section="Filing"
    )


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


def number(look: Look, name: str) -> int:
    """A parameter of the chapter that is a whole number."""
    value = look.parameter("publicity", name)
    assert isinstance(value, int)
    return value


def key_of(values: object) -> int:
    """The number of a row that was looked up."""
    assert isinstance(values, int)
    return values


def not_of_tomorrow(change: Change, name: str, article: str) -> Iterable[Complaint]:
    """What took place did not take place tomorrow."""
    day = change.after.get(name)
    if isinstance(day, dt.date) and day > change.today and change.changed(name):
        yield Complaint("It is entered after it took place.", name, article)


def in_order(change: Change, first: str, last: str, article: str) -> Iterable[Complaint]:
    """A stretch of days does not end before it begins."""
    starts, ends = change.after.get(first), change.after.get(last)
    if isinstance(starts, dt.date) and isinstance(ends, dt.date) and ends < starts:
        yield Complaint("The last day lies before the first.", last, article)


def stands(starts: object, ends: object, today: dt.date) -> bool:
    """True when *today* lies between two days, each of which may be open."""
    begun = not isinstance(starts, dt.date) or starts <= today
    return begun and (not isinstance(ends, dt.date) or ends >= today)
