"""The articles on screen: the strip of articles and years, a table for one year, a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from core.chapters.world import world_of
from core.declare import Parameter, Rule
from core.duties import ArticleStatus, Numbers, RuleStatus, Tally, Verdict, summed
from core.duties.periods import period_of
from core.duties.scene import Scene
from core.duties.status import NONE
from core.regulation.compare import full_text
from core.regulation.versions import article_of
from core.web.guard import signed_in
from core.web.menu import url_of as list_of
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work import strip
from core.web.work.asked import Asked
from core.web.work.sight import Sight, sight
from core.web.work.words import LACKS, PERIOD_TEXTS, VERDICTS

blueprint = Blueprint("articles", __name__)
BEHIND = (Verdict.OVERDUE, Verdict.AT_RISK)
SPARK = 4
STATES = ("met", "due", "overdue", "not_due", "void", "waived")


@dataclass(frozen=True, slots=True)
class Drill:
    """Leads from a number to the duties behind it; only for readers who see those duties."""

    base: Asked
    open: bool

    def url(self, state: str) -> str:
        """The list of the duties that the number counts; '' where the reader sees numbers only."""
        return self.base.but(state=state).url if self.open else ""


@blueprint.get("/articles/")
@signed_in
def index() -> Response:
    """All articles: the strip of years, and one year in numbers."""
    view, today = sight(), runtime().today()
    calendar = runtime().calendar(db())
    found = strip.tallies(view)
    known, now = strip.years(calendar, found, today), calendar.academic_year(today).name
    year = _year(known, now)
    statuses = strip.articles().status(found, year)
    stand = request.args.get("stand", "")
    return page(
        "pages/articles.html",
        strip=strip.strip(view, found, strip.past(known, now), now),
        years=known,
        year=year,
        rows=[_row(view, s, found, known) for s in statuses if stand != "behind" or _behind(s)],
        total=sum((s.numbers for s in statuses if s.lack is None), NONE),
        behind=sum(map(_behind, statuses)),
        stand=stand,
        drill=_drill(view, Asked(year=year)),
        counted=view.anything or view.college,
        partial=view.anything and not view.college,
        missing=sorted(runtime().chapters.missing),
    )


def _year(known: Sequence[str], now: str) -> str:
    asked = request.args.get("year", "")
    return asked if asked in known else now


def _behind(status: ArticleStatus) -> bool:
    return status.lack is None and status.verdict in BEHIND


def _drill(view: Sight, base: Asked) -> Drill:
    return Drill(base, view.everything or (view.anything and not view.college))


def _row(
    view: Sight, status: ArticleStatus, found: Sequence[Tally], known: Sequence[str]
) -> dict[str, Any]:
    """One article of the table."""
    number = status.article.number
    by_year = summed((t for t in found if t.article == number), lambda t: t.academic_year)
    word, tone = VERDICTS[status.verdict]
    return {
        "status": status,
        "chapter": _manifest(status.chapter).title,
        "drill": _drill(view, Asked(article=number, year=status.academic_year)),
        "word": word,
        "tone": tone,
        "lack": LACKS[status.lack] if status.lack else "",
        "spark": [(y, by_year.get(y, NONE).percent) for y in known[-SPARK:]],
    }


def _manifest(chapter: str) -> Any:
    chapters = runtime().chapters
    return chapters.catalogue.manifests.get(chapter) or chapters.missing[chapter]


@blueprint.get("/articles/<int:number>")
@signed_in
def show(number: int) -> Response:
    """One article: its text, what measures it, what serves it, its numbers by period and year."""
    view, today = sight(), runtime().today()
    calendar = runtime().calendar(db())
    found = strip.tallies(view, article=number)
    known, now = strip.years(calendar, found, today), calendar.academic_year(today).name
    year = _year(known, now)
    statuses = [s for s in strip.articles().status(found, year) if s.article.number == number]
    if not statuses:
        abort(404)
    (status, *_others) = statuses
    here = [t for t in found if t.academic_year == year]
    return page(
        "pages/article.html",
        of=status,
        chapter=_manifest(status.chapter),
        word=VERDICTS[status.verdict],
        lack=LACKS[status.lack] if status.lack else "",
        drill=_drill(view, Asked(article=number, year=year)),
        counted=(view.anything or view.college) and status.lack is None,
        rules=[_rule(view, r, year) for r in sorted(status.rules, key=lambda r: r.rule.hint)],
        periods=list(_periods(view, status.rules, here)),
        records=list(_records(status)),
        years=known,
        year=year,
        by_year=summed(found, lambda t: t.academic_year),
        full_text=full_text,
        published=article_of(db(), number, today) if me().may("core.regulation", "read") else None,
    )


def _rule(view: Sight, status: RuleStatus, year: str) -> dict[str, Any]:
    """One rule with how often it asks, its parameters and its numbers."""
    chapter = status.key.partition(".")[0]
    return {
        "status": status,
        "often": PERIOD_TEXTS[period_of(_scene(chapter, status.rule))],
        "parameters": list(_parameters(chapter, status.rule)),
        "word": VERDICTS[status.numbers.verdict],
        "drill": _drill(view, Asked(rule=status.key, year=year, hints=status.rule.hint)),
    }


def _scene(chapter: str, rule: Rule) -> Scene[Rule]:
    rt = runtime()
    return world_of(rt.chapters, rt.calendar(db())).scene(chapter, rule, rt.today())


def _parameters(chapter: str, rule: Rule) -> Iterator[tuple[Parameter, Any]]:
    """Parameters the rule uses, with the values in force."""
    manifest = runtime().catalogue.manifests[chapter]
    for name, value in _scene(chapter, rule).parameters().items():
        declared = manifest.parameter(name)
        if declared is not None:
            yield declared, dict(declared.choices).get(str(value), value)


def _periods(
    view: Sight, rules: Sequence[RuleStatus], here: Sequence[Tally]
) -> Iterator[tuple[str, Rule, Numbers, Drill]]:
    """Numbers of each rule in each period of the year that has any."""
    by_period: Mapping[tuple[str, str], Numbers] = summed(here, lambda t: (t.rule, t.period))
    titles = {r.key: r.rule for r in rules if not r.rule.hint}
    for (key, period), numbers in sorted(by_period.items(), key=lambda item: item[0][::-1]):
        if key in titles:
            drill = _drill(view, Asked(rule=key, period=period, year=here[0].academic_year))
            yield period, titles[key], numbers, drill


def _records(status: ArticleStatus) -> Iterator[tuple[str, str]]:
    """(label, address) of the records that serve the article, as far as the reader may read them."""
    rt = runtime()
    for name in status.article.served_by:
        model = rt.catalogue.models.get(name)
        if model is None:
            continue
        record = model.record
        reaches = rt.chapters.enabled(record.chapter) and me().may(name, "read")
        yield record.plural or record.label, list_of(record) if reaches else ""
