"""Vetting a chapter beside the others: whatever it names of them, and of itself, is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import replace

from core.calendar import Calendar
from core.chapters.answers import Answers
from core.chapters.vet_people import people_problems
from core.chapters.vetting import NAME, NAME_MEND
from core.db.catalogue import Catalogue
from core.declare import AnyChart, AnyReport, AnyRule, Grant, Kind, Problem, Record, Rule, Scope
from core.duties import Compiler, World, problems_of_rule
from core.duties.settings import default
from core.exchange.vet import problems_of_report
from core.retention import problems_of_terms
from core.statistics.vet import problems_of_chart

KEYS = {Scope.UNIT: "unit", Scope.STAGE: "stage", Scope.OWN: "own", Scope.PARTY: "party"}
"""The keys of a record that say which rows a scope reaches."""
Named = AnyRule | AnyChart | AnyReport


def problems_among(
    answers: Answers, catalogue: Catalogue, kinds: Mapping[type[Rule], Compiler]
) -> list[Problem]:
    """Faults that need all chapters' declarations; *kinds* are those that chapters add."""
    world = World(
        catalogue=catalogue,
        calendar=Calendar(),
        settings=lambda chapter, name: default(default_of(catalogue, chapter, name)),
        kinds=kinds,
    )
    return [
        *_grants(answers, catalogue),
        *_readers(answers, catalogue),
        *_overview(answers, catalogue),
        *problems_of_terms(catalogue, answers.name),
        *_writers(answers, catalogue),
        *_references(answers, catalogue),
        *people_problems(answers, catalogue),
        *_related(answers, catalogue),
        *_shared(answers, catalogue),
        *(p for rule in answers.rules for p in _rule(world, answers, rule)),
        *_doubled(answers, "rule", answers.rules),
        *(p for chart in answers.charts for p in _chart(answers, catalogue, chart)),
        *_doubled(answers, "chart", answers.charts),
        *(p for report in answers.reports for p in _report(answers, catalogue, report)),
        *_doubled(answers, "report", answers.reports),
    ]


def default_of(catalogue: Catalogue, chapter: str, name: str) -> int | str | bool:
    """A parameter's default. Raises KeyError for one that is not declared."""
    parameter = catalogue.manifests[chapter].parameter(name)
    if parameter is None:
        raise KeyError(name)
    return parameter.default


def _rule(world: World, answers: Answers, rule: AnyRule) -> list[Problem]:
    where = answers.place_of("rule", rule.name)
    found = [replace(p, where=where) for p in problems_of_rule(world, answers.name, rule)]
    articles = sorted(a.number for a in answers.manifest.articles)
    if rule.article not in articles:
        told = ", ".join(map(str, articles)) or "none"
        what = f"serves article {rule.article}, which the chapter does not have."
        found.append(Problem(where, what, f"Articles: {told}."))
    if rule.office and rule.office not in world.catalogue.roles:
        known = ", ".join(world.catalogue.roles)
        what = f"is owed by {rule.office!r}, which is no role."
        found.append(Problem(where, what, f"Roles: {known}."))
    return found


def _doubled(answers: Answers, what: str, given: Iterable[Named]) -> Iterator[Problem]:
    for name, times in Counter(one.name for one in given).items():
        if times > 1:
            where = f"{answers.name}, {what} {name}"
            yield Problem(where, "is declared twice.", f"Give each {what} a name of its own.")


def _chart(answers: Answers, catalogue: Catalogue, chart: AnyChart) -> Iterator[Problem]:
    where = answers.place_of("chart", chart.name)
    if not NAME.fullmatch(chart.name):
        yield Problem(where, "is no usable name.", NAME_MEND)
    for what, mend in problems_of_chart(catalogue, answers.name, chart):
        yield Problem(where, what, mend)


def _report(answers: Answers, catalogue: Catalogue, report: AnyReport) -> Iterator[Problem]:
    where = answers.place_of("report", report.name)
    if not NAME.fullmatch(report.name):
        yield Problem(where, "is no usable name.", NAME_MEND)
    for what, mend in problems_of_report(catalogue, answers.name, report):
        yield Problem(where, what, mend)


