"""Names of rows for the office's own reports: without any field that is handled as sensitive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from core.db.catalogue import Catalogue
from core.declare import DataClass, Field, Kind, Record
from core.records.labels import Parts

CHUNK = 500
DEPTH = 2
Shown = Callable[[str, Field], bool]
"""True when this field of this record may stand in a name."""


def not_sensitive(_record: str, declared: Field) -> bool:
    """Everything but what is handled as sensitive."""
    return declared.personal is not DataClass.S


def not_personal(_record: str, declared: Field) -> bool:
    """Nothing that is about a person."""
    return declared.personal is DataClass.N


def labels(
    session: Session, catalogue: Catalogue, record: str, numbers: Iterable[int], depth: int = DEPTH
) -> dict[int, str]:
    """Number → name of the rows of *record*, built from its title fields; deleted rows too.

    A duty's text names the duty and never the person it is about: fields of class S are left out,
    and a row whose name is nothing else is called by its code or number.
    """
    wanted = sorted({n for n in numbers if n})
    if record not in catalogue.models or not wanted:
        return {}
    out: dict[int, str] = {}
    for at in range(0, len(wanted), CHUNK):
        out |= _some(session, catalogue, record, wanted[at : at + CHUNK], depth)
    return out


def _some(
    session: Session, catalogue: Catalogue, record: str, numbers: list[int], depth: int
) -> dict[int, str]:
    declared = catalogue.record(record)
    table = catalogue.model(record).__table__
    names = _shown(declared)
    ask = select(table.c.id, *(table.c[n] for n in names)).where(table.c.id.in_(numbers))
    rows = [r._mapping for r in session.execute(ask)]
    parts: dict[int, list[str]] = {r["id"]: [] for r in rows}
    for name in names:
        field = declared.field(name)
        values = {r["id"]: r[name] for r in rows}
        known: dict[int, str] = {}
        if field is not None and field.kind is Kind.REF and depth:
            targets = (v for v in values.values() if v)
            known = labels(session, catalogue, field.target, targets, depth - 1)
        for number, value in values.items():
            if value not in (None, ""):
                parts[number].append(known.get(value) or str(value) if known else str(value))
    return {n: " · ".join(p) or f"#{n}" for n, p in parts.items()}


def _shown(record: Record) -> list[str]:
    return [f.name for f in _fields(record, not_sensitive)]


def _fields(record: Record, shown: Shown) -> list[Field]:
    found = [f for f in map(record.field, record.title) if f and shown(record.name, f)]
    code = record.field("code")
    if len(found) < len(record.title) and code is not None and code not in found:
        found.append(code)  # tells apart what the part left out would have told apart
    return found


@dataclass(slots=True)
class _Name:
    """The columns of a record's name, and the tables they are read from."""

    rows: FromClause
    leaves: list[tuple[Field, ColumnElement[Any]]] = field(default_factory=list)


def names(
    session: Session,
    catalogue: Catalogue,
    wanted: Mapping[str, Collection[int]],
    *,
    shown: Shown = not_sensitive,
    keys: Mapping[str, str] | None = None,
    where: Mapping[str, ColumnElement[bool]] | None = None,
) -> tuple[dict[tuple[str, int], Parts], dict[tuple[str, int], int]]:
    """Names of rows of several records in one statement, by (record, number), to be put into words.

    *shown* says which fields may stand in a name, *where* which rows of a record may be named. *keys*
    names for a record a further field, whose value is the second answer.
    """
    known = {r: _name_of(catalogue, r, shown) for r in wanted if r in catalogue.models}
    asks = [(r, sorted(set(wanted[r]))) for r in known if wanted[r]]
    if not asks:
        return {}, {}
    width = max(len(known[r].leaves) for r, _ in asks)
    parts = []
    for record, numbers in asks:
        table = catalogue.model(record).__table__
        texts = [cast(column, String) for _, column in known[record].leaves]
        texts += [cast(null(), String)] * (width - len(texts))
        key = table.c[keys[record]] if keys and record in keys else null()
        of = cast(literal(record), String).label("record")
        columns = [of, table.c.id, cast(key, String), *texts]
        found = select(*(c.label(f"c{n}") for n, c in enumerate(columns)))
        found = found.select_from(known[record].rows).where(table.c.id.in_(numbers))
        parts.append(found.where(where[record]) if where and record in where else found)
    named: dict[tuple[str, int], Parts] = {}
    found_keys: dict[tuple[str, int], int] = {}
    for record, number, key, *values in session.execute(
        union_all(*parts), execution_options={"gate": False}
    ):
        leaves = known[record].leaves
        named[record, number] = tuple((f, v) for (f, _), v in zip(leaves, values, strict=False))
        if key is not None:
            found_keys[record, number] = int(key)
    return named, found_keys


def _name_of(catalogue: Catalogue, record: str, shown: Shown) -> _Name:
    table = catalogue.model(record).__table__
    name = _Name(table)
    _add(catalogue, name, catalogue.record(record), table, shown, DEPTH)
    return name


def _add(
    catalogue: Catalogue,
    name: _Name,
    record: Record,
    rows: FromClause,
    shown: Shown,
    depth: int,
) -> None:
    for declared in _fields(record, shown):
        column = rows.c[declared.name]
        if declared.kind is not Kind.REF:
            name.leaves.append((declared, column))
        elif depth and declared.target in catalogue.models:
            target = catalogue.model(declared.target).__table__.alias()
            name.rows = name.rows.outerjoin(target, target.c.id == column)
            _add(catalogue, name, catalogue.record(declared.target), target, shown, depth - 1)
