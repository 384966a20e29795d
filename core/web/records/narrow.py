"""Filters as people see them: a chip for each field that narrows the list, and inputs to change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.declare import Field, Kind
from core.records import read
from core.records.filters import Filter, operations
from core.records.labels import Parts, words
from core.records.read import Row
from core.records.spans import NAMES
from core.web.language import labelled, listed, say
from core.web.records.asked import Asked
from core.web.records.cells import Cells
from core.web.runtime import db, runtime

Names = Mapping[tuple[str, int], str]
"""(record, number) → the name of what a filter refers to."""


@dataclass(frozen=True, slots=True)
class Input:
    """What a filter's form offers for one field, with its present values as texts."""

    name: str
    label: str
    kind: str
    can: tuple[str, ...]
    options: list[tuple[str, str]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    picked: list[tuple[str, str]] = field(default_factory=list)
    on: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All names this field can have in an address."""
        return (self.name, *(f"{self.name}.{op}" for op in self.can if op != "in"))


@dataclass(frozen=True, slots=True)
class Chip:
    """A field that narrows the list: what in words, the address without it, the form to change it."""

    label: str
    remove: str
    input: Input


def names_in(asked: Asked, rows: Sequence[Row]) -> Names:
    """Names of what the filters refer to: out of the page's rows where they are there already."""
    wanted: dict[str, set[int]] = {}
    found: dict[tuple[str, int], str] = {}
    for chosen in asked.query.filters:
        declared = chosen.declared
        if declared.kind is not Kind.REF or chosen.op != "in":
            continue
        seen = _shown(declared, rows)
        for key in chosen.values:
            if key in seen:
                found[declared.target, key] = _said(seen[key])
            else:
                wanted.setdefault(declared.target, set()).add(key)
    for target, keys in wanted.items():
        for key, parts in read.labels(db(), asked.place.asker, target, sorted(keys)).items():
            found[target, key] = _said(parts)
    return found


def _shown(declared: Field, rows: Sequence[Row]) -> dict[int, Parts]:
    return {
        r.values[declared.name]: r.names[declared.name]
        for r in rows
        if declared.name in r.names and r.names[declared.name]
    }


def _said(parts: Parts) -> str:
    return words(parts, say)


def inputs(asked: Asked, names: Names) -> list[Input]:
    """One entry for each field the list can be narrowed by, those in force first."""
    workflow = asked.place.workflow
    state = workflow.field if workflow else ""
    made = [_input(asked, declared, names, state) for declared in asked.place.filters().values()]
    return sorted(made, key=lambda i: not i.on)


def _input(asked: Asked, declared: Field, names: Names, state: str) -> Input:
    zone = runtime().zone
    mine = {f.op: f for f in asked.query.filters if f.declared.name == declared.name}
    chosen = mine["in"].texts(zone) if "in" in mine else []
    picked = []
    if declared.kind is Kind.REF and "in" in mine:
        picked = [(str(k), names.get((declared.target, k), f"#{k}")) for k in mine["in"].values]
    return Input(
        name=declared.name,
        label=say(declared.label),
        kind=str(declared.kind),
        can=operations(declared, state),
        options=_options(asked, declared, state),
        chosen=chosen,
        values={op: f.texts(zone)[0] for op, f in mine.items() if op != "in"},
        picked=picked,
        on=bool(mine),
    )


def _options(asked: Asked, declared: Field, state: str) -> list[tuple[str, str]]:
    workflow = asked.place.workflow
    if workflow and declared.name == state:
        return [(s.name, say(s.label)) for s in workflow.states]
    if declared.kind is Kind.YES_NO:
        return [("1", say("Yes")), ("0", say("No"))]
    return [(c.value, say(c.label)) for c in declared.choices]


def spans() -> list[tuple[str, str]]:
    """Ranges of days by name, for a choice."""
    return [(name, say(label)) for name, label in NAMES.items()]


def chips(asked: Asked, cells: Cells, names: Names) -> Iterator[Chip]:
    """A chip for each field in force, in the order of the question."""
    state = asked.place.workflow.field if asked.place.workflow else ""
    for declared in dict.fromkeys(f.declared for f in asked.query.filters):
        mine = [f for f in asked.query.filters if f.declared.name == declared.name]
        shown = _input(asked, declared, names, state)
        label = labelled(shown.label, _words(mine, cells, names))
        yield Chip(label, asked.without(*shown.keys), shown)


def _words(mine: list[Filter], cells: Cells, names: Names) -> str:
    """What the filters of one field say."""
    by_op = {f.op: f for f in mine}
    parts = []
    if "from" in by_op and "to" in by_op:
        first, last = (_value(by_op.pop(op), cells, names) for op in ("from", "to"))
        parts.append(f"{first} – {last}")
    for op, chosen in by_op.items():
        parts.append(_told(op, chosen, cells, names))
    return listed(parts)


def _told(op: str, chosen: Filter, cells: Cells, names: Names) -> str:
    match op:
        case "empty":
            return say("empty") if chosen.values[0] else say("filled in")
        case "during":
            return say(NAMES[chosen.word])
        case "has":
            return say("contains «%(text)s»", {"text": chosen.values[0]})
        case "from":
            return say("from %(value)s", {"value": _value(chosen, cells, names)})
        case "to":
            return say("up to %(value)s", {"value": _value(chosen, cells, names)})
    return _value(chosen, cells, names)


def _value(chosen: Filter, cells: Cells, names: Names) -> str:
    declared = chosen.declared
    if declared.kind is Kind.REF:
        return listed(names.get((declared.target, v), f"#{v}") for v in chosen.values)
    many = declared.kind is Kind.CHOICES
    shown = [cells.text(declared, (v,) if many else v) for v in chosen.values]
    if declared.kind is Kind.MOMENT:
        shown = [text.removesuffix(" 00:00").removesuffix(" 23:59") for text in shown]
    return listed(shown)
