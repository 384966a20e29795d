"""The list of a record: views, search, filters, columns, order, sums, pages, recycle bin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app
from werkzeug.wrappers import Response

from core.declare import Scope
from core.records import read
from core.records.read import Page
from core.records.totals import Counts, summable
from core.web.language import listed, say
from core.web.records import bulk, narrow, panels
from core.web.records.asked import COMPACT, TABLE, WITHOUT_VIEW, Asked, ask
from core.web.records.cells import Cells
from core.web.records.place import Place
from core.web.records.reads import note_read
from core.web.records.rows import heads, line_of
from core.web.render import page as render
from core.web.reports.offers import registers
from core.web.runtime import db, runtime

COUNTS = "tongxin.counts"


def show_list(place: Place) -> Response:
    """The page of a list."""
    asked = ask(place)
    query, columns = asked.query, asked.columns
    counts: Counts = current_app.extensions[COUNTS]
    found = read.page(db(), place.asker, place.record.name, query, columns, counts)
    note_read(place, [r.id for r in found.rows], columns, "list")
    cells = Cells(place, runtime().zone)
    names = narrow.names_in(asked, found.rows)
    buttons = bulk.actions(place, deleted=query.deleted)
    return render(
        "records/list.html",
        place=place,
        record=place.record,
        asked=asked,
        query=query,
        title=say(place.record.plural or place.record.label),
        columns=list(heads(asked)),
        lines=[line_of(place, cells, columns, row) for row in found.rows],
        found=found,
        pages=_pages(asked, found),
        chips=list(narrow.chips(asked, cells, names)),
        spans=narrow.spans() if query.filters else [],
        panels=panels.panels(asked, names),
        notes=[say(n.text, _said(n.values)) for n in query.notes],
        views=_views(asked),
        sums=_sums(asked, found, cells),
        back=asked.link(),
        exports=_exports(asked),
        bin_url=_bin(asked),
        add_url=place.url + "add" if place.may("create") and not query.deleted else "",
        clear_url=asked.clear,
        own_only=Scope.ALL not in place.asker.actor.scopes(place.record.name, "read"),
        compact=asked.density == COMPACT,
        on_phone_table=asked.phone == TABLE,
        chooses=bool(buttons),
        actions=buttons,
        whole=found.count if len(found.rows) < found.count <= bulk.MOST else 0,
        searches=_searches(place),
        steps=[] if found.rows else _steps(place),
    )


def _said(values: Mapping[str, object]) -> dict[str, Any]:
    return {k: say(v) if k == "name" else v for k, v in values.items()}


def _pages(asked: Asked, found: Page) -> dict[str, Any]:
    query = asked.query
    first = (query.page - 1) * query.size
    return {
        "previous": asked.link(page=query.page - 1) if query.page > 1 else "",
        "next": asked.link(page=query.page + 1) if found.has_next else "",
        "first": asked.link(page=None) if query.page > 1 else "",
        "from": first + 1,
        "to": first + len(found.rows),
    }


def _views(asked: Asked) -> dict[str, Any]:
    """The tabs above the list: everything, then the views, with the one that is shown."""
    url, shown = asked.place.url, asked.view
    whole = f"{url}?view={WITHOUT_VIEW}" if asked.shelf.opening else url
    return {
        "all": whole,
        "tabs": [
            (v, f"{url}?view={v.id}", shown is not None and shown.id == v.id)
            for v in asked.shelf.views
        ],
        "current": shown,
        "changed": asked.changed,
        "save": f"{url}views/new?{_query(asked)}" if _query(asked) else "",
        "update": f"{url}views/{shown.id}?{_query(asked)}" if shown and shown.own else "",
        "manage": f"{url}views",
    }


def _query(asked: Asked) -> str:
    return asked.link().partition("?")[2]


def _sums(asked: Asked, found: Page, cells: Cells) -> dict[str, Any] | None:
    """The line of sums, or the address that asks for it where there is too much to sum at once."""
    summed = summable(asked.columns)
    if not summed or found.count < 2:
        return None
    if found.more:
        return {"ask": asked.link(sums=1)}
    sums = found.totals.sums
    names = {f.name: f for f in summed}
    line = [
        cells.text(names[f.name], sums.get(f.name)) if f.name in names else ""
        for f in asked.columns[1:]
    ]
    return {"line": line}


def _searches(place: Place) -> str:
    """What the search looks in, as a hint in its input."""
    names = [say(f.label) for f in place.fields if f.searched and not f.filled]
    return listed(names[:3]) or say("Search")


def _steps(place: Place) -> list[str]:
    """What to do where there is nothing yet."""
    steps = [say("Press «Add the first one» and fill in the form.")]
    if place.workflow and (moves := place.workflow.moves_from(place.workflow.first)):
        label = say(moves[0].label)
        steps.append(say("The next step, «%(step)s», stands on the entry's page.", {"step": label}))
    if place.record.article:
        steps.append(
            say("Entries here count for article %(number)s.", {"number": place.record.article})
        )
    return steps


def _exports(asked: Asked) -> list[tuple[str, str]]:
    if not asked.place.may("export"):
        return []
    query = _query(asked)
    url = asked.place.url + "export?" + (query + "&" if query else "")
    record = asked.place.record
    reports = [(say(r.title), f"/reports/{record.chapter}/{r.name}") for r in registers(record)]
    return [("CSV", url + "format=csv"), ("Excel", url + "format=xlsx"), *reports]


def _bin(asked: Asked) -> str:
    if not asked.place.may("delete"):
        return ""
    if asked.query.deleted:
        return asked.place.url
    return asked.place.url + "?deleted=1"
