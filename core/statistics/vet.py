"""What is wrong with a declared chart: names, kinds, and figures that could tell of single people."""

from __future__ import annotations

from collections.abc import Iterator

from core.db.catalogue import Catalogue
from core.declare import (
    AnyChart,
    By,
    Chart,
    DataClass,
    DutyChart,
    Field,
    Kind,
    Measure,
    Period,
    Where,
)
from core.records.paths import declared_at

Fault = tuple[str, str]
"""What is wrong, and how to mend it."""
DATED = (Kind.DATE, Kind.MOMENT)
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
GROUPED = (*DATED, Kind.CHOICE, Kind.YES_NO, Kind.REF)
EVERY = (
    Period.MONTH,
    Period.QUARTER,
    Period.HALF_YEAR,
    Period.SEMESTER,
    Period.ACADEMIC_YEAR,
    Period.YEAR,
)
DUTIES = "duties"
"""The name of the chart that every chapter with rules has."""
PERSON = "directory.person"
LEAST = 5
"""No figure that counts people or opinions is shown below this number, whatever is declared."""
NEEDS = {
    Measure.SUM: ("of",),
    Measure.SHARE: ("part",),
    Measure.MEAN_DAYS: ("starts", "ends"),
    Measure.MEDIAN_DAYS: ("starts", "ends"),
}


def problems_of_chart(catalogue: Catalogue, chapter: str, chart: AnyChart) -> Iterator[Fault]:
    """Faults of a chart of *chapter*."""
    if not chart.title or "%" in chart.title:
        yield f"has the title {chart.title!r}.", "Give it a title without '%'."
    if chart.name == DUTIES:
        yield "has the name of the chart of all duties.", "Choose another name."
    if isinstance(chart, DutyChart):
        yield from _duties(catalogue, chapter, chart)
    elif chart.record not in catalogue.models or chart.record.partition(".")[0] != chapter:
        told = ", ".join(r.name for r in catalogue.records_of(chapter)) or "none"
        yield f"counts {chart.record!r}, which is no record of the chapter.", f"Records: {told}."
    else:
        yield from _Vetting(catalogue, chapter, chart).faults()


def _duties(catalogue: Catalogue, chapter: str, chart: DutyChart) -> Iterator[Fault]:
    known = [r.name for r in catalogue.rules.get(chapter, ())]
    for name in chart.rules:
        if name not in known:
            told = ", ".join(known) or "none"
            yield f"names the rule {name!r}, which the chapter does not have.", f"Rules: {told}."
    if chart.every not in EVERY:
        yield f"has periods of {chart.every.value!r}.", f"Use one of: {', '.join(EVERY)}."


class _Vetting:
    """One chart of records."""

    def __init__(self, catalogue: Catalogue, chapter: str, chart: Chart) -> None:
        self._catalogue, self._chapter, self._chart = catalogue, chapter, chart
        self._personal = False

    def faults(self) -> Iterator[Fault]:
        """All of them."""
        chart = self._chart
        for key, by in (("by", chart.by), ("split", chart.split)):
            if by is not None:
                yield from self._grouped(key, by)
        for where in (*chart.where, *chart.part):
            yield from self._where(where)
        for key, path, kinds in (
            ("of", chart.of, NUMBERS),
            ("starts", chart.starts, (Kind.DATE,)),
            ("ends", chart.ends, (Kind.DATE,)),
            ("date", chart.date, DATED),
            ("people", chart.people, (Kind.REF,)),
        ):
            if path:
                yield from self._kind(key, path, kinds)
        for key in NEEDS.get(chart.measure, ()):
            if not getattr(chart, key):
                yield f"measures {chart.measure.value!r} without {key!r}.", f"Add {key} = …"
        yield from self._numbers()

    def _numbers(self) -> Iterator[Fault]:
        chart, manifest = self._chart, self._catalogue.manifests[self._chapter]
        least = chart.min_cell
        parameter = manifest.parameter(least.lstrip("@")) if isinstance(least, str) else None
        if isinstance(least, str) and parameter is None:
            told = ", ".join(p.name for p in manifest.parameters) or "none"
            yield f"names the parameter {least!r}, which is not declared.", f"Parameters: {told}."
        lowest = parameter.minimum if parameter else least
        if least and (not isinstance(lowest, int) or lowest < LEAST):
            what = f"may show numbers of people from {lowest} on."
            yield what, f"Let min_cell (or the minimum of its parameter) be {LEAST} or more."
        if not least and (self._personal or chart.people):
            yield (
                "counts by what is personal, but shows the smallest numbers too.",
                "Set min_cell: below it figures are hidden.",
            )
        articles = [a.number for a in manifest.articles]
        if chart.article is not None and chart.article not in articles:
            told = ", ".join(map(str, articles)) or "none"
            yield (
                f"serves article {chart.article}, which is not the chapter's.",
                f"Articles: {told}.",
            )

    def _field(self, key: str, path: str) -> Field | Fault | None:
        """The field at a path, or what is wrong with it; None in a chapter that may be missing."""
        record = self._catalogue.record(self._chart.record)
        step = record.field(path.partition(".")[0])
        if step and step.target not in self._catalogue.models and self._may_miss(step.target):
            return None
        record, declared = declared_at(self._catalogue, record, path)
        if declared is None or declared.internal:
            told = ", ".join(f.name for f in record.fields)
            return f"{key} names {path!r}, which is no field.", f"Fields of {record.name}: {told}."
        if declared.personal is not DataClass.N and key != "people":
            self._personal = True
        return declared

    def _may_miss(self, record: str) -> bool:
        return record.partition(".")[0] in self._catalogue.manifests[self._chapter].uses

    def _grouped(self, key: str, by: By) -> Iterator[Fault]:
        declared = self._field(key, by.field)
        if not isinstance(declared, Field):
            yield from (declared,) if declared else ()
        elif declared.kind not in GROUPED:
            what = f"{key} groups by {by.field!r}, which is of the kind {declared.kind.value!r}."
            yield what, f"Kinds: {', '.join(GROUPED)}."
        elif declared.target == PERSON:
            what = f"{key} groups by {by.field!r}: a figure for each person."
            yield what, "Group by what was done, or by unit."
        elif (declared.kind in DATED) != (by.every is not None):
            what = f"{key} groups by {by.field!r} with every = {by.every!r}."
            yield what, f"A date, and only a date, takes every: {', '.join(EVERY)}."
        elif by.every is not None and by.every not in EVERY:
            yield f"{key} has periods of {by.every.value!r}.", f"Use one of: {', '.join(EVERY)}."

    def _where(self, where: Where) -> Iterator[Fault]:
        declared = self._field("where", where.field)
        if not isinstance(declared, Field):
            yield from (declared,) if declared else ()
        elif declared.choices:
            for value in where.values:
                if declared.choice(value) is None:
                    told = ", ".join(c.value for c in declared.choices)
                    what = f"asks for {value!r}, which is no choice of {where.field!r}."
                    yield what, f"Choices: {told}."

    def _kind(self, key: str, path: str, kinds: tuple[Kind, ...]) -> Iterator[Fault]:
        declared = self._field(key, path)
        if not isinstance(declared, Field):
            yield from (declared,) if declared else ()
        elif declared.kind not in kinds:
            what = f"{key} names {path!r}, which is of the kind {declared.kind.value!r}."
            yield what, f"Name a field of the kind {' or '.join(kinds)}."
