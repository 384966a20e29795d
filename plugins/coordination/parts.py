"""Small things that several articles of the chapter share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import Change, Choice, Complaint, Look, State

OFFICE = frozenset({"UF", "UFH"})
"""Roles of the department itself."""


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


def not_of_tomorrow(change: Change, name: str, article: str) -> Iterable[Complaint]:
    """What took place did not take place tomorrow."""
    day = change.after.get(name)
    if isinstance(day, dt.date) and day > change.today and change.changed(name):
        yield Complaint("It is entered after it took place.", name, article)


def number(look: Look, name: str) -> int:
    """A parameter of the chapter that is a whole number."""
    value = look.parameter("coordination", name)
    assert isinstance(value, int)
    return value


def heads(look: Look, unit: object, today: dt.date) -> list[int]:
    """The people who head a unit today."""
    return [
        person
        for post in look.rows("directory.post", unit=unit, kind="unit_head")
        if stands(post["starts"], post["ends"], today) and isinstance(person := post["person"], int)
    ]


def stands(starts: object, ends: object, today: dt.date) -> bool:
    """True when *today* lies between two days, each of which may be open."""
    begun = not isinstance(starts, dt.date) or starts <= today
    return begun and (not isinstance(ends, dt.date) or ends >= today)
