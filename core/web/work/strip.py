"""The strip: each article in each academic year, as a table that a page prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from core.calendar import Calendar
from core.duties import Articles, ArticleStatus, Tally, Verdict
from core.duties.counts import numbers
from core.duties.status import tally_of
from core.web.language import listed, say
from core.web.runtime import db, runtime
from core.web.work.asked import Asked
from core.web.work.sight import Sight
from core.web.work.words import LACKS, VERDICTS

SHADES = ((95, "k-h5"), (85, "k-h4"), (70, "k-h3"), (0, "k-h2"))
"""From this percentage on, the shade of a cell."""
MOST_YEARS = 4
SHORT = 9
"""So many characters fit under the percentage."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column: an article, or a number that no loaded chapter has."""

    number: int
    title: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One article in one year: what is printed, what is said of it, and where it leads."""

    told: str
    percent: int | None = None
    small: str = ""
    shade: str = "k-h0"
    mark: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One academic year."""

    year: str
    now: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole table; ``groups`` are chapters with the number of their columns."""

    groups: tuple[tuple[str, int], ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def articles() -> Articles:
    """Articles and rules of all chapters of this installation."""
    chapters = runtime().chapters
    return Articles(
        manifests=chapters.catalogue.manifests,
        missing=chapters.missing,
        rules=chapters.catalogue.rules,
        enabled=chapters.enabled,
        rule_on=chapters.rule_on,
    )


def tallies(sight: Sight, *, article: int | None = None, since: str = "") -> tuple[Tally, ...]:
    """The numbers a reader sees, in one statement."""
    asked = question(sight, article=article, since=since)
    return () if asked is None else tuple(map(tally_of, db().execute(asked)))


def question(sight: Sight, *, article: int | None = None, since: str = "") -> Select[Any] | None:
    """The question for the numbers a reader sees, of the whole college or of a part of it; None for
    who sees none."""
    if not sight.anything and not sight.college:
        return None
    return numbers(None if sight.college else sight.seen(), article, since)


def years(calendar: Calendar, found: Sequence[Tally], today: dt.date) -> list[str]:
    """The present academic year and those for which there are numbers, in order."""
    return sorted({calendar.academic_year(today).name, *(t.academic_year for t in found)})


def past(known: Sequence[str], now: str) -> list[str]:
    """Of these years those that the strip shows: the present one and the last before it."""
    return [year for year in known if year <= now][-MOST_YEARS:]


def strip(sight: Sight, found: Sequence[Tally], shown: Sequence[str], now: str) -> Strip:
    """The table of the academic years *shown*; *now* is the present one."""
    of = articles()
    heads = tuple(_heads(of))
    lines = []
    for year in shown:
        by_number = {s.article.number: s for s in of.status(found, year)}
        cells = tuple(_cell(sight, by_number.get(h.number), h) for h in heads)
        lines.append(Line(year, year == now, cells))
    groups = groupby(heads, key=lambda h: h.chapter)
    return Strip(tuple((c, len(list(g))) for c, g in groups), heads, tuple(lines))


def _heads(of: Articles) -> Iterator[Head]:
    titles = {n: m.title for n, m in (*of.missing.items(), *of.manifests.items())}
    known = {a.number: (a.title, titles[chapter]) for chapter, a in of.articles()}
    for number in range(1, max(known, default=0) + 1):
        title, chapter = known.get(number, ("", ""))
        yield Head(number, say(title), say(chapter))


def _cell(sight: Sight, status: ArticleStatus | None, head: Head) -> Cell:
    if status is None:
        return Cell(_("No loaded chapter has this article."))
    if status.lack is not None:
        return Cell(say(LACKS[status.lack]))
    percent = status.numbers.percent or 0
    small = f"{status.numbers.met}/{status.numbers.owed}"
    return Cell(
        told=told(status),
        percent=percent,
        small=small if len(small) <= SHORT else "",
        shade=next(css for least, css in SHADES if percent >= least),
        mark={Verdict.OVERDUE: "k-late", Verdict.AT_RISK: "k-soon"}.get(status.verdict, ""),
        url=url_of(sight, status),
    )


def told(status: ArticleStatus) -> str:
    """The numbers of an article in words."""
    n = status.numbers
    parts = [say(VERDICTS[status.verdict][0])]
    parts.append(_("%(met)s of %(owed)s met", met=n.met, owed=n.owed))
    if n.overdue:
        parts.append(ngettext("%(num)s overdue", "%(num)s overdue", n.overdue))
    if n.due:
        parts.append(ngettext("%(num)s due soon", "%(num)s due soon", n.due))
    return listed(str(p) for p in parts)


def url_of(sight: Sight, status: ArticleStatus) -> str:
    """Exactly the duties behind the numbers; the article, for a reader who sees numbers only."""
    if sight.everything or not sight.college:
        return Asked(article=status.article.number, year=status.academic_year, state="owed").url
    return f"/articles/{status.article.number}?year={status.academic_year}"
