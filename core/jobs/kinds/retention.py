"""Every night: what is kept about people longer than its purpose says is emptied, anonymised or erased."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.directory.calendar import calendar_data
from core.jobs.bench import Workbench
from core.jobs.kind import Daily, Kind, Result
from core.jobs.words import Words
from core.jobs.work import Work
from core.records.files import Shelf
from core.retention import forecast, run
from core.retention.certificates import Run
from core.retention.forecast import Scene
from core.retention.perform import Hand
from core.texts import N_

FAILED = N_("This could not be done and stays for the next night: %(failed)s.")


class Unfinished(Exception):
    """Some purposes could not be carried out."""

    def __init__(self, failed: list[str]) -> None:
        self.words = Words(FAILED, {"failed": ", ".join(failed)})
        super().__init__(str(self.words))


def scene_of(work: Work) -> Scene:
    """The declarations, the calendar and the day, as they stand."""
    bench = work.bench
    calendar = calendar_data(work.session)
    zone = ZoneInfo(bench.settings.time_zone)
    return Scene(
        catalogue=bench.chapters.catalogue, calendar=calendar, zone=zone, today=bench.today()
    )


def _keep_and_let_go(work: Work) -> Result:
    bench, session = work.bench, work.session
    scene = scene_of(work)
    session.rollback()
    done = run(
        Hand(
            session=session,
            scene=scene,
            trail=bench.trail,
            shelf=shelf_of(bench),
            save=lambda: work.save(None),
            run=Run(work.claim.id, scene.today, bench.clock()),
        )
    )
    if done.failed:
        raise Unfinished(done.failed)
    left = forecast(session, scene)
    session.rollback()
    kept = {"held": sum(f.held for f in left), "needed": sum(f.needed for f in left)}
    return {"rows": done.rows, "files": done.files} | kept


def shelf_of(bench: Workbench) -> Shelf:
    """Where attachments lie."""
    return Shelf(bench.settings.data_dir / "files")


RETENTION = Kind(
    name="retention.run",
    title=N_("Erase what has been kept long enough"),
    run=_keep_and_let_go,
    told=N_(
        "Dealt with: entries %(rows)s, files %(files)s. Kept: on hold %(held)s, still needed %(needed)s."
    ),
    schedule=Daily(dt.time(3, 0)),
    alone=lambda _arguments: "retention.run",
    reads_only=True,
    keep=dt.timedelta(days=400),
    seen_by=("core.retention", "read"),
)
