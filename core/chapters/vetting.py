"""Vetting one chapter by itself: everything that is wrong with what it declares, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from core import __version__
from core.calendar import Calendar
from core.chapters.answers import Answers
from core.db.catalogue import Catalogue
from core.declare import AnyRule, DataClass, Field, Kind, Problem, Record, Workflow, forbidden_word
from core.declare.fields import problems_of
from core.duties import World, problems_of_rule

NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
SYSTEM_RECORDS = ("core.chapters", "core.accounts", "core.roles", "core.audit", "core.duties")


def problems_by_itself(answers: Answers) -> list[Problem]:
    """Faults that can be seen without the other chapters."""
    found = [*_manifest(answers)]
    names = {m.record.name for m in answers.models}
    for model in answers.models:
        found += _record(answers, model.record)
    for workflow in answers.workflows:
        found += _workflow(answers, workflow)
    for view in answers.views:
        if view.record not in names:
            found.append(_unknown(answers, "view", view.record, names))
    for blueprint in answers.blueprints:
        found += _blueprint(answers, blueprint)
    return found


def problems_among(answers: Answers, catalogue: Catalogue) -> list[Problem]:
    """Faults that need all chapters' declarations: grants, references, rules."""
    world = World(
        catalogue=catalogue,
        calendar=Calendar(),
        parameter=lambda chapter, name: default_of(catalogue, chapter, name),
    )
    rules = [p for r in answers.rules for p in _rule(world, answers, r)]
    return [*_grants(answers, catalogue), *_references(answers, catalogue), *rules]


def default_of(catalogue: Catalogue, chapter: str, name: str) -> int | str | bool:
    """A parameter's default. Raises KeyError for one that is not declared."""
    parameter = catalogue.manifests[chapter].parameter(name)
    if parameter is None:
        raise KeyError(name)
    return parameter.default


def _rule(world: World, answers: Answers, rule: AnyRule) -> list[Problem]:
    found = problems_of_rule(world, answers.name, rule)
    articles = {a.number for a in answers.manifest.articles}
    if rule.article not in articles:
        found.append(
            Problem(
                f"{answers.name}, rule {rule.name}",
                f"serves article {rule.article}, which the chapter does not have.",
                f"Articles: {', '.join(map(str, sorted(articles))) or 'none'}.",
            )
        )
    return found


def _manifest(answers: Answers) -> Iterator[Problem]:
    manifest, where = answers.manifest, f"chapter {answers.name!r}"
    if not NAME.fullmatch(manifest.name):
        yield Problem(
            where, "is no usable name.", "At most 30 lower-case letters, digits and _ from a letter."
        )
    if answers.folder.name not in (manifest.name, "") and answers.name != "directory":
        yield Problem(
            where,
            f"lies in a folder named {answers.folder.name!r}.",
            f"Rename the folder to {manifest.name!r}.",
        )
    try:
        fits = __version__ in SpecifierSet(manifest.core)
    except InvalidSpecifier:
        yield Problem(where, f"core = {manifest.core!r} is no range.", "Write core = '>=0.1,<1'.")
    else:
        if not fits:
            yield Problem(
                where,
                f"is made for core {manifest.core}, and this core is {__version__}.",
                "Install a release of the chapter that fits, or change its core range.",
            )
    for parameter in manifest.parameters:
        if refusal := parameter.refusal(parameter.default):
            yield Problem(
                f"{where}, parameter {parameter.name!r}",
                f"its default {refusal}.",
                "Correct the default or the bounds.",
            )


def _record(answers: Answers, record: Record) -> Iterator[Problem]:
    where = f"record {record.name!r}"
    if record.chapter != answers.name:
        yield Problem(
            where,
            f"is declared by chapter {answers.name!r}.",
            f"Name it {answers.name}.{record.short or record.name}.",
        )
    if not record.label:
        yield Problem(where, "has no label.", "Add label = 'English label'.")
    if word := forbidden_word(record.name.partition(".")[2], record.label):
        yield _forbidden(where, word)
    for declared in record.fields:
        yield from _field(answers, f"{where}, field {declared.name!r}", declared)
    paths = (record.unit, *record.own, *record.party, *record.title)
    known = {f.name for f in record.fields} | {"id"}
    for path in paths:
        if path and path.partition(".")[0] not in known:
            yield Problem(
                where, f"path {path!r} starts with no field.", f"Fields: {', '.join(sorted(known))}."
            )


def _field(answers: Answers, where: str, declared: Field) -> Iterator[Problem]:
    yield from problems_of(where, declared)
    if not NAME.fullmatch(declared.name):
        yield Problem(
            where, "is no usable name.", "At most 30 lower-case letters, digits and _ from a letter."
        )
    texts = (declared.name, declared.label, *(c.label for c in declared.choices))
    if word := forbidden_word(*texts):
        yield _forbidden(where, word)
    if declared.personal is DataClass.N or not declared.purpose:
        return
    if answers.manifest.purpose(declared.purpose) is None:
        known = ", ".join(p.name for p in answers.manifest.purposes) or "none"
        yield Problem(
            where,
            f"names the purpose {declared.purpose!r}, which the chapter does not declare.",
            f"Declare [purpose.{declared.purpose}], or use one of: {known}.",
        )


