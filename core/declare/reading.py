"""Turn plain tables into declared values, by the types of the values' own fields.

Every fault is noted with its place and a neutral value is put instead, so that one reading finds
all faults of a file and none of them causes another.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from core.declare.fields import Choice
from core.declare.number import AtName
from core.declare.problems import Problem
from core.declare.reports import Column

T = TypeVar("T")
_PLAIN = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
_PAIRS = tuple[tuple[str, str], ...]


class _WrongType(Exception):
    """A value cannot be read as what its key asks for; the text says what is expected."""


class Reader:
    """Reads the tables of one file and collects what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def complain(self, table: str, what: str, mend: str) -> None:
        """Note a fault of a table ('' = the head of the file)."""
        place = f"{self.file} [{table}]" if table else self.file
        self.problems.append(Problem(place, what, mend))

    def tables(self, table: str, given: object) -> list[tuple[str, Mapping[str, Any]]]:
        """The named tables below *table*; anything else is complained of and left out."""
        if given is None:
            return []
        if not isinstance(given, Mapping):
            self.complain(table, "is no table.", f"Write [{table}.<name>] with its keys below.")
            return []
        found = []
        for name, inner in given.items():
            if isinstance(inner, Mapping):
                found.append((name, inner))
            else:
                self.complain(table, f"key {name!r} is no table.", f"Write [{table}.{name}].")
        return found

    def build(self, cls: type[T], table: str, given: Mapping[str, Any], **preset: Any) -> T:
        """An instance of the frozen dataclass *cls* from a table; *preset* is not asked of it."""
        types_of = hints(typing.cast(Any, cls))
        declared: tuple[dataclasses.Field[Any], ...] = dataclasses.fields(cls)  # type: ignore[arg-type]
        known = {f.name: f for f in declared if f.name not in preset}
        self.unknown(table, given, known)
        values = dict(preset)
        for name, about in known.items():
            if name in given:
                values[name] = self._value(types_of[name], table, name, given[name])
            elif _has_no_default(about):
                self.complain(
                    table, f"has no {name!r}.", f"Add {name} = {_example(types_of[name])}"
                )
                values[name] = _neutral(types_of[name])
        return cls(**{k: _or_default(v, known.get(k), types_of[k]) for k, v in values.items()})

    def unknown(self, table: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
        """Complain of keys that are not known, with the nearest one that is."""
        names = sorted(known)
        for key in given:
            if key not in names:
                close = difflib.get_close_matches(key, names, 1)
                guess = f"Did you mean {close[0]!r}? " if close else ""
                self.complain(
                    table, f"unknown key {key!r}.", f"{guess}Known keys: {', '.join(names)}."
                )

    def _value(self, asked: Any, table: str, key: str, given: object) -> Any:
        try:
            return self._read(asked, f"{table}.{key}" if table else key, given)
        except _WrongType as error:
            self.complain(table, f"key {key!r} is {given!r}.", f"Give {error}.")
            return _MISSING

    def _read(self, asked: Any, place: str, given: object) -> Any:
        if asked == AtName:
            if not isinstance(given, str) or not given.removeprefix("-").startswith("@"):
                raise _WrongType('"@name" of a parameter')
            return given
        if asked in _PLAIN:
            if type(given) is not asked:
                raise _WrongType(_PLAIN[asked])
            return given
        if isinstance(asked, type) and issubclass(asked, Enum):
            return _enum(asked, given)
        if dataclasses.is_dataclass(asked):
            if asked in _SHORT and isinstance(given, str):
                return _SHORT[asked](given)
            if not isinstance(given, Mapping):
                raise _WrongType("a table { … }")
            return self.build(typing.cast(type[Any], asked), place, given)
        origin, parts = typing.get_origin(asked), typing.get_args(asked)
        if origin in (typing.Union, types.UnionType):
            return self._one_of(parts, place, given)
        return self._sequence(asked, parts, place, given)

    def _one_of(self, parts: tuple[Any, ...], place: str, given: object) -> Any:
        expected = []
        for part in parts:
            if part is not type(None):
                try:
                    return self._read(part, place, given)
                except _WrongType as error:
                    expected.append(str(error))
        raise _WrongType(" or ".join(expected))

    def _sequence(self, asked: Any, parts: tuple[Any, ...], place: str, given: object) -> Any:
        if isinstance(given, Mapping) and asked in (tuple[Choice, ...], _PAIRS):
            given = _from_table(asked, given)
        if not isinstance(given, list):
            raise _WrongType("a list [ … ]")
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(self._read(parts[0], f"{place}.{n}", v) for n, v in enumerate(given, 1))
        if len(given) != len(parts):
            raise _WrongType(f"a list of {len(parts)} values")
        return tuple(self._read(p, place, v) for p, v in zip(parts, given, strict=True))


_MISSING: Any = object()
_SHORT: Mapping[Any, Callable[[str], object]] = {
    Choice: lambda value: Choice(value, value.replace("_", " ").capitalize()),
    Column: Column,
}
"""What may be written as a text alone."""


def _from_table(asked: Any, given: Mapping[str, Any]) -> list[Any]:
    """``{ talk = "Talk" }`` is the short form of a list of values with labels."""
    if asked == _PAIRS:
        return [[k, v] for k, v in given.items()]
    return [{"value": k, "label": v} for k, v in given.items()]


def _enum(asked: type[Enum], given: object) -> Enum:
    try:
        return asked(given)
    except ValueError:
        raise _WrongType(f"one of: {', '.join(str(m.value) for m in asked)}") from None


@cache
def hints(cls: Any) -> dict[str, Any]:
    """The types of the fields of a declared value."""
    return typing.get_type_hints(cls, include_extras=True)


def _has_no_default(about: dataclasses.Field[Any]) -> bool:
    return about.default is dataclasses.MISSING and about.default_factory is dataclasses.MISSING


def _or_default(value: Any, about: dataclasses.Field[Any] | None, asked: Any) -> Any:
    if value is not _MISSING:
        return value
    if about is None or _has_no_default(about):
        return _neutral(asked)
    return about.default


def _neutral(asked: Any) -> Any:
    """A harmless value in the place of one that is missing or wrong."""
    if asked in _PLAIN:
        return {str: "?", int: 1, bool: False}[asked]
    if isinstance(asked, type) and issubclass(asked, Enum):
        return next(iter(asked))
    if typing.get_origin(asked) in (typing.Union, types.UnionType):
        return _neutral(typing.get_args(asked)[0])
    return ()


def _example(asked: Any) -> str:
    if typing.get_origin(asked) in (typing.Union, types.UnionType):
        return _example(typing.get_args(asked)[0])
    if asked is str:
        return '"…"'
    if asked is int:
        return "1"
    if dataclasses.is_dataclass(asked):
        return "{ … }"
    if isinstance(asked, type) and issubclass(asked, Enum):
        return " or ".join(f'"{m.value}"' for m in list(asked)[:3]) + " …"
    return "…"
