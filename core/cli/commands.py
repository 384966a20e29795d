"""Commands and their help. A wish that cannot be met ends with a sentence and exit status 2."""

from __future__ import annotations

from collections.abc import Callable

import click
from sqlalchemy.exc import OperationalError

from core.cli import (
    chapters_group,
    checks,
    demo,
    duties_group,
    init,
    notices_group,
    regulation_group,
    retention_command,
    search_group,
    serve,
    texts_group,
    worker,
)
from core.cli.store import Store
from core.db.migrate import MigrationError
from core.declare import DeclarationError
from core.settings import Settings, SettingsError


@click.group(help="Tongxin: an office system that runs by a written regulation.")
def cli() -> None:
    """All commands."""


for command in (
    serve.serve,
    worker.worker,
    init.init,
    checks.check,
    checks.doctor,
    demo.demo,
    chapters_group.chapters,
):
    cli.add_command(command)
cli.add_command(duties_group.duties)
cli.add_command(regulation_group.regulation)
cli.add_command(notices_group.notices)
cli.add_command(search_group.search)
cli.add_command(retention_command.retention)
cli.add_command(texts_group.texts)


def main(read: Callable[[], Settings]) -> int:
    """Run the command line; return the exit status."""
    try:
        cli.main(prog_name="run.py", obj=Store(read), standalone_mode=False)
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 2
    except (DeclarationError, MigrationError) as error:
        click.echo(str(error), err=True)
        return 2
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0] if error.orig else "no answer"
        click.echo(
            f"The database cannot be reached: {reason}. Check TONGXIN_DATABASE_URL, that the server "
            "runs, and that the database exists.",
            err=True,
        )
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    return 0
