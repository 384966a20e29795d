"""Which record a page is about, and what the reader may see and do there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import abort
from sqlalchemy import case, select

from core.access.policy import criterion, may_see, may_write, seen_fields
from core.db.base import RecordBase
from core.declare import Field, Kind, Record, Scope, State, View, Workflow
from core.records import read
from core.records.filters import filterable
from core.records.labels import Asker
from core.web.language import say
from core.web.runtime import db, me, runtime

MOST_COLUMNS = 8
FILING_LABEL = "Filing"
"""Section of the parts all records share; folded on forms and pages."""


@dataclass(frozen=True)
class Place:
    """A record, its declarations, and the reader. Made once per request."""

    record: Record
    model: type[RecordBase]
    asker: Asker
    workflow: Workflow | None
    view: View | None
    fields: tuple[Field, ...] = field(default=())
    """Fields the reader may see, in declared order."""

    @property
    def url(self) -> str:
        """Address of the list."""
        return f"/{self.record.chapter}/{self.record.short}/"

    def may(self, action: str) -> bool:
        """True when the reader may do this with at least some rows."""
        return self.asker.actor.may(self.record.name, action)

    def columns(self) -> tuple[Field, ...]:
        """Columns of the list: those the view names, else the listed fields."""
        if self.view and self.view.columns:
            by_name = {f.name: f for f in self.fields}
            return tuple(by_name[n] for n in self.view.columns if n in by_name)
        return tuple(f for f in self.fields if f.listed)[:MOST_COLUMNS] or self.fields[:4]

    def filters(self) -> dict[str, Field]:
        """Fields the list can be narrowed by."""
        return filterable(self.fields, self.workflow)

    def searches(self) -> bool:
        """True when the list has something to search in."""
        return any(f.searched for f in self.fields)

    def form_fields(self) -> tuple[Field, ...]:
        """Fields the reader fills in: not those the system or others fill, not the state; what is asked
        and not kept among them."""
        state = self.workflow.field if self.workflow else ""
        seen, asker = {f.name for f in self.fields}, self.asker
        return tuple(
            f
            for f in self.record.fields
            if not f.filled
            and f.name != state
            and may_write(asker.actor, f)
            and (
                f.name in seen
                or (f.unkept and may_see(asker.actor, asker.catalogue, self.record.name, f))
            )
        )

    def own_pages(self, row: RecordBase | None = None) -> list[tuple[str, str]]:
        """(label, address) of the chapter's own pages that belong to the list, or to *row*."""
        links = [
            link
            for link in (self.view.pages if self.view else ())
            if link.of_row is (row is not None)
        ]
        actions = {link.action for link in links}
        may = {a for a in actions if self.may(a)} if row is None else self.allowed(row, actions)
        number = "" if row is None else str(row.id)
        return [
            (say(link.label), link.address.replace("{id}", number))
            for link in links
            if link.action in may
        ]

    def sections(self, fields: Iterable[Field]) -> list[tuple[str, list[Field]]]:
        """Fields in sections: as the view says, else by each field's own; the shared parts last."""
        wanted = {f.name: f for f in fields}
        found: dict[str, list[Field]] = {}
        for title, names in self.view.sections if self.view else ():
            found[title] = [wanted.pop(n) for n in names if n in wanted]
        for declared in wanted.values():
            found.setdefault(declared.section, []).append(declared)
        if FILING_LABEL in found:
            found[FILING_LABEL] = found.pop(FILING_LABEL)
        return [(title, group) for title, group in found.items() if group]

    def state_of(self, row: RecordBase) -> State | None:
        """The state of a row, or None where the record has none."""
        return self.workflow.state(getattr(row, self.workflow.field)) if self.workflow else None

    def files_open(self, row: RecordBase) -> bool:
        """True while files of the row may be added and taken off."""
        state, declared = self.state_of(row), self.record
        if state is None:
            return declared.files
        open_in = not declared.files_open_in or state.name in declared.files_open_in
        return declared.files and open_in and not state.closed

    def allowed(self, row: RecordBase, actions: Iterable[str]) -> frozenset[str]:
        """Those of *actions* that the reader may do with this row; one question for all."""
        names = [a for a in actions if self.may(a)]
        if not names:
            return frozenset()
        name, actor = self.record.name, self.asker.actor
        if all(Scope.ALL in actor.scopes(name, a) for a in names):
            return frozenset(names)
        answers: list[Any] = [
            case((criterion(actor, self.asker.catalogue, name, a), 1), else_=0) for a in names
        ]
        ask = select(*answers).where(self.model.id == row.id)
        found = db().execute(ask, execution_options={"gate": False}).first()
        return frozenset(n for n, yes in zip(names, found or (), strict=False) if yes)


def find_place(chapter: str, short: str) -> Place:
    """The place of an address; 404 for what does not exist, is switched off or hidden."""
    rt = runtime()
    name = f"{chapter}.{short}"
    if name not in rt.catalogue.models or not rt.chapters.enabled(chapter):
        abort(404)
    view = rt.catalogue.views.get(name)
    if view is not None and view.hidden:
        abort(404)
    model = rt.catalogue.model(name)
    asker = Asker(rt.catalogue, me(), rt.chapters.enabled)
    return Place(
        model.record,
        model,
        asker,
        rt.catalogue.workflow(name),
        view,
        seen_fields(me(), rt.catalogue, model.record),
    )


def find_row(place: Place, key: int, *, deleted: bool = False) -> RecordBase:
    """The row of that number; 404 when there is none that the reader may see."""
    found = None
    if 0 < key < 2**31:
        found = read.row(db(), place.asker, place.record.name, key, deleted=deleted)
    if found is None:
        abort(404)
    return found


def page_of(place: Place, key: int) -> str:
    """Where whoever changed a row goes: to the row, or to the list when it has left their sight."""
    found = read.row(db(), place.asker, place.record.name, key)
    return place.url if found is None else f"{place.url}{key}"


def refs(fields: Iterable[Field]) -> list[Field]:
    """Those of *fields* that refer to another record."""
    return [f for f in fields if f.kind is Kind.REF]
