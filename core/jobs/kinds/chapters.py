"""Jobs that chapters declare, as kinds of job like the core's own."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from core.chapters import Chapters
from core.declare import Job
from core.jobs.bench import Workbench
from core.jobs.desk import ChapterDesk
from core.jobs.kind import Every, Kind, Result
from core.jobs.work import Work
from core.texts import N_

DONE = N_("Done: %(done)s.")


def kinds_of_chapters(chapters: Chapters) -> tuple[Kind, ...]:
    """One kind for each declared job of each chapter that is loaded."""
    return tuple(_kind(name, job) for name, job in chapters.jobs())


def _kind(chapter: str, job: Job) -> Kind:
    def wanted(session: Session, bench: Workbench) -> bool:
        on = bench.chapters.enabled(chapter)
        return on and job.wanted(ChapterDesk(bench, session, chapter))

    def run(work: Work) -> Result:
        bench = work.bench
        if not bench.chapters.enabled(chapter):
            return {"done": 0}
        with bench.factory() as session:
            return {"done": job.run(ChapterDesk(bench, session, chapter))}

    name = f"{chapter}.{job.name}"
    return Kind(
        name=name,
        title=job.title,
        run=run,
        told=DONE,
        schedule=Every(job.every),
        wanted=wanted,
        alone=lambda _arguments: name,
        retries=0,
        reads_only=True,
        limit=dt.timedelta(minutes=job.minutes),
        keep=dt.timedelta(days=7),
    )
