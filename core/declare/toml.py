"""Read ``chapter.toml`` into the same frozen values that a Python chapter returns.

Every mistake is found in one reading; each Problem names the file, the table and the key, and says how
to mend it. No expressions: the first «if» moves a chapter to Python.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.declare.chapter import Article, Manifest, Parameter, Purpose
from core.declare.fields import Choice, Field
from core.declare.problems import DeclarationError, Problem, refuse
from core.declare.records import Grant, Record, Role
from core.declare.rules import AnyRule, Deadline, Freshness, Quota
from core.declare.views import View
from core.declare.workflow import Workflow

FORMAT = 1
RULES: Mapping[str, type[Any]] = {"quota": Quota, "deadline": Deadline, "freshness": Freshness}
_HEAD = {f.name for f in dataclasses.fields(Manifest)} - {"articles", "parameters", "purposes"}
_TABLES = ("article", "parameter", "purpose", "record", "role", "grant", "rule", "workflow", "view")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFile:
    """Everything a ``chapter.toml`` says."""

    manifest: Manifest
    records: tuple[Record, ...] = ()
    roles: tuple[Role, ...] = ()
    grants: tuple[Grant, ...] = ()
    rules: tuple[AnyRule, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    views: tuple[View, ...] = ()
    common: frozenset[str] = field(default_factory=frozenset)


def read_chapter(file: str | Path) -> ChapterFile:
    """Read a ``chapter.toml``, or the one beside a Python file (``read_chapter(__file__)``).

    Raises DeclarationError with every problem found.
    """
    path = Path(file)
    path = path if path.suffix == ".toml" else path.with_name("chapter.toml")
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refuse(path.name, f"is no TOML: {error}.", "Correct the line it names.") from None
    if data.get("format") != FORMAT:
        raise refuse(
            path.name, f"has format {data.get('format')!r}.", f"Write format = {FORMAT} at the top."
        )
    reader = _Reader(path.name)
    made = reader.chapter(data)
    if reader.problems or made is None:
        raise DeclarationError(reader.problems)
    return made


def read_manifest(file: str | Path) -> Manifest:
    """The manifest in the ``chapter.toml`` beside a Python file (``read_manifest(__file__)``)."""
    return read_chapter(file).manifest


class _Reader:
    """One reading of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def _wrong(self, table: str, what: str, mend: str) -> None:
        self.problems.append(Problem(f"{self._file} [{table}]", what, mend))

    def chapter(self, data: dict[str, Any]) -> ChapterFile | None:
        known = {*_HEAD, *_TABLES, "format"}
        for key in data.keys() - known:
            self._wrong("head", f"unknown key {key!r}.", f"Known keys: {', '.join(sorted(known))}.")
        head = {k: v for k, v in data.items() if k in _HEAD}
        manifest = self.build(Manifest, head, "head")
        chapter = str(data.get("name", ""))
        named = self._named
        parts = {
            "articles": self._listed(Article, data, "article"),
            "parameters": named(Parameter, data, "parameter", str),
            "purposes": named(Purpose, data, "purpose", str),
        }
        records, common = self._records(data.get("record", {}), chapter)
        file_parts: dict[str, Any] = {
            "records": records,
            "common": common,
            "roles": self._listed(Role, data, "role"),
            "grants": self._listed(Grant, data, "grant"),
            "rules": self._rules(data.get("rule", {})),
            "workflows": named(Workflow, data, "workflow", lambda n: f"{chapter}.{n}", "record"),
            "views": named(View, data, "view", lambda n: f"{chapter}.{n}", "record"),
        }
        if manifest is None:
            return None
        return ChapterFile(manifest=dataclasses.replace(manifest, **parts), **file_parts)

    def _listed(self, cls: type[Any], data: dict[str, Any], key: str) -> tuple[Any, ...]:
        made = []
        for number, table in enumerate(data.get(key, []), 1):
            made.append(self.build(cls, table, f"[{key}] {number}"))
        return tuple(m for m in made if m is not None)

    def _named(
        self,
        cls: type[Any],
        data: dict[str, Any],
        key: str,
        full: Callable[[str], str],
        name_key: str = "name",
    ) -> tuple[Any, ...]:
        made = []
        for name, table in data.get(key, {}).items():
            made.append(self.build(cls, {**table, name_key: full(name)}, f"{key}.{name}"))
        return tuple(m for m in made if m is not None)

    def _records(
        self, tables: dict[str, Any], chapter: str
    ) -> tuple[tuple[Record, ...], frozenset[str]]:
        made, common = [], set()
        for name, table in tables.items():
            where = f"record.{name}"
            inner = {k: v for k, v in table.items() if k not in ("field", "common")}
            fields = [
                self.build(Field, {**options, "name": key}, f"{where}.field.{key}")
                for key, options in table.get("field", {}).items()
            ]
            if table.get("common"):
                common.add(f"{chapter}.{name}")
            record = self.build(
                Record, {**inner, "name": f"{chapter}.{name}", "fields": ()}, where
            )
            if record is not None:
                good = tuple(f for f in fields if f is not None)
                made.append(dataclasses.replace(record, fields=good))
        return tuple(made), frozenset(common)

    def _rules(self, tables: dict[str, Any]) -> tuple[AnyRule, ...]:
        made = []
        for name, table in tables.items():
            kind = table.get("kind")
            if kind not in RULES:
                known = ", ".join(RULES)
                self._wrong(f"rule.{name}", f"unknown kind {kind!r}.", f"Kinds: {known}.")
                continue
            options = {k: v for k, v in table.items() if k != "kind"}
            made.append(self.build(RULES[kind], {**options, "name": name}, f"rule.{name}"))
        return tuple(m for m in made if m is not None)

    def build(self, cls: type[Any], table: Any, where: str) -> Any:
        """An instance of a frozen class from a table; None (and problems) when it cannot be."""
        if not isinstance(table, dict):
            self._wrong(where, f"is {table!r}, not a table.", "Write it as a table of keys.")
            return None
        hints = typing.get_type_hints(cls)
        parts = {f.name: f for f in dataclasses.fields(cls)}
        before = len(self.problems)
        for key in table.keys() - parts.keys():
            known = ", ".join(sorted(parts))
            self._wrong(where, f"unknown key {key!r}.", f"Known keys: {known}.")
        for name, part in parts.items():
            no_default = part.default is dataclasses.MISSING
            if no_default and part.default_factory is dataclasses.MISSING and name not in table:
                self._wrong(where, f"has no {name!r}.", f"Add {name} = ….")
        values = {
            k: self._value(hints[k], v, where, k) for k, v in table.items() if k in parts
        }
        return cls(**values) if len(self.problems) == before else None

    def _value(self, hint: Any, value: Any, where: str, key: str) -> Any:
        origin = typing.get_origin(hint)
        if origin in (typing.Union, types.UnionType):
            return self._union(hint, value, where, key)
        if origin is tuple:
            return self._tuple(hint, value, where, key)
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self._nested(hint, value, where, key)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            known = [str(m) for m in hint]
            if value in known:
                return hint(value)
            self._wrong(where, f"unknown {key} {value!r}.", f"Known: {', '.join(known)}.")
            return None
        if isinstance(value, hint) and not (isinstance(value, bool) and hint is int):
            return value
        self._wrong(where, f"{key} is {value!r}.", f"Write a value of type {hint.__name__}.")
        return None

    def _union(self, hint: Any, value: Any, where: str, key: str) -> Any:
        options = [o for o in typing.get_args(hint) if o is not type(None)]
        for option in options:
            if isinstance(option, type) and isinstance(value, option):
                if not (isinstance(value, bool) and option is int):
                    return value
        return self._value(options[0], value, where, key)

    def _tuple(self, hint: Any, value: Any, where: str, key: str) -> Any:
        if not isinstance(value, list):
            self._wrong(where, f"{key} is {value!r}.", f"Write a list: {key} = […].")
            return ()
        inner = typing.get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(self._value(inner[0], v, where, key) for v in value)
        if len(inner) != len(value):
            self._wrong(where, f"{key} has {len(value)} parts.", f"Write {len(inner)} parts.")
            return ()
        return tuple(self._value(h, v, where, key) for h, v in zip(inner, value, strict=True))

    def _nested(self, hint: type[Any], value: Any, where: str, key: str) -> Any:
        """A table; or a list of its first values; or, for a choice, one word for value and label."""
        if isinstance(value, str) and hint is Choice:
            value = [value, value.replace("_", " ").capitalize()]
        if isinstance(value, list):
            names = [f.name for f in dataclasses.fields(hint)]
            value = dict(zip(names, value, strict=False))
        return self.build(hint, value, f"{where}.{key}")
