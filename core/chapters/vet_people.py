"""What a chapter declares for the people its rows are about: consents, and names that they are told."""

from __future__ import annotations

from collections.abc import Iterator

from core.chapters.answers import Answers
from core.db.catalogue import Catalogue
from core.declare import Consent, Field, Kind, Problem, Record
from core.records.paths import declared_at

PERSON = "directory.person"


def people_problems(answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    """Every fault of these declarations."""
    for model in answers.models:
        yield from _told(answers, model.record)
        yield from consent_problems(catalogue, answers.place(model.record.name), model.record)


def consent_problems(catalogue: Catalogue, place: str, record: Record) -> Iterator[Problem]:
    """What is wrong with the consents of one record."""
    for number, one in enumerate(record.consents, 1):
        for what, mend in _consent(catalogue, record, one):
            yield Problem(f"{place}, consent {number}", what, mend)


def _told(answers: Answers, record: Record) -> Iterator[Problem]:
    for declared in record.fields:
        if declared.told and not (declared.target and record.party):
            yield Problem(
                answers.place(record.name, declared.name),
                "is told to the person concerned, but is no reference, or the record names no party.",
                "Take out told, or set party of the record to the field that holds the person.",
            )


def _consent(catalogue: Catalogue, record: Record, one: Consent) -> Iterator[tuple[str, str]]:
    if not one.why:
        yield "does not say what for.", 'Add why = "What the person agrees to".'
    if not one.given and not one.said:
        yield "says by no field that it was given.", "Name a date in given, or a yes/no in said."
    if not one.person and not one.named:
        yield "says by no field whose it is.", "Name in person a path to directory.person."
    for key, kind in (("given", Kind.DATE), ("until", Kind.DATE), ("withdrawn", Kind.DATE)):
        yield from _of_kind(record, key, getattr(one, key), kind)
    yield from _of_kind(record, "said", one.said, Kind.YES_NO)
    if one.person and not _leads_to_person(catalogue, record, one.person):
        told = f"names the person by {one.person!r}, which does not lead to {PERSON}."
        yield told, "Write field or ref.field; the last one refers to a person."
    for name in one.named:
        declared = record.field(name)
        if declared is None or declared.kind not in (Kind.TEXT, Kind.REF):
            yield f"is named by {name!r}, which is no text and no reference.", _names(record)
    yield from _ways(catalogue, record, one)


def _of_kind(record: Record, key: str, name: str, kind: Kind) -> Iterator[tuple[str, str]]:
    declared = record.field(name) if name else None
    if name and (declared is None or declared.kind is not kind or not _kept(declared)):
        yield (
            (f"{key} names {name!r}, which is no field of kind {kind} that is kept and shown."),
            (_names(record)),
        )


def _kept(declared: Field) -> bool:
    return not (declared.internal or declared.unkept)


def _names(record: Record) -> str:
    return f"Fields: {', '.join(sorted(f.name for f in record.fields))}."


def _leads_to_person(catalogue: Catalogue, record: Record, path: str) -> bool:
    declared = declared_at(catalogue, record, path)[1] if path.count(".") < 2 else None
    return declared is not None and declared.target == PERSON and _kept(declared)


def _ways(catalogue: Catalogue, record: Record, one: Consent) -> Iterator[tuple[str, str]]:
    """States in which it is over, and the move that takes it back."""
    workflow = catalogue.workflow(record.name)
    states = {s.name for s in workflow.states} if workflow else set()
    for state in (*one.not_yet_in, *one.over_in):
        if state not in states:
            told = f"begins or ends in {state!r}, which is no state."
            yield told, f"States: {', '.join(sorted(states))}."
    ref, _, move = one.withdraw.rpartition(".")
    target = record.field(ref) if ref else None
    of = target.target if target is not None else "" if ref else record.name
    if one.withdraw and (of not in catalogue.models or move not in catalogue.actions(of)):
        told = f"is withdrawn by {one.withdraw!r}, which is no move."
        yield told, "Name a move of the record, «edit», or ref.move."
