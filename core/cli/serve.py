"""``run.py serve``: the web server. It prepares the database first, once, before any worker starts."""

from __future__ import annotations

import socket
import sys
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from typing_extensions import override

from core.app import create_app
from core.cli.init import prepare
from core.cli.store import Store
from core.cli.texts_group import compile_all
from core.jobs.embedded import Embedded
from core.settings import Settings
from core.web import assets


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with threads; each worker makes its own application after the fork."""

    def __init__(self, settings: Settings, workers: int, threads: int) -> None:
        self._settings, self._workers, self._threads = settings, workers, threads
        self._engine: Embedded | None = None
        super().__init__()

    @override
    def load_config(self) -> None:
        for name, value in {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": self._workers,
            "threads": self._threads,
            "worker_class": "gthread",
            "worker_tmp_dir": None,
            "control_socket_disable": True,
            "accesslog": None,
            "loglevel": "warning",
            "timeout": 120,
            "graceful_timeout": 20,
            "keepalive": 5,
            "post_worker_init": self._begin,
            "worker_exit": self._end,
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    @override
    def load(self) -> Flask:
        self._app = create_app(self._settings)
        return self._app

    def _begin(self, _worker: Any) -> None:
        """In a worker, after the fork: with a broker the jobs run elsewhere."""
        if not self._settings.broker_url:
            self._engine = Embedded(self._app.extensions["tongxin"].bench)
            self._engine.start()

    def _end(self, _server: Any, _worker: Any) -> None:
        if self._engine is not None:
            self._engine.stop()


@click.command()
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--threads", default=4, show_default=True, help="Threads in each process.")
@click.option("--no-init", is_flag=True, help="Do not bring the database up to date first.")
@click.pass_obj
def serve(store: Store, workers: int, threads: int, no_init: bool) -> None:
    """Serve the pages and the API on TONGXIN_HOST:TONGXIN_PORT."""
    settings = store.settings
    if missing := assets.missing():
        raise click.ClickException("\n".join(missing))
    if reason := _port_taken(settings):
        raise click.ClickException(reason)
    if not no_init:
        for line in prepare(store):
            click.echo(line)
    compile_all(store)
    store.engine.dispose()
    for problem in store.chapters.problems:
        click.echo(f"Quarantined: {problem}", err=True)
    click.echo(f"Tongxin is at http://{settings.host}:{settings.port}/  (stop with Ctrl+C)")
    _run(settings, workers, threads)


def _port_taken(settings: Settings) -> str:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            return (
                f"{settings.host}:{settings.port} cannot be used: {error.strerror}. Stop the other "
                "program, or choose another port: TONGXIN_PORT=8081"
            )
    return ""


def _run(settings: Settings, workers: int, threads: int) -> None:
    sys.argv = sys.argv[:1]  # gunicorn reads no options of ours
    server: Any = Server(settings, workers, threads)
    server.run()
