"""``run.py search``: search indexes of record types, which make searching fast and cost disk."""

from __future__ import annotations

import click

from core.cli.store import Store
from core.db import writing
from core.db.base import RecordBase
from core.records import search as indexes


@click.group()
def search() -> None:
    """Search indexes of record types: which stand; build one, drop one."""


def _model(store: Store, record: str) -> type[RecordBase]:
    models = store.chapters.catalogue.models
    if record not in models:
        known = ", ".join(n for n, m in models.items() if indexes.searched_texts(m.record))
        raise click.ClickException(f"There is no record {record!r}. Records with texts: {known}.")
    if not indexes.searched_texts(models[record].record):
        raise click.ClickException(
            f"{record} has no searched text. Declare a field searched = true."
        )
    return models[record]


@search.command("list")
@click.pass_obj
def list_(store: Store) -> None:
    """The record types that can have an index, and the state of each."""
    with store.session("search") as session:
        store.chapters.refresh(session)
        known = indexes.Search()
        known.refresh(session, 0)
    for name, model in store.chapters.catalogue.models.items():
        if indexes.searched_texts(model.record):
            click.echo(f"{name:32} {known.state(model.record)}")


@search.command("build")
@click.argument("record")
@click.pass_obj
def build_(store: Store, record: str) -> None:
    """Build the index of RECORD anew, telling how far it is. Reading and writing go on meanwhile."""
    model = _model(store, record)
    with writing(), store.session("search") as session:
        indexes.switch_on(session, model, store.clock())
        last = indexes.last_number(session, model)
        session.commit()
    for at in indexes.build(store.factory, model):
        click.echo(f"{record}: {min(at * 100 // max(last, 1), 100)} %")
    if indexes.still_waits(store.factory, record):
        raise click.ClickException(
            f'{record}: another process is building the index. Wait for it; "run.py search list" tells '
            "when it is ready."
        )
    click.echo(f"{record}: the index stands.")


@search.command("drop")
@click.argument("record")
@click.pass_obj
def drop(store: Store, record: str) -> None:
    """Drop the index of RECORD; searching goes on without it."""
    model = _model(store, record)
    with writing(), store.session("search") as session:
        indexes.switch_off(session, model, store.clock())
        session.commit()
    click.echo(f"{record}: the index is gone.")
