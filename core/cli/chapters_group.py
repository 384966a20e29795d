"""``run.py chapters``: what is installed, switching on and off, new migrations."""

from __future__ import annotations

import datetime as dt

import click

from core.audit.trail import Event, Origin
from core.chapters import LifeCycleError, new_migration
from core.cli.proposals import read_value
from core.cli.store import Store
from core.cli.texts_group import chinese_texts
from core.db import writing
from core.db.migrate import MigrationError
from core.declare import Document
from core.exchange.templates import made, path_of

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
        manifest = store.chapters.catalogue.manifests.get(name)
        found = read_value(manifest, parameter, value)
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


@chapters.command("rule")
@click.argument("name")
@click.argument("rule")
@click.argument("state", type=click.Choice(["on", "off"]))
@click.pass_obj
def rule_(store: Store, name: str, rule: str, state: str) -> None:
    """Switch RULE of chapter NAME on or off; its duties stay as they are while it is off."""
    with writing(), store.session("chapters") as session:
        store.chapters.refresh(session)
        try:
            changed = store.chapters.switch_rule(session, name, rule, state == "on", store.clock())
        except LifeCycleError as error:
            raise click.ClickException(str(error)) from None
        if changed:
            told = Event(action=f"rule_{state}:{name}.{rule}", record=RECORD)
            store.trail.write(session, Origin(user=None, name="run.py"), store.clock(), [told])
        session.commit()
    click.echo(f"{name}.{rule} is {state}{'' if changed else ' already'}.")


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


@chapters.command()
@click.argument("name")
@click.option("--again", is_flag=True, help="Write those anew that are there already.")
@click.pass_obj
def templates(store: Store, name: str, again: bool) -> None:
    """Write the Word templates of chapter NAME, made from its documents, to be edited and kept."""
    catalogue, chinese = store.chapters.catalogue, chinese_texts(store)
    documents = [r for r in catalogue.reports.get(name, ()) if isinstance(r, Document)]
    if not documents:
        raise click.ClickException(f"{name} declares no documents, or is no loaded chapter.")
    for document in documents:
        path = path_of(store.chapters.folder(name), document)
        if path.exists() and not again:
            click.echo(f"Kept: {path}")
            continue
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made(document, catalogue, lambda text: chinese.get(text) or text))
        click.echo(f"Written: {path}")
