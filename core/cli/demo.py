"""``run.py demo``: an invented college with three years of work, to look at and to try things with."""

from __future__ import annotations

import time

import click

from core.cli.init import prepare
from core.cli.store import Store
from core.cli.texts_group import compile_all
from core.demo import DemoError, Played, play, refusal
from core.demo.play import Theatre, opening
from core.demo.refuse import FEWEST, MOST


@click.command()
@click.option(
    "--staff", type=click.IntRange(FEWEST, MOST), default=600, show_default=True, help="People."
)
@click.pass_obj
def demo(store: Store, staff: int) -> None:
    """Fill an empty database with an invented college: three years of work in every chapter.

    Refused in production, and where the database holds anything. Prints accounts for every role with
    passwords made for this run; they are kept nowhere else.
    """
    began = time.monotonic()
    if reason := refusal(store.settings, store.engine):
        raise click.ClickException(reason)
    end = store.clock()
    clock = opening(store.settings, end.astimezone(end.tzinfo).date())
    stage = Store(lambda: store.settings, clock)
    for line in prepare(stage):
        click.echo(line)
    compile_all(stage)
    theatre = Theatre(
        store.settings, stage.factory, stage.chapters, clock, lambda line: click.echo(line)
    )
    try:
        played = play(theatre, staff=staff, end=end)
    except DemoError as error:
        raise click.ClickException(str(error)) from error
    stage.engine.dispose()
    _tell(played, time.monotonic() - began)


def _tell(played: Played, seconds: float) -> None:
    names = ", ".join(played.chapters)
    click.echo(f"{played.steps} steps in {seconds:.0f} s. Chapters: {names}.")
    click.echo("\nAccounts (user name, password, person, roles):")
    for name, word, person, roles in played.cast.words:
        told = played.cast.names[person]
        click.echo(f"  {name:5} {word}  {told}  {' '.join(roles) or 'ME'}")
    click.echo("The passwords are made for this run and kept nowhere else: note them now.")
