"""``run.py check`` and ``run.py doctor``: what is wrong, and how to mend it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import click
from sqlalchemy.orm import Session

from core.app import wall_clock
from core.audit.keys import Keeper
from core.audit.verify import verify
from core.chapters import pending_migrations
from core.chapters.world import world_of
from core.cli.init import reachable
from core.cli.store import Store
from core.directory.calendar import calendar_data
from core.duties import watch
from core.jobs import status
from core.notify import office
from core.web import assets


@click.command()
@click.option("--audit", is_flag=True, help="Walk the audit trail and name the first broken link.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(store: Store, audit: bool, as_json: bool) -> None:
    """Check all chapters' declarations (and, with --audit, the audit trail). Exit status 1 on a fault."""
    if audit:
        _check_audit(store, as_json)
        return
    problems = [str(p) for p in store.chapters.problems]
    if as_json:
        click.echo(json.dumps({"chapters": store.chapters.names, "problems": problems}, indent=1))
    else:
        for problem in problems:
            click.echo(problem)
        click.echo(f"{len(store.chapters.names)} chapters, {len(problems)} problems.")
    if problems:
        sys.exit(1)


def _check_audit(store: Store, as_json: bool) -> None:
    with store.session("check") as session:
        verdict = verify(session, Keeper(store.settings.data_dir))
    whole = verdict.broken is None
    if as_json:
        body = {"entries": verdict.entries, "broken": verdict.broken, "what": verdict.what}
        click.echo(json.dumps(body))
    else:
        click.echo(f"The trail is whole: {verdict.entries} entries." if whole else verdict.what)
    if not whole:
        sys.exit(1)


def _rules(store: Store, session: Session) -> list[str]:
    """Rules that have not run in time or failed, each with what to do."""
    now = store.clock()
    today = now.astimezone(ZoneInfo(store.settings.time_zone)).date()
    world = world_of(store.chapters, calendar_data(session))
    found = watch(session, world, as_of=today, now=now)
    mend = "Run: python run.py duties evaluate"
    told = []
    for rule in found.late:
        since = f"since {rule.since:%Y-%m-%d %H:%M} UTC" if rule.since else "ever"
        why = rule.error or "Is the scheduler on?"
        told.append(f"Rule {rule.rule} has not run well {since}. {why} {mend}")
    for rule in found.failed:
        told.append(f"Rule {rule.rule} failed at its latest run: {rule.error}. Mend it. {mend}")
    return told


@click.command()
@click.pass_obj
def doctor(store: Store) -> None:
    """Say what is wrong with this installation and how to mend it. Exit status 1 on a fault."""
    faults = list(assets.missing())
    reachable(store)
    if waiting := pending_migrations(store.engine, store.chapters):
        faults.append(f"Migrations wait for: {', '.join(waiting)}. Run: python run.py init")
    else:
        with store.session("doctor") as session:
            faults += store.chapters.warnings(session)
            faults += _rules(store, session)
            verdict = verify(session, Keeper(store.settings.data_dir))
            faults += _post_faults(store, session)
            faults += _job_faults(store, session)
        if verdict.broken is not None:
            faults.append(f"Audit trail: {verdict.what} Restore a backup and compare.")
    faults += [str(p) for p in store.chapters.problems]
    settings = store.settings
    if settings.production and not settings.trusted_hosts:
        faults.append("TONGXIN_TRUSTED_HOSTS is empty: name the hosts this site answers to.")
    if settings.production and not settings.tls:
        faults.append("TONGXIN_TLS is off: serve by https and set TONGXIN_TLS=1.")
    for fault in faults:
        click.echo(fault)
    click.echo("All is well." if not faults else f"{len(faults)} things to mend.")
    if faults:
        sys.exit(1)


def _post_faults(store: Store, session: Session) -> Iterator[str]:
    """Messages that do not leave: nobody runs the post, or a server refuses them."""
    if late := office.late(session, store.clock()):
        yield (
            f"Messages that wait for more than a quarter of an hour: {late}. "
            "The job that sends them does not run; by hand: python run.py notices send"
        )
    given_up, unreached = office.numbers(session)
    if given_up or unreached:
        yield (
            f"Messages that were given up: {given_up}; that reached nobody: {unreached}. "
            "See the page «Outgoing messages»."
        )


def _job_faults(store: Store, session: Session) -> Iterator[str]:
    """A scheduler that ran and runs no more, and jobs that nobody takes up."""
    found = status.standing(session, store.settings.broker_url, wall_clock())
    if found.scheduler is not None and not found.alive:
        since = found.scheduler.renewed_at.astimezone(ZoneInfo(store.settings.time_zone))
        yield (
            f"No scheduler has run since {since:%Y-%m-%d %H:%M}: rules are not evaluated and "
            f"messages are not sent. {' '.join(status.START[found.engine])}"
        )
    if found.is_late and found.oldest is not None:
        yield (
            f"A job has waited for {int(found.oldest.total_seconds() // 60)} minutes. Look at the page "
            "«Background jobs», and whether enough workers run."
        )
