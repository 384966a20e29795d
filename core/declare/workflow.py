"""States a record passes, the moves between them, and who has to agree before one takes effect."""

from __future__ import annotations

from dataclasses import dataclass

from core.declare.number import Number

AUTHOR = "@author"
"""In ``Move.not_fields``: whoever entered the row."""


@dataclass(frozen=True, slots=True)
class State:
    """One state. ``tone`` colours its tag; ``closed`` rows no longer take edits.

    Where the workflow counts review levels, the state is used from ``from_level`` levels on;
    with fewer, ``otherwise`` is entered in its place.
    """

    name: str
    label: str
    tone: str = ""
    closed: bool = False
    from_level: int = 0
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Units or people who each have to agree: a field of the row itself, or of rows that refer to it.

    With ``record``, its rows whose field ``link`` holds this row name one party each.
    """

    field: str
    record: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather:
    """A move that takes effect when all have confirmed it, in any order; nobody counts twice.

    ``count``: so many different people. ``roles``: one holder of each of these roles.
    ``units``: one person of each of these units. ``persons``: each of these people.
    """

    count: Number = 1
    roles: tuple[str, ...] = ()
    units: tuple[Parties, ...] = ()
    persons: tuple[Parties, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A transition. The action of the same name must be granted to whoever makes it.

    ``needs`` names fields that must be filled before the move; ``comment`` asks for a reason.
    ``review`` marks a decision somebody waits for. Who stands in one of ``not_fields`` (a person, or
    ``@author``), or made one of ``not_moves`` on the present content, may not make it; when nobody
    else is left, holders of the role ``fallback`` may. ``stand_ins`` are all roles that the fallback
    can be, where a parameter chooses it: they never decide otherwise. ``after_moves`` must have been made
    on the very content that stands now. ``stamps`` are date fields set to the day, ``signs`` fields set to
    the person who moved. ``bulk`` lets one press make the move for several rows: for steps
    forward that ask for no reason. ``erases`` names fields that the move empties; with them, what the
    row's history holds of personal values becomes unreadable for ever. A ``quiet`` move stands in the
    history as a change, without its name: for answers of which only totals are told.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    needs: tuple[str, ...] = ()
    comment: bool = False
    tone: str = ""
    effect: str = ""
    review: bool = False
    not_fields: tuple[str, ...] = ()
    not_moves: tuple[str, ...] = ()
    after_moves: tuple[str, ...] = ()
    fallback: str = ""
    stand_ins: tuple[str, ...] = ()
    gather: Gather | None = None
    stamps: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    bulk: bool = False
    erases: tuple[str, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """States and moves of one record; ``field`` holds the name of the state.

    ``content`` names the fields that a review is about: what was approved is their hash. When one of
    them changes in a state listed in ``approved``, the row falls back to the state ``falls_back``.
    ``levels`` is how many review levels are in use, a number or a parameter.
    """

    record: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    field: str = "status"
    levels: Number = 0
    content: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    falls_back: str = ""

    @property
    def first(self) -> str:
        """The state of a new row."""
        return self.states[0].name

    def state(self, name: object) -> State | None:
        """The state of that name, or None."""
        return next((s for s in self.states if s.name == name), None)

    def move(self, name: str) -> Move | None:
        """The move of that name, or None."""
        return next((m for m in self.moves if m.name == name), None)

    def moves_from(self, state: object) -> tuple[Move, ...]:
        """Moves that lead out of *state*."""
        return tuple(m for m in self.moves if state in m.sources)

    def entered(self, target: str, levels: int) -> str:
        """The state that a move to *target* enters where *levels* review levels are in use."""
        for _ in self.states:
            state = self.state(target)
            if state is None or levels >= state.from_level or not state.otherwise:
                break
            target = state.otherwise
        return target
