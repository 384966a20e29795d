"""Why a save did not happen, in a form that pages and the API can show."""

from __future__ import annotations

from collections.abc import Iterable

from core.declare import Complaint


class Refused(Exception):
    """The save was refused; every complaint is listed, each with its field where there is one.

    ``record`` and ``row`` say what was to be saved, where the door refused it.
    """

    def __init__(
        self, complaints: Iterable[Complaint], record: str = "", row: int | None = None
    ) -> None:
        self.complaints = tuple(complaints)
        self.record, self.row = record, row
        super().__init__("; ".join(c.text for c in self.complaints))


class OutOfScope(Exception):
    """The actor may not do this with this row; pages answer as if it did not exist."""


class Stale(Exception):
    """Somebody else saved the row in between; nothing was written."""


class Busy(Exception):
    """The database did not get to it in time; nothing was written, trying again helps."""
