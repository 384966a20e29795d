"""Fields that apply only where another field has one of certain values (``shown_if``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.declare.fields import Field, Kind
from core.declare.problems import Problem

DECIDING = (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO)
"""Kinds of field that others can depend on: what they hold is one of a few values."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which fields of a record do not apply to these values."""

    fields: Mapping[str, Field]
    values: Mapping[str, object]

    @classmethod
    def of(cls, fields: Iterable[Field], values: Mapping[str, object]) -> Hidden:
        """Ready to be asked about *values* of a record with these *fields*."""
        return cls({f.name: f for f in fields}, values)

    def __contains__(self, name: object) -> bool:
        declared = self.fields.get(str(name))
        if declared is None or declared.shown_if is None:
            return False
        decides = declared.shown_if.field
        if decides in self:
            return True
        value = self.values.get(decides)
        held = value if isinstance(value, (tuple, list)) else (value,)
        return not any(
            v == w and type(v) is type(w) for v in held for w in declared.shown_if.values
        )


def deciders(fields: Mapping[str, Field], name: str) -> Iterator[str]:
    """The fields that decide whether *name* applies, the nearest first."""
    declared = fields.get(name)
    while declared is not None and declared.shown_if is not None:
        yield declared.shown_if.field
        declared = fields.get(declared.shown_if.field)


def problems_of_shown(where: str, fields: Sequence[Field]) -> Iterator[Problem]:
    """Everything that is wrong with the conditions of a record's fields."""
    known = {f.name: f for f in fields}
    for declared in fields:
        if declared.shown_if is not None:
            yield from _problems(f"{where}, field {declared.name!r}", declared, known)


def _problems(where: str, declared: Field, known: Mapping[str, Field]) -> Iterator[Problem]:
    assert declared.shown_if is not None
    decides = known.get(declared.shown_if.field)
    if decides is None or decides.kind not in DECIDING:
        kinds = ", ".join(DECIDING)
        names = ", ".join(f.name for f in known.values() if f.kind in DECIDING) or "none"
        what = f"is shown by {declared.shown_if.field!r}, which is no field of kind {kinds}."
        yield Problem(where, what, f"Name one of: {names}.")
        return
    if declared.filled:
        yield Problem(
            where, "is filled by the system, yet has shown_if.", "Drop shown_if or filled."
        )
    allowed: tuple[object, ...] = tuple(c.value for c in decides.choices)
    if decides.kind is Kind.YES_NO:
        allowed = (True, False)
    given = declared.shown_if.values
    wrong = [v for v in given if v not in allowed or type(v) is not type(allowed[0])]
    if wrong or not given:
        told = ", ".join(map(repr, wrong)) or "no value at all"
        what = f"is shown by {decides.name!r} with {told}."
        yield Problem(where, what, f"Values: {', '.join(map(str, allowed))}.")
    if _circular(known, declared.name):
        yield Problem(where, "depends on itself by shown_if.", "Break the circle.")


def _circular(known: Mapping[str, Field], name: str) -> bool:
    seen = {name}
    for decides in deciders(known, name):
        if decides in seen:
            return True
        seen.add(decides)
    return False
