"""What a list is asked for, read from an address: checked, corrected, never trusted.

Pages and API share it. ``q`` searches, ``order`` sorts (``-`` in front: descending; several columns
with commas or given again), ``page``, ``size``, ``deleted=1``; ``cols`` names columns, ``sums=1``
asks for sums of everything found. Filters stand in ``core.records.filters``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from core.declare import Field, Kind, Record, Workflow
from core.records.filters import Filter, Note, Reader
from core.records.spans import Spans, no_spans
from core.records.typed import UTC
from core.records.validate import unfit_characters

SIZES = (25, 50, 100)
LARGEST, LAST_PAGE, LONGEST_SEARCH = 100, 1_000_000, 100
MOST_ORDERS, MOST_COLUMNS = 3, 30
UNSORTED = (Kind.LONG_TEXT, Kind.CHOICES, Kind.REF)
Args = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Order:
    """One column of an order."""

    name: str
    descending: bool = False

    @property
    def text(self) -> str:
        """As an address has it."""
        return f"-{self.name}" if self.descending else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """A checked question for one page of a list. ``then`` sorts what ``order`` leaves equal."""

    search: str = ""
    filters: tuple[Filter, ...] = ()
    order: str = "id"
    descending: bool = True
    then: tuple[Order, ...] = ()
    page: int = 1
    size: int = SIZES[0]
    deleted: bool = False
    columns: tuple[str, ...] = ()
    sums: bool = False
    keys: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def narrowed(self) -> bool:
        """True when less than everything is asked for."""
        return bool(self.search or self.filters or self.deleted)

    @property
    def orders(self) -> tuple[Order, ...]:
        """All columns of the order, the first first."""
        return (Order(self.order, self.descending), *self.then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Civil:
    """How days and moments of an address are understood: the college's zone, and ranges by name."""

    zone: ZoneInfo = UTC
    spans: Spans = no_spans


def sortable(fields: Iterable[Field], workflow: Workflow | None = None) -> frozenset[str]:
    """Names a list of these fields can be ordered by."""
    state = {workflow.field} if workflow else set()
    return frozenset({"id"} | {f.name for f in fields if _sorts(f, state)})


def _sorts(declared: Field, state: set[str]) -> bool:
    return (declared.listed or declared.name in state) and declared.kind not in UNSORTED


def parse(
    record: Record,
    fields: Sequence[Field],
    args: Args,
    *,
    workflow: Workflow | None = None,
    may_see_deleted: bool = False,
    civil: Civil | None = None,
) -> ListQuery:
    """Read *args* (name → all its values). *fields* are those the asker may see; nothing else can
    be sorted, searched, filtered by or shown. What cannot be used is left out and told in ``notes``."""
    civil = civil or Civil()
    reader = Reader(fields, workflow, civil.zone, civil.spans)
    base = _default_order(record, fields)
    found = replace(base, filters=tuple(reader.filters(args)))
    found = _order(found, args, sortable(fields, workflow), reader.notes)
    found = replace(
        found,
        search=_search(args, reader.notes),
        page=_number(args, "page", 1, LAST_PAGE, reader.notes),
        size=_number(args, "size", SIZES[0], LARGEST, reader.notes),
        deleted=may_see_deleted and _last(args, "deleted") == "1",
        columns=_columns(args, fields, reader.notes),
        sums=_last(args, "sums") == "1",
    )
    return replace(found, notes=tuple(reader.notes))


def address(query: ListQuery, zone: ZoneInfo) -> dict[str, list[str]]:
    """The names and values that ``parse`` reads as *query*, without the page; only what was checked."""
    args: dict[str, list[str]] = {"q": [query.search]} if query.search else {}
    for chosen in query.filters:
        args[chosen.key] = chosen.texts(zone)
    args["order"] = [",".join(o.text for o in query.orders)]
    if query.size != SIZES[0]:
        args["size"] = [str(query.size)]
    if query.columns:
        args["cols"] = [",".join(query.columns)]
    for name in ("deleted", "sums"):
        if getattr(query, name):
            args[name] = ["1"]
    return args


def _last(args: Args, name: str) -> str:
    values = args.get(name) or ("",)
    return values[-1].strip()


def _listed(args: Args, name: str) -> list[str]:
    """Names given with commas or again and again, each once."""
    found = (part.strip() for text in args.get(name, ()) for part in text.split(","))
    return list(dict.fromkeys(part for part in found if part))


def _default_order(record: Record, fields: Sequence[Field]) -> ListQuery:
    name = record.order.lstrip("-")
    if name != "id" and all(f.name != name for f in fields):
        return ListQuery()
    return ListQuery(order=name, descending=record.order.startswith("-"))


def _order(query: ListQuery, args: Args, names: frozenset[str], notes: list[Note]) -> ListQuery:
    orders: dict[str, Order] = {}
    for asked in _listed(args, "order"):
        name = asked.lstrip("-")
        # The declared order may be by a column that is not shown; it can be named all the same.
        if name in names or name == query.order:
            orders.setdefault(name, Order(name, asked.startswith("-")))
        else:
            notes.append(Note("This list cannot be ordered by «%(name)s».", {"name": name[:40]}))
    if not orders:
        return query
    first, *rest = list(orders.values())[:MOST_ORDERS]
    return replace(query, order=first.name, descending=first.descending, then=tuple(rest))


def _columns(args: Args, fields: Sequence[Field], notes: list[Note]) -> tuple[str, ...]:
    names = {f.name for f in fields}
    asked = _listed(args, "cols")
    notes += [
        Note("This list has no column «%(name)s»; it was left out.", {"name": n[:40]})
        for n in asked
        if n not in names
    ]
    return tuple(n for n in asked if n in names)[:MOST_COLUMNS]


def _number(args: Args, name: str, default: int, most: int, notes: list[Note]) -> int:
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


def _search(args: Args, notes: list[Note]) -> str:
    text = " ".join(_last(args, "q").split())
    if unfit_characters(text):
        notes.append(Note("The search text contains characters that cannot be searched for."))
        return ""
    if len(text) > LONGEST_SEARCH:
        notes.append(
            Note("Only the first %(limit)s characters are searched for.", {"limit": LONGEST_SEARCH})
        )
    return text[:LONGEST_SEARCH]
