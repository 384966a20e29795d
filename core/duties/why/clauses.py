"""A condition of a rule before it is asked: its SQL, what it asks for, and where that number is from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from core.declare import Rule, Where
from core.duties.columns import conditions, field_of
from core.duties.scene import Scene
from core.duties.sentence import N_


class Role(StrEnum):
    """What follows when the condition does not hold."""

    COVERS = "covers"
    """The rule does not cover the subject, or the row does not count."""
    OWES = "owes"
    """The duty is void: nothing is owed."""
    MEETS = "meets"
    """The duty is not met."""


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field by its record and its path; the edge knows its label and who may see it."""

    record: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One condition on the rows of a table.

    ``label`` is a msgid, or the field whose label it is. ``asked`` is a msgid that says what is asked
    for, with ``wanted`` in its places, or values of the field. ``given`` is the number of the rule as it
    is declared, ``@name`` for a parameter.
    """

    label: str | FieldRef
    holds: ColumnElement[bool]
    found: ColumnElement[Any] | None = None
    asked: str = ""
    wanted: tuple[Any, ...] = ()
    given: Any = None
    role: Role = Role.COVERS
    field: FieldRef | None = None


IS, ONE_OF, FILLED, EMPTY = (
    N_("is %(wanted)s"),
    N_("is one of: %(wanted)s"),
    N_("filled"),
    N_("empty"),
)
LATEST, EARLIEST = N_("at latest %(wanted)s"), N_("not before %(wanted)s, or open")
NO_LATER = N_("not before %(wanted)s")
BETWEEN = N_("from %(first)s to %(last)s")
TAGGED, KEPT = N_("in the group %(wanted)s on that day"), N_("not deleted")
AT_LEAST, COUNTED = N_("at least %(wanted)s"), N_("Number that counts")
ENTRY, GROUP = N_("The entry"), N_("Group of units")


def kept(rows: FromClause) -> Clause:
    """The entry was not deleted."""
    return Clause(label=ENTRY, holds=rows.c.deleted_at.is_(None), asked=KEPT)


def of_where(scene: Scene[Rule], record: str, rows: FromClause, where: Where) -> Clause:
    """One condition of a rule as it is declared."""
    _deleted, *holds = conditions(scene, record, rows, (where,))
    field = FieldRef(record, where.field)
    asked = ONE_OF if len(where.values) > 1 else IS
    if not where.values:
        asked = FILLED if where.present else EMPTY
    both = holds[0] if len(holds) == 1 else holds[0] & holds[1]
    return Clause(
        label=field,
        field=field,
        holds=both,
        found=field_of(scene, record, rows, where.field),
        asked=asked,
        wanted=where.values,
    )


def of_field(scene: Scene[Rule], record: str, rows: FromClause, path: str, **more: Any) -> Clause:
    """A condition on one field; *more* are the other parts of the clause."""
    field = FieldRef(record, path)
    found = field_of(scene, record, rows, path)
    return Clause(label=field, field=field, found=found, **more)


def filled(scene: Scene[Rule], record: str, rows: FromClause, path: str) -> Clause:
    """A field without which nothing begins."""
    column = field_of(scene, record, rows, path)
    return of_field(scene, record, rows, path, holds=column.is_not(None), asked=FILLED)
