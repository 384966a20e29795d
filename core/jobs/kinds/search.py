"""Search indexes that were switched on are built beside the pages, a piece at a time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.jobs.bench import Workbench
from core.jobs.kind import Every, Kind, Result
from core.jobs.work import Work
from core.records import search as indexes
from core.texts import N_

BUILDING = N_("Building the search index")


def _build(work: Work) -> Result:
    """All that wait. Each piece is a transaction of its own, so the work's session writes nothing."""
    models, done = work.bench.chapters.catalogue.models, 0
    for name in indexes.waiting(work.session):
        if name not in models:
            continue
        last = indexes.last_number(work.session, models[name])
        work.session.rollback()
        for at in indexes.build(work.bench.factory, models[name]):
            work.tell(at, last, BUILDING)
        done += not indexes.still_waits(work.bench.factory, name)
    return {"indexes": done}


def _wanted(session: Session, bench: Workbench) -> bool:
    return any(name in bench.chapters.catalogue.models for name in indexes.waiting(session))


BUILD = Kind(
    name="search.build",
    title=N_("Build search indexes"),
    run=_build,
    told=N_("Search indexes built: %(indexes)s."),
    schedule=Every(600),
    wanted=_wanted,
    alone=lambda _arguments: "search.build",
    again=True,
    reads_only=True,
    seen_by=("core.search", "manage"),
)
