"""Rows and heads of a list as the template prints them, without any further question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from core.declare import Field, Kind
from core.records.query import Order, sortable
from core.records.read import Row
from core.web.language import say
from core.web.records.asked import Asked
from core.web.records.cells import Cells
from core.web.records.place import Place

FACTS = 3
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)


@dataclass(frozen=True, slots=True)
class Column:
    """A head of the table. ``sort`` orders by it alone, ``further`` by it after what stands already;
    ``direction`` is what aria-sort says, ``rank`` its place where there are several."""

    label: str
    sort: str = ""
    further: str = ""
    direction: str = ""
    rank: int = 0
    css: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; on a phone its name, state and some facts make a card."""

    id: int
    url: str
    name: Markup
    facts: str
    cells: tuple[tuple[str, Markup], ...]


def heads(asked: Asked) -> Iterator[Column]:
    """The heads of all columns."""
    names = sortable(asked.place.fields, asked.place.workflow)
    orders = asked.query.orders
    for declared in asked.columns:
        css = "k-right" if declared.kind in NUMBERS else ""
        if declared.name not in names:
            yield Column(say(declared.label), css=css)
            continue
        here = next((o for o in orders if o.name == declared.name), None)
        alone = Order(declared.name, bool(here) and not (here and here.descending))
        yield Column(
            say(declared.label),
            asked.link(order=alone.text),
            asked.link(order=further(orders, alone)),
            _direction(here),
            orders.index(here) + 1 if here and len(orders) > 1 else 0,
            css,
        )


def further(orders: tuple[Order, ...], asked: Order) -> str:
    """The order with one column more, or with the direction of one changed."""
    if any(o.name == asked.name for o in orders):
        return ",".join((asked if o.name == asked.name else o).text for o in orders)
    return ",".join(o.text for o in (*orders, asked))


def _direction(here: Order | None) -> str:
    if here is None:
        return ""
    return "descending" if here.descending else "ascending"


def line_of(place: Place, cells: Cells, columns: tuple[Field, ...], row: Row) -> Line:
    """One row: the first column leads to its page."""
    made: list[tuple[str, Markup]] = []
    facts: list[str] = []
    name = ""
    for number, declared in enumerate(columns):
        value, parts = row.values[declared.name], row.names.get(declared.name, ())
        if number == 0:
            name = cells.text(declared, value, parts)
            continue
        css = _css(cells, declared)
        if css != "k-st" and len(facts) < FACTS and value is not False:
            text = cells.text(declared, value, parts)
            facts += [cells.say(declared.label) if value is True else text] if text else []
        made.append((css, cells.html(declared, value, parts)))
    url = f"{place.url}{row.id}" + ("?deleted=1" if row.deleted_at else "")
    return Line(row.id, url, escape(name or f"#{row.id}"), " · ".join(facts), tuple(made))


def _css(cells: Cells, declared: Field) -> str:
    if cells.is_state(declared):
        return "k-st"
    if declared.kind is Kind.LONG_TEXT:
        return "k-hide k-long"
    if declared.kind in NUMBERS:
        return "k-hide k-right"
    return "k-hide k-nowrap" if declared.kind in (Kind.DATE, Kind.MOMENT) else "k-hide"
