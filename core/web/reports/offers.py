"""Which reports a reader has: those of chapters that are on, of records they may export or read."""

from __future__ import annotations

from collections.abc import Iterator

from core.access.actor import Actor
from core.declare import AnyReport, Document, Manifest, Record, Register
from core.records.labels import Asker
from core.records.paths import Paths, Unseen
from core.web.runtime import me, runtime


def asker_of(actor: Actor) -> Asker:
    """Who asks."""
    rt = runtime()
    return Asker(rt.catalogue, actor, rt.chapters.enabled)


def has(actor: Actor, report: AnyReport) -> bool:
    """True when the reader may have this report at all."""
    asker = asker_of(actor)
    if not asker.reaches(report.record):
        return False
    if isinstance(report, Document):
        return True
    if not actor.may(report.record, "export"):
        return False
    try:
        Paths(asker, asker.catalogue.model(report.record)).conditions(report.where)
    except Unseen:
        return False
    return True


def reports_of(actor: Actor, chapter: str) -> tuple[AnyReport, ...]:
    """The reports of one chapter; none while it is off."""
    rt = runtime()
    if not rt.chapters.enabled(chapter):
        return ()
    return tuple(r for r in rt.catalogue.reports.get(chapter, ()) if has(actor, r))


def by_chapter(actor: Actor) -> Iterator[tuple[Manifest, tuple[AnyReport, ...]]]:
    """All reports of the reader, by chapter."""
    for name, manifest in runtime().catalogue.manifests.items():
        if found := reports_of(actor, name):
            yield manifest, found


def find(chapter: str, name: str) -> AnyReport | None:
    """The report of that name, if the reader has it."""
    return next((r for r in reports_of(me(), chapter) if r.name == name), None)


def registers(record: Record) -> list[Register]:
    """Registers of a record, for the menu of its list."""
    found = reports_of(me(), record.chapter)
    return [r for r in found if isinstance(r, Register) and r.record == record.name]


def documents(record: Record, state: str) -> list[Document]:
    """Documents that can be printed of a row in this state."""
    found = (r for r in reports_of(me(), record.chapter) if isinstance(r, Document))
    return [r for r in found if r.record == record.name and (not r.states or state in r.states)]
