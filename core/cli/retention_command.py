"""``run.py retention``: what the job does every night, by hand; or only what it would do."""

from __future__ import annotations

import sys
from zoneinfo import ZoneInfo

import click

from core.cli.store import Store
from core.db import writing
from core.db.job_tables import JOB, State
from core.directory.calendar import calendar_data
from core.jobs import perform
from core.jobs.keeper import worker_name
from core.jobs.kinds.retention import RETENTION
from core.jobs.words import words_of
from core.retention import certificates, forecast
from core.retention.forecast import Scene


@click.command()
@click.option("--dry-run", is_flag=True, help="Only tell what would be done, by numbers.")
@click.pass_obj
def retention(store: Store, dry_run: bool) -> None:
    """Empty, anonymise or erase what has been kept long enough. Exit status 1 when it failed."""
    if dry_run:
        _tell(store)
        return
    bench = store.workbench()
    with writing(), bench.factory() as session:
        number = bench.ask_for(session, RETENTION.name, key=RETENTION.name)
        session.commit()
    claim = perform.take(bench, number, worker_name())
    if claim is None:
        raise click.ClickException("It runs already. See the page of background jobs.")
    perform.perform(bench, claim)
    with store.session("retention") as session:
        row = session.execute(JOB.select().where(JOB.c.id == number)).one()
        for line in certificates(session, 1000):
            if line.run == number:
                what = f"{line.record:28} {line.purpose:20} {line.action:10}"
                click.echo(f"{what} {line.rows} rows, {line.files} files")
    if row.state != State.DONE:
        click.echo(str(words_of(row.error)), err=True)
        sys.exit(1)
    click.echo(f"Done. Certificates: run {number}.")


def _tell(store: Store) -> None:
    zone = ZoneInfo(store.settings.time_zone)
    with store.session("retention") as session:
        scene = Scene(
            catalogue=store.chapters.catalogue,
            calendar=calendar_data(session),
            zone=zone,
            today=store.clock().astimezone(zone).date(),
        )
        found = [f for f in forecast(session, scene) if f.any]
    for f in found:
        purpose = f.term.purpose
        click.echo(
            f"{f.term.record:28} {purpose.name:20} {purpose.then.value:10} "
            f"to be done {f.due}, on hold {f.held}, still needed {f.needed}"
        )
    click.echo(f"Nothing was changed. To be done: {sum(f.due for f in found)}.")
