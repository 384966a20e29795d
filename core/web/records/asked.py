"""What a list page is asked for: the address, else a saved view, with what the person last chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request

from core.declare import Field
from core.records.filters import Note
from core.records.query import Civil, ListQuery, address, parse
from core.records.spans import spans_of
from core.records.views import Saved, Shelf, shelf
from core.web import choices
from core.web.records.links import changed
from core.web.records.place import Place
from core.web.runtime import db, runtime

Args = Mapping[str, Sequence[str]]
NO_QUESTION = frozenset({"view", "page", "format", "rowid"})
"""Names in an address that narrow, order or show nothing: with these alone a view opens."""
WITHOUT_VIEW = "all"
CHOSEN = ("cols", "size", "density", "phone")
"""What a person chooses once for a list, and finds again."""
COMPACT, TABLE = "compact", "table"


@dataclass(frozen=True)
class Asked:
    """The question of a list page. ``args`` is all that links of the page carry on."""

    place: Place
    args: Args
    query: ListQuery
    columns: tuple[Field, ...]
    density: str = ""
    phone: str = ""
    shelf: Shelf = field(default_factory=Shelf)
    view: Saved | None = None
    changed: bool = False
    """True when the address says something else than the view it came from."""

    def link(self, **changes: str | int | None) -> str:
        """The address of this list with some names changed."""
        return self.address({}, **changes)

    def without(self, *names: str) -> str:
        """The address of this list without some names."""
        return self.address(dict.fromkeys(names, None))

    def address(self, gone: Mapping[str, None], **changes: str | int | None) -> str:
        """An address that asks for what it says, even where nothing is left to say."""
        kept = {k: v for k, v in self.args.items() if k not in gone}
        url = changed(self.place.url, kept, **changes)
        names = {part.partition("=")[0] for part in url.partition("?")[2].split("&") if part}
        if names - NO_QUESTION or not (self.view or self.shelf.opening):
            return url
        return changed(self.place.url, kept, **{"view": WITHOUT_VIEW, **changes})

    @property
    def clear(self) -> str:
        """The address of the whole list."""
        bare = not (self.view or self.shelf.opening)
        return self.place.url if bare else f"{self.place.url}?view={WITHOUT_VIEW}"

    def kept(self, *names: str) -> list[tuple[str, str]]:
        """Names and values that a form of this page sends along; not *names*, not the page."""
        gone = {"page", *names}
        return [(k, v) for k, values in self.args.items() if k not in gone for v in values if v]


def given() -> dict[str, list[str]]:
    """The query of the address: name → all its values."""
    return {k: request.args.getlist(k) for k in request.args if not k.startswith("_")}


def ask(place: Place, args: Args | None = None) -> Asked:
    """The question of the present address, or of *args*."""
    sent = given() if args is None else dict(args)
    found = shelf(db(), place.asker.actor, place.record.name)
    view, base = _basis(sent, found)
    if base is None:
        query = _parse(place, sent)
        base = {k: v for k, v in sent.items() if k != "view" or view}
    else:
        page = {"page": sent["page"]} if "page" in sent else {}
        query = _parse(place, {**base, **page})
        # A view is shared: what its reader may not ask must not come back in an address.
        base = _expanded(base, query, view) if base else {}
    if _missing(sent, found):
        note = Note("This view is gone, or it is not shared with you. The whole list is shown.")
        query = replace(query, notes=(*query.notes, note))
    return _with_chosen(place, base, query, found, view)


def _expanded(base: Args, query: ListQuery, view: Saved | None) -> Args:
    """What a view asks, as an address without the view would ask it."""
    kept = {k: base[k] for k in ("density", "phone") if k in base}
    number = {"view": [str(view.id)]} if view else {}
    return {**address(query, runtime().zone), **kept, **number}


def _basis(sent: Args, found: Shelf) -> tuple[Saved | None, Args | None]:
    """The view that is meant, and its question where the address asks nothing itself."""
    named = (sent.get("view") or [""])[-1]
    view = found.find(int(named)) if named.isascii() and named.isdigit() and named else None
    if set(sent) - NO_QUESTION:
        return view, None
    if named == WITHOUT_VIEW or (named and view is None):
        return None, {}
    view = view or found.opening
    return view, dict(view.args) if view else {}


def _missing(sent: Args, found: Shelf) -> bool:
    named = (sent.get("view") or [""])[-1]
    known = named.isascii() and named.isdigit() and found.find(int(named[:9])) is not None
    return bool(named) and named != WITHOUT_VIEW and not known


def _with_chosen(
    place: Place, args: Args, query: ListQuery, found: Shelf, view: Saved | None
) -> Asked:
    """Fill in what the address leaves open from what the person last chose, then from the department."""
    chosen: dict[str, Any] = {k: v for k, v in found.chosen.items() if k in CHOSEN}
    if found.standard is not None:
        chosen = {k: v for k, v in found.standard.args.items() if k in CHOSEN} | chosen
    usual = _parse(place, {k: v for k, v in chosen.items() if k not in args})
    if "size" not in args:
        query = replace(query, size=usual.size)
    names = query.columns or usual.columns
    fields = {f.name: f for f in place.fields}
    columns = tuple(fields[n] for n in names) or place.columns()
    look = {n: (args.get(n) or chosen.get(n) or [""])[-1] for n in ("density", "phone")}
    return Asked(
        place=place,
        args=args,
        query=query,
        columns=columns,
        density=look["density"] or choices.chosen("density"),
        phone=look["phone"],
        shelf=found,
        view=view,
        changed=view is not None and not _same(place, view, query),
    )


def _same(place: Place, view: Saved | None, query: ListQuery) -> bool:
    """True when the question is the view's own, apart from the page."""
    if view is None:
        return False
    own = replace(_parse(place, view.args), notes=(), size=query.size, page=1)
    return own == replace(query, notes=(), page=1)


def _parse(place: Place, args: Args) -> ListQuery:
    return parse(
        place.record,
        place.fields,
        args,
        workflow=place.workflow,
        may_see_deleted=place.may("delete"),
        civil=civil(),
    )


def civil() -> Civil:
    """The college's zone, and the ranges of days that have a name today."""
    rt = runtime()
    return Civil(zone=rt.zone, spans=spans_of(rt.today(), lambda: rt.calendar(db())))
