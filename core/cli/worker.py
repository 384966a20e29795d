"""``run.py worker``: does jobs beside the web server, when TONGXIN_BROKER_URL names a broker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from typing import Any

import click

from core.chapters import pending_migrations
from core.cli.store import Store
from core.jobs import broker
from core.jobs.keeper import Keeper

ROUND = 1.0
NO_BROKER = (
    "TONGXIN_BROKER_URL is not set: jobs run inside «run.py serve», and no worker is needed. "
    "Set it to redis://… or amqp://… for serve and worker alike (docs/operations.md)."
)


@click.command()
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 2,
    show_default="processors",
    help="Processes that do jobs.",
)
@click.option(
    "--beat/--no-beat",
    default=True,
    show_default=True,
    help="Keep the schedule too; of several workers that do, one at a time does.",
)
@click.pass_obj
def worker(store: Store, concurrency: int, beat: bool) -> None:
    """Do jobs, and keep the schedule. Stop with Ctrl+C or SIGTERM."""
    settings = store.settings
    if not settings.broker_url:
        raise click.ClickException(NO_BROKER)
    if waiting := pending_migrations(store.engine, store.chapters):
        raise click.ClickException(
            f"Migrations wait for: {', '.join(waiting)}. Run: python run.py init"
        )
    store.engine.dispose()
    click.echo(f"Working in {concurrency} processes on queue {settings.broker_queue!r}.")
    if not beat:
        sys.exit(_work(store, concurrency))
    sys.exit(_supervise(store, concurrency))


def _work(store: Store, concurrency: int) -> int:
    return broker.work(broker.make_celery(store.settings), store.workbench, concurrency)


def _supervise(store: Store, concurrency: int) -> int:
    """Keep the schedule here, and the worker in a process of its own: no threads before its forks."""
    child = multiprocessing.get_context("fork").Process(
        target=lambda: sys.exit(_work(store, concurrency))
    )
    child.start()
    stopping = threading.Event()

    def stop(_signal: int, _frame: Any) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    _beat(store, child, stopping)
    if child.is_alive():
        child.terminate()
    child.join()
    return 0 if stopping.is_set() else child.exitcode or 1


def _beat(store: Store, child: Any, stopping: threading.Event) -> None:
    bench = store.workbench()
    keeper, caller = Keeper(bench), broker.Caller(broker.make_celery(store.settings), bench)
    while child.is_alive() and not stopping.wait(ROUND):
        if keeper.round():
            caller.round()
    keeper.close()
