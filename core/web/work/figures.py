"""Statistics as one reader sees them: which charts, their tables, and where each number leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_

from core.access.actor import Actor
from core.access.policy import seen_fields
from core.calendar import AcademicYear
from core.declare import AnyChart, Chart, DutyChart, Field, Manifest, Measure, Period, Shape
from core.duties.models import DUTY
from core.records.filters import filterable, operations
from core.records.labels import Asker
from core.statistics.ask import Question, can_ask, tabulate
from core.statistics.duties import DutyQuestion, by_periods, by_posts, tabulate_duties
from core.statistics.groups import OUTSIDE_LABEL
from core.statistics.periods import When, chosen
from core.statistics.table import Ask, Figure, Table
from core.statistics.vet import DUTIES
from core.texts import N_
from core.web.language import say
from core.web.runtime import db, me, runtime
from core.web.work.asked import LIST, Asked
from core.web.work.sight import Sight, sight
from core.web.work.words import STATES

UNIT_TEXTS = {
    Measure.SHARE: N_("percent"),
    Measure.MEAN_DAYS: N_("days, average"),
    Measure.MEDIAN_DAYS: N_("days, half take longer"),
}
"""What a figure is where it is no number of rows."""
NO_POST_LABEL = N_("Without a post")
ALL_DUTIES = DutyChart(
    name=DUTIES,
    title=N_("Duties by state"),
    every=Period.MONTH,
    help=N_("By the month in which they are due."),
)
"""Every chapter with rules has this chart."""


@dataclass(frozen=True)
class Picture:
    """One chart with its table. ``url`` is the list of what it counts, as far as there is one."""

    chapter: str
    chart: AnyChart
    table: Table
    lists: Lists

    @property
    def unit(self) -> str:
        """What its figures are; '' for numbers of rows."""
        measure = self.chart.measure if isinstance(self.chart, Chart) else Measure.COUNT
        return UNIT_TEXTS.get(measure, "")

    @property
    def shape(self) -> str:
        """How it is drawn."""
        return self.chart.shape if isinstance(self.chart, Chart) else Shape.BARS

    @property
    def article(self) -> int | None:
        """The article it serves, if it names one."""
        return self.chart.article if isinstance(self.chart, Chart) else None

    def figure(self, line: int, column: int) -> Figure:
        """A figure of the table."""
        return self.table.figure(line, column)

    def text(self, line: int, column: int) -> str:
        """A figure as the table prints it."""
        return said(self.table.figure(line, column))

    def url(self, line: int, column: int) -> str:
        """The list of just the rows behind a figure; '' where no list can say that."""
        figure = self.table.figure(line, column)
        if figure.hidden or not figure.rows:
            return ""
        return self.lists.url(self.table.ask_of(line, column))


def said(figure: Figure) -> str:
    """A figure as text: thousands apart, a star for what is hidden."""
    if figure.hidden:
        return "*"
    return "—" if figure.value is None else f"{figure.value:,}"


@dataclass(frozen=True)
class Lists:
    """The list that the figures of one chart open: of a record, or of duties."""

    address: str
    fields: tuple[Field, ...] = ()
    state: str = ""
    duties: bool = False

    @cached_property
    def _known(self) -> frozenset[str]:
        """Names that the list understands in its address."""
        found = filterable(self.fields, None) | {
            f.name: f for f in self.fields if f.name == self.state
        }
        names = ((f.name, op) for f in found.values() for op in operations(f, self.state))
        return frozenset(name if op == "in" else f"{name}.{op}" for name, op in names)

    def url(self, ask: Ask | None) -> str:
        """The list narrowed to *ask*; '' where it cannot be."""
        if not self.address or ask is None:
            return ""
        if not self.duties and not {name for name, _ in ask} <= self._known:
            return ""
        return f"{self.address}?{urlencode(ask)}" if ask else f"{self.address}?view=all"


class Gallery:
    """The charts of all chapters that are on, for one reader and one academic year."""

    def __init__(self, actor: Actor, year: str = "") -> None:
        rt = runtime()
        self._rt, self._actor, self._asked_year = rt, actor, year
        self._sight: Sight = sight() if actor is me() else Sight(actor, rt.chapters, rt.today())
        self._asker = Asker(rt.catalogue, actor, rt.chapters.enabled)

    @cached_property
    def year(self) -> AcademicYear:
        """The academic year that is shown."""
        return chosen(self._when_calendar, self._rt.today(), self._asked_year)

    @cached_property
    def _when_calendar(self) -> Any:
        return self._rt.calendar(db())

    @cached_property
    def _when(self) -> When:
        return When(self._when_calendar, self.year, self._rt.today(), self._rt.zone)

    def chapters(self) -> Iterator[tuple[Manifest, tuple[AnyChart, ...]]]:
        """Chapters that have something to show this reader."""
        for name, manifest in self._rt.catalogue.manifests.items():
            if found := self.charts(name):
                yield manifest, found

    def charts(self, chapter: str) -> tuple[AnyChart, ...]:
        """What a chapter shows this reader; nothing while it is off."""
        if not self._rt.chapters.enabled(chapter):
            return ()
        own = self._rt.catalogue.charts.get(chapter, ())
        ledger = (ALL_DUTIES,) if self._rules(chapter, ALL_DUTIES) else ()
        return tuple(c for c in (*ledger, *own) if self._sees(chapter, c))

    def _sees(self, chapter: str, chart: AnyChart) -> bool:
        if isinstance(chart, Chart):
            return can_ask(chart, self._asker)
        counted = self._sight.anything or self._sight.college
        return counted and bool(self._rules(chapter, chart))

    def _rules(self, chapter: str, chart: DutyChart) -> list[str]:
        """Names in the ledger of the rules that a chart counts: those that are on and no hints."""
        rules = self._rt.catalogue.rules.get(chapter, ())
        keys = [f"{chapter}.{r.name}" for r in rules if not r.hint]
        wanted = {f"{chapter}.{name}" for name in chart.rules}
        on = self._rt.chapters.rule_on
        return [k for k in keys if on(k) and (k in wanted or not wanted)]

    def picture(self, chapter: str, name: str) -> Picture | None:
        """One chart, counted; None where this reader has none of that name."""
        chart = next((c for c in self.charts(chapter) if c.name == name), None)
        return None if chart is None else self._counted(chapter, chart)

    def pictures(self, chapter: str) -> list[Picture]:
        """All charts of a chapter, counted."""
        return [self._counted(chapter, chart) for chart in self.charts(chapter)]

    def _counted(self, chapter: str, chart: AnyChart) -> Picture:
        if isinstance(chart, Chart):
            table = tabulate(chart, self._question(chapter, chart))
            return Picture(chapter, chart, table, self._lists(chart.record))
        return Picture(chapter, chart, self._duties(chapter, chart), Lists(LIST, duties=True))

    def _question(self, chapter: str, chart: Chart) -> Question:
        least = chart.min_cell
        if isinstance(least, str):
            found = self._rt.chapters.parameter(chapter, least.lstrip("@"), self._rt.today())
            least = int(found)
        return Question(session=db(), asker=self._asker, when=self._when, say=say, least=least)

    def _lists(self, record: str) -> Lists:
        declared, workflow = self._rt.catalogue.record(record), self._rt.catalogue.workflow(record)
        view = self._rt.catalogue.views.get(record)
        if view is not None and view.hidden:
            return Lists("")
        fields = seen_fields(self._actor, self._rt.catalogue, declared)
        state = workflow.field if workflow else ""
        return Lists(f"/{declared.chapter}/{declared.short}/", fields, state)

    def _duties(self, chapter: str, chart: DutyChart) -> Table:
        view, keys = self._sight, self._rules(chapter, chart)
        seen = view.running_chapters() if view.college else view.seen()
        asked = Asked(rule=keys[0]) if len(keys) == 1 else Asked(chapter=chapter)
        ask: Ask | None = tuple(asked.values().items())
        if (chart.rules and len(keys) > 1) or (view.college and not view.everything):
            ask = None
        when, spans = self._when, self._when.spans(chart.every)
        lines = by_posts(say) if chart.posts else by_periods(spans, when, say)
        question = DutyQuestion(
            session=db(),
            of=and_(seen, self._of(chapter, chart, keys)),
            days=when.bounds(() if chart.posts else spans),
            lines=lines,
            rest=NO_POST_LABEL if chart.posts else OUTSIDE_LABEL,
            states=STATES,
            ask=ask,
            say=say,
        )
        return tabulate_duties(question, timed=not chart.posts)

    def _of(self, chapter: str, chart: DutyChart, keys: list[str]) -> ColumnElement[bool]:
        if chart.rules:
            return DUTY.c.rule.in_(keys)
        return DUTY.c.rule.startswith(f"{chapter}.", autoescape=True)
