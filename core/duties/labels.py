"""Names of rows for the office's own reports: without any field that is handled as sensitive."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.db.catalogue import Catalogue
from core.declare import DataClass, Kind, Record

CHUNK = 500
DEPTH = 2


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
    fields = [f for f in map(record.field, record.title) if f and f.personal is not DataClass.S]
    names = [f.name for f in fields]
    if len(names) < len(record.title) and record.field("code") and "code" not in names:
        names.append("code")  # tells apart what the sensitive part would have told apart
    return names