def _grants(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    for grant in answers.grants:
        where = f"grant {grant.role} → {grant.record} of chapter {answers.name!r}"
        if grant.role not in catalogue.roles:
            known = ", ".join(catalogue.roles)
            yield Problem(where, f"names {grant.role!r}, which is no role.", f"Roles: {known}.")
        if grant.record.partition(".")[0] != answers.name:
            yield Problem(where, "is not its own.", "A chapter grants its own records only.")
        elif grant.record not in catalogue.models:
            known = ", ".join(r.name for r in catalogue.records_of(answers.name))
            yield Problem(where, "names an unknown record.", f"Records: {known or 'none'}.")
        else:
            yield from _grant_inside(where, grant, catalogue)


def _grant_inside(where: str, grant: Grant, catalogue: Catalogue) -> Iterator[Problem]:
    known = catalogue.actions(grant.record)
    for action in grant.actions:
        if action not in known:
            told = ", ".join(known)
            yield Problem(where, f"names the unknown action {action!r}.", f"Actions: {told}.")
    if not _reaches(catalogue.record(grant.record), grant.scope):
        key = KEYS[grant.scope]
        what = f"has the scope {grant.scope}, but the record names no {key!r}."
        yield Problem(where, what, f"Set {key} of the record to the field that says so.")


def _reaches(record: Record, scope: Scope) -> bool:
    paths: dict[Scope, Sized] = {
        Scope.UNIT: (*record.shared_units, *filter(None, [record.unit])),
        Scope.OWN: (*record.own, *record.shared_own),
        Scope.PARTY: record.party,
        Scope.STAGE: record.stage,
    }
    return scope is Scope.ALL or bool(paths[scope])


def _shared(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    """Rows that widen a scope are of the chapter itself and refer to the record."""
    for model in answers.models:
        record = model.record
        for party in (*record.shared_units, *record.shared_own):
            known = party.record.partition(".")[0] == answers.name
            of = catalogue.models.get(party.record) if known else None
            link = of.record.field(party.link) if of else None
            if of is None or of.record.field(party.field) is None or link is None:
                what = f"is shared by {party.record!r}, {party.link!r}, {party.field!r}."
                mend = (
                    "Name a record of the chapter, its field that refers to this one, and a field."
                )
                yield Problem(answers.place(record.name), what, mend)
            elif link.target != record.name:
                what = f"is shared by {party.record}.{party.link}, which refers to {link.target!r}."
                yield Problem(answers.place(record.name), what, f"Name a field to {record.name}.")


def _overview(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    role = answers.manifest.overview
    if role and role not in catalogue.roles:
        what = f"gives the monthly overview to {role!r}, which is no role."
        yield Problem(f"chapter {answers.name!r}", what, f"Roles: {', '.join(catalogue.roles)}.")


def _readers(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    for purpose in answers.manifest.purposes:
        for role in purpose.readers:
            if role not in catalogue.roles:
                yield Problem(
                    f"chapter {answers.name!r}, purpose {purpose.name!r}",
                    f"names the reader {role!r}, which is no role.",
                    f"Roles: {', '.join(catalogue.roles)}.",
                )


def _writers(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    for model in answers.models:
        for declared in model.record.fields:
            for role in declared.writers:
                if role not in catalogue.roles:
                    where = answers.place(model.record.name, declared.name)
                    what = f"is filled in by {role!r}, which is no role."
                    yield Problem(where, what, f"Roles: {', '.join(catalogue.roles)}.")


def _references(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    near = {answers.name, "directory", *answers.manifest.requires, *answers.manifest.uses}
    for model in answers.models:
        for declared in model.record.fields:
            if declared.kind is not Kind.REF:
                continue
            where = answers.place(model.record.name, declared.name)
            owner = declared.target.partition(".")[0]
            if owner not in near:
                yield Problem(
                    where,
                    f"points into chapter {owner!r}.",
                    f"Add {owner!r} to requires or uses of chapter {answers.name!r}.",
                )
            elif declared.target not in catalogue.models and owner not in answers.manifest.uses:
                what = f"points to {declared.target!r}, which no loaded chapter declares."
                yield Problem(where, what, "Correct the target.")


def _related(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    for view in answers.views:
        for path in view.related:
            record, _, name = path.rpartition(".")
            if record.partition(".")[0] in answers.manifest.uses:
                continue
            known = record in catalogue.models and catalogue.record(record).field(name) is not None
            if not known:
                yield Problem(
                    f"view of {view.record!r}",
                    f"relates {path!r}, which is no field of a loaded chapter.",
                    "Write chapter.record.field.",
                )
