"""One policy: a grant's scope as an SQL condition, and a field's class as a yes or no."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from core.access.actor import Actor
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import DataClass, Field, Kind, Parties, Record, Scope

# A row marked «the person only» or «office» stays out of a unit's sight even where the unit owns it.
UNIT_SIGHT = ("unit", "all")


def criterion(
    actor: Actor, catalogue: Catalogue, record: str, action: str = "read"
) -> ColumnElement[bool]:
    """Rows of *record* on which *actor* may do *action*, as a condition on its model."""
    scopes = actor.scopes(record, action)
    if Scope.ALL in scopes:
        return true()
    model = catalogue.model(record)
    declared = model.record
    parts: list[ColumnElement[bool]] = []
    if Scope.UNIT in scopes and (declared.unit or declared.shared_units) and actor.units:
        parts.append(_in_units(catalogue, model, actor))
    if Scope.STAGE in scopes:
        parts += [_path(catalogue, model, h.path, h.values) for h in declared.stage]
    if Scope.OWN in scopes and actor.person is not None:
        parts += [_path(catalogue, model, p, (actor.person,)) for p in declared.own]
        parts += _named(catalogue, model, declared.shared_own, (actor.person,))
    if Scope.PARTY in scopes and actor.person is not None:
        parts.append(party_criterion(catalogue, model, actor.person))
    return or_(*parts) if parts else false()


def party_criterion(
    catalogue: Catalogue, model: type[RecordBase], person: int
) -> ColumnElement[bool]:
    """Rows that are about *person*: whom one of the record's ``party`` paths leads to."""
    parts = [_path(catalogue, model, p, (person,)) for p in model.record.party]
    return or_(*parts) if parts else false()


def _in_units(catalogue: Catalogue, model: type[RecordBase], actor: Actor) -> ColumnElement[bool]:
    units, declared = tuple(sorted(actor.units)), model.record
    parts = [_path(catalogue, model, declared.unit, units)] if declared.unit else []
    inside = or_(*parts, *_named(catalogue, model, declared.shared_units, units))
    if model.record.field("visibility") is None:
        return inside
    seen: Any = model.visibility  # type: ignore[attr-defined]
    return and_(inside, or_(seen.is_(None), seen.in_(UNIT_SIGHT)))


def _named(
    catalogue: Catalogue,
    model: type[RecordBase],
    parties: tuple[Parties, ...],
    values: tuple[int, ...],
) -> list[ColumnElement[bool]]:
    """Rows that refer to this one name one of *values*. They are asked without the gate."""
    found: list[ColumnElement[bool]] = []
    for party in parties:
        table = catalogue.model(party.record).__table__
        asked = select(table.c[party.link]).where(
            table.c[party.field].in_(values), table.c.deleted_at.is_(None)
        )
        found.append(model.id.in_(asked))
    return found


def _path(
    catalogue: Catalogue, model: type[RecordBase], path: str, values: tuple[int | str, ...]
) -> ColumnElement[bool]:
    """``field`` or ``ref.field`` holds one of *values*. Inner rows are asked without the gate."""
    first, _, rest = path.partition(".")
    column: Any = getattr(model, first)
    if not rest:
        found: ColumnElement[bool] = column.in_(values) if len(values) != 1 else column == values[0]
        return found
    declared = model.record.field(first)
    assert declared is not None, f"{model.record.name}: path {path!r} starts with no field"
    table = catalogue.model(declared.target).__table__
    inside: ColumnElement[bool] = column.in_(select(table.c.id).where(table.c[rest].in_(values)))
    return inside


def may_see(actor: Actor, catalogue: Catalogue, record: str, declared: Field) -> bool:
    """True when the actor may see this field: it is not personal, or one of its readers is among the
    actor's roles (PIPL art. 51: access by need)."""
    purpose = catalogue.purpose(record, declared)
    if declared.personal is DataClass.N or actor.system:
        return True
    return purpose is not None and not actor.roles.isdisjoint(purpose.readers)


def may_write(actor: Actor, declared: Field) -> bool:
    """True when the actor is among those who fill in this field."""
    return not declared.writers or actor.system or not actor.roles.isdisjoint(declared.writers)


def seen_fields(actor: Actor, catalogue: Catalogue, record: Record) -> tuple[Field, ...]:
    """The fields of a record that the actor may see, in order; what is not kept is never seen."""
    return tuple(
        f
        for f in record.fields
        if not (f.internal or f.unkept) and may_see(actor, catalogue, record.name, f)
    )


def sensitive(catalogue: Catalogue, record: Record) -> frozenset[str]:
    """Fields whose reading is logged: class S, and references whose title shows such a field."""
    return frozenset(f.name for f in record.fields if _is_sensitive(catalogue, f))


def _is_sensitive(catalogue: Catalogue, declared: Field) -> bool:
    if declared.personal is DataClass.S:
        return True
    if declared.kind is not Kind.REF or declared.target not in catalogue.models:
        return False
    target = catalogue.record(declared.target)
    parts = [f for name in target.title if (f := target.field(name)) is not None]
    return any(_is_sensitive(catalogue, part) for part in parts)
