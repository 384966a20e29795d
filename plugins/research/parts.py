"""Small things that both articles of the chapter share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from core.sdk import Change, Choice, Complaint, Look, Notice, State

OFFICE = ("UF", "UFH")
"""Roles of the department itself."""


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


def number(look: Look, name: str) -> int:
    """A parameter of the chapter that is a whole number."""
    value = look.parameter("research", name)
    assert isinstance(value, int)
    return value


def key_of(value: object) -> int:
    """The number of a row that stands."""
    assert isinstance(value, int)
    return value


def not_of_tomorrow(change: Change, name: str, article: str) -> Iterable[Complaint]:
    """What took place did not take place tomorrow."""
    day = change.after.get(name)
    if isinstance(day, dt.date) and day > change.today and change.changed(name):
        yield Complaint("It is entered after it took place.", name, article)


def in_order(change: Change, first: str, last: str, article: str) -> Iterable[Complaint]:
    """A last day does not lie before the first."""
    begins, ends = change.after.get(first), change.after.get(last)
    if isinstance(begins, dt.date) and isinstance(ends, dt.date) and ends < begins:
        yield Complaint("The last day lies before the first.", last, article)


def to_persons(text: str, *people: object) -> Iterator[Notice]:
    """The same message to each of these people, once."""
    for person in dict.fromkeys(p for p in people if isinstance(p, int)):
        yield Notice(text, person=person)


def heads(look: Look, unit: object, today: dt.date) -> list[int]:
    """The people who head a unit today."""
    return [
        person
        for post in look.rows("directory.post", unit=unit, kind="unit_head")
        if _stands(post["starts"], post["ends"], today)
        and isinstance(person := post["person"], int)
    ]


def _stands(starts: object, ends: object, today: dt.date) -> bool:
    begun = not isinstance(starts, dt.date) or starts <= today
    return begun and (not isinstance(ends, dt.date) or ends >= today)
