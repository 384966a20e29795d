"""Each purpose of each record as a term: which fields, for how long, counted from where, and then what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.db.catalogue import Catalogue
from core.declare import DataClass, Field, Kind, Problem, Purpose, Record

PERSON = "directory.person"
YEAR, CLOSED, LEFT, CHANGED = "@year", "@closed", "@left", "@changed"
EITHER = "|"
BY_DEFAULT = (CLOSED, YEAR, CHANGED)
DATES = (Kind.DATE, Kind.MOMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One purpose of one record. Counted from when somebody left, each person has a term of their own."""

    record: str
    purpose: Purpose
    fields: tuple[str, ...]
    base: str


def terms_of(catalogue: Catalogue) -> tuple[Term, ...]:
    """All terms. Those that count from another row come before that row goes; people come last, for
    their names stay as long as another term needs them."""
    found = [t for n in catalogue.models for t in _of_record(catalogue, catalogue.record(n))]
    return tuple(sorted(found, key=lambda t: (t.record == PERSON, "." not in t.base)))


def _of_record(catalogue: Catalogue, record: Record) -> Iterator[Term]:
    served: dict[str, list[Field]] = {}
    for declared in record.fields:
        if declared.personal is not DataClass.N:
            served.setdefault(declared.purpose, []).append(declared)
    for fields in served.values():
        purpose = catalogue.purpose(record.name, fields[0])
        if purpose is None:
            continue
        base = base_of(catalogue, record, purpose, fields)
        for some in _parts(record, base, fields):
            yield Term(record=record.name, purpose=purpose, fields=some, base=base)


def _parts(record: Record, base: str, fields: list[Field]) -> Iterator[tuple[str, ...]]:
    names = [f.name for f in fields]
    people = [f.name for f in fields if f.target == PERSON]
    if base != LEFT or record.name == PERSON:
        yield tuple(names)
        return
    others = [n for n in names if n not in people]
    yield (people[0], *others)
    for name in people[1:]:
        yield (name,)


def base_of(catalogue: Catalogue, record: Record, purpose: Purpose, fields: list[Field]) -> str:
    """Where the period of *purpose* begins in this record; '' when it names nothing that fits."""
    people = record.name == PERSON or any(f.target == PERSON for f in fields)
    for name in purpose.counts_from or BY_DEFAULT:
        if name == LEFT:
            if people:
                return name
        elif fits(catalogue, record, name):
            return name
    return ""


def fits(catalogue: Catalogue, record: Record, path: str) -> bool:
    """True when the record has what *path* names."""
    if EITHER in path:
        return all(fits(catalogue, record, one) for one in path.split(EITHER))
    if path == CHANGED:
        return True
    if path == YEAR:
        return record.field("academic_year") is not None
    if path == CLOSED:
        workflow = catalogue.workflow(record.name)
        return workflow is not None and any(s.closed for s in workflow.states)
    head, dot, rest = path.partition(".")
    if not dot:
        date = record.field(head.removesuffix(YEAR))
        return date is not None and date.kind in DATES
    if record.field(head) is None:
        return behind(catalogue, record, path) is not None
    target = target_of(record, head)
    return target in catalogue.models and fits(catalogue, catalogue.record(target), rest)


def target_of(record: Record, name: str) -> str:
    """The record that a field refers to; '' when it refers to none."""
    declared = record.field(name)
    return declared.target if declared is not None and declared.kind is Kind.REF else ""


def behind(catalogue: Catalogue, record: Record, path: str) -> tuple[str, str, str] | None:
    """Record, link and date of rows that refer to this one: ``assignment.nomination.ends``."""
    parts = path.split(".")
    name = f"{record.chapter}.{parts[0]}"
    if len(parts) != 3 or name not in catalogue.models:
        return None
    other = catalogue.record(name)
    date = other.field(parts[2])
    fitting = date is not None and date.kind in DATES
    return (
        (name, parts[1], parts[2])
        if target_of(other, parts[1]) == record.name and fitting
        else None
    )


def problems_of_terms(catalogue: Catalogue, chapter: str) -> Iterator[Problem]:
    """Purposes of a chapter whose period begins nowhere in a record that they serve."""
    for record in catalogue.records_of(chapter):
        for term in _of_record(catalogue, record):
            if not term.base:
                asked = ", ".join(term.purpose.counts_from)
                yield Problem(
                    f"chapter {chapter!r}, purpose {term.purpose.name!r}",
                    f"counts from {asked}, of which {record.name} has nothing.",
                    f"Add to counts_from a date field of {record.name}, a path to one, @year, @closed, "
                    "@left or @changed.",
                )
