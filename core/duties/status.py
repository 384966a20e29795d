"""Status per article and period: put together from the ledger's numbers, never typed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from core.declare import Article, Manifest, Rule
from core.duties.counts import numbers
from core.duties.models import State
from core.duties.scene import always, rule_key

NAMES = {
    State.MET: "met",
    State.DUE_SOON: "due",
    State.OVERDUE: "overdue",
    State.OPEN: "not_due",
    State.VOID: "void",
    State.WAIVED: "waived",
}
"""State of a duty → what its number is called."""


class Verdict(StrEnum):
    """Where an article or a rule stands in a period."""

    MET = "met"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"


class Lack(StrEnum):
    """Why nothing can be said of an article."""

    MISSING = "chapter_missing"
    OFF = "chapter_off"
    RULES_OFF = "rules_off"
    NO_RULE = "no_rule"
    NOTHING_OWED = "nothing_owed"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Duties by state. ``due`` are due soon, ``not_due`` later; ``void`` and ``waived`` owe nothing."""

    met: int = 0
    due: int = 0
    overdue: int = 0
    not_due: int = 0
    void: int = 0
    waived: int = 0

    @property
    def owed(self) -> int:
        """The denominator: what is or was owed, whether due yet or not."""
        return self.met + self.due + self.overdue + self.not_due

    @property
    def not_applicable(self) -> int:
        """Duties that came to nothing."""
        return self.void + self.waived

    @property
    def percent(self) -> int | None:
        """How much of what is owed is met, rounded down so that 100 means all; None for nothing."""
        return 100 * self.met // self.owed if self.owed else None

    @property
    def verdict(self) -> Verdict:
        """The worst that can be said."""
        if self.overdue:
            return Verdict.OVERDUE
        if self.due:
            return Verdict.AT_RISK
        if self.not_due:
            return Verdict.NOT_DUE
        return Verdict.MET if self.met else Verdict.NOT_APPLICABLE

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Numbers)))


NONE = Numbers()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many duties of a rule stand in one state in one period, or in all, of an academic year."""

    rule: str
    article: int
    academic_year: str
    period: str
    hint: bool
    numbers: Numbers


def tallies(
    session: Session,
    *,
    limit: ColumnElement[bool] | None = None,
    article: int | None = None,
    since: str = "",
) -> tuple[Tally, ...]:
    """All numbers, or those of duties that meet *limit*, in one statement.

    Periods are told apart only when one *article* is asked for.
    """
    return tuple(map(tally_of, session.execute(numbers(limit, article, since))))


def tally_of(row: Any) -> Tally:
    """One row of the question for numbers."""
    counted = Numbers(**{NAMES[State(row.state)]: row.number})
    return Tally(row.rule, row.article, row.academic_year, row.of, bool(row.hint), counted)


def summed(
    tallies: Iterable[Tally], key: Callable[[Tally], Any], *, hints: bool = False
) -> dict[Any, Numbers]:
    """Numbers added up under *key*; hints are no duties and are left out unless asked for."""
    out: dict[Any, Numbers] = {}
    for t in tallies:
        if hints or not t.hint:
            out[key(t)] = out.get(key(t), NONE) + t.numbers
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStatus:
    """One rule of an article in one academic year."""

    key: str
    rule: Rule
    numbers: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleStatus:
    """One article in one academic year. ``lack`` says why nothing can be said of it."""

    article: Article
    chapter: str
    academic_year: str
    numbers: Numbers = NONE
    lack: Lack | None = None
    rules: tuple[RuleStatus, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Where the article stands."""
        return Verdict.NOT_APPLICABLE if self.lack else self.numbers.verdict


@dataclass(frozen=True, kw_only=True)
class Articles:
    """The articles of all chapters: those loaded, on or off, and those that could not be loaded."""

    manifests: Mapping[str, Manifest]
    missing: Mapping[str, Manifest]
    rules: Mapping[str, Sequence[Rule]]
    enabled: Callable[[str], bool]
    rule_on: Callable[[str], bool] = always

    def articles(self) -> list[tuple[str, Article]]:
        """(chapter, article) by number."""
        every = [
            (name, article)
            for name, manifest in (*self.manifests.items(), *self.missing.items())
            for article in manifest.articles
        ]
        return sorted(every, key=lambda pair: pair[1].number)

    def of(self, number: int) -> list[tuple[str, Rule]]:
        """(key, rule) of an article, in their order."""
        return [
            (rule_key(chapter, rule), rule)
            for chapter, rules in self.rules.items()
            for rule in rules
            if rule.article == number
        ]

    def status(self, tallies: Sequence[Tally], year: str) -> list[ArticleStatus]:
        """Each article in the academic year *year*; numbers of chapters and of rules that are off do not
        count."""
        here = [t for t in tallies if t.academic_year == year and self._runs(t.rule)]
        by_article = summed(here, lambda t: t.article)
        by_rule = summed(here, lambda t: (t.article, t.rule), hints=True)
        return [
            self._article(chapter, article, year, by_article, by_rule)
            for chapter, article in self.articles()
        ]

    def _article(
        self,
        chapter: str,
        article: Article,
        year: str,
        by_article: Mapping[int, Numbers],
        by_rule: Mapping[tuple[int, str], Numbers],
    ) -> ArticleStatus:
        n = article.number
        rules = [(k, r) for k, r in self.of(n) if self._runs(k)]
        found = by_article.get(n, NONE)
        return ArticleStatus(
            article=article,
            chapter=chapter,
            academic_year=year,
            numbers=found,
            lack=self._lack(chapter, n, rules, found),
            rules=tuple(
                RuleStatus(key=k, rule=r, numbers=by_rule.get((n, k), NONE)) for k, r in rules
            ),
        )

    def _lack(
        self, chapter: str, number: int, rules: Sequence[tuple[str, Rule]], found: Numbers
    ) -> Lack | None:
        if found.owed:
            return None  # also by a rule of another chapter that is on, or one of the past
        if chapter in self.missing:
            return Lack.MISSING
        if not self.enabled(chapter):
            return Lack.OFF
        if any(not rule.hint for _, rule in rules) or found.not_applicable:
            return Lack.NOTHING_OWED
        off = any(not rule.hint for _, rule in self.of(number))
        return Lack.RULES_OFF if off else Lack.NO_RULE

    def _runs(self, key: str) -> bool:
        return self.enabled(key.partition(".")[0]) and self.rule_on(key)
