"""``run.py texts``: bring catalogues up to date, compile them, check them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from core.cli.store import Store
from core.texts.catalogues import Domain, compile_domain, faults, update
from core.texts.collect import texts_of

CORE = Path(__file__).resolve().parents[1]
I18N = CORE.parent / "i18n"


def domains(store: Store) -> list[Domain]:
    """The core's catalogue and one for each chapter that has texts of its own."""
    found = [Domain("core", CORE, I18N)]
    for name in store.chapters.names:
        folder = store.chapters.folder(name)
        if CORE in folder.parents:
            continue  # the directory's texts are the core's
        own = folder / "i18n"
        found.append(Domain(name, folder, own if own.is_dir() else I18N))
    return found


def compile_all(store: Store) -> None:
    """Make every catalogue ready to be read."""
    for domain in domains(store):
        compile_domain(domain)


@click.group()
def texts() -> None:
    """Translations of the core and of the chapters."""


@texts.command("update")
@click.pass_obj
def update_(store: Store) -> None:
    """Collect all texts into the catalogues and list what waits for a translation."""
    seen: set[str] = set()
    for domain in domains(store):
        found = texts_of(domain.source) - seen
        seen |= found
        waiting = update(domain, found)
        click.echo(f"{domain.path()}: {len(found)} texts, {len(waiting)} not translated.")
        for text in waiting:
            click.echo(f"  {text}")


@texts.command()
@click.pass_obj
def check(store: Store) -> None:
    """Exit status 1 when a catalogue is not fresh and complete."""
    seen: set[str] = set()
    wrong: list[str] = []
    for domain in domains(store):
        found = texts_of(domain.source) - seen
        seen |= found
        wrong += faults(domain, found)
    for fault in wrong:
        click.echo(fault)
    click.echo(f"{len(wrong)} faults in the catalogues.")
    if wrong:
        click.echo("Mend: python run.py texts update, then translate what is empty.")
        sys.exit(1)