def _forbidden(where: str, word: str) -> Problem:
    return Problem(
        where,
        f"{word!r} must not be kept about people.",
        "Leave it out: the system tracks duties, not a person's opinions or private life.",
    )


def _workflow(answers: Answers, workflow: Workflow) -> Iterator[Problem]:
    where = f"workflow of {workflow.record!r}"
    records = {m.record.name: m.record for m in answers.models}
    record = records.get(workflow.record)
    if record is None:
        yield _unknown(answers, "workflow", workflow.record, set(records))
        return
    if record.field(workflow.field) is None:
        yield Problem(where, f"names no field {workflow.field!r}.", "Add the field to the record.")
    states = {s.name for s in workflow.states}
    for move in workflow.moves:
        for state in (*move.sources, move.target):
            if state not in states:
                yield Problem(
                    f"{where}, move {move.name!r}",
                    f"names no state {state!r}.",
                    f"States: {', '.join(sorted(states))}.",
                )
        for name in move.needs:
            if record.field(name) is None:
                yield Problem(
                    f"{where}, move {move.name!r}", f"needs no field {name!r}.", "Correct its name."
                )


def _blueprint(answers: Answers, blueprint: object) -> Iterator[Problem]:
    where = f"blueprint {getattr(blueprint, 'name', blueprint)!r} of chapter {answers.name!r}"
    prefix = getattr(blueprint, "url_prefix", "") or ""
    own = f"/{answers.name}/"
    if not f"{prefix}/".startswith(own):
        yield Problem(where, f"has the prefix {prefix!r}.", f"Set url_prefix='{own}…'.")
    if not str(getattr(blueprint, "name", "")).startswith(answers.name):
        yield Problem(
            where, "has a name that could be another's.", f"Begin its name with {answers.name!r}."
        )
    # What app_* decorators record runs for every page of the application (Flask keeps it deferred).
    deferred = getattr(blueprint, "deferred_functions", [])
    if any(_for_the_whole_app(f) for f in deferred):
        yield Problem(
            where,
            "has handlers for the whole application.",
            "Use before_request, errorhandler and the like without app_ in front.",
        )


def _for_the_whole_app(deferred: object) -> bool:
    name = getattr(deferred, "__qualname__", "")
    return "app_" in name or "before_app" in name or "after_app" in name or "teardown_app" in name


def _grants(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    for grant in answers.grants:
        where = f"grant {grant.role} → {grant.record} of chapter {answers.name!r}"
        if grant.role not in catalogue.roles:
            known = ", ".join(catalogue.roles)
            yield Problem(where, f"unknown role {grant.role!r}.", f"Roles: {known}.")
        if grant.record.startswith("core."):
            yield Problem(where, "is a page of the core.", "A chapter grants its own records only.")
        elif grant.record.partition(".")[0] != answers.name:
            yield Problem(where, "is another chapter's.", "A chapter grants its own records only.")
        elif grant.record not in catalogue.models:
            yield Problem(where, "unknown record.", "Correct the name.")
        else:
            known_actions = catalogue.actions(grant.record)
            for action in grant.actions:
                if action not in known_actions:
                    told = ", ".join(known_actions)
                    yield Problem(where, f"unknown action {action!r}.", f"Actions: {told}.")
    readers = {r for p in answers.manifest.purposes for r in p.readers}
    for role in sorted(readers - catalogue.roles.keys()):
        yield Problem(
            f"purposes of chapter {answers.name!r}",
            f"name the reader {role!r}, which is no role.",
            f"Roles: {', '.join(catalogue.roles)}.",
        )


def _references(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    near = {answers.name, "directory", *answers.manifest.requires, *answers.manifest.uses}
    for model in answers.models:
        for declared in model.record.fields:
            if declared.kind is not Kind.REF:
                continue
            where = f"record {model.record.name!r}, field {declared.name!r}"
            owner = declared.target.partition(".")[0]
            if owner not in near:
                yield Problem(
                    where,
                    f"points into chapter {owner!r}.",
                    f"Add {owner!r} to requires or uses of chapter {answers.name!r}.",
                )
            elif declared.target not in catalogue.models and owner not in answers.manifest.uses:
                yield Problem(
                    where, f"points to unknown {declared.target!r}.", "Correct the target."
                )


def _unknown(answers: Answers, what: str, name: str, known: set[str]) -> Problem:
    return Problem(
        f"{what} of chapter {answers.name!r}",
        f"names the record {name!r}, which the chapter does not declare.",
        f"Records: {', '.join(sorted(known))}.",
    )
