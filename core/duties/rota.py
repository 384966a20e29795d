"""Who takes which slot: a pure function of the members, the turns they had, and who is away when.

With ``hold`` there are rounds: in each, every member has one turn, in the order of their places; a
member who is away has it first thing when back, also when the round went by meanwhile. With
``requeue`` the turn of a member who is away is lost, and the order simply goes on.
All state is in the turns of the slots themselves, so that planning again gives the same, and the
order goes on over semesters and years.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from typing_extensions import override

from core.declare import Skipped


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from *first* to *last*, both included; None is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """True when *day* lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One who takes turns, by the number of the row in the roster, while it stands there."""

    key: int
    place: int
    stands: Stretch = Stretch()
    away: tuple[Stretch, ...] = ()

    def free(self, day: dt.date) -> bool:
        """True when the member is in the order and not away on *day*."""
        return self.stands.holds(day) and not any(a.holds(day) for a in self.away)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A slot of the day *day*: whose turn it is, and who takes it. A *fixed* one is not planned anew."""

    key: str
    day: dt.date
    turn: int | None = None
    taker: int | None = None
    fixed: bool = False


def plan(members: Iterable[Member], slots: Iterable[Slot], skipped: Skipped) -> tuple[Slot, ...]:
    """All slots by day, those that are not fixed with the turn that follows from all before.

    Whoever took over a slot keeps it while its turn stays what it was and they are there; of two
    slots that were swapped both stay swapped, or neither.
    """
    known = sorted(members, key=lambda m: (m.place, m.key))
    order = (_Rounds if skipped is Skipped.HOLD else _Ring)(known)
    before = sorted(slots, key=lambda s: (s.day, s.key))
    after = []
    for slot in before:
        turn = slot.turn if slot.fixed else order.next(slot.day)
        order.had(turn, slot.day)
        after.append(slot if slot.fixed else replace(slot, turn=turn, taker=turn))
    return _taken(before, after, {m.key: m for m in known})


class _Order(ABC):
    """What an order remembers while it goes from slot to slot."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members

    @abstractmethod
    def next(self, day: dt.date) -> int | None:
        """Whose turn it is on *day*; None when nobody is there."""

    @abstractmethod
    def had(self, turn: int | None, day: dt.date) -> None:
        """Note that *turn* had a turn on *day*."""


class _Rounds(_Order):
    """Every member once in each round; who was away comes first when back."""

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__(members)
        self._had: set[int] = set()
        self._missed: list[int] = []

    @override
    def next(self, day: dt.date) -> int | None:
        free = [m.key for m in self._members if m.free(day)]
        waiting = [k for k in self._missed if k in free] or [k for k in free if k not in self._had]
        return next(iter(waiting or free), None)

    @override
    def had(self, turn: int | None, day: dt.date) -> None:
        standing = [m.key for m in self._members if m.stands.holds(day)]
        if turn is None or turn not in [m.key for m in self._members]:
            return
        if turn in self._had or self._had.issuperset(standing):
            late = [k for k in standing if k not in (*self._had, *self._missed)]
            self._missed += late
            self._had = set()
        self._had.add(turn)
        if turn in self._missed:
            self._missed.remove(turn)


class _Ring(_Order):
    """The next place after the last turn, whoever was passed over."""

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__(members)
        self._last: tuple[int, int] | None = None

    @override
    def next(self, day: dt.date) -> int | None:
        free = [m for m in self._members if m.free(day)]
        last = self._last
        behind = free if last is None else [m for m in free if (m.place, m.key) > last]
        return next((m.key for m in behind or free), None)

    @override
    def had(self, turn: int | None, day: dt.date) -> None:
        self._last = next(((m.place, m.key) for m in self._members if m.key == turn), self._last)


# -- slots that somebody else takes ----------------------------------------------------------------


def _taken(
    before: Sequence[Slot], after: Sequence[Slot], members: Mapping[int, Member]
) -> tuple[Slot, ...]:
    """The planned slots with those takers of before who may stay."""
    turns = {s.key: s.turn for s in after}

    def stays(slot: Slot) -> bool:
        member = members.get(slot.taker or 0)
        there = member is not None and member.free(slot.day)
        return slot.fixed or (turns[slot.key] == slot.turn and there)

    out = []
    for was, planned in zip(before, after, strict=True):
        handed = not was.fixed and was.taker is not None and was.taker != was.turn
        if handed and stays(was):
            others = [s for s in before if (s.turn, s.taker) == (was.taker, was.turn)]
            if all(map(stays, others)):
                planned = replace(planned, taker=was.taker)
        out.append(planned)
    return tuple(out)
