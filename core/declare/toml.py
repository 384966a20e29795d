"""``chapter.toml``: the same declarations that Python makes, without Python.

The head of the file is the manifest. Below stand the list ``[[grant]]`` and tables by name:
``[article.6]``, ``[role.XX]``, ``[parameter.x]``, ``[purpose.x]``, ``[record.x]`` with
``[record.x.field.y]``, ``[workflow.x]``, ``[view.x]``, ``[chart.x]``, ``[report.x]`` and
``[rule."R07.3"]``. A record of the chapter itself may be named by its short name. There are no
conditions and no expressions: what needs one is written in Python.
"""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.declare.chapter import Article, Manifest, Parameter, Purpose
from core.declare.charts import AnyChart, Chart, DutyChart
from core.declare.fields import Field
from core.declare.problems import DeclarationError, Problem
from core.declare.reading import Reader
from core.declare.records import Grant, Record, Role, Scope
from core.declare.reports import AnyReport, Document, Register
from core.declare.rules import KINDS, Quota, Rule
from core.declare.views import View
from core.declare.workflow import Workflow

FILE = "chapter.toml"
FORMAT = 1
REPORTS: Mapping[str, type[AnyReport]] = {"register": Register, "document": Document}
_TABLES = (
    "article",
    "parameter",
    "purpose",
    "role",
    "grant",
    "record",
    "workflow",
    "view",
    "rule",
    "chart",
    "report",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """A rule of a kind that the core does not have: read when the chapter has told its kinds."""

    file: str
    name: str
    kind: str
    table: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlChapter:
    """All that one ``chapter.toml`` declares. ``common`` names records with the common parts.

    ``own_rules`` wait for the chapter's own kinds (see ``rules_of``).
    """

    manifest: Manifest
    records: tuple[Record, ...] = ()
    common: frozenset[str] = frozenset()
    roles: tuple[Role, ...] = ()
    grants: tuple[Grant, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    views: tuple[View, ...] = ()
    rules: tuple[Rule, ...] = ()
    own_rules: tuple[OwnRule, ...] = ()
    charts: tuple[AnyChart, ...] = ()
    reports: tuple[AnyReport, ...] = ()


def load(path: Path) -> TomlChapter:
    """Read *path*. Raises DeclarationError with every fault of the file."""
    chapter, problems = examine(path)
    if problems or chapter is None:
        raise DeclarationError(problems)
    return chapter


def examine(path: Path) -> tuple[TomlChapter | None, list[Problem]]:
    """As ``load``, without raising; with faults the chapter holds neutral values in their place.

    None instead of the chapter when the file cannot be read at all.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(file, f"cannot be read: {error}.", "Save it as UTF-8 text.")]
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(file, f"is no TOML: {error}.", "Mend the named line.")]
    read = _Reading(Reader(file), data)
    return read.chapter(), read.out.problems


def rules_of(
    chapter: TomlChapter, kinds: Mapping[str, type[Rule]]
) -> tuple[tuple[Rule, ...], list[Problem]]:
    """The rules of the file that are of the chapter's own *kinds*, and what is wrong with them."""
    made: list[Rule] = []
    problems: list[Problem] = []
    known = {**KINDS, **kinds}
    for own in chapter.own_rules:
        out, place = Reader(own.file), f"rule.{own.name}"
        if own.kind in kinds:
            made.append(out.build(kinds[own.kind], place, own.table, name=own.name))
        else:
            close = difflib.get_close_matches(own.kind, known, 1)
            guess = f"Did you mean {close[0]!r}? " if close else ""
            told = f"{guess}Use one of: {', '.join(known)}."
            out.complain(place, f"has the kind {own.kind!r}.", told)
        problems += out.problems
    return tuple(made), problems


class _Reading:
    """One reading of one file."""

    def __init__(self, out: Reader, data: Mapping[str, Any]) -> None:
        self.out, self.data = out, data
        name = data.get("name")
        self.name = name if isinstance(name, str) else "?"

    def chapter(self) -> TomlChapter:
        data = self.data
        if data.get("format") != FORMAT:
            self.out.complain(
                "", f"has format {data.get('format')!r}.", f"This version reads format = {FORMAT}."
            )
        records, common = self._records()
        rules = [self._rule(n, t) for n, t in self.out.tables("rule", data.get("rule"))]
        return TomlChapter(
            manifest=self._manifest(),
            records=records,
            common=common,
            roles=tuple(self.out.build(Role, place, t) for place, t in self._named("role", "code")),
            grants=self._grants(),
            workflows=tuple(
                self.out.build(Workflow, f"workflow.{n}", t, record=self._full(n))
                for n, t in self.out.tables("workflow", data.get("workflow"))
            ),
            views=tuple(self._view(n, t) for n, t in self.out.tables("view", data.get("view"))),
            rules=tuple(r for r in rules if isinstance(r, Rule)),
            own_rules=tuple(r for r in rules if isinstance(r, OwnRule)),
            reports=tuple(
                self._report(n, t) for n, t in self.out.tables("report", data.get("report"))
            ),
            charts=tuple(self._chart(n, t) for n, t in self.out.tables("chart", data.get("chart"))),
        )

    def _full(self, name: str) -> str:
        return name if "." in name or not name else f"{self.name}.{name}"

    def _manifest(self) -> Manifest:
        out, data = self.out, self.data
        head = {k: v for k, v in data.items() if k not in (*_TABLES, "format")}
        return out.build(
            Manifest,
            "",
            head,
            articles=tuple(
                out.build(Article, place, t) for place, t in self._named("article", "number")
            ),
            parameters=tuple(
                out.build(Parameter, f"parameter.{n}", t, name=n)
                for n, t in out.tables("parameter", data.get("parameter"))
            ),
            purposes=tuple(
                out.build(Purpose, f"purpose.{n}", t, name=n)
                for n, t in out.tables("purpose", data.get("purpose"))
            ),
        )

    def _named(self, name: str, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        """``[[article]]`` with a number inside, or ``[article.6]``: both ways of writing."""
        given = self.data.get(name, [])
        if isinstance(given, list):
            return self._list(name)
        return [
            (f"{name}.{word}", {key: int(word) if word.isdecimal() else word, **table})
            for word, table in self.out.tables(name, given)
        ]

    def _list(self, name: str) -> list[tuple[str, Mapping[str, Any]]]:
        """The tables of a list, each with its place; anything else is complained of."""
        given = self.data.get(name, [])
        if not isinstance(given, list) or not all(isinstance(t, Mapping) for t in given):
            self.out.complain(name, "is no list of tables.", f"Write [[{name}]] above each.")
            return []
        return [(f"{name}.{number}", table) for number, table in enumerate(given, 1)]

    def _records(self) -> tuple[tuple[Record, ...], frozenset[str]]:
        records, common = [], set()
        for name, table in self.out.tables("record", self.data.get("record")):
            place, rest = f"record.{name}", dict(table)
            fields = tuple(
                self.out.build(Field, f"{place}.field.{n}", t, name=n)
                for n, t in self.out.tables(f"{place}.field", rest.pop("field", {}))
            )
            if rest.pop("common", False) is True:
                common.add(self._full(name))
            preset = {"name": self._full(name), "fields": fields}
            records.append(self.out.build(Record, place, rest, **preset))
        return tuple(records), frozenset(common)

    def _grants(self) -> tuple[Grant, ...]:
        """Grants; ``role`` and ``record`` may be lists, which stand for every pair of them."""
        out: list[Grant] = []
        for place, table in self._list("grant"):
            roles, records = _names(table.get("role")), _names(table.get("record"))
            if not roles or not records:
                self.out.complain(
                    place, "names no role or no record.", 'Add role = "UF" and record = "name".'
                )
                continue
            rest = {k: v for k, v in table.items() if k not in ("role", "record")}
            one = self.out.build(_GrantPart, place, rest)
            out += [
                Grant(role, self._full(record), one.actions, one.scope)
                for role in roles
                for record in records
            ]
        return tuple(out)

    def _view(self, name: str, table: Mapping[str, Any]) -> View:
        view = self.out.build(View, f"view.{name}", table, record=self._full(name))
        inline = (dataclasses.replace(i, rows=self._related(i.rows)) for i in view.inline)
        related = tuple(map(self._related, view.related))
        return dataclasses.replace(view, related=related, inline=tuple(inline))

    def _related(self, path: str) -> str:
        return path if path.count(".") == 2 else f"{self.name}.{path}"

    def _report(self, name: str, table: Mapping[str, Any]) -> AnyReport:
        """A document where it says so, else a register."""
        rest = self._named_in_full(table)
        kind = rest.pop("kind", "register")
        if kind not in REPORTS:
            told = f"Use one of: {', '.join(REPORTS)}."
            self.out.complain(f"report.{name}", f"has the kind {kind!r}.", told)
        made = self.out.build(REPORTS.get(str(kind), Register), f"report.{name}", rest, name=name)
        if isinstance(made, Document):
            lists = (dataclasses.replace(i, rows=self._related(i.rows)) for i in made.lists)
            made = dataclasses.replace(made, lists=tuple(lists))
        return made

    def _chart(self, name: str, table: Mapping[str, Any]) -> AnyChart:
        """A chart of a record, or of duties where none is named."""
        kind: type[AnyChart] = Chart if "record" in table else DutyChart
        return self.out.build(kind, f"chart.{name}", self._named_in_full(table), name=name)

    def _rule(self, name: str, table: Mapping[str, Any]) -> Rule | OwnRule:
        rest = self._named_in_full(table)
        kind = rest.pop("kind", None)
        place = f"rule.{name}"
        if not isinstance(kind, str):
            self.out.complain(place, f"has the kind {kind!r}.", f"Use one of: {', '.join(KINDS)}.")
            rest = {k: rest[k] for k in ("title", "article", "record", "counts") if k in rest}
            return self.out.build(Quota, place, rest, name=name)
        if kind not in KINDS:
            return OwnRule(file=self.out.file, name=name, kind=kind, table=rest)
        return self.out.build(KINDS[kind], place, rest, name=name)

    def _named_in_full(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """The table with records of the chapter itself by their whole names, at any depth."""
        return {
            key: self._full(value)
            if key in ("record", "counts") and isinstance(value, str)
            else self._below(value)
            for key, value in table.items()
        }

    def _below(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return self._named_in_full(value)
        return [self._below(v) for v in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class _GrantPart:
    actions: tuple[str, ...]
    scope: Scope = Scope.ALL


def _names(given: object) -> list[str]:
    names = given if isinstance(given, list) else [given]
    return [n for n in names if isinstance(n, str) and n]
