"""What a list is asked for, read from an address: checked, corrected, never trusted.

Pages and API share it. ``q`` searches, ``order`` sorts (``-`` in front: descending), ``page``,
``size``, ``deleted=1``; every filtered field by its name, ranges by ``name.from`` and ``name.to``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from core.declare import Field, Kind, Record, Workflow
from core.records.typed import UTC, Unreadable, typed
from core.records.validate import unfit_characters

RESERVED = frozenset({"q", "order", "page", "size", "deleted"})
SIZES = (25, 50, 100)
LARGEST, LAST_PAGE, LONGEST_SEARCH, MOST_VALUES = 100, 1_000_000, 100, 50
RANGED = (Kind.DATE, Kind.MOMENT, Kind.INTEGER, Kind.DECIMAL)
UNSORTED = (Kind.LONG_TEXT, Kind.CHOICES, Kind.REF)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was corrected; ``text`` is an English msgid."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one field. ``op``: ``in`` (values), ``from`` or ``to`` (one value)."""

    declared: Field
    op: str
    values: tuple[Any, ...]

    @property
    def key(self) -> str:
        """Its name in an address."""
        return self.declared.name if self.op == "in" else f"{self.declared.name}.{self.op}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """A checked question for one page of a list."""

    search: str = ""
    filters: tuple[Filter, ...] = ()
    order: str = "id"
    descending: bool = True
    page: int = 1
    size: int = SIZES[0]
    deleted: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def narrowed(self) -> bool:
        """True when less than everything is asked for."""
        return bool(self.search or self.filters or self.deleted)


def sortable(fields: Iterable[Field], workflow: Workflow | None = None) -> frozenset[str]:
    """Names a list of these fields can be ordered by."""
    state = {workflow.field} if workflow else set()
    return frozenset({"id"} | {f.name for f in fields if _sorts(f, state)})


def _sorts(declared: Field, state: set[str]) -> bool:
    return (declared.listed or declared.name in state) and declared.kind not in UNSORTED


def filterable(fields: Iterable[Field], workflow: Workflow | None = None) -> dict[str, Field]:
    """Fields a list can be narrowed by; the state of a workflow always."""
    state = workflow.field if workflow else ""
    return {
        f.name: f
        for f in fields
        if (f.filtered or f.name == state)
        and f.name not in RESERVED
        and f.kind is not Kind.LONG_TEXT
    }


def parse(
    record: Record,
    fields: Sequence[Field],
    args: Mapping[str, Sequence[str]],
    *,
    workflow: Workflow | None = None,
    may_see_deleted: bool = False,
    zone: ZoneInfo = UTC,
) -> ListQuery:
    """Read *args* (name → all its values). *fields* are those the asker may see; nothing else can
    be sorted, searched or filtered by. What cannot be used is left out and told in ``notes``."""
    reader = _Reader(fields, workflow, zone)
    base = _default_order(record, fields)
    found = replace(base, filters=tuple(reader.filters(args)))
    found = _order(found, args, sortable(fields, workflow), reader.notes)
    found = replace(
        found,
        search=_search(args, reader.notes),
        page=_number(args, "page", 1, LAST_PAGE, reader.notes),
        size=_number(args, "size", SIZES[0], LARGEST, reader.notes),
        deleted=may_see_deleted and _last(args, "deleted") == "1",
    )
    return replace(found, notes=tuple(reader.notes))


def _last(args: Mapping[str, Sequence[str]], name: str) -> str:
    values = args.get(name) or ("",)
    return values[-1].strip()


def _default_order(record: Record, fields: Sequence[Field]) -> ListQuery:
    name = record.order.lstrip("-")
    if name != "id" and all(f.name != name for f in fields):
        return ListQuery()
    return ListQuery(order=name, descending=record.order.startswith("-"))


def _order(
    query: ListQuery, args: Mapping[str, Sequence[str]], names: frozenset[str], notes: list[Note]
) -> ListQuery:
    asked = _last(args, "order")
    name = asked.lstrip("-")
    if not asked:
        return query
    if name not in names:
        notes.append(Note("This list cannot be ordered by «%(name)s».", {"name": name[:40]}))
        return query
    return replace(query, order=name, descending=asked.startswith("-"))


def _number(
    args: Mapping[str, Sequence[str]], name: str, default: int, most: int, notes: list[Note]
) -> int:
    text = _last(args, name)
    if not text:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    if 1 <= number <= most:
        return number
    used = min(number, most) or default
    notes.append(
        Note(
            "«%(name)s» must be a number from 1 to %(most)s; %(used)s is used.",
            {"name": name, "most": most, "used": used},
        )
    )
    return used


def _search(args: Mapping[str, Sequence[str]], notes: list[Note]) -> str:
    text = " ".join(_last(args, "q").split())
    if unfit_characters(text):
        notes.append(Note("The search text contains characters that cannot be searched for."))
        return ""
    if len(text) > LONGEST_SEARCH:
        notes.append(
            Note("Only the first %(limit)s characters are searched for.", {"limit": LONGEST_SEARCH})
        )
    return text[:LONGEST_SEARCH]


class _Reader:
    """Reads the filters of one question and collects what it had to leave out."""

    def __init__(self, fields: Sequence[Field], workflow: Workflow | None, zone: ZoneInfo) -> None:
        self._fields = filterable(fields, workflow)
        self._workflow, self._zone = workflow, zone
        self.notes: list[Note] = []

    def filters(self, args: Mapping[str, Sequence[str]]) -> list[Filter]:
        found = []
        for key, texts in args.items():
            if key in RESERVED or key.startswith("_"):
                continue
            name, _, op = key.partition(".")
            declared = self._fields.get(name)
            ranged = declared is not None and declared.kind in RANGED and op in ("from", "to")
            if declared is None or (op and not ranged):
                note = Note(
                    "This list has no filter «%(name)s»; it was left out.", {"name": key[:40]}
                )
                self.notes.append(note)
            elif any(t.strip() for t in texts):
                found += self._filter(declared, op or "in", [t for t in texts if t.strip()])
        return found

    def _filter(self, declared: Field, op: str, texts: list[str]) -> list[Filter]:
        values = []
        for text in texts[:MOST_VALUES]:
            try:
                values.append(self._value(declared, text))
            except Unreadable:
                about = {"name": declared.label, "value": text[:40]}
                self.notes.append(
                    Note("«%(value)s» cannot be used to filter by «%(name)s».", about)
                )
        return [Filter(declared, op, tuple(values))] if values else []

    def _value(self, declared: Field, text: str) -> Any:
        if unfit_characters(text):
            raise Unreadable("")
        value = typed(declared, [text], self._zone)
        if declared.kind is Kind.CHOICES:
            value = value[0] if value else ""
        if self._workflow and declared.name == self._workflow.field:
            known = self._workflow.state(value) is not None
        elif declared.choices:
            known = declared.choice(value) is not None
        else:
            known = True
        if not known:
            raise Unreadable("")
        return value
