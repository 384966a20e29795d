"""Why a save did not happen, in a form that pages and the API can show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.declare import Complaint


class Refused(Exception):
    """The save was refused; every complaint is listed, each with its field where there is one.

    ``record`` and ``row`` say what was to be saved, where the door refused it; ``parts`` which row each
    complaint is about, where several were saved together.
    """

    def __init__(
        self,
        complaints: Iterable[Complaint],
        record: str = "",
        row: int | None = None,
        parts: Sequence[tuple[object, Complaint]] = (),
    ) -> None:
        self.complaints = tuple(complaints)
        self.record, self.row, self.parts = record, row, tuple(parts)
        super().__init__("; ".join(c.text for c in self.complaints))


class OutOfScope(Exception):
    """The actor may not do this with this row; pages answer as if it did not exist."""


class Stale(Exception):
    """Somebody else saved the row in between; nothing was written."""


class Busy(Exception):
    """The database did not get to it in time; nothing was written, trying again helps."""
