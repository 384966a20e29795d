"""Vetting one chapter by itself: everything that is wrong with what it declares, all at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from packaging.version import InvalidVersion, Version

from core.chapters.answers import Answers
from core.chapters.core_range import problems_of_range
from core.chapters.vet_pages import problems_of_blueprints
from core.chapters.vet_reviews import review_problems
from core.chapters.vet_views import problems_of_view
from core.db import RecordBase
from core.declare import (
    ACTIONS,
    DataClass,
    Field,
    Kind,
    Manifest,
    Problem,
    Record,
    View,
    Workflow,
    forbidden_word,
)
from core.declare.fields import problems_of
from core.declare.shown import problems_of_shown

NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
NAME_MEND = "Use at most 30 lower-case letters, digits and _, beginning with a letter."
RESERVED = frozenset(
    "core api static login logout healthz chapters accounts roles audit duties articles profile "
    "language first_run home search files help charts reports tongxin metrics feed drafts session "
    "quick retention consents".split()
)
"""Names whose addresses or tables belong to the core."""
BASE_COLUMNS = frozenset(RecordBase.__annotations__) | {"record", "metadata", "registry"}
LONGEST_TABLE = 30
MIGRATED = "version"
"""The table ``<chapter>_version`` tells how far the chapter's tables are migrated."""


def problems_by_itself(answers: Answers, translated: Mapping[str, str]) -> list[Problem]:
    """Faults that can be seen without the other chapters. *translated* holds Chinese labels."""
    found = [*_manifest(answers.manifest)]
    records = {m.record.name: m.record for m in answers.models}
    for name, times in Counter(m.record.name for m in answers.models).items():
        if times > 1:
            found.append(Problem(answers.place(name), "is declared twice.", "Keep one of them."))
    for record in records.values():
        found += _record(answers, record, translated)
    for workflow in answers.workflows:
        found += _workflow(answers, workflow, records)
    for view in answers.views:
        found += _view(answers, view, records)
    return [*found, *problems_of_blueprints(answers.name, answers.blueprints, records)]


def _manifest(manifest: Manifest) -> Iterator[Problem]:
    where = f"chapter {manifest.name!r}"
    if not NAME.fullmatch(manifest.name) or len(manifest.name) > 20:
        yield Problem(where, "is no usable name.", NAME_MEND.replace("30", "20"))
    if manifest.name in RESERVED:
        yield Problem(where, "has a name that the core uses.", "Choose another name.")
    if not manifest.title:
        yield Problem(where, "has no title.", 'Add title = "…".')
    yield from problems_of_range(manifest)
    try:
        Version(manifest.version)
    except InvalidVersion:
        what = f"version = {manifest.version!r} is no version."
        yield Problem(where, what, 'Write version = "0.1.0".')
    yield from _doubled(where, manifest)
    for parameter in manifest.parameters:
        if refusal := parameter.refusal(parameter.default):
            yield Problem(
                f"{where}, parameter {parameter.name!r}",
                f"its default {refusal}.",
                "Correct the default or the bounds.",
            )
    for purpose in manifest.purposes:
        if purpose.keep_months < 1:
            yield Problem(
                f"{where}, purpose {purpose.name!r}",
                f"keeps data for {purpose.keep_months} months.",
                "Give keep_months of at least 1.",
            )


def _doubled(where: str, manifest: Manifest) -> Iterator[Problem]:
    for kind, names in (
        ("article", [a.number for a in manifest.articles]),
        ("parameter", [p.name for p in manifest.parameters]),
        ("purpose", [p.name for p in manifest.purposes]),
    ):
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem(f"{where}, {kind} {name}", "is declared twice.", "Keep one of them.")


def _record(answers: Answers, record: Record, translated: Mapping[str, str]) -> Iterator[Problem]:
    where = answers.place(record.name)
    if record.chapter != answers.name:
        owner = record.chapter
        yield Problem(
            where,
            f"is declared by chapter {answers.name!r}, but its table and permissions would be "
            f"those of {owner!r}.",
            f"Name it {answers.name}.{record.short or record.name}.",
        )
    if not NAME.fullmatch(record.short):
        yield Problem(where, "is no usable name.", NAME_MEND)
    if record.short == MIGRATED:
        what = f"its table {record.table!r} would be the one that counts the chapter's migrations."
        yield Problem(where, what, "Choose another name, such as edition or revision.")
    if len(record.table) > LONGEST_TABLE:
        what = f"its table {record.table!r} has a name of {len(record.table)} characters."
        yield Problem(where, what, f"Shorten it to {LONGEST_TABLE}.")
    yield from _label(where, record.label)
    if "%" in record.plural:
        yield Problem(where, f"plural {record.plural!r} contains '%'.", "Write 'percent'.")
    if word := forbidden_word(record.short, record.label, translated.get(record.label, "")):
        yield _forbidden(where, word)
    for declared in record.fields:
        yield from _field(answers, record, declared, translated)
    yield from _paths(where, record)
    yield from problems_of_shown(where, record.fields)


