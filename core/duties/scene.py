"""What an evaluation knows: the world (all chapters) and the scene (one rule on one day)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from sqlalchemy import ColumnElement, Table
from sqlalchemy.orm import Session

from core.calendar import Calendar, Span
from core.db.catalogue import Catalogue
from core.declare import DeclarationError, Period, Rule, refuse
from core.duties.settings import Setting, Value, in_force

if TYPE_CHECKING:
    from core.duties.kinds.kind import Kind

CATCH_UP = dt.timedelta(days=400)
R = TypeVar("R", bound=Rule, covariant=True)


def rule_key(chapter: str, rule: Rule) -> str:
    """The name of a rule in the ledger, e.g. ``befriending.R07.3``."""
    return f"{chapter}.{rule.name}"


def always(_name: str) -> bool:
    """Everything is on."""
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

    ``settings(chapter, name)`` are a parameter's values in time, the default first.
    ``since(chapter)`` is the day from which a chapter is used at all: earlier periods are not owed
    by subjects without a beginning of their own.
    ``rule_on(key)`` is false for a rule that the institution switched off.
    ``kinds`` holds compilers of further types of rule, beside those of ``core.duties.kinds``.
    ``move(session, record, row, name)`` makes a move where the row's state allows it.
    """

    catalogue: Catalogue
    calendar: Calendar
    settings: Callable[[str, str], Sequence[Setting]]
    enabled: Callable[[str], bool] = always
    rule_on: Callable[[str], bool] = always
    since: Callable[[str], dt.date | None] = _unknown
    kinds: Mapping[type[Rule], Kind] = field(default_factory=dict)
    move: Callable[[Session, str, int, str], bool] | None = None

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """(chapter, rule) of all loaded chapters, enabled or not, in their order."""
        for chapter, rules in self.catalogue.rules.items():
            for rule in rules:
                yield chapter, rule

    def runs(self, chapter: str, rule: Rule) -> bool:
        """True when the rule is evaluated: its chapter is on, and so is the rule itself."""
        return self.enabled(chapter) and self.rule_on(rule_key(chapter, rule))

    def parameter(self, chapter: str, name: str, day: dt.date) -> Value:
        """The value of a parameter for what begins on *day*."""
        return in_force(self.settings(chapter, name), day, day).value

    def scene(
        self, chapter: str, rule: Rule, as_of: dt.date, part: Part | None = None
    ) -> Scene[Rule]:
        """One rule on one day; for some of its subjects when a *part* is given."""
        return Scene(world=self, chapter=chapter, rule=rule, as_of=as_of, part=part or Part())


@dataclass(frozen=True, kw_only=True)
class Scene(Generic[R]):
    """One rule of one chapter, as of one day, for all its subjects or for a part of them; with
    ``span``, inside one period.

    A period keeps the parameters that were valid when it began, unless a change said that it holds
    for running periods too. Rules without periods take those of the day of evaluation; a deadline
    asks for ``stretches`` and so takes those of the day on which its row began.
    """

    world: World
    chapter: str
    rule: R
    as_of: dt.date
    part: Part = field(default_factory=Part)
    span: Span | None = None

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

    def within(self, span: Span) -> Self:
        """The same scene with the parameters of one period."""
        return dataclasses.replace(self, span=span)

    def stretches(self, whole: Span) -> tuple[Span, ...]:
        """*whole*, cut at each day from which another value of a parameter holds."""
        days = {s.since for n in self.names() for s in self._settings(n) if not s.running}
        firsts = [whole.start, *sorted(d for d in days if d is not None)]
        lasts = [*(d - dt.timedelta(days=1) for d in firsts[1:]), whole.end]
        pairs = zip(firsts, lasts, strict=True)
        return tuple(dataclasses.replace(whole, start=a, end=z) for a, z in pairs)

    def setting(self, name: str) -> Setting:
        """The value of a parameter in force here, and where it came from."""
        begins, day = self.as_of, self.as_of
        if self.span is not None and not self.span.whole:
            begins = self.span.start
            day = day if self.span.period is Period.NONE else min(self.span.end, day)
        return in_force(self._settings(name), begins, day)

    def _settings(self, name: str) -> Sequence[Setting]:
        return self.world.settings(self.chapter, name)

    def value(self, given: Value) -> Value:
        """A literal as it stands; for ``@name`` the parameter's value in force."""
        if isinstance(given, str) and given.startswith("@"):
            return self.setting(given[1:]).value
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

    def names(self) -> list[str]:
        """Names of the parameters the rule uses. What its ladder needs decides whom to tell, never
        whether a duty is met, and is left out."""
        judged = dataclasses.replace(self.rule, ladder=None)
        names = set(_names(dataclasses.astuple(judged)))
        remote = getattr(self.rule, "remote", None)
        if remote:
            names.add(remote[2].lstrip("@"))
        return sorted(names)

    def parameters(self) -> dict[str, Value]:
        """Names and values of the parameters the rule uses, for the evidence."""
        return {n: self.setting(n).value for n in self.names()}

    def origins(self) -> dict[str, dict[str, object]]:
        """Where the values come from that are not the plugin's defaults: since when, set when and by
        which account, for the evidence."""
        found = {n: self.setting(n) for n in self.names()}
        return {
            n: {"since": s.since, "at": s.at, "by": s.by}
            for n, s in found.items()
            if s.since is not None
        }

    def fingerprint(self) -> str:
        """Changes with the rule, the values of its parameters in time, or the calendar, and on the
        day from which a value holds."""
        known = {
            n: [
                (s.since, s.running, s.value, s.since is None or s.since <= self.as_of)
                for s in self._settings(n)
            ]
            for n in self.names()
        }
        judged = dataclasses.replace(self.rule, ladder=None)
        parts = (repr(judged), sorted(known.items()), self.calendar.fingerprint)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _names(value: object) -> Iterator[str]:
    """Names of parameters anywhere in a rule's values."""
    if isinstance(value, str) and value.startswith(("@", "-@")):
        yield value.partition("@")[2]
    elif isinstance(value, tuple):
        for part in value:
            yield from _names(part)
