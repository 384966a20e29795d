"""``run.py chapters``: what is installed, switching on and off, new migrations."""

from __future__ import annotations

import click

from core.audit.trail import Event, Origin
from core.chapters import LifeCycleError, new_migration
from core.cli.store import Store
from core.db import writing
from core.db.migrate import MigrationError

RECORD = "core.chapters"


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
