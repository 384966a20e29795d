"""``run.py texts``: bring catalogues up to date, compile them, check them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from core.chapters import Chapters
from core.chapters.domains import CORE, own_texts
from core.chapters.domains import domains as domains_of
from core.cli.store import Store
from core.texts.catalogues import Domain, clashes, compile_domain, faults, read, update
from core.texts.collect import Text, texts_of


def domains(store: Store) -> list[Domain]:
    """The core's catalogue and one for each chapter that has texts of its own."""
    return domains_of(store.chapters)


def collected(store: Store) -> Iterator[tuple[Domain, set[Text]]]:
    """Each catalogue with the texts it must hold: a chapter's without those that the core has."""
    chapters = store.chapters
    inside = set(chapters.names) - set(own_texts(chapters))
    core = texts_of(CORE, [v for n in sorted(inside) for v in _declared(chapters, n)])
    for domain in domains(store):
        if domain.name == "core":
            yield domain, core
        else:
            yield domain, texts_of(domain.source, _declared(chapters, domain.name)) - core


def _declared(chapters: Chapters, name: str) -> list[object]:
    """What a chapter declares: its manifest, records, workflows, views, rules, charts, reports."""
    all_of, prefix = chapters.catalogue, f"{name}."
    found: list[object] = [
        all_of.manifests[name],
        *all_of.records_of(name),
        *all_of.rules.get(name, ()),
        *all_of.charts.get(name, ()),
        *all_of.reports.get(name, ()),
    ]
    found += [w for r, w in all_of.workflows.items() if r.startswith(prefix)]
    return found + [v for r, v in all_of.views.items() if r.startswith(prefix)]


def chinese_texts(store: Store) -> dict[str, str]:
    """Every text with its Chinese translation; that of the core wins."""
    found: dict[str, str] = {}
    for domain in sorted(domains(store), key=lambda d: d.name == "core"):
        found |= {str(m.id): str(m.string) for m in read(domain) if m.id and m.string}
    return found


def all_faults(store: Store) -> list[str]:
    """Everything that is wrong with the catalogues; empty when they are fresh and complete."""
    found = [fault for domain, texts in collected(store) for fault in faults(domain, texts)]
    return found + clashes(domains(store))


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
    for domain, found in collected(store):
        waiting = update(domain, found)
        click.echo(f"{domain.path()}: {len(found)} texts, {len(waiting)} not translated.")
        for text in waiting:
            click.echo(f"  {text}")


@texts.command()
@click.pass_obj
def check(store: Store) -> None:
    """Exit status 1 when a catalogue is not fresh and complete."""
    wrong = all_faults(store)
    for fault in wrong:
        click.echo(fault)
    click.echo(f"{len(wrong)} faults in the catalogues.")
    if wrong:
        click.echo("Mend: python run.py texts update, then translate what is empty.")
        sys.exit(1)
