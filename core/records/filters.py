"""Conditions of a list, read from an address: which a field takes, what was asked, and its SQL.

Every condition stands under the name of its field: ``mode=talk`` (several: any of them), ranges by
``date.from`` and ``date.to``, a named range by ``date.during=this_semester``, a part of a text by
``place.has``, empty or filled by ``place.empty=1`` or ``0``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, and_, or_, type_coerce

from core.db.base import RecordBase
from core.declare import Field, Kind, Workflow
from core.records.spans import Spans, no_spans
from core.records.typed import UTC, Unreadable, text_of, typed
from core.records.validate import unfit_characters

RESERVED = frozenset(
    {"q", "order", "page", "size", "deleted", "cols", "view", "sums", "density", "phone"}
)
"""Names of an address that are no fields."""
MOST_VALUES, LONGEST_PART = 50, 100
RANGED = (Kind.DATE, Kind.MOMENT, Kind.INTEGER, Kind.DECIMAL)
DATED = (Kind.DATE, Kind.MOMENT)
TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
MOMENT = dt.timedelta(microseconds=1)
Like = Callable[[Any, str], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was corrected; ``text`` is an English msgid."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one field.

    ``op``: ``in`` (values), ``from`` or ``to`` (one value), ``has`` (a part of a text), ``empty``
    (true or false), ``during`` (both bounds, ``word`` is the name of the range).
    """

    declared: Field
    op: str
    values: tuple[Any, ...]
    word: str = ""

    @property
    def key(self) -> str:
        """Its name in an address."""
        return self.declared.name if self.op == "in" else f"{self.declared.name}.{self.op}"

    def texts(self, zone: ZoneInfo) -> list[str]:
        """Its values in an address."""
        return [self.word] if self.word else [text_of(v, zone) for v in self.values]


def operations(declared: Field, state: str = "") -> tuple[str, ...]:
    """What can be asked of a field. *state* names the field that holds the state of a workflow."""
    found: list[str] = []
    if (declared.filtered or declared.name == state) and declared.kind is not Kind.LONG_TEXT:
        found.append("in")
        if declared.kind in RANGED:
            found += ["from", "to"]
        if declared.kind in DATED:
            found.append("during")
        if not declared.required and declared.name != state and declared.kind is not Kind.YES_NO:
            found.append("empty")
    if declared.kind in TEXTS and (found or declared.searched):
        found.append("has")
    return tuple(found)


def filterable(fields: Iterable[Field], workflow: Workflow | None = None) -> dict[str, Field]:
    """Fields a list can be narrowed by; the state of a workflow always."""
    state = workflow.field if workflow else ""
    return {f.name: f for f in fields if f.name not in RESERVED and operations(f, state)}


class Reader:
    """Reads the filters of one question and collects what it had to leave out in ``notes``."""

    def __init__(
        self,
        fields: Sequence[Field],
        workflow: Workflow | None = None,
        zone: ZoneInfo = UTC,
        spans: Spans = no_spans,
    ) -> None:
        self._fields = filterable(fields, workflow)
        self._workflow, self._zone, self._spans = workflow, zone, spans
        self._state = workflow.field if workflow else ""
        self.notes: list[Note] = []

    def filters(self, args: Mapping[str, Sequence[str]]) -> list[Filter]:
        """The conditions among *args*."""
        found = []
        for key, texts in args.items():
            if key in RESERVED or key.startswith("_"):
                continue
            name, _, op = key.partition(".")
            declared = self._fields.get(name)
            if declared is None or (op or "in") not in operations(declared, self._state):
                about = {"name": key[:40]}
                self.notes.append(
                    Note("This list has no filter «%(name)s»; it was left out.", about)
                )
                continue
            given = [t for t in texts if t.strip()][:MOST_VALUES]
            found += self._filter(declared, op or "in", given) if given else []
        return found

    def _filter(self, declared: Field, op: str, texts: list[str]) -> list[Filter]:
        if op == "during":
            return self._during(declared, texts[-1].strip())
        values = []
        for text in texts if op == "in" else texts[-1:]:
            try:
                values.append(self._value(declared, op, text))
            except Unreadable:
                self._unusable(declared, text)
        return [Filter(declared, op, tuple(values))] if values else []

    def _during(self, declared: Field, word: str) -> list[Filter]:
        bounds = self._spans(word)
        if bounds is None:
            self._unusable(declared, word)
            return []
        first, last = bounds
        if declared.kind is Kind.DATE:
            return [Filter(declared, "during", (first, last), word)]
        ends = (self._midnight(first), self._midnight(last + dt.timedelta(days=1)) - MOMENT)
        return [Filter(declared, "during", ends, word)]

    def _midnight(self, day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(), self._zone).astimezone(dt.UTC)

    def _unusable(self, declared: Field, text: str) -> None:
        about = {"name": declared.label, "value": text[:40]}
        self.notes.append(Note("«%(value)s» cannot be used to filter by «%(name)s».", about))

    def _value(self, declared: Field, op: str, text: str) -> Any:
        if unfit_characters(text):
            raise Unreadable("")
        if op == "empty":
            if text.strip() not in ("0", "1"):
                raise Unreadable("")
            return text.strip() == "1"
        if op == "has":
            return " ".join(text.split())[:LONGEST_PART]
        value = typed(declared, [text], self._zone)
        if value is None:
            raise Unreadable("")
        if (
            op == "to"
            and declared.kind is Kind.MOMENT
            and re.fullmatch(r"\D*\d+\D\d+\D\d+\D*", text)
        ):
            value += dt.timedelta(days=1) - MOMENT  # a day alone means to its end
        return self._known(declared, value)

    def _known(self, declared: Field, value: Any) -> Any:
        if declared.kind is Kind.CHOICES:
            value = value[0] if value else ""
        if self._workflow and declared.name == self._state:
            known = self._workflow.state(value) is not None
        else:
            known = not declared.choices or declared.choice(value) is not None
        if not known:
            raise Unreadable("")
        return value


def condition(model: type[RecordBase], wanted: Filter, like: Like) -> ColumnElement[bool]:
    """The SQL of a filter; *like* looks for a part of a text as the database does it."""
    column: Any = getattr(model, wanted.declared.name)
    found: ColumnElement[bool]
    match wanted.op:
        case "from":
            found = column >= wanted.values[0]
        case "to":
            found = column <= wanted.values[0]
        case "during":
            found = and_(column >= wanted.values[0], column <= wanted.values[1])
        case "has":
            found = like(column, wanted.values[0])
        case "empty":
            found = column.is_(None) if wanted.values[0] else column.is_not(None)
        case _:
            found = _among(column, wanted)
    return found


def _among(column: Any, wanted: Filter) -> ColumnElement[bool]:
    if wanted.declared.kind is Kind.CHOICES:
        text = type_coerce(column, String)
        return or_(*(text.like(f"%|{escaped(v)}|%", escape="\\") for v in wanted.values))
    if wanted.declared.kind is Kind.YES_NO:
        parts = [
            column.is_(True) if v else or_(column.is_(False), column.is_(None))
            for v in wanted.values
        ]
        return or_(*parts)
    found: ColumnElement[bool] = column.in_(wanted.values)
    return found


def escaped(text: str) -> str:
    """*text* for a LIKE pattern, with ``\\`` as its escape."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