def _label(where: str, label: str) -> Iterator[Problem]:
    if not label:
        yield Problem(where, "has no label.", 'Add label = "English label".')
    elif "%" in label:
        yield Problem(where, f"label {label!r} contains '%'.", "Write 'percent'.")


def _paths(where: str, record: Record) -> Iterator[Problem]:
    """Names of fields that stand in other keys of the record."""
    fields = {f.name: f for f in record.fields}
    known = {*fields, *RecordBase.__annotations__} - {"record"}
    groups: tuple[tuple[str, Iterable[str]], ...] = (
        ("title", record.title),
        ("order", (record.order.lstrip("-"),)),
        ("unit", (record.unit,) if record.unit else ()),
        ("own", record.own),
        ("party", record.party),
        ("stage", [holds.path for holds in record.stage]),
        ("veils", record.veils),
        ("keys", [name for key in record.keys for name in key]),
    )
    for kind, paths in groups:
        for path in paths:
            first, _, rest = path.partition(".")
            if first not in known:
                yield Problem(
                    where,
                    f"{kind} names {path!r}, which is no field.",
                    f"Fields: {', '.join(sorted(fields))}.",
                )
            elif rest and (first not in fields or fields[first].kind is not Kind.REF):
                yield Problem(
                    where,
                    f"{kind} follows {path!r}, but {first!r} refers to no other record.",
                    "Name a field of kind ref.",
                )


def _field(
    answers: Answers, record: Record, declared: Field, translated: Mapping[str, str]
) -> Iterator[Problem]:
    where = answers.place(record.name, declared.name)
    yield from problems_of(where, declared)
    if not NAME.fullmatch(declared.name):
        yield Problem(where, "is no usable name.", NAME_MEND)
    if declared.name in BASE_COLUMNS:
        yield Problem(where, "is a name that every record has already.", "Choose another name.")
    labels = (declared.label, *(c.label for c in declared.choices))
    texts = (declared.name, *labels, *(translated.get(label, "") for label in labels))
    if word := forbidden_word(*texts):
        yield _forbidden(where, word)
    for value, times in Counter(c.value for c in declared.choices).items():
        if times > 1 or len(value) > 40 or "|" in value:
            yield Problem(
                where,
                f"has the choice {value!r}, which is doubled, longer than 40 characters or has '|'.",
                "Give each choice a short value of its own.",
            )
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


def _workflow(
    answers: Answers, workflow: Workflow, records: Mapping[str, Record]
) -> Iterator[Problem]:
    where = f"workflow of {workflow.record!r}"
    record = records.get(workflow.record)
    if record is None:
        yield _unknown(answers, "workflow", workflow.record, records)
        return
    states = {s.name for s in workflow.states}
    if not states:
        yield Problem(where, "has no states.", "Declare at least one; the first is of new rows.")
    declared = record.field(workflow.field)
    if declared is None:
        yield Problem(where, f"names no field {workflow.field!r}.", "Add the field to the record.")
    elif missing := states - {c.value for c in declared.choices}:
        yield Problem(
            where,
            f"has states that are no choices of {workflow.field!r}: {', '.join(sorted(missing))}.",
            "Give the field one choice for each state.",
        )
    yield from _moves(where, workflow, record)
    yield from review_problems(where, workflow, record)


def _moves(where: str, workflow: Workflow, record: Record) -> Iterator[Problem]:
    states = {s.name for s in workflow.states}
    for name, times in Counter(m.name for m in workflow.moves).items():
        if times > 1 or name in (*ACTIONS, "restore") or not NAME.fullmatch(name):
            what = f"is doubled, is no usable name, or is one of {', '.join(ACTIONS)}, restore."
            yield Problem(f"{where}, move {name!r}", what, "Rename it.")
    for move in workflow.moves:
        place = f"{where}, move {move.name!r}"
        for state in (*move.sources, move.target):
            if state not in states:
                told = ", ".join(sorted(states))
                yield Problem(place, f"names no state {state!r}.", f"States: {told}.")
        if move.bulk and move.comment:
            what = "asks for a reason and is allowed for several rows at once."
            yield Problem(place, what, "Take out bulk: a reason is given row by row.")
        for need in move.needs:
            if record.field(need) is None:
                yield Problem(place, f"needs {need!r}, which is no field.", "Correct its name.")


def _view(answers: Answers, view: View, records: Mapping[str, Record]) -> Iterator[Problem]:
    if view.record not in records:
        yield _unknown(answers, "view", view.record, records)
    else:
        yield from problems_of_view(view, records, {w.record: w for w in answers.workflows})


def _unknown(answers: Answers, what: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        f"{what} of chapter {answers.name!r}",
        f"names the record {name!r}, which the chapter does not declare.",
        f"Records: {', '.join(sorted(known)) or 'none'}.",
    )
