"""``run.py duties``: evaluate the scheduled rules, and try changes of them."""

from __future__ import annotations

import datetime as dt
import json
import sys
from zoneinfo import ZoneInfo

import click

from core.chapters.world import world_of
from core.cli import explain_command, preview_command
from core.cli.store import Store
from core.directory.calendar import calendar_data
from core.duties import evaluate, report


@click.group()
def duties() -> None:
    """Evaluate the scheduled rules; try changes before they are made."""


@duties.command("evaluate")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge from (YYYY-MM-DD)."
)
@click.option("--json", "as_json", is_flag=True, help="Print each duty with its evidence as JSON.")
@click.pass_obj
def evaluate_(store: Store, as_of: dt.datetime | None, as_json: bool) -> None:
    """Evaluate all rules of enabled chapters into the ledger. Exit status 1 when a rule failed."""
    now = store.clock()
    day = as_of.date() if as_of else now.astimezone(ZoneInfo(store.settings.time_zone)).date()
    with store.session("duties") as session:
        store.chapters.refresh(session)
        world = world_of(store.chapters, calendar_data(session))
        done = evaluate(session, world, as_of=day, now=now)
        if as_json:
            items = list(report(session, world, as_of=day))
            click.echo(json.dumps(items, ensure_ascii=False, indent=1))
    if not as_json:
        for run in done.runs:
            told = run.error or run.note or f"{run.evaluated} duties, {run.changed} changed"
            click.echo(f"{run.rule:28} {told} ({run.ms} ms)")
    for run in done.failed:
        click.echo(f"{run.rule} failed: {run.error}", err=True)
    if done.failed:
        sys.exit(1)


duties.add_command(explain_command.explain_)
duties.add_command(preview_command.preview_)
