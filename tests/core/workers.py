"""Real workers for tests: ``run.py worker`` processes on a queue of their own, killed at will."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from core.settings import Settings
from tests.missing import missing

ROOT = Path(__file__).resolve().parents[2]
REDIS = os.environ.get("TONGXIN_TEST_REDIS", "redis://127.0.0.1:6379/0")
RABBITMQ = os.environ.get("TONGXIN_TEST_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672//")
LONG = 120.0


def needed(url: str) -> str:
    """The address of a broker that answers; without one the test is skipped, or fails in CI."""
    parts = urlsplit(url)
    with socket.socket() as probe:
        probe.settimeout(2)
        if probe.connect_ex((parts.hostname or "", parts.port or 0)):
            missing(f"no broker at {parts.hostname}:{parts.port}")
    return url


def wait_until(true: Callable[[], object], told: str) -> None:
    """Look again until it is so; other processes take their time."""
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end, told
        time.sleep(0.1)


@dataclass
class Worker:
    """One ``run.py worker`` with all its processes."""

    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """``kill -9`` to all its processes at once: power off."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask_to_stop(self) -> int:
        """SIGTERM, as systemd does; the exit status."""
        self.process.terminate()
        return self.process.wait(LONG)

    def processes(self) -> set[int]:
        """Numbers of its processes."""
        told = subprocess.run(
            ["ps", "-o", "pid=", "-g", str(self.process.pid)], capture_output=True, text=True
        )
        return {int(n) for n in told.stdout.split()}


@dataclass
class Workers:
    """Starts workers on one database and one queue with a name of its own."""

    settings: Settings
    broker: str
    folder: Path
    queue: str = field(default_factory=lambda: f"test-{uuid.uuid4().hex[:12]}")
    started: list[Worker] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """The environment of a worker."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TONGXIN_")}
        return kept | {
            "TONGXIN_DATABASE_URL": self.settings.database_url.replace("+psycopg", ""),
            "TONGXIN_DATA_DIR": str(self.settings.data_dir),
            "TONGXIN_SECRET_KEY": self.settings.secret_key,
            "TONGXIN_CLOCK": "2026-11-24",
            "TONGXIN_BROKER_URL": self.broker,
            "TONGXIN_BROKER_QUEUE": self.queue,
            "TONGXIN_JOB_HEARTBEAT": "1",
        }

    def start(self, *options: str) -> Worker:
        """A further worker."""
        log = self.folder / f"worker{len(self.started)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "run.py", "worker", *options],
                cwd=ROOT,
                env=self.environment(),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started.append(Worker(process, log))
        return self.started[-1]

    def logs(self) -> str:
        """What all workers said."""
        return "\n".join(w.log.read_text("utf-8") for w in self.started)


@contextlib.contextmanager
def workers(settings: Settings, broker: str, folder: Path) -> Iterator[Workers]:
    """Workers that are gone at the end, whatever happened."""
    made = Workers(settings, needed(broker), folder)
    try:
        yield made
    finally:
        for worker in made.started:
            worker.kill()
