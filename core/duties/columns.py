"""Names of fields turned into SQL: paths, conditions, and what is not deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, cast, or_, select

from core.declare import Kind, Rule, Where
from core.duties.scene import Scene


def field_of(scene: Scene[Rule], record: str, rows: FromClause, path: str) -> ColumnElement[Any]:
    """The column at *path*, ``field`` or ``ref.field``, of *rows*, an alias of the record's table.

    Raises DeclarationError when the record has no such field.
    """
    head, _, tail = path.partition(".")
    if head not in rows.c:
        known = ", ".join(f.name for f in scene.world.catalogue.record(record).fields)
        raise scene.complain(
            f"names the field {head!r}, which {record} does not have.", f"Its fields: {known}."
        )
    column: ColumnElement[Any] = rows.c[head]
    if not tail:
        return column
    declared = scene.world.catalogue.record(record).field(head)
    if declared is None or declared.kind is not Kind.REF:
        raise scene.complain(
            f"follows {path!r}, but {head!r} refers to no other record.", "Name a reference field."
        )
    target = scene.table(declared.target).alias()
    found = field_of(scene, declared.target, target, tail)
    return select(found).where(target.c.id == column).scalar_subquery()


def optional(
    scene: Scene[Rule], record: str, rows: FromClause, path: str, empty: ColumnElement[Any]
) -> ColumnElement[Any]:
    """As ``field_of``; *empty* when there is no path."""
    return field_of(scene, record, rows, path) if path else empty


def conditions(
    scene: Scene[Rule], record: str, rows: FromClause, wheres: tuple[Where, ...]
) -> list[ColumnElement[bool]]:
    """The rule's conditions on *rows*; deleted rows never pass."""
    out: list[ColumnElement[bool]] = [rows.c.deleted_at.is_(None)]
    for where in wheres:
        column = field_of(scene, record, rows, where.field)
        if where.present is not None:
            out.append(column.is_not(None) if where.present else column.is_(None))
        if where.values:
            out.append(_one_of(scene, record, column, where))
    return out


def _one_of(
    scene: Scene[Rule], record: str, column: ColumnElement[Any], where: Where
) -> ColumnElement[bool]:
    declared = scene.world.catalogue.record(record).field(where.field)
    if declared is not None and declared.kind is Kind.CHOICES:
        return or_(*(cast(column, String).like(f"%|{v}|%") for v in where.values))
    return column.in_(where.values)
