"""What is wrong with a declared report: names that lead nowhere, kinds that do not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from core.db.catalogue import Catalogue
from core.declare import AnyReport, Column, Document, Field, Kind, Register, Where, variable
from core.records.paths import declared_at

Fault = tuple[str, str]
"""What is wrong, and how to mend it."""
VARIABLE = re.compile(r"[a-z][a-z0-9_]*")


def problems_of_report(catalogue: Catalogue, chapter: str, report: AnyReport) -> Iterator[Fault]:
    """Faults of a report of *chapter*."""
    if not report.title or "%" in report.title:
        yield f"has the title {report.title!r}.", "Give it a title without '%'."
    if report.record not in catalogue.models or report.record.partition(".")[0] != chapter:
        told = ", ".join(r.name for r in catalogue.records_of(chapter)) or "none"
        yield f"is of {report.record!r}, which is no record of the chapter.", f"Records: {told}."
        return
    articles = [a.number for a in catalogue.manifests[chapter].articles]
    if report.article is not None and report.article not in articles:
        told = ", ".join(map(str, articles)) or "none"
        yield f"serves article {report.article}, which is not the chapter's.", f"Articles: {told}."
    found = _Vetting(catalogue, report.record)
    yield from found.columns(report.columns)
    if isinstance(report, Register):
        yield from _register(found, report)
    else:
        yield from _document(catalogue, report)


def _register(found: _Vetting, report: Register) -> Iterator[Fault]:
    yield from found.wheres(report.where)
    yield from found.kinds("date", (report.date,), (Kind.DATE, Kind.MOMENT))
    yield from found.kinds("unit", (report.unit,), (Kind.REF,))
    yield from found.kinds("ask", report.ask, (Kind.REF, Kind.CHOICE))
    yield from found.kinds("order", (p.lstrip("-") for p in report.order), tuple(Kind))


def _document(catalogue: Catalogue, report: Document) -> Iterator[Fault]:
    workflow = catalogue.workflow(report.record)
    for state in report.states:
        if workflow is None or workflow.state(state) is None:
            yield f"names the state {state!r}, which its record does not have.", "Correct it."
    names = [variable(c) for c in report.columns] + [i.name for i in report.lists]
    for name, times in Counter(names).items():
        if times > 1 or not VARIABLE.fullmatch(name):
            what = f"has the variable {name!r} twice, or it is no usable name."
            yield what, "Use lower-case letters, digits and _, each name once."
    for listed in report.lists:
        model = catalogue.models.get(listed.record)
        link = model.record.field(listed.link) if model else None
        if link is None or link.target != report.record:
            yield (
                f"lists {listed.rows!r}, which does not refer to it.",
                "Write chapter.record.field.",
            )
            continue
        inner = _Vetting(catalogue, listed.record)
        yield from inner.columns(listed.columns)
        yield from inner.wheres(listed.where)
        yield from inner.kinds("order", (p.lstrip("-") for p in listed.order), tuple(Kind))


class _Vetting:
    """Paths that begin at one record."""

    def __init__(self, catalogue: Catalogue, record: str) -> None:
        self._catalogue, self._record = catalogue, catalogue.record(record)

    def columns(self, columns: Iterable[Column]) -> Iterator[Fault]:
        """Columns that are no fields."""
        if not columns:
            yield "has no columns.", "Name at least one field."
        yield from self.kinds("columns", (c.field for c in columns), tuple(Kind))

    def kinds(self, key: str, paths: Iterable[str], kinds: tuple[Kind, ...]) -> Iterator[Fault]:
        """Paths that lead nowhere, or to another kind of field."""
        for path in filter(None, paths):
            declared = self._field(path)
            if declared is None:
                told = ", ".join(f.name for f in self._record.fields)
                what = f"{key} names {path!r}, which is no field."
                yield what, f"Fields of {self._record.name}: {told}."
            elif declared.kind not in kinds:
                what = f"{key} names {path!r}, which is of the kind {declared.kind.value!r}."
                yield what, f"Name a field of the kind {' or '.join(kinds)}."

    def wheres(self, wheres: Iterable[Where]) -> Iterator[Fault]:
        """Conditions on what is no field, or no choice of one."""
        yield from self.kinds("where", (w.field for w in wheres), tuple(Kind))
        for where in wheres:
            declared = self._field(where.field)
            for value in where.values if declared and declared.choices else ():
                if declared and declared.choice(value) is None:
                    yield (
                        f"asks for {value!r}, which is no choice of {where.field!r}.",
                        "Correct it.",
                    )

    def _field(self, path: str) -> Field | None:
        declared = declared_at(self._catalogue, self._record, path)[1]
        return None if declared is None or declared.internal else declared
