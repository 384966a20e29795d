"""Who may see an entry, in words: for those who answer for it, and for whoever gives the roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort
from werkzeug.wrappers import Response

from core.access.actor import Actor
from core.access.policy import may_see
from core.access.readers import Asked, Reach, readers_of
from core.db.base import RecordBase
from core.declare import Scope
from core.records import read
from core.records.labels import words
from core.texts import N_
from core.web.language import listed, say
from core.web.records.cells import Cells
from core.web.records.place import Place, find_row
from core.web.render import page
from core.web.runtime import db, me, runtime

MOST_NAMES = 30
WHICH = {
    Scope.ALL: N_("all entries of this kind"),
    Scope.UNIT: N_("entries of their own unit"),
    Scope.STAGE: N_("entries that have come so far"),
    Scope.OWN: N_("entries they answer for themselves"),
    Scope.PARTY: N_("entries that are about them"),
}


@dataclass(frozen=True, slots=True)
class Seeing:
    """One role in words. ``unnamed`` are people whose name the asker may not see; an account without a
    person is called by its own name, as everywhere."""

    role: str
    which: str
    names: tuple[str, ...]
    more: int
    unnamed: int
    without: tuple[str, ...]


def may_ask(place: Place, row: RecordBase) -> bool:
    """True for who may change the row, and for who gives or audits the roles."""
    knows = any(me().may("core.roles", action) for action in ("read", "manage"))
    return knows or "edit" in place.allowed(row, ("edit",))


def show(place: Place, key: int) -> Response:
    """All who may see one row, by role: a page of its own, whose box also opens on the row's page."""
    row = find_row(place, key)
    if not may_ask(place, row):
        abort(403)
    names = read.names_of(db(), place.asker, place.record.name, key)
    return page(
        "records/readers.html",
        place=place,
        record=place.record,
        row=row,
        name=Cells(place, runtime().zone).name(names.get("", ())) or f"#{key}",
        seeing=seeing(place, row),
    )


def seeing(place: Place, row: RecordBase) -> list[Seeing]:
    """The roles by which the row is read, the widest first."""
    rt = runtime()
    asked = Asked(db(), rt.catalogue, row, rt.chapters.visible, rt.today())
    found = sorted(readers_of(asked), key=lambda r: list(Scope).index(r.scopes[0]))
    names = _names(place, found)
    return [_told(place, reach, names) for reach in found]


def _names(place: Place, found: Iterable[Reach]) -> dict[int, str]:
    """Names of the people, as far as the asker may see them."""
    people = sorted({r.person for reach in found for r in reach.readers if r.person is not None})
    shown = read.labels(db(), place.asker, "directory.person", people)
    return {p: name for p, parts in shown.items() if (name := words(parts, say))}


def _told(place: Place, reach: Reach, names: dict[int, str]) -> Seeing:
    roles = runtime().catalogue.roles
    shown = [names.get(r.person, "") if r.person else r.name for r in reach.readers]
    named = [name for name in shown if name]
    return Seeing(
        role=say(roles[reach.role].label) if reach.role in roles else reach.role,
        which=listed(say(WHICH[s]) for s in reach.scopes),
        names=tuple(named[:MOST_NAMES]),
        more=max(0, len(named) - MOST_NAMES),
        unnamed=len(shown) - len(named),
        without=_without(place, reach.role),
    )


def _without(place: Place, role: str) -> tuple[str, ...]:
    """Fields the role alone does not show, as far as the asker sees them."""
    alone = Actor(user=None, name="", roles=frozenset({role}))
    catalogue, record = runtime().catalogue, place.record.name
    return tuple(say(f.label) for f in place.fields if not may_see(alone, catalogue, record, f))
