"""``run.py init``: tables, roles, grants, the calendar's first years, and the first administrator."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import text

from core.access import sync
from core.access.accounts import FIRST_ROLES, AccountError, any_user, create
from core.chapters import pending_migrations, upgrade_all
from core.cli.store import Store
from core.db import lock, writing
from core.directory.first_years import first_years
from core.records import search as indexes

BUILT_AT_ONCE = 20_000
"""Rows up to which ``init`` builds a proposed search index itself."""


def prepare(store: Store) -> list[str]:
    """Bring the database to this version; safe to call again and from several processes at once.

    Returns what was done, a line each.
    """
    done = upgrade_all(store.engine, store.chapters, store.settings)
    with writing(), store.session("init") as session:
        lock(session, "init")
        granted = sync.sync(session, store.chapters.catalogue)
        years = first_years(session, store.clock().date())
        store.chapters.install(session, store.clock())
        waiting = indexes.propose(session, store.chapters.catalogue.models.values(), store.clock())
        session.commit()
    done += _build_small(store, waiting)
    if granted:
        done.append(f"{granted} default grants applied.")
    if years:
        done.append(f"Academic years entered: {', '.join(years)}. Check them under Calendar.")
    return done


def _build_small(store: Store, waiting: list[str]) -> list[str]:
    """Build the proposed search indexes that take a moment; the others are left to a command."""
    told = []
    for name in waiting:
        model = store.chapters.catalogue.models.get(name)
        if model is None:
            continue
        with store.session("init") as session:
            last = indexes.last_number(session, model)
        if last > BUILT_AT_ONCE:
            told.append(f"The search index of {name} is built beside the pages, as a job.")
            continue
        for _at in indexes.build(store.factory, model):
            pass
    return told


@click.command()
@click.option("--admin-username", help="Make the first administrator with this name.")
@click.option(
    "--admin-password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File whose first line is the administrator's password.",
)
@click.pass_obj
def init(store: Store, admin_username: str | None, admin_password_file: Path | None) -> None:
    """Create or upgrade the database. Safe to run again."""
    if (admin_username is None) != (admin_password_file is None):
        raise click.UsageError("Give --admin-username and --admin-password-file together.")
    for line in prepare(store):
        click.echo(line)
    if admin_username and admin_password_file:
        click.echo(_administrator(store, admin_username, admin_password_file))
    if waiting := pending_migrations(store.engine, store.chapters):
        raise click.ClickException(
            f"Not ready: the tables of {', '.join(waiting)} are not up to date, for the reason above."
        )
    click.echo("Ready.")


def _administrator(store: Store, name: str, file: Path) -> str:
    password = (file.read_text("utf-8").splitlines() or [""])[0]
    with writing(), store.session("init") as session:
        lock(session, "first_run")
        if any_user(session):
            return "There are accounts already; no administrator was made."
        try:
            create(session, name, password, FIRST_ROLES, store.clock())
        except AccountError as error:
            raise click.ClickException(f"{error.field}: {error.text}") from None
        session.commit()
    return f"Administrator {name} made."


def reachable(store: Store) -> None:
    """Raise OperationalError when the database does not answer."""
    with store.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
