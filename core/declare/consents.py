"""A consent as data: which fields of a record say who agreed to what, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Rows of the record hold a consent: to what is said in ``why``, a text for people.

    ``person`` is the path (``field`` or ``ref.field``) to who agreed; ``named`` are texts or references
    that tell who it is where nobody of the directory is meant. The row counts once ``given`` is a day, or
    ``said``, a yes/no, is yes, but in no state of ``not_yet_in``. It ends after the day in ``until``, with
    a day in ``withdrawn``, or in a state of ``over_in``. ``withdraw`` is how the person takes it back: a
    move of the row, ``edit``, or ``ref.move`` of a row it refers to; without it the office is asked.
    """

    why: str
    person: str = ""
    named: tuple[str, ...] = ()
    given: str = ""
    said: str = ""
    until: str = ""
    withdrawn: str = ""
    not_yet_in: tuple[str, ...] = ()
    over_in: tuple[str, ...] = ()
    withdraw: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of the record that say whether it holds: who may not see them all sees no consent."""
        return tuple(n for n in (self.given, self.said, self.until, self.withdrawn) if n)
