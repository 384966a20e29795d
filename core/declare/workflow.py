"""States a record passes and the moves between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """One state. ``tone`` colours its tag; ``closed`` rows no longer take edits."""

    name: str
    label: str
    tone: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A transition. The action of the same name must be granted to whoever makes it.

    ``needs`` names fields that must be filled before the move; ``comment`` asks for a reason.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    needs: tuple[str, ...] = ()
    comment: bool = False
    tone: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """States and moves of one record; ``field`` holds the name of the state."""

    record: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    field: str = "status"

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
