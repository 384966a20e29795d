"""Chapters, articles and numbered points out of a paper's lines, by the layout Chinese rules have.

Nothing is repaired: a number that stands twice or is missing is reported with its line, and the words stay
as they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.regulation.lines import STOPS, Line, joined, lines_of, without_noise
from core.regulation.numerals import NUMERAL, number_of
from core.regulation.points import Points
from core.regulation.values import Article, ChapterTitle, Problem, Regulation, Unreadable
from core.texts import N_

_GAP = r"[\s　:：、.．]*"
_CHAPTER = re.compile(rf"第\s*({NUMERAL})\s*章({_GAP})(.*)")
_ARTICLE = re.compile(rf"(第\s*({NUMERAL})\s*条(?:之({NUMERAL}))?)({_GAP})(.*)", re.DOTALL)
_REFERRING = re.compile(
    rf"(?:的|所|规定|第\s*{NUMERAL}\s*[款项目]|至|和|与|及|或|、|，|,|中|之规定|）|\))"
)
LONGEST_TITLE = 40
MOST_NAMED = 5


@dataclass
class _Open:
    """An article that is being read."""

    line: int
    number: int
    branch: int
    label: str
    chapter: int | None
    points: Points

    def closed(self) -> Article:
        """The article as a value."""
        return Article(
            self.number,
            self.label,
            self.chapter,
            self.points.text,
            self.points.items(),
            self.branch,
        )


@dataclass
class _Reading:
    """One reading of one paper."""

    front: list[Line] = field(default_factory=list)
    chapters: list[tuple[int, ChapterTitle]] = field(default_factory=list)
    articles: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    before: str = ""

    def take(self, line: Line) -> None:
        """Decide what a line is, and keep it."""
        if chapter := _chapter(line.text, self.wrapped):
            self.chapters.append((line.number, chapter))
        elif found := self._article(line):
            self.articles.append(found)
        elif self.articles and not self._after_chapter():
            self.articles[-1].points.more(line.number, line.text, wrapped=self.wrapped)
        elif self.chapters and self._after_chapter():
            self._more_of_a_title(line)
        else:
            self.front.append(line)
        self.before = line.text

    @property
    def wrapped(self) -> bool:
        """True when the line before broke off inside a sentence."""
        return bool(self.before) and self.before[-1] not in (*STOPS, "；", ";", "：", ":")

    def _after_chapter(self) -> bool:
        """True between a chapter's heading and its first article."""
        if not self.chapters:
            return False
        return not self.articles or self.chapters[-1][0] > self.articles[-1].line

    def _more_of_a_title(self, line: Line) -> None:
        number, chapter = self.chapters[-1]
        if chapter.title and line.text[-1] in STOPS:
            text = N_("Text stands between a chapter's heading and its first article.")
            self.problems.append(Problem(line.number, text))
            self.front.append(line)
            return
        title = joined(chapter.title, line.text) if chapter.title else line.text
        self.chapters[-1] = (number, ChapterTitle(chapter.number, title))

    def _article(self, line: Line) -> _Open | None:
        found = _ARTICLE.match(line.text)
        number = number_of(found[2]) if found else None
        if found is None or number is None or self._only_refers(found, number):
            return None
        points = Points()
        if found[5]:
            points.more(line.number, found[5], wrapped=False)
        branch = number_of(found[3] or "") or 0
        chapter = self.chapters[-1][1].number if self.chapters else None
        label = re.sub(r"\s", "", found[1])
        return _Open(line.number, number, branch, label, chapter, points)

    def _only_refers(self, found: re.Match[str], number: int) -> bool:
        """True for «…按照 / 第七条的规定…», a reference that a wrapped line begins with."""
        if found[4].strip(" 　\t") or not self.wrapped:
            return not found[4] and bool(_REFERRING.match(found[5])) and self.wrapped
        last = self.articles[-1].number if self.articles else 0
        return bool(_REFERRING.match(found[5])) or (not found[4] and number != last + 1)


def parse(text: str) -> Regulation:
    """The regulation in *text*. Raises Unreadable when it has no article (第…条)."""
    kept, noise = without_noise(lines_of(text))
    reading = _Reading()
    for line in kept:
        reading.take(line)
    if not reading.articles:
        raise Unreadable(
            N_(
                "No article was found: no line begins with 第…条. Check that the file is the regulation "
                "itself; numbers that a word processor adds by itself must be turned into text first."
            )
        )
    title, preamble = _front(reading.front)
    problems = [*reading.problems, *_in_order(reading)]
    problems += [p for a in reading.articles for p in a.points.problems(a.label)]
    return Regulation(
        title=title,
        preamble=preamble,
        chapters=tuple(c for _, c in reading.chapters),
        articles=tuple(a.closed() for a in reading.articles),
        noise=tuple(line.text for line in noise),
        problems=tuple(sorted(problems, key=lambda p: p.line)),
    )


def _chapter(text: str, wrapped: bool) -> ChapterTitle | None:
    found = _CHAPTER.fullmatch(text)
    number = number_of(found[1]) if found else None
    if found is None or number is None or len(found[3]) > LONGEST_TITLE:
        return None
    if found[3][-1:] in STOPS and found[3]:
        return None  # a sentence that speaks of a chapter
    if wrapped and not found[2] and _REFERRING.match(found[3]):
        return None
    return ChapterTitle(number, found[3].strip())


def _front(lines: list[Line]) -> tuple[str, str]:
    """Title and preamble: a first line that is no sentence is the title."""
    texts = [line.text for line in lines]
    title = ""
    if texts and len(texts[0]) <= LONGEST_TITLE and texts[0][-1] not in (*STOPS, "，", ",", "；"):
        title = texts.pop(0)
    paragraphs: list[str] = []
    for text in texts:
        if paragraphs and paragraphs[-1][-1] not in (*STOPS, "）", ")", "：", ":"):
            paragraphs[-1] = joined(paragraphs[-1], text)
        else:
            paragraphs.append(text)
    return title, "\n".join(paragraphs)


def _in_order(reading: _Reading) -> list[Problem]:
    chapters = [(line, c.number, 0, f"第{c.number}章") for line, c in reading.chapters]
    articles = [(a.line, a.number, a.branch, a.label) for a in reading.articles]
    return _gaps(chapters, "章") + _gaps(articles, "条")


def _gaps(found: list[tuple[int, int, int, str]], what: str) -> list[Problem]:
    """Numbers that stand twice, go back, or are missing."""
    problems, seen, highest = [], dict[tuple[int, int], int](), 0
    for line, number, branch, label in found:
        if (number, branch) in seen:
            values = {"label": label, "first": seen[number, branch]}
            text = N_("%(label)s stands twice: first in line %(first)s.")
            problems.append(Problem(line, text, values))
            continue
        seen[number, branch] = line
        if number > highest + 1:
            missing = _range(highest + 1, number - 1, what)
            text = N_("Missing before %(label)s: %(missing)s.")
            problems.append(Problem(line, text, {"label": label, "missing": missing}))
        elif number < highest and not branch:
            problems.append(Problem(line, N_("%(label)s is out of order."), {"label": label}))
        highest = max(highest, number)
    return problems


def _range(first: int, last: int, what: str) -> str:
    if last - first < MOST_NAMED:
        return "、".join(f"第{n}{what}" for n in range(first, last + 1))
    return f"第{first}{what}…第{last}{what}"
