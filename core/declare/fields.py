"""A field of a record: one declaration feeds column, form, list, filter, API, audit and translation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.declare.problems import Problem


class Kind(StrEnum):
    """The kinds of value a field can hold."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    REF = "ref"


class DataClass(StrEnum):
    """Class of personal data (PIPL art. 28, 51): N not personal, P personal, S handled as sensitive."""

    N = "N"
    P = "P"
    S = "S"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a CHOICE field. ``tone`` colours its tag: ok, warn, bad, info or nothing.

    ``aliases`` are other names under which texts and tables know it; typed, they become the value.
    """

    value: str
    label: str
    tone: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownIf:
    """The field applies only where *field* (choice, choices or yes_no) has one of *values*."""

    field: str
    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a person enters or the system fills in.

    ``personal`` other than N needs ``purpose``, the id of a Purpose of the chapter, which says why the
    data is kept, on what basis, for how long and who reads it (PIPL art. 17). ``filled`` is set by the
    system; ``internal`` serves the program only and appears on no page and in no interface. A list sums
    up its columns of numbers; ``summed`` is false where a sum says nothing. ``spells`` names the field
    whose sound this one holds (pinyin, initials): it is searched wherever that one is. With ``shown_if``
    the field is asked for, and may hold a value, only where another has certain values. ``writers`` are
    the roles that fill it in; without any, everybody who may edit the row does. ``open_in`` are the states
    in which it can still be changed; without any, it can in all. ``unkept`` is typed for a check and gone
    with it: no table, draft or trail holds it. ``matters_only`` marks a text in which the browser warns of
    words about what people think; nothing is told to anybody. ``told`` is for a reference: on «About me»
    the person whom the row is about learns what it refers to is called, without what is personal in that
    name and without being let in there.
    """

    name: str = ""
    kind: Kind
    label: str
    help: str = ""
    required: bool = False
    required_in: tuple[str, ...] = ()
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    scale: int = 2
    choices: tuple[Choice, ...] = ()
    target: str = ""
    default: str | int | bool | None = None
    unique: bool = False
    filled: bool = False
    article: str = ""
    personal: DataClass = DataClass.N
    purpose: str = ""
    listed: bool = False
    searched: bool = False
    filtered: bool = False
    summed: bool = True
    spells: str = ""
    section: str = ""
    internal: bool = False
    shown_if: ShownIf | None = None
    writers: tuple[str, ...] = ()
    unkept: bool = False
    matters_only: bool = False
    open_in: tuple[str, ...] = ()
    told: bool = False

    def choice(self, value: object) -> Choice | None:
        """The declared choice of this value, or None when the value is not (or no longer) declared."""
        return next((c for c in self.choices if c.value == value), None)


LENGTHS = {Kind.TEXT: 200, Kind.LONG_TEXT: 20_000}


def length_of(field: Field) -> int:
    """Longest text the field takes, in characters."""
    return field.max_length or LENGTHS.get(field.kind, 200)


def problems_of(where: str, field: Field) -> list[Problem]:
    """Everything that is wrong with one field."""
    out: list[Problem] = []
    if not field.label:
        out.append(Problem(where, "has no label.", "Add label = 'English label'."))
    if "%" in field.label:
        out.append(Problem(where, f"label {field.label!r} contains '%'.", "Write 'percent'."))
    if field.kind in (Kind.CHOICE, Kind.CHOICES) and not field.choices:
        out.append(
            Problem(where, "is a choice without choices.", "Add choices = (Choice('a', 'A'), …).")
        )
    if field.kind is Kind.REF and "." not in field.target:
        out.append(
            Problem(
                where,
                f"points to {field.target!r}, which is no record name.",
                "Set target = 'chapter.record'.",
            )
        )
    if field.personal is not DataClass.N and not field.purpose:
        out.append(
            Problem(
                where,
                f"is personal data of class {field.personal} without a purpose.",
                "Set purpose = '<id>' and declare it under [purpose.<id>] with why, basis, "
                "keep_months and readers.",
            )
        )
    if field.unkept and (field.required or field.unique or field.filled or field.required_in):
        out.append(
            Problem(
                where,
                "is unkept, but must be filled, be unique, or is filled by the system.",
                "Leave those options out: after each save it is empty again.",
            )
        )
    return out
