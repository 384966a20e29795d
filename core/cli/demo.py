"""``run.py demo``: an invented college with three years of work, to look at and to try things with."""

from __future__ import annotations

import time
from collections.abc import Callable

import click

from core.cli.init import prepare
from core.cli.store import Store
from core.cli.texts_group import compile_all
from core.demo import DemoError, Played, Theatre, opening, refusal
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
    try:
        played = perform(store, staff, click.echo)
    except DemoError as error:
        raise click.ClickException(
            f"{error} What was made so far is of no use: delete it, or choose another folder."
        ) from error
    _tell(played, time.monotonic() - began)


def perform(store: Store, staff: int, tell: Callable[[str], None], every: int = 2) -> Played:
    """Prepare the empty database on the first day of the play, and play up to now."""
    end = store.clock()
    clock = opening(store.settings, end)
    backstage = Store(lambda: store.settings, clock)
    for line in prepare(backstage):
        tell(line)
    compile_all(backstage)
    theatre = Theatre(
        settings=store.settings,
        factory=backstage.factory,
        chapters=backstage.chapters,
        clock=clock,
        tell=tell,
        every=every,
    )
    try:
        return theatre.play(staff, end)
    finally:
        backstage.engine.dispose()


def _tell(played: Played, seconds: float) -> None:
    click.echo(
        f"{played.steps} steps in {seconds:.0f} seconds, chapters: {', '.join(played.chapters)}."
    )
    click.echo("\nAccounts (user name, password, roles, person):")
    for name, word, person, roles in played.cast.words:
        told = played.cast.names[person]
        click.echo(f"  {name:16} {word}  {' '.join(roles) or 'ME':6} {told}")
    click.echo("\nThe passwords were made for this run and are kept nowhere else: note them now.")
    click.echo("All people are invented. Serve it with: run.py serve")
