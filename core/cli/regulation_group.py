"""``run.py regulation``: read the college's own paper, look at what was understood, keep it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from core.audit.trail import Origin
from core.cli.store import Store
from core.db import writing
from core.regulation import Regulation, Unreadable, parse
from core.regulation.read import text_of
from core.regulation.versions import Paper, import_version


@click.group()
def regulation() -> None:
    """The regulation that this installation works by."""


@regulation.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="Show what was understood; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was understood as JSON.")
@click.option("--title", default="", help="Title, where the paper has none.")
@click.option(
    "--effective-from", type=click.DateTime(["%Y-%m-%d"]), help="The day from which it holds."
)
@click.pass_obj
def import_(
    store: Store,
    file: Path,
    preview: bool,
    as_json: bool,
    title: str,
    effective_from: dt.datetime | None,
) -> None:
    """Read FILE (.txt or .docx) and keep it as a new version."""
    try:
        text = text_of(file.name, file.read_bytes())
        found = parse(text)
        if not preview:
            day = effective_from.date() if effective_from else None
            paper = Paper(source=file.name, text=text, title=title, effective_on=day)
            with writing(), store.session("regulation") as session:
                origin = Origin(user=None, name="system:regulation")
                number = import_version(session, store.trail, origin, paper, store.clock())
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(found.plain(), ensure_ascii=False, indent=1))
    else:
        _tell(found)
    if not preview:
        click.echo(f"Kept as version {number}.", err=as_json)


def _tell(found: Regulation) -> None:
    click.echo(found.title or "(no title)")
    for chapter in found.chapters:
        inside = [a for a in found.articles if a.chapter == chapter.number]
        click.echo(f"  {chapter.number:3} {chapter.title}: {len(inside)} articles")
    points = sum(len(a.items) for a in found.articles)
    click.echo(f"{len(found.chapters)} chapters, {len(found.articles)} articles, {points} points.")
    for text in found.noise:
        click.echo(f"left out: {text}")
    for problem in found.problems:
        click.echo(f"line {problem.line}: {problem.what}")
