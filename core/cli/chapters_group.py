"""``run.py chapters``: what is installed, switching on and off, new migrations."""

from __future__ import annotations

import datetime as dt

import click

from core.audit.trail import Event, Origin
from core.chapters import Chapters, LifeCycleError, new_migration
from core.cli.store import Store
from core.db import writing
from core.db.migrate import MigrationError
from core.duties.settings import Value

RECORD = "core.chapters"
YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
MOST_DIGITS = 9


@click.group()
def chapters() -> None:
    """List, enable and disable chapters; write migrations."""


@chapters.command("list")
@click.pass_obj
def list_(store: Store) -> None:
    """Every chapter that was found, with its state; quarantined ones with their reason."""
    with store.session("chapters") as session:
        store.chapters.refresh(session)
        for name in store.chapters.names:
            manifest = store.chapters.catalogue.manifests[name]
            state = store.chapters.state(name)
            click.echo(f"{name:16} {state:10} {manifest.version:8} {manifest.title}")
    for problem in store.chapters.problems:
        click.echo(f"quarantined: {problem}")


@chapters.command()
@click.argument("name")
@click.option("--assessment", default="", help="Number of the impact assessment (PIPL art. 55).")
@click.pass_obj
def enable(store: Store, name: str, assessment: str) -> None:
    """Switch a chapter on, in all running processes, by their next request."""
    _switch(store, name, True, assessment)


@chapters.command()
@click.argument("name")
@click.pass_obj
def disable(store: Store, name: str) -> None:
    """Switch a chapter off; its rows, grants, files and duties stay."""
    _switch(store, name, False, "")


def _switch(store: Store, name: str, on: bool, assessment: str) -> None:
    with writing(), store.session("chapters") as session:
        try:
            if on:
                store.chapters.enable(session, name, store.clock(), assessment=assessment)
            else:
                store.chapters.disable(session, name, store.clock())
        except LifeCycleError as error:
            raise click.ClickException(str(error)) from None
        told = Event(action=f"chapter_{'enabled' if on else 'disabled'}:{name}", record=RECORD)
        store.trail.write(session, Origin(user=None, name="run.py"), store.clock(), [told])
        session.commit()
    click.echo(f"{name} is {'enabled' if on else 'disabled'}.")


@chapters.command("set")
@click.argument("name")
@click.argument("parameter")
@click.argument("value")
@click.option(
    "--from",
    "since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day (YYYY-MM-DD); else at once.",
)
@click.pass_obj
def set_(store: Store, name: str, parameter: str, value: str, since: dt.datetime | None) -> None:
    """Change PARAMETER of chapter NAME to VALUE (yes/no for a switch).

    At once, for running periods too; with --from, for periods that begin on that day or later.
    """
    day = since.date() if since else None
    with writing(), store.session("chapters") as session:
        store.chapters.refresh(session)
        found = read_value(store.chapters, name, parameter, value)
        try:
            changed = store.chapters.set_parameters(
                session, name, {parameter: found}, store.clock(), since=day
            )
        except LifeCycleError as error:
            raise click.ClickException(str(error)) from None
        if changed:
            values = {parameter: found} | ({"valid_from": day.isoformat()} if day else {})
            about = {"values": values}
            told = Event(action=f"parameters_changed:{name}", record=RECORD, about=about)
            store.trail.write(session, Origin(user=None, name="run.py"), store.clock(), [told])
        session.commit()
    when = f" from {day} on" if day else ""
    click.echo(
        f"{parameter} is {value}{when}." if changed else f"{parameter} is {value} already{when}."
    )


def read_value(chapters: Chapters, name: str, parameter: str, text: str) -> Value:
    """What was typed as a value of the parameter's kind; refusals are left to the caller's next step."""
    manifest = chapters.catalogue.manifests.get(name)
    declared = manifest.parameter(parameter) if manifest else None
    if declared is not None and isinstance(declared.default, bool):
        if text.lower() in YES_NO:
            return YES_NO[text.lower()]
        raise click.ClickException(f"{parameter} is {text!r}, but must be yes or no.")
    number = text.removeprefix("-").isdecimal() and len(text) < MOST_DIGITS
    return int(text) if declared is not None and type(declared.default) is int and number else text


@chapters.command()
@click.argument("name")
@click.option("-m", "--message", required=True, help="What the migration does, in a few words.")
@click.pass_obj
def migration(store: Store, name: str, message: str) -> None:
    """Write a migration of chapter NAME (or core) from the difference to the database."""
    try:
        path = new_migration(store.engine, store.chapters, name, message)
    except MigrationError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Written: {path}. Read it before you run: python run.py init")
