"""The panels of a list (filters, order, columns) as HTML, kept while nothing they show differs."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from core.access.policy import sensitive
from core.declare import Field, Kind
from core.records.query import MOST_ORDERS, SIZES, Order, sortable
from core.web.language import html_lang, say
from core.web.menu import Menus
from core.web.records import narrow
from core.web.records.asked import COMPACT, TABLE, Asked
from core.web.records.narrow import Names
from core.web.runtime import me

KEY = "tongxin.panels"
MOST = 400
TOKEN = "%csrf%"  # noqa: S105 - stands for the token in what is kept
Kept = tuple[Markup, Markup]


def install(app: Flask) -> None:
    """One store of panels per application."""
    app.extensions[KEY] = Menus(MOST)


def panels(asked: Asked, names: Names) -> dict[str, Markup]:
    """``filter`` and ``display``: the panels beside the search."""
    store: Menus = current_app.extensions[KEY]
    named = any(f.declared.kind is Kind.REF and f.op == "in" for f in asked.query.filters)
    key = _key(asked)
    shown, filters = store.get((*key, "display"), g.generation), None
    if not named:
        filters = store.get((*key, "filter"), g.generation)
    if shown is None:
        shown = _drawn("records/_display_panels.html", asked, display=_display(asked))
        store.put((*key, "display"), shown)
    if filters is None:
        filters = _filters(asked, names)
        if not named:
            store.put((*key, "filter"), filters)
    return {
        "filter": filters,
        "display": Markup(shown.replace(TOKEN, generate_csrf())),  # noqa: S704 - our own template
    }


def _key(asked: Asked) -> tuple[object, ...]:
    """Everything the panels depend on besides the generation."""
    args = tuple(sorted((k, tuple(v)) for k, v in asked.args.items() if k != "page"))
    columns = tuple(f.name for f in asked.columns)
    look = (asked.density, asked.phone, asked.query.size, bool(asked.shelf.chosen))
    return (asked.place.record.name, me().roles, html_lang(), args, columns, look)


def _filters(asked: Asked, names: Names) -> Markup:
    inputs = narrow.inputs(asked, names)
    return _drawn("records/_filter_panel.html", asked, filters=inputs) if inputs else Markup("")


def _drawn(template: str, asked: Asked, **values: Any) -> Markup:
    html = render_template(
        template,
        asked=asked,
        place=asked.place,
        query=asked.query,
        spans=narrow.spans(),
        compact=asked.density == COMPACT,
        on_phone_table=asked.phone == TABLE,
        clear_url=asked.clear,
        token=TOKEN,
        **values,
    )
    return Markup(html)  # noqa: S704 - our own template, escaped there


def _display(asked: Asked) -> dict[str, Any]:
    """What the panel of columns, order and size offers."""
    place, shown = asked.place, [f.name for f in asked.columns]
    marked = sensitive(place.asker.catalogue, place.record)
    rest = sorted((f for f in place.fields if f.name not in shown), key=lambda f: not f.listed)
    offered = [(f, True) for f in asked.columns] + [(f, False) for f in rest]
    names = sortable(place.fields, place.workflow)
    return {
        "columns": [(f.name, say(f.label), on, f.name in marked) for f, on in offered],
        "sizes": SIZES,
        "orders": _orders(asked, [f for f in place.fields if f.name in names]),
        "chosen": bool(asked.shelf.chosen),
    }


def _orders(asked: Asked, fields: list[Field]) -> list[list[tuple[str, str, bool]]]:
    """For each place of the order its choices: (value, label, chosen)."""
    now: list[Order | None] = [*asked.query.orders]
    now += [None] * (MOST_ORDERS - len(now))
    made = []
    for here in now:
        options = []
        for declared in fields:
            up, down = Order(declared.name), Order(declared.name, True)
            label = say(declared.label)
            options.append((up.text, f"{label} ↑", here == up))
            options.append((down.text, f"{label} ↓", here == down))
        made.append(options)
    return made
