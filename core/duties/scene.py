"""What an evaluation knows: the world (all chapters) and the scene (one rule on one day)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Table

from core.calendar import Calendar
from core.db.catalogue import Catalogue
from core.declare import DeclarationError, Distinct, Rule, refuse

if TYPE_CHECKING:
    from core.duties.kinds.kind import Kind

Value = int | str | bool
CATCH_UP = dt.timedelta(days=400)
R = TypeVar("R", bound=Rule, covariant=True)


def rule_key(chapter: str, rule: Rule) -> str:
    """The name of a rule in the ledger, e.g. ``befriending.R07.3``."""
    return f"{chapter}.{rule.name}"


def _always(_chapter: str) -> bool:
    return True


def _unknown(_chapter: str) -> dt.date | None:
    return None


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a rule's subjects: numbers above ``after``, up to ``upto``; None is no bound.

    Several workers share a large rule, so whatever an evaluation writes (duties, events, notices)
    must concern its part only: put ``holds`` into every statement.
    """

    after: int | None = None
    upto: int | None = None

    @property
    def whole(self) -> bool:
        """True when it leaves no subject out."""
        return self.after is None and self.upto is None

    def holds(self, subject: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """The conditions on a column with the numbers of subjects; none for the whole."""
        out: list[ColumnElement[bool]] = []
        if self.after is not None:
            out.append(subject > self.after)
        if self.upto is not None:
            out.append(subject <= self.upto)
        return out


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything an evaluation needs and does not ask of the clock or of a request.

    ``parameter(chapter, name)`` is the value in force. ``since(chapter)`` is the day from which a
    chapter is used at all: earlier periods are not owed by subjects without a beginning of
    their own.
    ``kinds`` holds compilers of further types of rule, beside those of ``core.duties.kinds``.
    """

    catalogue: Catalogue
    calendar: Calendar
    parameter: Callable[[str, str], Value]
    enabled: Callable[[str], bool] = _always
    since: Callable[[str], dt.date | None] = _unknown
    kinds: Mapping[type[Rule], Kind] = field(default_factory=dict)

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """(chapter, rule) of all loaded chapters, enabled or not, in their order."""
        for chapter, rules in self.catalogue.rules.items():
            for rule in rules:
                yield chapter, rule

    def scene(
        self, chapter: str, rule: Rule, as_of: dt.date, part: Part | None = None
    ) -> Scene[Rule]:
        """One rule on one day; for some of its subjects when a *part* is given."""
        return Scene(world=self, chapter=chapter, rule=rule, as_of=as_of, part=part or Part())


@dataclass(frozen=True, kw_only=True)
class Scene(Generic[R]):
    """One rule of one chapter, as of one day, for all its subjects or for a part of them."""

    world: World
    chapter: str
    rule: R
    as_of: dt.date
    part: Part = field(default_factory=Part)

    @property
    def key(self) -> str:
        """The rule's name in the ledger."""
        return rule_key(self.chapter, self.rule)

    @property
    def calendar(self) -> Calendar:
        """The calendar in force."""
        return self.world.calendar

    def complain(self, what: str, mend: str) -> DeclarationError:
        """An error about this rule's declaration, ready to raise."""
        return refuse(f"{self.chapter}, rule {self.rule.name}", what, mend)

    def table(self, record: str) -> Table:
        """The table of a record. Raises DeclarationError when no loaded chapter declares it."""
        if record not in self.world.catalogue.models:
            raise self.complain(
                f"names the record {record!r}, which no loaded chapter declares.",
                "Correct the name, or load the chapter that owns it.",
            )
        return cast(Table, self.world.catalogue.model(record).__table__)

    def value(self, given: Value) -> Value:
        """A literal as it stands; for ``@name`` the parameter's value in force."""
        if isinstance(given, str) and given.startswith("@"):
            return self.world.parameter(self.chapter, given[1:])
        return given

    def number(self, given: Value) -> int:
        """A literal, or a parameter's value; ``-@name`` is the parameter's negative."""
        if isinstance(given, str) and given.startswith("-@"):
            return -self.number(given[1:])
        found = self.value(given)
        if isinstance(found, bool) or not isinstance(found, int):
            raise self.complain(
                f"needs a number where {given!r} gives {found!r}.", "Name a parameter of numbers."
            )
        return found

    def counting(self, given: str) -> Distinct:
        """The way of counting, given as a literal or as a parameter."""
        found = self.value(given)
        try:
            return Distinct(str(found))
        except ValueError:
            known = ", ".join(Distinct)
            raise self.complain(f"cannot count by {found!r}.", f"Use one of: {known}.") from None

    def parameters(self) -> dict[str, Value]:
        """Names and values of the parameters the rule uses, for the evidence."""
        names = sorted(set(_names(dataclasses.astuple(self.rule))))
        remote = getattr(self.rule, "remote", None)
        if remote:
            names = sorted({*names, remote[2].lstrip("@")})
        return {n: self.world.parameter(self.chapter, n) for n in names}

    def fingerprint(self) -> str:
        """Changes with the rule, its parameters or the calendar."""
        parts = (repr(self.rule), sorted(self.parameters().items()), self.calendar.fingerprint)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _names(value: object) -> Iterator[str]:
    """Names of parameters anywhere in a rule's values."""
    if isinstance(value, str) and value.startswith(("@", "-@")):
        yield value.partition("@")[2]
    elif isinstance(value, tuple):
        for part in value:
            yield from _names(part)
