"""What a chapter says of itself: the manifest, its articles, parameters and purposes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.declare.days import month_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of the regulation: its number, a title in our words, and what serves it."""

    number: int
    title: str
    text: str = ""
    served_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value an institution can change: an integer with bounds, one of *choices*, or yes and no.

    ``day`` makes a text a day of the year, written ``"03-31"``.
    """

    name: str
    label: str
    default: int | str | bool
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    article: str = ""
    help: str = ""
    day: bool = False

    def refusal(self, value: object) -> str:
        """Why *value* cannot be used, as an English sentence; '' when it can."""
        if type(value) is not type(self.default):
            return f"must be of the kind of {self.default!r}"
        if isinstance(value, bool):
            return ""
        if isinstance(value, int):
            if self.minimum is not None and value < self.minimum:
                return f"must be at least {self.minimum}"
            if self.maximum is not None and value > self.maximum:
                return f"must be at most {self.maximum}"
            return ""
        if self.day:
            return "" if month_day(str(value)) else "must be a day of the year, written as 03-31"
        known = [c for c, _ in self.choices]
        return "" if not known or value in known else f"must be one of: {', '.join(known)}"


class Then(StrEnum):
    """What happens when the time of a purpose is over.

    ``empty``: its fields are emptied. ``anonymise``: the row stays for counting under a new number, with
    months for dates and without personal values, free texts and files. ``erase``: the row goes.
    """

    EMPTY = "empty"
    ANONYMISE = "anonymise"
    ERASE = "erase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why personal data is kept: reason, legal basis, months kept after the event, roles that read it.

    ``after`` tells the event in words, ``counts_from`` where its day stands: of these, the first that the
    record has. A date field; a path to one (``session.date``); rows that refer to this one
    (``assignment.nomination.ends``, the last of them); ``@year``, the end of the row's academic year;
    ``ends@year``, the end of the one that a date lies in; ``@closed``, the step into a closed state;
    ``@left``, the day on which the person left; ``@changed``, the last change; two parted by ``|``, whichever
    comes first (``withdrawn_on|valid_until``). With none, ``@closed``,
    ``@year`` or ``@changed``, whichever fits first. ``then`` says what is done.
    """

    name: str
    why: str
    basis: str
    keep_months: int
    after: str
    readers: tuple[str, ...]
    counts_from: tuple[str, ...] = ()
    then: Then = Then.EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Head of a chapter. ``core`` is a PEP 440 range; ``uses`` names optional neighbours.

    ``overview`` is the role that learns each month how the duties of every chapter stand.
    """

    name: str
    title: str
    version: str
    core: str
    number: int = 0
    help: str = ""
    icon: str = "book"
    regulation: str = ""
    requires: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    overview: str = ""
    articles: tuple[Article, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    purposes: tuple[Purpose, ...] = ()

    def purpose(self, name: str) -> Purpose | None:
        """The purpose of that name, or None."""
        return next((p for p in self.purposes if p.name == name), None)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, or None."""
        return next((p for p in self.parameters if p.name == name), None)
